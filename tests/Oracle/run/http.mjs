// One world, loaded into a hub that then serves, and asked by everybody on every route that reads.
import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { compareActs } from '../drive.mjs';
import { Comparison } from '../drive/compare.mjs';
import { Asker } from '../drive/ask.mjs';
import { change } from '../drive/changes.mjs';
import { plainPages, unknownRoutes } from '../drive/routes.mjs';
import { built, writeWorld } from './kernel.mjs';
import { freePort } from './stores.mjs';

const call = promisify(execFile);
const often = String(1_000_000);

/** @param {import('../run.mjs').Plan} plan @param {import('./stores.mjs').Store} store */
export async function httpWorld(plan, store) {
  const place = store.take();
  try {
    const { world, script } = writeWorld(plan, place);
    const infohub = built('Web/release/infohub');
    const data = ['--data', join(place.directory, 'data'), ...place.arguments];
    const results = join(place.directory, 'results.jsonl');
    await call(infohub, ['load', '--world', script, '--results', results, ...data], { maxBuffer: 1 << 26 });
    const { stdout } = await call(infohub, ['routes', ...data], { maxBuffer: 1 << 26 });
    const comparison = new Comparison(world);
    compareActs(comparison, results);
    const hub = await serve(infohub, data);
    try {
      const made = byName(world, results);
      const asker = new Asker({ base: hub.base, results: made, first: plan.first }, comparison, plainPages(stdout));
      asker.faults.push(...unknownRoutes(stdout));
      const steps = await change(asker, world, made);
      await asker.all();
      return { comparison, faults: asker.faults, steps };
    } finally {
      await hub.end();
    }
  } finally {
    place.end();
  }
}

/** @param {string} infohub @param {string[]} words of the command line */
export async function serve(infohub, words) {
  const port = await freePort();
  const environment = { ...process.env, Limits__Key: often, Limits__Anonymous: often, Limits__Network: often };
  const hub = spawn(infohub, ['serve', '--port', String(port), ...words], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [hub.stdout, hub.stderr]) stream.on('data', text => { said = (said + text).slice(-4000); });
  const ended = new Promise(resolve => { hub.once('exit', resolve); });
  const base = `http://localhost:${port}`;
  for (let tries = 0; tries < 900; tries++) {
    if (hub.exitCode !== null) throw new Error(`the hub ended: ${said}`);
    const ready = await fetch(`${base}/health/ready`).then(answer => answer.ok, () => false);
    if (ready) return { base, end: async () => { hub.kill(); await ended; } };
    await new Promise(resolve => { setTimeout(resolve, 100); });
  }
  hub.kill();
  throw new Error(`the hub is not ready: ${said}`);
}

/** What the loading made, by the world's names. @param {import('../world.mjs').World} world @param {string} file */
export function byName(world, file) {
  const results = readFileSync(file, 'utf8').split('\n').filter(Boolean).map(text => JSON.parse(text));
  return new Map(results.filter(result => result.ok).map(result => [world.log[result.line - 1].act.name, result]).filter(([name]) => name !== undefined));
}
