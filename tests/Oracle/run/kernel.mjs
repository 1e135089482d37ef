// One world, loaded into a hub, and the law's questions answered by its SQL and by its kernel in memory.
import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Generator } from '../generate.mjs';
import { World } from '../world.mjs';
import { compareActs, compareAnswers, writeQueries } from '../drive.mjs';
import { Comparison } from '../drive/compare.mjs';

const call = promisify(execFile);
const root = fileURLToPath(new URL('../../../', import.meta.url));

/** @param {string} path in the build's output */
export function built(path) {
  const program = join(root, 'artifacts/bin', path);
  if (!existsSync(program)) throw new Error(`${program} is not there: build first`);
  return program;
}

/**
 * @param {import('../run.mjs').Plan} plan @param {import('./stores.mjs').Place} place
 * @returns {{world: World, script: string}} the world, and its file in the place's directory
 */
export function writeWorld(plan, place) {
  const acts = new Generator(plan.seed, plan.size, plan.leaning).run();
  const script = join(place.directory, 'world.jsonl');
  writeFileSync(script, acts.map(act => `${JSON.stringify(act)}\n`).join(''));
  return { world: new World(acts), script };
}

/** @param {import('../run.mjs').Plan} plan @param {import('./stores.mjs').Store} store */
export async function kernelWorld(plan, store) {
  const place = store.take();
  try {
    const { world, script } = writeWorld(plan, place);
    const [queries, answers, results] = ['queries', 'answers', 'results'].map(name => join(place.directory, `${name}.jsonl`));
    await writeQueries(world, queries, plan.sample);
    const words = ['--world', script, '--results', results, '--queries', queries, '--answers', answers, ...place.arguments];
    const { stdout, failed } = await call(built('Answers/release/Infohub.Answers'), words, { maxBuffer: 1 << 26 })
      .then(done => ({ ...done, failed: false }), error => ({ stdout: `${error.stdout ?? ''}${error.stderr ?? error}`, failed: true }));
    // Its last word is in how many answers SQL and memory differ; without it, it broke off.
    if (!/^SQL and memory differ: \d+$/m.test(stdout)) throw new Error(stdout.slice(-4000));
    const comparison = new Comparison(world);
    compareActs(comparison, results);
    await compareAnswers(comparison, queries, answers);
    return { comparison, faults: failed ? [stdout.slice(-4000)] : [], steps: /** @type {string[]} */ ([]) };
  } finally {
    place.end();
  }
}
