// Who is a reader (R2 to R5, R9, grants of W3).
import { administrates, current, memberships, serves } from './state.mjs';
import { kindOf, nameOf, strictest } from './labels.mjs';
import { must } from './viewers.mjs';

/**
 * @typedef {import('./state.mjs').State} State
 * @typedef {import('./state.mjs').Item} Item
 * @typedef {import('./state.mjs').Version} Version
 * @typedef {import('./state.mjs').Grant} Grant
 * @typedef {import('./labels.mjs').Label} Label
 * @typedef {import('./viewers.mjs').Principal} Principal
 * @typedef {{reads: boolean, rule: string}} Match the rule that let in, or that kept out
 */

const yes = rule => ({ reads: true, rule });
const no = rule => ({ reads: false, rule });

/**
 * Does a part of an audience that was shared at a time let this one in, now?
 * @param {State} state @param {Principal} who @param {string} part @param {number} sharedAt @returns {Match}
 */
export function matches(state, who, part, sharedAt) {
  if (who.kind === 'refused') return no('R1a');
  switch (kindOf(part)) {
    case 'public': return who.circlesOnly ? no('key:circles') : yes('R1c');
    case 'community': return who.circlesOnly ? no('key:circles') : inCommunity(state, who) ? yes('R2') : no('R2');
    case 'circle': return inCircle(state, who, nameOf(part), sharedAt);
    case 'organisation': return isOrganisation(state, who, nameOf(part), sharedAt);
    default: return isPerson(state, who, nameOf(part), sharedAt);
  }
}

/** @param {State} state @param {Principal} who */
function inCommunity(state, who) {
  if (!who.organisation) return false;
  const { kind, readsCommunity } = must(state.organisations, who.organisation);
  return who.kind === 'hub' ? readsCommunity : kind === 'member';
}

/** Reading 4. @returns {Match} */
function inCircle(state, who, name, sharedAt) {
  if (!who.organisation) return no('R2');
  if (who.circles && !who.circles.includes(name)) return no('key:circles');
  const circle = must(state.circles, name);
  const joined = memberships(circle, who.person, who.organisation);
  if (joined.length === 0) return no('R2');
  const shownToAll = circle.history === 'all' && circle.allSince !== null && sharedAt >= circle.allSince;
  return shownToAll || joined.some(at => sharedAt >= at) ? yes('R2') : no('R2:history');
}

/** Reading 3: only in versions shared at or after the latest joining. @returns {Match} */
function isOrganisation(state, who, name, sharedAt) {
  if (who.organisation !== name) return no('R2');
  if (who.circles) return no('key:circles');
  const organisation = must(state.organisations, name);
  if (sharedAt < /** @type {number} */ (organisation.joined)) return no('R5');
  return yes(organisation.returned ? 'R5' : 'R2');
}

/** R3, reading 3; the pair ends with the organisation's leaving as well. @returns {Match} */
function isPerson(state, who, name, sharedAt) {
  const [person, organisation] = name.split('@');
  if (who.person !== person) return no('R3');
  if (who.organisation !== organisation) return no('R3:moved');
  if (who.circles) return no('key:circles');
  const own = must(state.persons, person);
  const theirs = must(state.organisations, organisation);
  if (sharedAt < /** @type {number} */ (own.joined) || sharedAt < /** @type {number} */ (theirs.joined)) return no('R5');
  return yes(own.returned || theirs.returned ? 'R5' : 'R3');
}

/** Reading 2; reading 5 takes it from keys with circles. @param {Principal} who @param {Item} item */
export function isAuthor(who, item) {
  if (who.circles || who.kind === 'hub' || who.kind === 'refused') return false;
  const { person, organisation, key } = item.author;
  if (key) return who.kind === 'organisation-key' && who.key === key;
  return who.person !== null && who.person === person && who.organisation === organisation;
}

/** Law §1. @param {State} state @param {Principal} who @param {Item} item @param {Label} label */
export function ofOriginatorsSide(state, who, item, label) {
  if (isAuthor(who, item)) return true;
  if (label === 'RED' || item.attribution === 'anonymous' || who.circles || !who.person) return false;
  return administrates(state, who.person, item.author.organisation);
}

/** R4. @returns {Match} */
function owns(who, item, label) {
  if (isAuthor(who, item)) return yes('R4');
  if (who.organisation !== item.author.organisation || who.kind === 'hub') return no('');
  if (who.circles) return no('key:circles');
  return label === 'RED' || item.attribution === 'anonymous' ? no('R4') : yes('R4');
}

/**
 * A reader of one version through its audience (R2 to R4).
 * @param {State} state @param {Principal} who @param {Item} item @param {Version} version
 * @returns {{reads: boolean, rules: string[], parts: string[]}} the parts that let in
 */
export function throughAudience(state, who, item, version) {
  const own = owns(who, item, version.label);
  const all = version.audience.map(part => ({ part, ...matches(state, who, part, version.at) }));
  const open = all.filter(match => match.reads);
  if (own.reads) return { reads: true, rules: [own.rule], parts: open.map(match => match.part) };
  if (open.length > 0) return { reads: true, rules: unique(open), parts: open.map(match => match.part) };
  return { reads: false, rules: unique([own, ...all]), parts: [] };
}

const unique = matched => [...new Set(matched.map(match => match.rule).filter(Boolean))];

/**
 * W3: whom a label lets a passer reach, from the passer's position (reading 7 a).
 * @param {State} state @param {Label} label @param {string} part @param {string} passers organisation
 */
export function mayReach(state, label, part, passers) {
  const kind = kindOf(part);
  if (label === 'CLEAR') return true;
  if (label === 'GREEN') return kind !== 'public';
  if (label === 'RED' || !['organisation', 'person'].includes(kind)) return false;
  const organisation = kind === 'organisation' ? nameOf(part) : nameOf(part).split('@')[1];
  if (organisation === passers) return true;
  return label === 'AMBER' && state.amberClients && serves(state, passers, organisation);
}

/** Reading 7. @param {State} state @param {Grant} grant @param {Label} label @returns {boolean} */
export function grantHolds(state, grant, label) {
  if (grant.ended || must(state.organisations, grant.organisation).state !== 'active') return false;
  if (!mayReach(state, label, grant.part, grant.organisation)) return false;
  // W3: who reads only by grant may pass on CLEAR and GREEN, not AMBER; what was passed on under a looser label ends with it.
  if (grant.via !== null && !['CLEAR', 'GREEN'].includes(label)) return false;
  const item = must(state.items, grant.item);
  const representatives = state.representatives(grant.organisation).map(person => asPrincipal(person));
  if (grant.via === null) {
    // Reading 7: a colleague's anonymous authorship must not show in who else goes on reading.
    const byParts = who => current(item).audience.some(part => matches(state, who, part, current(item).at).reads);
    const unknown = who => item.attribution === 'anonymous' && who.person !== grant.passer;
    return representatives.some(who => (unknown(who) ? byParts(who) : throughAudience(state, who, item, current(item)).reads));
  }
  const relied = grantsOf(state, item).find(other => other.name === grant.via);
  return relied !== undefined && grantHolds(state, relied, label)
    && representatives.some(who => matches(state, who, relied.part, relied.at).reads);
}

/** @param {State} state @param {Item} item @returns {Grant[]} */
export const grantsOf = (state, item) => state.grants.get(item.name) ?? [];

/** @returns {Principal} */
const asPrincipal = person => ({
  kind: 'person', person: person.name, organisation: person.organisation, key: null, scopes: [], ceiling: 'RED', strong: 0,
  circles: null, circlesOnly: false, why: '',
});

/**
 * The grants that let someone read a version, holding or not.
 * @param {State} state @param {Principal} who @param {Item} item @param {Version} version @param {Label} label
 */
export function throughGrants(state, who, item, version, label) {
  const mine = grantsOf(state, item)
    .filter(grant => grant.version <= version.n && matches(state, who, grant.part, grant.at).reads);
  const holding = mine.filter(grant => grantHolds(state, grant, label));
  return { reads: holding.length > 0, holding, lapsed: mine.length - holding.length };
}

/**
 * R9: a reader of that version and of the current one, under the stricter label.
 * @param {State} state @param {Principal} who @param {Item} item @param {Version} version
 */
export function readsVersion(state, who, item, version) {
  const now = current(item);
  const label = strictest(version.label, now.label);
  const old = one(state, who, item, version, label);
  if (version === now) return { ...old, label, newest: old };
  const newest = one(state, who, item, now, now.label);
  const rules = [...new Set([...old.rules, ...newest.rules, 'R9'])];
  return { reads: old.reads && newest.reads, rules, audience: old.audience && newest.audience, parts: old.parts, label, newest };
}

function one(state, who, item, version, label) {
  const audience = throughAudience(state, who, item, version);
  if (audience.reads) return { reads: true, audience: true, rules: audience.rules, parts: audience.parts };
  const grants = throughGrants(state, who, item, version, label);
  if (grants.reads) return { reads: true, audience: false, rules: ['W3'], parts: [] };
  return { reads: false, audience: false, rules: grants.lapsed > 0 ? [...audience.rules, 'W3'] : audience.rules, parts: [] };
}
