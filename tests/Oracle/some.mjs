// Tiny worlds for tests: a community of three members and a hub, and short ways to write its acts.
import { decide } from './law.mjs';
import { World } from './world.mjs';

/** @typedef {import('./cells.mjs').Channel} Channel */

const person = (name, organisation, ...roles) => ({ act: 'person', name, organisation, roles, state: 'active' });

/** o1: ann (administrator), bob. o2: cyd (administrator), dan. o3: eve (administrator), olga and otto (officers). h1: hal. */
const community = [
  { act: 'community', amberClients: true, terms: 'be kind' },
  { act: 'organisation', name: 'o1', kind: 'member', sectors: ['energy'], seats: 9, state: 'active' },
  { act: 'organisation', name: 'o2', kind: 'member', sectors: ['energy'], seats: 9, state: 'active' },
  { act: 'organisation', name: 'o3', kind: 'member', sectors: ['health'], seats: 9, state: 'active' },
  { act: 'organisation', name: 'h1', kind: 'partner-hub', sectors: [], seats: 9, state: 'active', readsCommunity: true },
  person('ann', 'o1', 'organisation-administrator'), person('bob', 'o1'),
  person('cyd', 'o2', 'organisation-administrator'), person('dan', 'o2'),
  person('eve', 'o3', 'organisation-administrator'), person('olga', 'o3', 'officer'), person('otto', 'o3', 'officer'),
  person('hal', 'h1', 'organisation-administrator'),
];

export const everyone = { part: 'public' };
export const members = { part: 'community' };
export const circle = name => ({ part: 'circle', circle: name });
export const org = name => ({ part: 'organisation', organisation: name });
export const one = name => ({ part: 'person', person: name });

/** Seconds before loading at which the first act of a test happens; each next one ten later, unless it says when. */
export const FIRST = -100_000;

/** @param {...object} acts */
export function world(...acts) {
  let time = FIRST - 10;
  const made = new World(community.map(act => /** @type {any} */ ({ at: FIRST - 1000, ...act })));
  for (const act of acts) {
    time = /** @type {any} */ (act).at ?? time + 10;
    made.perform(/** @type {any} */ ({ at: time, ...act }));
  }
  return made;
}

/** @param {World} made @param {object} act what the hub should answer to it: ok, or the class of the refusal */
export function answer(made, act) {
  const prediction = made.predict(/** @type {any} */ ({ at: -50_000, ...act }));
  return prediction.ok ? 'ok' : prediction.kinds?.join(' or ');
}

/** @param {string} label @param {object[]} audience @param {object} [rest] */
export function share(label, audience, rest = {}) {
  return { act: 'share', name: 'i1', by: 'bob', kind: 'question', label, audience, attribution: 'named', title: 't', body: 'b', ...rest };
}

export const found = (rest = {}) => ({
  act: 'circle', name: 'c1', by: 'ann', joining: 'open', listed: true, takesOutside: false, members: 'members', history: 'joining',
  as: 'organisation', ...rest,
});

export const join = (by, as = 'organisation', rest = {}) => ({ act: 'circle-join', circle: 'c1', by, as, ...rest });

export const key = (by, of, rest = {}) => ({
  act: 'key', name: 'k1', by, of, scopes: ['read', 'write', 'drafts'], networks: [], expires: null, circles: [], circlesOnly: false, ...rest,
});

export const raise = (by, ceiling, targetKey = 'k1') => ({ act: 'key-ceiling', by, targetKey, ceiling });

/** @param {World} made @param {string} name @param {Channel} [channel] @param {number} [version] @param {number} [strongMinutesAgo] */
export function sees(made, name, channel = 'page', version = undefined, strongMinutesAgo = 5) {
  return ask(made, { kind: 'person', person: name, strongMinutesAgo }, channel, version);
}

/** @param {World} made @param {import('./viewers.mjs').Viewer} viewer @param {Channel} channel @param {number} [version] the newest by default */
export function ask(made, viewer, channel, version = undefined, now = 0) {
  const number = version ?? made.state.items.get('i1')?.versions.length ?? 1;
  return decide(made.state, viewer, 'i1', number, channel, now).outcome;
}

export const byKey = (made, channel = /** @type {Channel} */ ('machine'), version = undefined) => ask(made, { kind: 'key', key: 'k1' }, channel, version);
export const byHub = (made, version = undefined) => ask(made, { kind: 'hub', key: 'k1' }, 'partner-hub', version);
export const inPublic = (made, version = undefined) => ask(made, { kind: 'anonymous' }, 'public', version);
