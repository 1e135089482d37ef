// What no client should send, to every route and by everybody: refused with 4xx and a sentence, never a failure, and nothing is left half-done.
import { connect } from 'node:net';
import { Visitor } from '../Oracle/drive/visitor.mjs';
import { some } from './nonsense.mjs';
import { Hub, Machine } from './hub.mjs';

const acts = [
  { act: 'community', amberClients: true, terms: 'terms' },
  { act: 'organisation', name: 'o1', kind: 'member', sectors: ['finance'], seats: 100, state: 'active' },
  { act: 'person', name: 'p1', organisation: 'o1', roles: ['organisation-administrator', 'officer', 'auditor'], state: 'active' },
  { act: 'person', name: 'p2', organisation: 'o1', roles: ['officer'], state: 'active' },
  { act: 'circle', name: 'c1', by: 'p1', joining: 'open', listed: true, takesOutside: true, members: 'members', history: 'all', as: 'person' },
  { act: 'key', name: 'k1', by: 'p1', of: 'person', scopes: ['read', 'write', 'drafts'], networks: [], expires: null, circles: [], circlesOnly: false },
  { act: 'key-ceiling', by: 'p1', targetKey: 'k1', ceiling: 'TLP:AMBER+STRICT' },
  { act: 'feed', name: 'f1', by: 'p1' },
  { act: 'share', name: 'i1', by: 'p1', kind: 'question', label: 'TLP:GREEN', audience: [{ part: 'community' }], attribution: 'named', pap: null, release: null, embargo: null, expiry: null, title: 'standing', body: 'standing' },
  { act: 'attach', name: 'a1', item: 'i1', by: 'p1', file: 'a.txt', text: 'standing' },
];

/** Ends the session that the others need, or goes on for ever. */
const spared = new Set(['POST /signout', 'GET /live']);

/**
 * @typedef {{method: string, path: string}} Route
 * @typedef {{name: string, headers: string[]}} Caller
 */

/** @param {import('../Oracle/run/stores.mjs').Store} store @param {number} times @param {import('./hub.mjs').Verdict} verdict */
export async function hostile(store, times, verdict) {
  const place = store.take();
  const hub = new Hub(place);
  try {
    const made = await hub.load(acts, place);
    await hub.start();
    const scene = new Scene(hub, made, Number(process.env.INFOHUB_SEED) || Math.floor(Math.random() * 1e9));
    await scene.enter();
    const routes = readRoutes((await hub.command('routes')).text).filter(route => !spared.has(`${route.method} ${route.path}`));
    const work = Array.from({ length: times }, () => routes.flatMap(route => scene.callers.map(caller => ({ route, caller })))).flat().map((one, at) => ({ ...one, any: some(scene.seed + at) }));
    let asked = 0;
    await Promise.all(Array.from({ length: 12 }, async () => {
      for (let one = work.pop(); one; one = work.pop()) {
        await scene.attack(one.route, one.caller, one.any);
        asked += 1;
      }
    }));
    if (scene.unanswered > asked / 2) scene.faults.add(`${scene.unanswered} of ${asked} were not answered`);
    verdict.say(`${asked} hostile requests to ${routes.length} routes, seed ${scene.seed}: ${scene.tally()}`, [...scene.faults], routes.length);
    verdict.say('nothing is half-done', await scene.stands());
  } finally {
    await hub.stop('SIGKILL');
    place.end();
  }
}

/** @param {string} list @returns {Route[]} */
export function readRoutes(list) {
  return list.split('\n').filter(Boolean).flatMap(line => {
    const [methods, path] = line.split(' ');
    return (methods === 'PAGE' ? ['GET', 'POST'] : methods.split(',')).map(method => ({ method, path }));
  });
}

class Scene {
  /** @type {Set<string>} */ faults = new Set();
  /** @type {Caller[]} */ callers = [];
  #statuses = /** @type {Map<string, number>} */ (new Map());
  #fields = /** @type {Map<string, string[]>} */ (new Map());

  /** @param {Hub} hub @param {Map<string, any>} made @param {number} seed */
  constructor(hub, made, seed) {
    this.hub = hub;
    this.made = made;
    this.seed = seed;
  }

  /** The person's language is the one chosen in the browser: an account's own is among what is attacked. */
  async enter() {
    const person = new Visitor(this.hub.base);
    if (!await person.signIn(this.made.get('p1'))) throw new Error('no session');
    const form = /name="__RequestVerificationToken"[^>]*value="([^"]+)"/.exec((await person.get('/share')).text)?.[1] ?? '';
    this.person = person;
    this.machine = new Machine(this.hub, this.made.get('k1').secret);
    this.callers = [
      { name: 'anonymous', headers: [] },
      { name: 'person', headers: [`Cookie: ${person.cookie}; lang=zh-Hant`, `RequestVerificationToken: ${form}`] },
      { name: 'key', headers: [`Authorization: Bearer ${this.made.get('k1').secret}`] },
    ];
  }

  get unanswered() { return this.#statuses.get('closed') ?? 0; }

  tally() { return [...this.#statuses].sort().map(([status, times]) => `${status} ${times} times`).join(', '); }

  /** @param {Route} route @param {Caller} caller @param {ReturnType<typeof some>} any its own, so that it is the same whatever is asked beside it */
  async attack(route, caller, any) {
    const path = route.path.replace(/\{([^}:?]+)[^}]*\}/g, (_, name) => any.often(0.6) ? this.#valid(name, route.path) : any.segment());
    const target = `${path}${any.often(0.6) ? `?${any.query(route.method === 'POST' && !path.startsWith('/api'))}` : ''}`;
    const headers = ['Host: localhost', 'Accept-Language: zh-Hant', 'Connection: close', ...caller.headers, ...any.often(0.4) ? any.headers() : []];
    const body = ['GET', 'HEAD', 'DELETE'].includes(route.method) && any.often(0.8) ? Buffer.alloc(0) : any.body(headers, await this.#names(route, path));
    const request = Buffer.concat([Buffer.from(`${route.method} ${target} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
    const answer = await send(Number(new URL(this.hub.base).port), request);
    const status = answer.slice(9, 12);
    this.#statuses.set(status || 'closed', (this.#statuses.get(status || 'closed') ?? 0) + 1);
    const where = `${caller.name} ${route.method} ${route.path}`;
    if (!this.hub.runs) this.faults.add(`${where}: the hub ended`);
    if (status.startsWith('5')) this.faults.add(`${where}: ${status} for ${readable(request)}\n      ${this.#logged(answer)}`);
    // A refusal of the server itself, before there is a request, has no words.
    if (/^4/.test(status) && route.method !== 'HEAD' && /content-type: (text\/html|application\/problem)/i.test(answer) && !/[\u4e00-\u9fff]/.test(answer)) this.faults.add(`${where}: ${status} without a sentence in the reader's language for ${readable(request)}\n      ${answer.slice(-400)}`);
  }

  /** What the log says of a failure, by the number in its answer. @param {string} answer */
  #logged(answer) {
    const numbers = [...answer.matchAll(/[0-9A-Z]{5}-[0-9A-Z]{5}/g)].map(([number]) => number);
    const line = this.hub.said.split('\n').find(text => text.includes('Failure ') && numbers.some(number => text.includes(number)));
    return /"exception":"(.{0,900})/.exec(line ?? '')?.[1].replaceAll('\\n', '\n      ') ?? '(not in the log)';
  }

  /** @param {string} name @param {string} path */
  #valid(name, path) {
    const kind = name === 'file' ? 'a1' : path.includes('circles') ? name === 'member' ? 'p1' : 'c1' : path.includes('people') ? 'p2' : path.includes('organisations') ? 'o1' : path.includes('feeds') ? 'f1' : 'i1';
    return this.made.get(kind)?.id ?? '7QK4M-2XDPT';
  }

  /** The fields of a page's forms. @param {Route} route @param {string} path @returns {Promise<string[]>} */
  async #names(route, path) {
    if (route.path.startsWith('/api')) return ['kind', 'label', 'audience', 'title', 'body', 'text', 'reason', 'name', 'summary', 'references', 'language', 'releaseAt', 'expiresAt', 'pap', 'attribution', 'joining', 'history', 'listed', 'charter', 'organisation', 'person', 'membersShownTo'];
    const known = this.#fields.get(route.path);
    if (known) return known;
    const page = await this.person?.get(path).catch(() => null);
    const names = [...new Set([...(page?.text ?? '').matchAll(/ name="([\w.]+)"/g)].map(found => found[1]))].filter(name => name !== '__RequestVerificationToken');
    if (names.length > 0) this.#fields.set(route.path, names);
    return names;
  }

  /** What stood stands, all that is listed opens, and the record is whole. */
  async stands() {
    const faults = [];
    const { machine, person } = this;
    if (!machine || !person) return ['nobody is there'];
    const cards = await machine.all('/posts');
    if (!cards.some(card => card.id === this.made.get('i1').id)) faults.push('the item that stood is gone');
    for (const card of cards) {
      const [read, page] = [await machine.ask('GET', `/posts/${card.id}`), await person.get(`/items/${card.id}`)];
      if (![200, 410].includes(read.status) || page.status >= 500) faults.push(`${card.id}: ${read.status} by REST, ${page.status} on its page`);
    }
    for (const path of ['/', '/circles', '/inbox', '/organisation', '/keys', '/feeds', '/account', '/search?q=standing']) {
      const { status } = await person.get(path);
      if (status >= 500) faults.push(`${path}: ${status}`);
    }
    const { code, text } = await this.hub.command('audit', 'verify');
    if (code !== 0) faults.push(`the record: ${text}`);
    return faults;
  }
}

/** Without what only makes it long. @param {Buffer} request */
const readable = request => JSON.stringify(request.toString('latin1').replace(/^Cookie: .*\n|^RequestVer.*\n/gm, '').slice(0, 400));

/** On a connection of its own, to the end; what came until then. Who sent less than announced hangs up after a while. @param {number} port @param {Buffer} request @returns {Promise<string>} */
function send(port, request) {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8');
    socket.setTimeout(60_000, () => socket.destroy());
    socket.on('data', text => { if (answer.length < 200_000) answer += text; });
    socket.on('error', () => {});
    socket.on('close', () => { clearTimeout(waited); resolve(answer); });
    const waited = setTimeout(() => socket.end(), 3000);
    socket.once('data', () => clearTimeout(waited));
    socket.on('connect', () => socket.write(request));
  });
}
