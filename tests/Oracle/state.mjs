// The state of a world at one moment: plain maps, by the world's own names.

/**
 * @typedef {import('./labels.mjs').Label} Label
 * @typedef {{name: string, kind: 'member'|'partner-hub'|'external-source', sectors: string[],
 *   state: 'applied'|'active'|'suspended'|'left', joined: number|null, returned: boolean, readsCommunity: boolean}} Organisation
 * @typedef {{name: string, organisation: string, roles: Set<string>, state: 'invited'|'active'|'suspended'|'left',
 *   joined: number|null, returned: boolean, terms: number}} Person
 * @typedef {{name: string, joining: 'open'|'request'|'invitation', listed: boolean, listedSince: number|null,
 *   takesOutside: boolean, list: 'members'|'owners', shownSince: number, history: 'all'|'joining', allSince: number|null, closed: boolean,
 *   members: Map<string, number>, owners: Set<string>, invited: Set<string>, asked: Set<string>}} Circle
 *   Members are `org:o1` or `pair:p1@o1`, with the time of their latest joining; owners are pairs.
 * @typedef {{name: string, of: 'person'|'organisation', person: string|null, organisation: string, scopes: string[],
 *   ceiling: Label, networks: string[], expires: number|null, circles: string[]|null, circlesOnly: boolean, revoked: boolean}} Key
 * @typedef {{name: string, person: string, organisation: string, query: object|null, networks: string[]|null,
 *   ceiling: Label, ended: boolean}} Feed
 * @typedef {{person: string|null, organisation: string, key: string|null}} Author
 * @typedef {{n: number, label: Label, audience: string[], at: number, by: string}} Version
 * @typedef {{name: string, author: Author, attribution: 'named'|'organisation'|'anonymous', pap: string|null,
 *   state: 'draft'|'shared'|'withdrawn'|'hidden'|'erased', release: number|null, embargo: number|null, expiry: number|null,
 *   reviewers: string[], sectorsShown: string[], versions: Version[]}} Item
 * @typedef {{name: string, item: string, passer: string, organisation: string, part: string, at: number, version: number,
 *   via: string|null, ended: boolean}} Grant
 * @typedef {{name: string, item: string, version: number, author: string, image: boolean}} Comment
 * @typedef {{name: string, item: string, by: string, part: string, answered: boolean}} Ask
 * @typedef {{provider: string, client: string, confirmed: Set<string>}} Relation
 */

export class State {
  amberClients = false;
  terms = 1;
  /** @type {Map<string, Organisation>} */ organisations = new Map();
  /** @type {Map<string, Person>} */ persons = new Map();
  /** @type {Map<string, Circle>} */ circles = new Map();
  /** @type {Map<string, Relation>} */ relations = new Map();
  /** @type {Map<string, Key>} */ keys = new Map();
  /** @type {Map<string, Feed>} */ feeds = new Map();
  /** @type {Map<string, Item>} */ items = new Map();
  /** @type {Map<string, Grant[]>} */ grants = new Map();
  /** @type {Map<string, Comment>} */ comments = new Map();
  /** @type {Map<string, Ask>} */ asks = new Map();

  /** @param {string} name */
  representatives(name) {
    return [...this.persons.values()].filter(person => person.organisation === name && person.state === 'active');
  }
}

/** Reading 21: the people of a partner hub do not sign in. @param {State} state @param {string} name */
export function live(state, name) {
  const person = state.persons.get(name);
  return active(state, name) && person?.terms === state.terms && state.organisations.get(person.organisation)?.kind === 'member';
}

/** Who keeps a partner hub's keys. @param {State} state @param {string} name */
export function keepsHub(state, name) {
  const organisation = state.persons.get(name)?.organisation ?? '';
  return active(state, name) && administrates(state, name, organisation) && state.organisations.get(organisation)?.kind === 'partner-hub';
}

/** @param {State} state @param {string} name */
export function active(state, name) {
  const person = state.persons.get(name);
  return person?.state === 'active' && state.organisations.get(person.organisation)?.state === 'active';
}

/** @param {State} state @param {string} name */
export function administrates(state, name, organisation) {
  const person = state.persons.get(name);
  return person?.organisation === organisation && person.roles.has('organisation-administrator');
}

/** @param {string} person @param {string} organisation */
export const pair = (person, organisation) => `${person}@${organisation}`;

/** The newest version of an item. @param {Item} item */
export const current = item => item.versions[item.versions.length - 1];

/**
 * The membership of someone in a circle: by the organisation, by the pair, or both.
 * @param {Circle} circle @param {string|null} person @param {string} organisation
 * @returns {number[]} the times of joining
 */
export function memberships(circle, person, organisation) {
  const names = [`org:${organisation}`];
  if (person) names.push(`pair:${pair(person, organisation)}`);
  return names.filter(name => circle.members.has(name)).map(name => /** @type {number} */ (circle.members.get(name)));
}

/** W3: confirmed now by both. @param {State} state */
export function serves(state, provider, client) {
  return state.relations.get(`${provider}>${client}`)?.confirmed.size === 2;
}
