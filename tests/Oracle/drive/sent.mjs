// C1: who was to be sent a version when it was shared. Whether it is sent is decided again at the moment of sending.
import { decide } from '../law.mjs';
import { World } from '../world.mjs';

/** @typedef {Map<string, Set<string>>} Sent persons, by item and version: `i1 v2` */

/** @param {World} world @returns {Sent} */
export function sentTo(world) {
  /** @type {Sent} */
  const sent = new Map();
  const again = new World();
  for (const { act } of world.log) {
    const before = versionsOf(again, act);
    const { ok } = again.perform(act);
    const item = ok ? again.state.items.get(itemOf(again, act)) : undefined;
    if (!item || item.versions.length === before) continue;
    const n = item.versions.length;
    const readers = [...again.state.persons.keys()]
      .filter(person => decide(again.state, { kind: 'recipient', person }, item.name, n, 'mail', act.at).outcome !== 'Nothing');
    sent.set(`${item.name} v${n}`, new Set(readers));
  }
  return sent;
}

/** @param {World} world @param {import('../world.mjs').Act} act */
const itemOf = (world, act) => act.item ?? world.state.asks.get(act.ask)?.item ?? act.name;

/** @param {World} world @param {import('../world.mjs').Act} act */
const versionsOf = (world, act) => world.state.items.get(itemOf(world, act))?.versions.length ?? 0;
