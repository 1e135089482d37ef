// Somebody reads by every way at once, and another takes the right away. No answer begun after the acknowledgement shows what it was.
import { Visitor } from '../Oracle/drive/visitor.mjs';
import { Hub, Machine, eventually, pause, token } from './hub.mjs';

/**
 * @typedef {{name: string, ask: () => Promise<string>}} Way one way out, and its answer
 * @typedef {{sign: string, ways: Way[], revoke: () => Promise<void>, restore?: () => Promise<void>, after?: () => Promise<string[]>}} Trial a word that the readers see until the revocation
 */

/** @param {import('../Oracle/run/stores.mjs').Store} store @param {number} times @param {import('./hub.mjs').Verdict} verdict */
export async function revoke(store, times, verdict) {
  const place = store.take();
  const hub = new Hub(place);
  try {
    const made = await hub.load(acts(), place);
    await hub.start();
    const scene = new Scene(hub, made);
    await scene.enter();
    const kinds = Object.entries(scene.kinds());
    /** @type {Map<string, {times: number, asked: number, faults: string[]}>} */
    const sums = new Map(kinds.map(([name]) => [name, { times: 0, asked: 0, faults: [] }]));
    for (let n = 0; n < times; n++) {
      const [name, prepare] = kinds[n % kinds.length];
      const sum = /** @type {{times: number, asked: number, faults: string[]}} */ (sums.get(name));
      const { asked, faults } = await watch(await prepare());
      sum.times += 1;
      sum.asked += asked;
      sum.faults.push(...faults);
    }
    for (const [name, { times: count, asked, faults }] of sums) {
      if (count > 0) verdict.say(`${name}: ${count} times, ${asked} answers begun afterwards show nothing`, faults, count);
    }
  } finally {
    await hub.stop('SIGKILL');
    place.end();
  }
}

/** Reads by all ways without a pause, before, during and after. @param {Trial} trial */
async function watch({ sign, ways, revoke: act, after: later, restore }) {
  /** @type {string[]} */ const faults = [];
  let acknowledged = Number.POSITIVE_INFINITY;
  let asked = 0;
  for (const way of ways) {
    // What never showed it would prove nothing by not showing it.
    if (!await eventually(async () => (await way.ask()).includes(sign), 100)) throw new Error(`${way.name} does not show the item before the revocation`);
  }
  const reading = ways.flatMap(way => [way, way]).map(async way => {
    for (let after = 0; after < 2;) {
      const begun = performance.now();
      const text = await way.ask();
      if (begun <= acknowledged) continue;
      after += 1;
      asked += 1;
      if (text.includes(sign)) faults.push(`${way.name} shows it ${Math.round(begun - acknowledged)} ms after the acknowledgement`);
    }
  });
  await pause(Math.random() * 60);
  await act();
  acknowledged = performance.now();
  await Promise.all(reading);
  faults.push(...await later?.() ?? []);
  await restore?.();
  return { asked, faults };
}

const people = [
  ['author', 'o1'], ['member', 'o2'], ['admin', 'o2'], ['officer', 'o3'], ['second', 'o3'], ['customer', 'o4'], ['client-admin', 'o4'], ['passer', 'o6'], ['colleague', 'o6'],
];

/** Whose sessions end. A one-time code goes once: with enough of them nobody comes back within its half minute. */
const goers = Array.from({ length: 8 }, (_, n) => [`goer${n}`, 'o2']);
const settlers = Array.from({ length: 4 }, (_, n) => [`settler${n}`, 'o5']);
const everybody = [...people, ...goers, ...settlers];

function acts() {
  const roles = (/** @type {string} */ name) => name === 'officer' || name === 'second' ? ['officer'] : ['author', 'admin', 'client-admin', 'passer'].includes(name) ? ['organisation-administrator'] : [];
  const ceilings = { o1: 'author', o2: 'admin', o4: 'client-admin', o6: 'passer' };
  return [
    { act: 'community', amberClients: true, terms: 'terms' },
    ...['o1', 'o2', 'o3', 'o4', 'o5', 'o6'].map(name => ({ act: 'organisation', name, kind: 'member', sectors: ['finance'], seats: 100, state: 'active' })),
    ...everybody.map(([name, organisation]) => ({ act: 'person', name, organisation, roles: roles(name), state: 'active' })),
    { act: 'circle', name: 'circle', by: 'author', joining: 'open', listed: true, takesOutside: true, members: 'members', history: 'all', as: 'person' },
    ...['member', 'passer', ...[...goers, ...settlers].map(([name]) => name)].map(by => ({ act: 'circle-join', circle: 'circle', by, as: 'person' })),
    ...everybody.flatMap(([by, organisation]) => [
      { act: 'key', name: `key-${by}`, by, of: 'person', scopes: ['read', 'write', 'drafts'], networks: [], expires: null, circles: [], circlesOnly: false },
      ...organisation in ceilings ? [{ act: 'key-ceiling', by: /** @type {any} */ (ceilings)[organisation], targetKey: `key-${by}`, ceiling: 'TLP:AMBER+STRICT' }] : [],
      { act: 'feed', name: `feed-${by}`, by },
    ]),
    { act: 'client-propose', by: 'passer', provider: 'o6', client: 'o4' },
    { act: 'client-confirm', by: 'client-admin', provider: 'o6', client: 'o4' },
  ];
}

class Scene {
  /** @type {Map<string, Visitor>} */ #seats = new Map();
  #gone = { goer: 0, settler: 0 };
  #strong = 0;

  /** @param {Hub} hub @param {Map<string, any>} made */
  constructor(hub, made) {
    this.hub = hub;
    this.made = made;
  }

  /** Everybody signs in. */
  async enter() {
    for (const [name] of people) await this.#enter(name);
    this.#strong = Date.now();
  }

  /** @param {string} name */
  async #enter(name) {
    const visitor = new Visitor(this.hub.base);
    if (!await eventually(() => visitor.signIn(this.made.get(name)), 3000)) throw new Error(`${name} does not come in`);
    this.#seats.set(name, visitor);
  }

  /** Who does what asks for fresh proof. */
  async #confirm() {
    if (Date.now() - this.#strong < 8 * 60_000) return;
    for (const name of ['officer', 'second', 'admin', 'passer', 'client-admin', 'member', 'author']) await this.#enter(name);
    this.#strong = Date.now();
  }

  /** The next of those whose session will end, signed in. @param {'goer' | 'settler'} kind @param {number} many */
  async #next(kind, many) {
    this.#gone[kind] = (this.#gone[kind] + 1) % many;
    const name = `${kind}${this.#gone[kind]}`;
    await this.#enter(name);
    return name;
  }

  /** @param {string} name @returns {Visitor} */
  #seat(name) { return /** @type {Visitor} */ (this.#seats.get(name)); }

  /** @param {string} name */
  #id(name) { return this.made.get(name).id; }

  /** @param {string} name */
  #machine(name) { return new Machine(this.hub, this.made.get(`key-${name}`).secret); }

  /** A form of a page, sent. @param {string} name @param {string} page @param {string} handler @param {Record<string, string>} fields */
  async #send(name, page, handler, fields) {
    const seat = this.#seat(name);
    const form = /name="__RequestVerificationToken"[^>]*value="([^"]+)"/.exec((await seat.get(page)).text);
    if (!form) throw new Error(`${page} has no form for ${name}`);
    const answer = await seat.post(`${page}${handler ? `?handler=${handler}` : ''}`, { ...fields, __RequestVerificationToken: form[1] });
    if (![200, 302, 303].includes(answer.status)) throw new Error(`${page} ${handler} by ${name}: ${answer.status} ${answer.text.slice(0, 2000)}`);
    return answer;
  }

  /** A post with a comment and a file. @param {string} label @param {string[]} audience */
  async #share(label, audience) {
    const [sign, word] = [token(), token()];
    const author = this.#machine('author');
    const text = `${word} seen at ${sign}.com`;
    const shared = await author.ask('POST', '/posts', { kind: 'indicators', label, audience, title: `title ${sign}`, body: text, pap: 'PAP:GREEN' });
    if (shared.status !== 201) throw new Error(`not shared: ${shared.text}`);
    const path = `/posts/${shared.body.id}`;
    await author.attach(path, 'notes.txt', `file ${sign}`);
    // After the file: who reads by a grant reads from its version on.
    await author.ask('POST', `${path}/comments`, { text: `said ${sign}` });
    const { attachments } = (await author.ask('GET', path)).body;
    return { id: /** @type {string} */ (shared.body.id), sign, word, file: /** @type {string} */ (attachments[0].id) };
  }

  /** @param {string} name @param {Awaited<ReturnType<Scene['_shared']>>} item @returns {Way[]} */
  #pages(name, item) {
    const seat = this.#seat(name);
    const where = `/items/${item.id}`;
    return ['/', `/search?q=${item.word}`, where, `${where}/print`, `${where}/export`, `${where}/files/${item.file}`]
      .map(path => ({ name: `${name} ${path}`, ask: async () => (await seat.get(path)).text }));
  }

  /** @param {string} name @param {Awaited<ReturnType<Scene['_shared']>>} item @param {Machine} [machine] @returns {Way[]} */
  #rest(name, item, machine = this.#machine(name)) {
    const where = `/posts/${item.id}`;
    return ['/posts', `/posts?q=${item.word}`, where, `${where}/comments`, `${where}/attachments/${item.file}`]
      .map(path => ({ name: `${name} REST ${path}`, ask: async () => (await machine.ask('GET', path)).text }));
  }

  /** @param {string} address of a feed, without its ending @param {string} secret @returns {Way[]} */
  #feed(address, secret) {
    const visitor = new Visitor(this.hub.base);
    return [`${address}.json?max=2000&token=${secret}`, `${address}.txt?type=domain&days=730&max=200000&token=${secret}`]
      .map(path => ({ name: path, ask: async () => (await visitor.get(path)).text }));
  }

  /** @param {string} name @returns {[string, string]} */
  #feedOf(name) { return [`/feeds/${this.#id(`feed-${name}`)}`, encodeURIComponent(this.made.get(`feed-${name}`).token)]; }

  _shared() { return this.#share('TLP:GREEN', [`circle:${this.#id('circle')}`]); }

  /** By every way. @param {string} name @param {Awaited<ReturnType<Scene['_shared']>>} item */
  #all(name, item) { return [...this.#pages(name, item), ...this.#rest(name, item), ...this.#feed(...this.#feedOf(name))]; }

  /** @param {string} name @param {string} method @param {string} path @param {unknown} [body] */
  async #do(name, method, path, body) {
    const answer = await this.#machine(name).ask(method, path, body);
    if (answer.status >= 300) throw new Error(`${name} ${method} ${path}: ${answer.status} ${answer.text}`);
  }

  /** @param {string} name */
  #joinAgain(name) { return this.#do(name, 'POST', `/circles/${this.#id('circle')}/members`, {}); }

  /** @param {string} by @param {string} name */
  #takeOut(by, name) { return this.#do(by, 'DELETE', `/circles/${this.#id('circle')}/members/people/${this.#id(name)}`); }

  /** @returns {Record<string, () => Promise<Trial>>} */
  kinds() {
    return {
      'leaves the circle': () => this.#ofMember(() => this.#takeOut('member', 'member'), () => this.#joinAgain('member')),
      'is taken out of the circle': () => this.#ofMember(() => this.#takeOut('author', 'member'), () => this.#joinAgain('member')),
      'is suspended': () => this.#personSuspended(),
      'the organisation is suspended': () => this.#organisationSuspended(),
      'the session ends': () => this.#sessionEnds(),
      'the key is revoked': () => this.#keyRevoked(),
      'the feed is ended': () => this.#feedEnded(),
      'the item is withdrawn': () => this.#ofItem(item => this.#do('author', 'POST', `/posts/${item.id}/withdrawal`, { reason: 'wrong' })),
      'the item is tightened': () => this.#ofItem(item => this.#do('author', 'PUT', `/posts/${item.id}/label`, { label: 'TLP:AMBER+STRICT', audience: [`organisation:${this.#id('o1')}`] })),
      'the passer loses it': () => this.#passerLeaves(),
      'the client relation ends': () => this.#clientEnds(),
    };
  }

  /** The stream of what is new, open before the end of the session and asked for after it. @param {string} name */
  async #live(name) {
    const { cookie } = this.#seat(name);
    const open = () => fetch(`${this.hub.base}/live`, { headers: { cookie }, redirect: 'manual' });
    const stream = await open();
    /** @type {string[]} */ const heard = [];
    void (async () => { for await (const chunk of stream.body ?? []) heard.push(Buffer.from(chunk).toString()); })().catch(() => {});
    const tells = (/** @type {string[]} */ chunks) => chunks.some(chunk => chunk.includes('event: inbox'));
    if (!await eventually(async () => tells(heard), 20)) throw new Error(`${name} hears nothing`);
    return async () => {
      const before = heard.length;
      await this._shared();
      await pause(1500);
      const again = await open();
      const faults = again.status === 200 ? ['a stream opens after the end of the session'] : [];
      await again.body?.cancel();
      return tells(heard.slice(before)) ? [...faults, 'an open stream tells news after the end of the session'] : faults;
    };
  }

  /** @param {() => Promise<void>} act @param {() => Promise<void>} restore @returns {Promise<Trial>} */
  async #ofMember(act, restore) {
    await this.#confirm();
    const item = await this._shared();
    return { sign: item.sign, ways: this.#all('member', item), revoke: act, restore };
  }

  /** @param {(item: Awaited<ReturnType<Scene['_shared']>>) => Promise<void>} act @returns {Promise<Trial>} */
  async #ofItem(act) {
    const item = await this._shared();
    const inbox = { name: 'the inbox', ask: async () => (await this.#seat('member').get('/inbox')).text };
    const notices = { name: 'the notices', ask: async () => (await this.#machine('member').ask('GET', '/notices')).text };
    return { sign: item.sign, ways: [...this.#all('member', item), inbox, notices], revoke: () => act(item) };
  }

  /** @param {string} by @param {'people' | 'organisations'} kind @param {string} name @param {1 | 2} state active or suspended */
  async #state(by, kind, name, state) { await this.#send(by, `/${kind}/${this.#id(name)}`, 'State', { state: String(state) }); }

  /** @returns {Promise<Trial>} */
  async #personSuspended() {
    await this.#confirm();
    const [item, name] = [await this._shared(), await this.#next('goer', goers.length)];
    return { sign: item.sign, ways: this.#all(name, item), revoke: () => this.#state('admin', 'people', name, 2), after: await this.#live(name), restore: () => this.#state('admin', 'people', name, 1) };
  }

  /** @returns {Promise<Trial>} */
  async #organisationSuspended() {
    await this.#confirm();
    const [item, name] = [await this._shared(), await this.#next('settler', settlers.length)];
    const asked = await this.#send('officer', '/officers/elevations', '', { act: 'suspend', target: this.#id('o5'), reason: 'a test' });
    if (asked.status === 200) throw new Error(`not asked: ${asked.text.slice(0, 3000)}`);
    const list = (await this.#seat('second').get('/officers/elevations')).text;
    await this.#send('second', '/officers/elevations', 'Grant', { elevation: /name="elevation" value="([^"]+)"/.exec(list)?.[1] ?? '' });
    return {
      sign: item.sign, ways: this.#all(name, item), revoke: () => this.#state('officer', 'organisations', 'o5', 2), restore: () => this.#state('officer', 'organisations', 'o5', 1),
    };
  }

  /** @returns {Promise<Trial>} */
  async #sessionEnds() {
    const [item, name] = [await this._shared(), await this.#next('goer', goers.length)];
    return { sign: item.sign, ways: this.#pages(name, item), after: await this.#live(name), revoke: async () => { await this.#send(name, '/signout', '', {}); } };
  }

  /** @returns {Promise<Trial>} */
  async #keyRevoked() {
    await this.#confirm();
    const item = await this._shared();
    const secret = /ihk_[a-z2-7]+/.exec((await this.#send('member', '/keys', '', { keyName: token(), scopes: '1', days: '30' })).text)?.[0] ?? '';
    const uid = await this.#machineOf(secret);
    return { sign: item.sign, ways: this.#rest('a key', item, new Machine(this.hub, secret)), revoke: async () => { await this.#send('member', '/keys', 'Revoke', { key: uid }); } };
  }

  /** @param {string} secret @returns {Promise<string>} the key's address */
  async #machineOf(secret) { return (await new Machine(this.hub, secret).ask('GET', '/keys/self')).body.id; }

  /** @returns {Promise<Trial>} */
  async #feedEnded() {
    await this.#confirm();
    const item = await this._shared();
    const [, uid, secret] = /feeds\/([0-9A-Z-]+)\.json\?token=([\w-]+)/.exec((await this.#send('member', '/feeds', 'Make', { name: token(), kind: '', circle: '', label: '' })).text) ?? [];
    if (!secret) throw new Error('no feed was made');
    return { sign: item.sign, ways: this.#feed(`/feeds/${uid}`, secret), revoke: async () => { await this.#send('member', '/feeds', 'End', { feed: uid }); } };
  }

  /** @returns {Promise<Trial>} */
  async #passerLeaves() {
    await this.#confirm();
    const item = await this.#share('TLP:AMBER', [`circle:${this.#id('circle')}`]);
    await this.#send('passer', `/items/${item.id}`, 'PassOn', { part: `organisation:${this.#id('o6')}` });
    const ways = [...this.#pages('colleague', item), ...this.#rest('colleague', item)];
    return { sign: item.sign, ways, revoke: () => this.#takeOut('passer', 'passer'), restore: () => this.#joinAgain('passer') };
  }

  /** @returns {Promise<Trial>} */
  async #clientEnds() {
    await this.#confirm();
    const item = await this.#share('TLP:AMBER', [`organisation:${this.#id('o6')}`]);
    await this.#send('passer', `/items/${item.id}`, 'PassOn', { part: `organisation:${this.#id('o4')}` });
    const client = { other: this.#id('o4'), provides: 'true' };
    return {
      sign: item.sign,
      ways: [...this.#pages('customer', item), ...this.#rest('customer', item)],
      revoke: async () => { await this.#send('passer', '/organisation', 'EndClient', client); },
      restore: async () => {
        await this.#send('passer', '/organisation', 'ProposeClient', client);
        await this.#send('client-admin', '/organisation', 'ConfirmClient', { other: this.#id('o6'), provides: 'false' });
      },
    };
  }
}
