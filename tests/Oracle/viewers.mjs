// Who is asking (law §1): one value, made from the state at the moment of asking.
import { live } from './state.mjs';
import { rank } from './labels.mjs';

/**
 * @typedef {import('./state.mjs').State} State
 * @typedef {import('./labels.mjs').Label} Label
 * @typedef {{kind: 'anonymous'} | {kind: 'person', person: string, strongMinutesAgo?: number}
 *   | {kind: 'key', key: string, from?: string} | {kind: 'hub', key: string, from?: string}
 *   | {kind: 'feed', feed: string, from?: string} | {kind: 'recipient', person: string}} Viewer
 * @typedef {{kind: 'anonymous'|'person'|'person-key'|'organisation-key'|'hub'|'feed'|'recipient'|'refused',
 *   person: string|null, organisation: string|null, key: string|null, scopes: string[], ceiling: Label,
 *   strong: number, circles: string[]|null, circlesOnly: boolean, why: string}} Principal
 */

/** @type {Principal} */
const nobody = {
  kind: 'anonymous', person: null, organisation: null, key: null, scopes: ['read'], ceiling: 'RED', strong: Infinity,
  circles: null, circlesOnly: false, why: '',
};

/** @param {State} state @param {Viewer} viewer @param {number} now @returns {Principal} */
export function resolve(state, viewer, now) {
  switch (viewer.kind) {
    case 'anonymous': return nobody;
    case 'person': return person(state, viewer.person, 'person', viewer.strongMinutesAgo ?? 0);
    case 'recipient': return person(state, viewer.person, 'recipient', Infinity);
    case 'feed': return feed(state, viewer, now);
    case 'key':
    case 'hub': return key(state, viewer, now);
  }
}

/** @param {State} state @param {string} name @param {'person'|'recipient'} kind @param {number} strong @returns {Principal} */
function person(state, name, kind, strong) {
  if (!live(state, name)) return { ...nobody, why: whyNotLive(state, name) };
  const { organisation } = must(state.persons, name);
  return { ...nobody, kind, person: name, organisation, strong };
}

/** @param {State} state */
function key(state, viewer, now) {
  const made = must(state.keys, viewer.key);
  const refused = why => ({ ...nobody, kind: /** @type {const} */ ('refused'), why });
  if (made.revoked) return refused('key revoked');
  if (made.expires !== null && now >= made.expires) return refused('key expired');
  if (!inNetworks(viewer.from ?? '127.0.0.1', made.networks)) return refused('key used outside its networks');
  if (made.person && !live(state, made.person)) return refused(whyNotLive(state, made.person));
  const organisation = must(state.organisations, made.organisation);
  if (organisation.state !== 'active') return refused(`organisation ${organisation.state}`);

  const hub = organisation.kind === 'partner-hub';
  // Reading 14: the lower of the key's ceiling and AMBER.
  const ceiling = hub && rank(made.ceiling) > rank('AMBER') ? 'AMBER' : made.ceiling;
  const kind = hub ? 'hub' : made.of === 'person' ? 'person-key' : 'organisation-key';
  return {
    ...nobody, kind: /** @type {Principal['kind']} */ (kind), person: hub ? null : made.person, organisation: made.organisation,
    key: made.name, scopes: made.scopes, ceiling, circles: made.circles, circlesOnly: made.circlesOnly,
  };
}

/** @param {State} state */
function feed(state, viewer, now) {
  const made = must(state.feeds, viewer.feed);
  const refused = why => ({ ...nobody, kind: /** @type {const} */ ('refused'), why });
  if (made.ended) return refused('feed ended');
  if (made.networks && !inNetworks(viewer.from ?? '127.0.0.1', made.networks)) return refused('feed used outside its networks');
  if (!live(state, made.person)) return refused(whyNotLive(state, made.person));
  return { ...nobody, kind: /** @type {const} */ ('feed'), person: made.person, organisation: made.organisation, ceiling: made.ceiling };
}

function whyNotLive(state, name) {
  const { state: own, organisation, terms } = must(state.persons, name);
  if (own !== 'active') return `person ${own}`;
  const theirs = must(state.organisations, organisation).state;
  if (theirs !== 'active') return `organisation ${theirs}`;
  return terms === state.terms ? 'a person of a partner hub' : `terms ${terms} accepted, ${state.terms} current`;
}

/** @template T @param {Map<string, T>} map @param {string} name @returns {T} */
export function must(map, name) {
  const found = map.get(name);
  if (found === undefined) throw new Error(`the world has no ${name}`);
  return found;
}

/** No networks: from anywhere. @param {string} address IPv4 @param {string[]} networks CIDRs */
export function inNetworks(address, networks) {
  if (networks.length === 0) return true;
  const number = text => text.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return networks.some(network => {
    const [base, bits] = network.split('/');
    const size = 2 ** (32 - Number(bits ?? 32));
    return Math.floor(number(address) / size) === Math.floor(number(base) / size);
  });
}
