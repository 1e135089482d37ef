// A browser or a machine in front of a running hub: cookies, sign-in, and nothing that the hub does not send.
import { createHmac } from 'node:crypto';

/** @typedef {{status: number, text: string, location: string, headers: Headers}} Answer */

export class Visitor {
  #cookies = new Map();

  /** @param {string} base the hub's address @param {Record<string, string>} [headers] */
  constructor(base, headers = {}) {
    this.base = base;
    this.headers = headers;
  }

  /** @param {string} path @returns {Promise<Answer>} */
  get(path) { return this.send(path, {}); }

  /** @param {string} path @param {Record<string, string>} fields */
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

  /** The first event of a stream. @param {string} path @returns {Promise<string>} */
  async first(path) {
    const ended = new AbortController();
    const answer = await fetch(this.base + path, { headers: this.#headers(), signal: ended.signal });
    let text = '';
    try {
      for await (const chunk of answer.body ?? []) {
        text += Buffer.from(chunk).toString();
        if (text.includes('\ndata:') && text.endsWith('\n\n')) break;
      }
    } finally {
      ended.abort();
    }
    return text;
  }

  #headers() {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return { ...this.headers, ...(cookie ? { cookie } : {}) };
  }

  /** @param {string} path @param {RequestInit} init @returns {Promise<Answer>} */
  async send(path, init) {
    const answer = await fetch(this.base + path, { redirect: 'manual', ...init, headers: { ...init.headers, ...this.#headers() } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (name !== undefined) this.#cookies.set(name, value);
    }
    return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') ?? '', headers: answer.headers };
  }

  /**
   * By password and one-time code, as the page asks for them.
   * @param {{email: string, password: string, totpSecret: string}} person
   * @returns {Promise<boolean>} whether a session came of it
   */
  async signIn(person) {
    const answer = await this.submit('/signin', '/signin', { email: person.email, password: person.password, code: code(person.totpSecret, Date.now()) });
    if (answer.status === 429) throw new Error('too many have signed in');
    return answer.status === 302 || answer.status === 303;
  }
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
