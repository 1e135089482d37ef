// A browser or a machine in front of a running hub: cookies, sign-in, and nothing that the hub does not send.
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { live } from '../state.mjs';

/** @typedef {{status: number, text: string, location: string, headers: Headers}} Answer */

// Some requests wait in the hub: each visitor's connections are many, and idle ones are closed before the hub does.
const agent = new Agent({ keepAlive: true, maxSockets: 64, timeout: 60_000 });

export class Visitor {
  #cookies = new Map();

  /** @param {string} base the hub's address @param {Record<string, string>} [headers] */
  constructor(base, headers = {}) {
    this.base = base;
    this.headers = headers;
  }

  /** What its next request carries. */
  get cookie() { return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '); }

  /** @param {string} path @returns {Promise<Answer>} */
  get(path) { return this.send(path, {}); }

  /** @param {string} path @param {Record<string, string>|string[][]} fields */
  post(path, fields) {
    return this.send(path, { method: 'POST', body: new URLSearchParams(fields) });
  }

  /** Sends a page's form, as the page has it. @param {string} page @param {string} path @param {Record<string, string>} fields */
  async submit(page, path, fields) {
    const { status, text } = await this.get(page);
    const form = /name="__RequestVerificationToken"[^>]*value="([^"]+)"/.exec(text);
    if (!form) throw new Error(`${page} has no form: ${status}`);
    return this.post(path, { ...fields, __RequestVerificationToken: form[1] });
  }

  /** @param {string} path @param {RequestInit} init @returns {Promise<Answer>} */
  async send(path, init) {
    const body = init.body ? new Request('http://hub', { method: 'POST', body: init.body }) : null;
    const type = body?.headers.get('content-type');
    const answer = await this.#request(path, init.method ?? 'GET', { ...(type ? { 'content-type': type } : {}), .../** @type {any} */ (init.headers) }, body ? Buffer.from(await body.arrayBuffer()) : null);
    const parts = [];
    for await (const part of answer) parts.push(part);
    const headers = new Headers();
    for (let n = 0; n < answer.rawHeaders.length; n += 2) headers.append(answer.rawHeaders[n], answer.rawHeaders[n + 1]);
    for (const set of headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (name !== undefined) this.#cookies.set(name, value);
    }
    return { status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8'), location: headers.get('location') ?? '', headers };
  }

  /** @param {string} path @param {string} method @param {Record<string, string>} headers @param {Buffer|null} body @param {AbortSignal} [signal] @returns {Promise<import('node:http').IncomingMessage>} */
  #request(path, method, headers, body, signal) {
    const { cookie } = this;
    const all = { ...this.headers, ...headers, ...(cookie ? { cookie } : {}), ...(body ? { 'content-length': String(body.length) } : {}) };
    return new Promise((resolve, reject) => {
      const asked = request(this.base + path, { method, headers: all, agent, signal, family: 4 }, resolve);
      asked.on('error', reject);
      asked.end(body ?? undefined);
    });
  }

  /** A stream that goes on until it is aborted. @param {string} path @param {AbortSignal} signal */
  open(path, signal) { return this.#request(path, 'GET', {}, null, signal); }

  /** A stream until it has said something. @param {string} path @param {RegExp} something @returns {Promise<string>} */
  async until(path, something) {
    const stop = new AbortController();
    let text = '';
    try {
      for await (const part of await this.open(path, stop.signal)) {
        text += part.toString('utf8');
        if (something.test(text)) break;
      }
    } finally {
      stop.abort();
    }
    return text;
  }

  /** The same visitor at another address of the same data. @param {string} base */
  at(base) {
    const same = new Visitor(base, this.headers);
    same.#cookies = new Map(this.#cookies);
    return same;
  }

  /**
   * By password and one-time code, as the page asks for them.
   * @param {{email: string, password: string, totpSecret: string}} person @param {number} [ahead] seconds by which the code is: one code opens once
   * @returns {Promise<boolean>} whether a session came of it
   */
  async signIn(person, ahead = 0) {
    const answer = await this.submit('/signin', '/signin', { email: person.email, password: person.password, code: code(person.totpSecret, Date.now() + ahead * 1000) });
    if (answer.status === 429) throw new Error('too many have signed in');
    return answer.status === 302 || answer.status === 303;
  }
}

/** Who came by an invitation chose a password that the loader does not know. @param {import('../world.mjs').World} world @param {string} person */
export function signsIn(world, person) {
  return live(world.state, person) && !world.log.some(({ act }) => act.act === 'person' && act.name === person && act.state === 'invited');
}

/** RFC 6238. @param {string} secret in base 32 @param {number} now milliseconds */
export function code(secret, now) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/=+$/, '')].map(letter => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map(octet => Number.parseInt(octet, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const hash = createHmac('sha1', key).update(counter).digest();
  const at = hash[hash.length - 1] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
