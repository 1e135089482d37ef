// The hub against the oracle: random worlds, loaded into the built hub, every answer compared with the law's.
//   node run.mjs --engine sqlite|postgres [--deep] [--seeds 1-6] [--size small] [--leaning machines] [--sample N]   the kernel, by SQL and in memory
//   node run.mjs --engine sqlite|postgres --http [--deep] [--seeds 4]                          a running hub, by every route that reads
// The programs are built before: tests/Answers, and src/Web for --http. INFOHUB_TEST_POSTGRES names a server; else one is started.
import { parseArgs } from 'node:util';
import { tally } from './run/floors.mjs';
import { kernelWorld } from './run/kernel.mjs';
import { httpWorld } from './run/http.mjs';
import { store } from './run/stores.mjs';
import { Comparison } from './drive/compare.mjs';
import { STEPS } from './drive/changes.mjs';
import { explain, table } from './drive/explain.mjs';
import { World } from './world.mjs';

/** @typedef {{seed: number, size: 'small'|'medium'|'large', leaning: string, sample: number, first: boolean}} Plan sample: how many questions at most, 0 for all; first: a running hub is asked until something differs */

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'sqlite' }, deep: { type: 'boolean', default: process.env.INFOHUB_DEEP === '1' }, http: { type: 'boolean', default: false }, first: { type: 'boolean', default: false },
    seeds: { type: 'string' }, size: { type: 'string', default: 'small' }, leaning: { type: 'string', default: 'even' }, sample: { type: 'string', default: '0' }, tables: { type: 'boolean', default: true },
  },
});

/** @param {'small'|'medium'|'large'} size @param {number} from @param {number} to @param {number} sample @param {string} [leaning] @returns {Plan[]} */
const worlds = (size, from, to, sample, leaning = 'even') => Array.from({ length: to - from + 1 }, (_, n) => ({ size, seed: from + n, leaning, sample, first: values.first }));

const plans = {
  kernel: [...worlds('small', 1, 4, 7000), ...worlds('medium', 1, 1, 30000)],
  deep: [...worlds('small', 1, 60, 0), ...worlds('medium', 1, 24, 60000), ...worlds('medium', 101, 190, 30000, 'machines'), ...worlds('medium', 201, 232, 3000, 'embargoes')],
  http: [...worlds('small', 2, 2, 0), ...worlds('small', 9, 9, 0)],
  'http-deep': worlds('small', 1, 12, 0),
};
const [first, last] = (values.seeds ?? '').split('-').map(Number);
/** @type {keyof typeof plans} */
const depth = values.http ? (values.deep ? 'http-deep' : 'http') : values.deep ? 'deep' : 'kernel';
const plan = values.seeds ? worlds(/** @type {any} */ (values.size), first, last || first, Number(values.sample), values.leaning) : plans[depth];

const begun = Date.now();
const all = new Comparison(new World());
/** @type {string[]} */ const changed = [];
let passed = 0;
let failed = 0;
const open = await store(values.engine);
try {
  const left = [...plan];
  // Two at a time: the hub loads one world while the oracle compares another.
  await Promise.all([next(), next()]);

  async function next() {
    for (let one = left.shift(); one; one = left.shift()) await tryOne(one);
  }
} finally {
  await open.close();
}
if (values.tables) process.stdout.write(`${table(all)}\n\n`);
for (const { text, holds } of values.seeds ? [] : tally(all, depth)) say(holds, text);
for (const step of values.seeds || !values.http ? [] : STEPS) say(changed.includes(step), `${step}: in ${changed.filter(each => each === step).length} worlds`);
const decisions = all.asked.toLocaleString('en');
process.stdout.write(`${decisions} decisions on ${values.engine} in ${Math.round((Date.now() - begun) / 1000)} s\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

/** @param {Plan} one */
async function tryOne(one) {
  const name = `${one.size} world ${one.seed}`;
  try {
    const { comparison, faults, steps } = await (values.http ? httpWorld : kernelWorld)(one, open);
    for (const each of comparison.disagreements.slice(0, 5)) process.stdout.write(`${explain(comparison.world, each)}\n\n`);
    for (const each of faults.slice(0, 20)) process.stdout.write(`${each}\n`);
    all.add(comparison);
    changed.push(...steps);
    say(comparison.disagreements.length + faults.length === 0, `${name}: ${comparison.asked} decisions, ${comparison.disagreements.length + faults.length} disagreements`);
  } catch (error) {
    say(false, `${name}: ${error instanceof Error ? error.stack : error}`);
  }
}

/** @param {boolean} holds @param {string} text */
function say(holds, text) {
  if (holds) passed += 1;
  else failed += 1;
  process.stdout.write(`${holds ? 'ok' : 'NOT OK'}  ${text}\n`);
}
