// How others act: through every door, as people and as keys, each act first asked of the law. What was done is kept by its command.
import { partOf } from '../naming.mjs';
import { kindOf, nameOf } from '../labels.mjs';
import { noticing } from './hidden.mjs';

/** @typedef {import('./twins.mjs').Twins} Twins */

/** Every command of the hub: a form of a page, or a REST route that is not for reading. @param {string} routes @returns {{key: string, pattern: string, method: string, handler: string, access: string}[]} */
export function commandsOf(routes) {
  return routes.split('\n').filter(Boolean).flatMap(line => {
    const [methods, whole, access, forms] = line.split(' ');
    const pattern = whole.length > 1 ? whole.replace(/\/$/, '') : whole;
    if (methods === 'PAGE') {
      return (forms ?? '').split(',').filter(Boolean).map(form => {
        const handler = form.split(':')[1] ?? '';
        return { key: `${pattern}${handler ? `?handler=${handler}` : ''}`, pattern, method: 'POST', handler, access };
      });
    }
    return methods.split(',').filter(method => !['GET', 'HEAD'].includes(method)).map(method => ({ key: `${method} ${pattern}`, pattern, method, handler: '', access }));
  });
}

/** @param {string} pattern */
export const matcher = pattern => new RegExp(`^${pattern.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`);

/** The smallest picture. */
export const pixel = () => new Blob([Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')], { type: 'image/png' });

export class Doing {
  /** Commands that were done. @type {Map<string, number>} */ done = new Map();
  /** What the hidden acts made, by kind: addresses that exist in one world only. @type {Record<string, string[]>} */ hidden = {};
  /** E-mail addresses that were invited in one world only. @type {string[]} */ invited = [];
  /** What the hub refused though the law allows it, or answered otherwise than a door does. @type {string[]} */ faults = [];
  /** Acts left out because a watcher may notice them, or the law leaves them open in this world. */ open = 0;
  /** Recovery codes that one actor has left. @type {string[]} */ codes = [];
  #time = 1; #names = 0; #visitors = new Map(); #requests = new Map(); #once = new Set(); #commands;

  /** @param {import('./cast.mjs').Cast} cast @param {Twins} twins @param {import('../generator/random.mjs').Random} random */
  constructor(cast, twins, random) {
    this.cast = cast;
    this.twins = twins;
    this.random = random;
    this.world = cast.generator.world;
    this.state = this.world.state;
    this.actors = /** @type {any} */ (cast.actors);
    this.ids = new Map([...twins.results].map(([name, { id }]) => [name, id]));
    this.#commands = commandsOf(twins.routes).map(each => ({ ...each, matches: matcher(each.pattern) }));
  }

  /** An Idempotency-Key that another key may have used too. @param {string} who */
  request(who) {
    this.#requests.set(who, (this.#requests.get(who) ?? 0) + 1);
    return `request-${this.#requests.get(who)}`;
  }

  /** An e-mail address that nobody has. @param {string} word */
  invite(word) {
    const email = `${word}-${this.name()}@example.org`;
    this.invited.push(email);
    return email;
  }

  name() { return `y${(this.#names += 1)}`; }

  /** Certainly the first time, then by chance. @param {string} what @param {number} chance */
  sometimes(what, chance) {
    const first = !this.#once.has(what);
    this.#once.add(what);
    return first || this.random.chance(chance);
  }

  /** The hub's address of what the world calls so. @param {string} name @returns {string} */
  uid(name) {
    const uid = this.ids.get(name);
    if (!uid) throw new Error(`${name} has no address`);
    return uid;
  }

  /** A part of an audience in the hub's words. */
  word(part) {
    const written = partOf(this.state, part);
    const kind = kindOf(written);
    return ['public', 'community'].includes(kind) ? kind : `${kind}:${this.uid(nameOf(written).split('@')[0])}`;
  }

  /** True where the law says that no watcher may notice it; it is then done in the oracle's world. @param {Record<string, any>} act */
  mayDo(act) {
    this.#time += 1;
    const timed = /** @type {any} */ ({ at: this.#time, ...act });
    if (noticing(this.world, timed, this.cast.watchers) !== '') {
      this.open += 1;
      return false;
    }
    this.world.perform(timed);
    return true;
  }

  /** Kept as what is hidden, under the world's name if it has one. @param {string} kind @param {string|undefined} uid @param {string} [name] */
  made(kind, uid, name) {
    if (!uid) {
      this.faults.push(`a ${kind} was made and its address not told`);
      return '';
    }
    (this.hidden[kind] ??= []).push(uid);
    if (name) this.ids.set(name, uid);
    return uid;
  }

  /** @param {string} who */
  as(who) {
    if (!this.#visitors.has(who)) this.#visitors.set(who, this.twins.visitor(who));
    return /** @type {import('./twins.mjs').Double} */ (this.#visitors.get(who));
  }

  /** From now on a person acts in another session. @param {string} who @param {string} session */
  become(who, session) { this.#visitors.set(who, this.as(session)); }

  /** A form of a page, sent in the first world. @param {string} who @param {string} path with its handler @param {string[][]|Record<string, string>} fields @param {{file?: [string, string], image?: boolean}} [more] */
  async form(who, path, fields, more = {}) {
    const { a, token } = this.as(who);
    const pairs = [...(Array.isArray(fields) ? fields : Object.entries(fields)), ['__RequestVerificationToken', token]];
    let body = /** @type {any} */ (new URLSearchParams(pairs));
    if (more.file || more.image) {
      body = new FormData();
      for (const [name, value] of pairs) body.append(name, value);
      if (more.image) body.append('images', pixel(), 'seen.png');
      if (more.file) body.append(path.includes('/edit') ? 'file' : 'files', new Blob([more.file[1]], { type: 'text/plain' }), more.file[0]);
    }
    return this.#note(who, 'POST', path, await a.send(path, { method: 'POST', body }));
  }

  /** @param {string} key @param {string} method @param {string} path @param {any} [content] @param {Record<string, string>} [headers] */
  async rest(key, method, path, content, headers = {}) {
    const body = content === undefined || content instanceof FormData ? content : JSON.stringify(content);
    const type = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
    return this.#note(key, method, path, await this.as(key).a.send(path, { method, body, headers: { ...type, ...headers } }));
  }

  /** @param {string} who @param {string} method @param {string} path @param {import('../drive/visitor.mjs').Answer} answer */
  #note(who, method, path, answer) {
    const [plain, query = ''] = path.split('?');
    const handler = new URLSearchParams(query).get('handler') ?? '';
    const command = this.#commands.find(each => each.method === method && each.handler === handler && each.matches.test(plain));
    // A page that shows a secret once answers 200; a refusal on a page stands in its alert.
    const refused = answer.status >= 400 || answer.location.startsWith('/confirm') || (answer.status === 200 && /class="[^"]*refusal|role="alert"/.test(answer.text));
    if (!command) this.faults.push(`${method} ${path} is no command of the hub`);
    else if (refused) this.faults.push(`${who}: ${method} ${path} is refused: ${answer.status} ${answer.location} ${reason(answer.text)}`);
    else this.done.set(command.key, (this.done.get(command.key) ?? 0) + 1);
    return answer;
  }
}

/** @param {string} text */
const reason = text => (/role="alert"[^>]*>([\s\S]{0,300})/.exec(text)?.[1] ?? text.slice(0, 300)).replace(/\s+/g, ' ');
