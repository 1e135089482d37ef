// Compares a hub with the law. Without answers it counts what the law says of a world.
//   node drive.mjs --world W [--results R]                   acts: predictions against the loader's result lines
//   node drive.mjs --world W --kernel --queries Q [--sample N]   writes every query, one JSON line each
//   node drive.mjs --world W --kernel --queries Q --answers A     compares: line n of A answers line n of Q with {"outcome":"Full"}
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { World, readScript } from './world.mjs';
import { Random } from './generator/random.mjs';
import { Comparison } from './drive/compare.mjs';
import { explain, table } from './drive/explain.mjs';
import { queries } from './drive/queries.mjs';

/** @param {World} world @param {string} file @param {number} sample how many at most; 0: all */
export async function writeQueries(world, file, sample) {
  const all = [...queries(world.state)];
  const random = new Random(1);
  // Partner hubs are few: what they ask is asked whole.
  const chosen = sample > 0 && all.length > sample ? all.filter(query => query.channel === 'partner-hub' || random.chance(sample / all.length)) : all;
  const out = createWriteStream(file);
  for (const query of chosen) if (!out.write(`${JSON.stringify(query)}\n`)) await once(out, 'drain');
  out.end();
  await once(out, 'finish');
  return chosen.length;
}

/** @param {Comparison} comparison @param {string} queryFile @param {string} answerFile */
export async function compareAnswers(comparison, queryFile, answerFile) {
  const answers = createInterface({ input: createReadStream(answerFile) })[Symbol.asyncIterator]();
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(queryFile) })) {
    line += 1;
    const { value, done } = await answers.next();
    if (done) throw new Error(`no answer to line ${line}`);
    const query = JSON.parse(text);
    const answer = JSON.parse(value);
    if (answer.item !== undefined && answer.item !== query.item) throw new Error(`line ${line} answers another question`);
    comparison.answer(query, answer.outcome ?? 'none');
  }
}

/** @param {Comparison} comparison @param {string|undefined} file the loader's results */
export function compareActs(comparison, file) {
  /** @type {Map<number, any>|null} */
  const results = file === undefined ? null
    : new Map(readFileSync(file, 'utf8').split('\n').filter(Boolean).map(text => JSON.parse(text)).map(result => [result.line, result]));
  for (let line = 1; line <= comparison.world.log.length; line++) {
    comparison.act(line, results ? results.get(line) ?? { line, ok: false, kind: 'none' } : null);
  }
}

async function main() {
  const { values } = parseArgs({
    options: {
      world: { type: 'string' }, results: { type: 'string' }, kernel: { type: 'boolean', default: false }, queries: { type: 'string' },
      answers: { type: 'string' }, sample: { type: 'string', default: '0' }, now: { type: 'string', default: '0' },
    },
  });
  if (!values.world) throw new Error('which world? --world FILE');
  const world = new World(readScript(values.world));
  const comparison = new Comparison(world, Number(values.now));
  if (values.kernel && values.queries && !values.answers) {
    const count = await writeQueries(world, values.queries, Number(values.sample));
    process.stdout.write(`${count} queries\n`);
    return;
  }
  compareActs(comparison, values.results);
  if (values.answers && values.queries) await compareAnswers(comparison, values.queries, values.answers);
  else if (!values.results) for (const query of queries(world.state)) comparison.answer(query, null);
  for (const each of comparison.disagreements.slice(0, 20)) process.stdout.write(`${explain(world, each)}\n\n`);
  process.stdout.write(`${table(comparison)}\n`);
  process.exitCode = comparison.disagreements.length > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
