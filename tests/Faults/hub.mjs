// The built hub as a process that a test may kill, with a small community in it, and the machines and persons who ask it.
import { execFile, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { built } from '../Oracle/run/kernel.mjs';
import { freePort } from '../Oracle/run/stores.mjs';

const call = promisify(execFile);
const often = String(1_000_000);

/** @typedef {import('../Oracle/run/stores.mjs').Place} Place */

export class Hub {
  #process = /** @type {import('node:child_process').ChildProcess | null} */ (null);
  #ended = Promise.resolve();
  #said = '';
  #program = built('Web/release/infohub');

  /** @param {Place} place @param {string} [data] the data directory, where it is not the place's own */
  constructor(place, data = join(place.directory, 'data')) {
    this.data = data;
    this.words = ['--data', data, ...place.arguments];
    this.base = '';
  }

  /** What it wrote last. */
  get said() { return this.#said; }

  get runs() { return this.#process !== null && this.#process.exitCode === null && this.#process.signalCode === null; }

  /** Starts, and waits until it says that it is ready. @param {Record<string, string>} [more] of the environment */
  async start(more = {}) {
    const port = await freePort();
    this.base = `http://127.0.0.1:${port}`;
    const environment = { ...process.env, Limits__Key: often, Limits__Anonymous: often, Limits__Network: often, ...more };
    const started = spawn(this.#program, ['serve', '--port', String(port), ...this.words], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = started;
    this.#ended = new Promise(resolve => { started.once('exit', () => resolve(undefined)); });
    for (const stream of [started.stdout, started.stderr]) stream.on('data', text => { this.#said = (this.#said + text).slice(-20_000); });
    for (let tries = 0; tries < 1800; tries++) {
      if (!this.runs) throw new Error(`the hub ended: ${this.#said.slice(-2000)}`);
      if (await fetch(`${this.base}/health/ready`).then(answer => answer.ok, () => false)) return;
      await pause(100);
    }
    throw new Error(`the hub is not ready: ${this.#said.slice(-2000)}`);
  }

  /** @param {NodeJS.Signals} [signal] */
  async stop(signal = 'SIGTERM') {
    if (this.runs) this.#process?.kill(signal);
    await this.#ended;
  }

  /** A word of the command line over the same data. @param {string[]} words @returns {Promise<{code: number, text: string}>} */
  command(...words) {
    return call(this.#program, [...words, ...this.words], { maxBuffer: 1 << 26 })
      .then(({ stdout, stderr }) => ({ code: 0, text: stdout + stderr }), error => ({ code: error.code ?? 1, text: `${error.stdout ?? ''}${error.stderr ?? error}` }));
  }

  /**
   * Loads acts into an empty hub, as tests/Oracle/WORLD.md has them.
   * @param {Record<string, unknown>[]} acts @param {Place} place
   * @returns {Promise<Map<string, any>>} what each made, by its name
   */
  async load(acts, place) {
    const [script, results] = ['world', 'results'].map(name => join(place.directory, `${name}.jsonl`));
    writeFileSync(script, acts.map((act, at) => `${JSON.stringify({ at: at - 100_000, ...act })}\n`).join(''));
    const loaded = await this.command('load', '--world', script, '--results', results);
    const made = readFileSync(results, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));
    const refused = made.filter(result => !result.ok);
    if (loaded.code !== 0 || refused.length > 0) throw new Error(`not loaded: ${loaded.text} ${JSON.stringify(refused)}`);
    return new Map(made.map(result => [String(acts[result.line - 1]?.name), result]));
  }
}

/** A machine with a key. */
export class Machine {
  /** @param {Hub} hub @param {string} secret */
  constructor(hub, secret) {
    this.hub = hub;
    this.secret = secret;
  }

  /**
   * @param {string} method @param {string} path @param {unknown} [body] JSON, or a form with a file @param {string} [key] for idempotency
   * @returns {Promise<{status: number, text: string, body: any}>}
   */
  async ask(method, path, body, key) {
    const json = body !== undefined && !(body instanceof FormData);
    const answer = await fetch(`${this.hub.base}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.secret}`, ...(json ? { 'content-type': 'application/json' } : {}), ...(key ? { 'idempotency-key': key } : {}) },
      body: body === undefined ? undefined : json ? JSON.stringify(body) : /** @type {FormData} */ (body),
    });
    const text = await answer.text();
    return { status: answer.status, text, body: answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text };
  }

  /** @param {string} path @param {string} name @param {string} text @param {string} [key] */
  attach(path, name, text, key) {
    const form = new FormData();
    form.append('file', new Blob([text], { type: 'text/plain' }), name);
    return this.ask('POST', `${path}/attachments`, form, key);
  }

  /** Every entry of a list, page by page. @param {string} path @returns {Promise<any[]>} */
  async all(path) {
    const found = [];
    for (let next = ''; ;) {
      const answer = await this.ask('GET', `${path}${path.includes('?') ? '&' : '?'}limit=200${next ? `&cursor=${encodeURIComponent(next)}` : ''}`);
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
      found.push(...answer.body.items);
      if (!answer.body.next) return found;
      next = answer.body.next;
    }
  }
}

/** What went well and what did not, as the other runners say it. */
export class Verdict {
  passed = 0;
  failed = 0;

  /** @param {string} what @param {string[]} faults @param {number} [times] how many of its kind it stands for */
  say(what, faults, times = 1) {
    for (const fault of faults.slice(0, 30)) process.stdout.write(`    ${fault}\n`);
    process.stdout.write(`${faults.length === 0 ? 'ok' : 'NOT OK'}  ${what}${faults.length > 0 ? `: ${faults.length} faults` : ''}\n`);
    if (faults.length === 0) this.passed += times;
    else this.failed += 1;
  }
}

/** @param {number} milliseconds @returns {Promise<void>} */
export const pause = milliseconds => new Promise(resolve => { setTimeout(resolve, milliseconds); });

/** Asks until it holds; false after two minutes. @param {() => Promise<boolean>} holds */
export async function eventually(holds, every = 200) {
  for (const end = Date.now() + 120_000; Date.now() < end; await pause(every)) if (await holds()) return true;
  return false;
}

/** A word that stands nowhere else. */
export const token = () => `tok${Math.random().toString(36).slice(2, 12)}${Math.random().toString(36).slice(2, 6)}`;
