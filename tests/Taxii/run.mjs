// The built hub, asked as its real clients ask: each client's sequence of calls, the rules that they need, what they push, and one hub fed from another.
//   node run.mjs [--engine sqlite|postgres] [--port 8340] [--only WORD]
// The hub is built before. INFOHUB_TEST_POSTGRES names a server for --engine postgres; without it one is started.
import { parseArgs } from 'node:util';
import { store } from '../Oracle/run/stores.mjs';
import { last } from './client.mjs';
import { open } from './hub.mjs';
import { clients } from './checks/clients.mjs';
import { connectors } from './checks/connectors.mjs';
import { rules } from './checks/rules.mjs';
import { paging } from './checks/paging.mjs';
import { filters } from './checks/filters.mjs';
import { markings } from './checks/markings.mjs';
import { pushing } from './checks/pushing.mjs';
import { hostile } from './checks/hostile.mjs';
import { withdrawals } from './checks/withdrawals.mjs';
import { between } from './checks/between.mjs';

/**
 * @typedef {(name: string, body: () => Promise<void>|void) => Promise<void>} Check names what holds, and throws where it does not
 * @typedef {{hub: import('./hub.mjs').Hub, check: Check, another: () => Promise<import('./hub.mjs').Hub>}} Setting
 */

const { values } = parseArgs({
  options: { engine: { type: 'string', default: 'sqlite' }, port: { type: 'string', default: '8340' }, only: { type: 'string', default: '' } },
});
const groups = Object.entries({ clients, connectors, rules, paging, filters, markings, pushing, withdrawals, between, hostile }).filter(([name]) => name.includes(values.only));
const begun = Date.now();
/** @type {string[]} */ const failures = [];
let passed = 0;

const place = await store(values.engine);
/** @type {{hub: import('./hub.mjs').Hub, place: import('../Oracle/run/stores.mjs').Place}[]} */ const opened = [];
try {
  const hub = await another();
  for (const [name, group] of groups) {
    let reached = 'its beginning';
    const named = (/** @type {string} */ words, /** @type {() => Promise<void>|void} */ body) => check(`${name}: ${reached = words}`, body);
    await group({ hub, another, check: named }).catch(error => check(`${name}: goes on after “${reached}”`, () => { throw error; }));
  }
} finally {
  for (const each of opened.reverse()) {
    await each.hub.end();
    each.place.end();
  }
  await place.close();
}
process.stdout.write(`${passed} passed, ${failures.length} failed, on ${values.engine} in ${Math.round((Date.now() - begun) / 1000)} s\n`);
process.exitCode = failures.length === 0 && passed > 0 ? 0 : 1;

async function another() {
  const taken = place.take();
  const hub = await open(Number(values.port) + opened.length, taken);
  opened.push({ hub, place: taken });
  return hub;
}

/** @param {string} name @param {() => Promise<void>|void} body */
async function check(name, body) {
  last.request = '';
  last.answer = '';
  try {
    await body();
    passed += 1;
    process.stdout.write(`ok      ${name}\n`);
  } catch (error) {
    failures.push(name);
    const why = error instanceof Error ? error.message.split('\n').slice(0, 12).join('\n        ') : String(error);
    process.stdout.write(`NOT OK  ${name}\n        ${why}\n${last.request && `        ${last.request}\n        ${last.answer}\n`}`);
  }
}
