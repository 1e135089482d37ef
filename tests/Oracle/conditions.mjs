// What acts ask about the newest version, beside how much of it is read: who wrote it, who decides on it, how it is read.
import { current } from './state.mjs';
import { resolve } from './viewers.mjs';
import { isAuthor, ofOriginatorsSide, throughAudience, throughGrants } from './readers.mjs';

/** @type {Record<string, (state: any, who: import('./viewers.mjs').Principal, item: import('./state.mjs').Item) => number>} */
const answers = {
  author: (state, who, item) => Number(isAuthor(who, item)),
  'originators-side': (state, who, item) => Number(ofOriginatorsSide(state, who, item, current(item).label)),
  'through-audience': (state, who, item) => Number(throughAudience(state, who, item, current(item)).reads),
  grants: (state, who, item) => throughGrants(state, who, item, current(item), current(item).label).holding.length,
};

export const conditions = Object.keys(answers);

/**
 * @param {import('./state.mjs').State} state @param {import('./viewers.mjs').Viewer} viewer @param {string} itemName @param {string} condition
 * @param {number} now @returns {{outcome: string, rules: [], label: null, why: string}} a number in words
 */
export function condition(state, viewer, itemName, condition, now) {
  const who = resolve(state, viewer, now);
  const item = state.items.get(itemName);
  const shut = !item || who.kind === 'refused' || (who.key !== null && !who.scopes.includes('read'));
  return { outcome: String(shut ? 0 : answers[condition](state, who, item)), rules: [], label: null, why: condition };
}
