// Whether a viewer may notice an act, said by the law: never guessed.
import { State } from '../state.mjs';
import { current } from '../state.mjs';
import { World } from '../world.mjs';
import { appears, decide, showsComment } from '../law.mjs';
import { partsShown } from '../naming.mjs';
import { isAuthor, ofOriginatorsSide } from '../readers.mjs';
import { resolve } from '../viewers.mjs';
import { SERVES } from '../cells.mjs';
import { belongs } from './cast.mjs';

/** @typedef {import('./cast.mjs').Watcher} Watcher */

const ofCircles = ['circle', 'circle-settings', 'circle-join', 'circle-admit', 'circle-invite', 'circle-remove', 'circle-leave', 'circle-close'];
const ofOwn = ['key', 'key-ceiling', 'key-revoke', 'feed', 'feed-bind'];
const ofClients = ['client-propose', 'client-confirm', 'client-end'];

/**
 * Why an act is not to be done unseen: a watcher may notice it, or the law refuses it or leaves it open; empty where nothing is against it. The world stays as it is.
 * @param {World} world @param {import('../world.mjs').Act} act @param {Watcher[]} watchers @returns {string}
 */
export function noticing(world, act, watchers) {
  const after = new World();
  after.state = Object.assign(new State(), structuredClone({ ...world.state }));
  const made = after.perform(act);
  if (!made.ok || made.unclear) return made.unclear ?? made.why;
  const item = act.item ?? after.state.asks.get(act.ask)?.item ?? (['share', 'draft'].includes(act.act) ? act.name : null);
  const items = item ? [item] : [...after.state.items.keys()];
  return watchers.filter(each => told(world.state, after.state, act, item, each) || items.some(name => seen(world.state, each, name) !== seen(after.state, each, name))).map(each => each.kind).join(', ');
}

/** All that the law says to one viewer of one item, on every way out. @param {State} state @param {Watcher} watcher @param {string} name */
function seen(state, { viewer }, name) {
  const item = state.items.get(name);
  if (!item) return '';
  const who = resolve(state, viewer, 0);
  const channels = /** @type {import('../cells.mjs').Channel[]} */ (Object.keys(SERVES)).filter(each => SERVES[each].includes(who.kind));
  const said = item.versions.flatMap(({ n }) => channels.map(channel => {
    const { outcome, label } = decide(state, viewer, name, n, channel, 0);
    return outcome === 'Nothing' ? '' : `${n} ${channel} ${outcome} ${label} ${appears(state, viewer, name, channel, 0)}`;
  })).filter(Boolean);
  const comments = [...state.comments.values()].filter(each => each.item === name && channels.some(channel => showsComment(state, viewer, each.name, channel, 0))).map(each => each.name);
  return said.length === 0 ? '' : JSON.stringify([said, comments, partsShown(state, viewer, name, 0)]);
}

/** What is told beside the items: to members of circles, to those who keep keys, to both sides of a relation, to originators. */
function told(before, after, act, item, watcher) {
  const { organisation, viewer } = watcher;
  if (ofCircles.includes(act.act)) {
    const states = [before, after].map(state => state.circles.get(act.circle ?? act.name)).filter(Boolean);
    return states.some(circle => circle.listed || belongs(after, watcher, circle));
  }
  if (ofOwn.includes(act.act)) {
    const owner = after.persons.get(act.by)?.organisation;
    return owner === organisation || after.organisations.get(owner ?? '')?.kind !== 'member';
  }
  if (ofClients.includes(act.act)) return [act.provider, act.client].includes(organisation) || watcher.kind === 'officer';
  if (!item || !before.items.has(item)) return false;
  // Readings, grants and requests are for the originator's side; receivers are found by what they read.
  const found = before.items.get(item);
  const who = resolve(before, viewer, 0);
  return isAuthor(who, found) || ofOriginatorsSide(before, who, found, current(found).label);
}
