// A running hub under faults.
//   node run.mjs --engine sqlite|postgres [--deep] [--only kill,...]
// The program is built before. INFOHUB_TEST_POSTGRES names a server; else one is started.
import { parseArgs } from 'node:util';
import { store } from '../Oracle/run/stores.mjs';
import { Verdict } from './hub.mjs';
import { backup } from './backup.mjs';
import { hostile } from './hostile.mjs';
import { kill } from './kill.mjs';
import { revoke } from './revoke.mjs';
import { fullDisk, lostDatabase } from './store.mjs';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'sqlite' }, deep: { type: 'boolean', default: process.env.INFOHUB_DEEP === '1' }, only: { type: 'string', default: '' },
    times: { type: 'string', default: '' },
  },
});

/** @type {Record<string, [number, number, (store: import('../Oracle/run/stores.mjs').Store, times: number, verdict: Verdict) => Promise<void>]>} how often, how often in --deep */
const trials = {
  kill: [3, 50, kill],
  revoke: [22, 1000, revoke],
  ...values.engine === 'sqlite' ? { full: [1, 20, fullDisk] } : { lost: [2, 20, lostDatabase] },
  hostile: [1, 100, hostile],
  backup: [1, 20, backup],
};

const verdict = new Verdict();
const open = await store(values.engine);
const left = Object.entries(trials).filter(([name]) => !values.only || values.only.split(',').includes(name));
try {
  // Two at a time: each has a hub of its own, and waits often.
  await Promise.all([next(), next()]);
} finally {
  await open.close();
}
process.stdout.write(`${verdict.passed} passed, ${verdict.failed} failed\n`);
process.exitCode = verdict.failed === 0 ? 0 : 1;

async function next() {
  for (let one = left.shift(); one; one = left.shift()) {
    const [name, [often, deep, run]] = one;
    const begun = Date.now();
    try {
      await run(open, Number(values.times) || (values.deep ? deep : often), verdict);
    } catch (error) {
      verdict.say(name, [error instanceof Error ? error.stack ?? error.message : String(error)]);
    }
    process.stdout.write(`${name} on ${values.engine} in ${Math.round((Date.now() - begun) / 1000)} s\n`);
  }
}
