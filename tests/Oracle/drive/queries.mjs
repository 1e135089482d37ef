// Every question that can be put to a world: each viewer, each version, each way out that serves it; of the newest version also the conditions of acts.
import { conditions } from '../conditions.mjs';
import { current } from '../state.mjs';

/**
 * @typedef {import('../state.mjs').State} State
 * @typedef {{viewer: import('../viewers.mjs').Viewer, item: string, version: number, channel: string}} Query channel: a way out, or a condition
 * @typedef {import('../cells.mjs').Channel} Channel
 */

/** @type {Channel[]} */ const session = ['list', 'page', 'export', 'look-up-outside', 'translation-outside', 'analysis'];
/** @type {Channel[]} */ const stale = ['list', 'page'];
/** @type {Channel[]} */ const byKey = ['machine', 'block-list', 'export'];

/** @param {State} state @returns {Generator<Query>} */
export function* queries(state) {
  const askers = [...viewers(state)];
  for (const item of state.items.values()) {
    for (const { n } of item.versions) {
      for (const { viewer, channels } of askers) {
        const acts = n === current(item).n && channels.some(channel => channel === 'export' || channel === 'partner-hub');
        for (const channel of acts ? [...channels, ...conditions] : channels) yield { viewer, item: item.name, version: n, channel };
      }
    }
  }
}

/** @param {State} state @returns {Generator<{viewer: import('../viewers.mjs').Viewer, channels: Channel[]}>} */
export function* viewers(state) {
  const isHub = name => state.organisations.get(name)?.kind === 'partner-hub';
  yield { viewer: { kind: 'anonymous' }, channels: ['public', 'page', 'list', 'public-statistics'] };
  for (const { name } of state.persons.values()) {
    yield { viewer: { kind: 'person', person: name, strongMinutesAgo: 5 }, channels: session };
    yield { viewer: { kind: 'person', person: name, strongMinutesAgo: 60 }, channels: stale };
    yield { viewer: { kind: 'recipient', person: name }, channels: ['mail', 'webhook'] };
  }
  for (const { name, organisation } of state.keys.values()) {
    if (isHub(organisation)) yield { viewer: { kind: 'hub', key: name }, channels: ['partner-hub'] };
    else yield { viewer: { kind: 'key', key: name }, channels: byKey };
  }
  for (const { name } of state.feeds.values()) yield { viewer: { kind: 'feed', feed: name }, channels: ['feed', 'block-list'] };
}
