// The hub is killed while many write. Whatever it had acknowledged is there when it stands again, once and whole; the rest is there wholly or not at all.
import { randomUUID } from 'node:crypto';
import { Hub, Machine, eventually, pause, token } from './hub.mjs';

const WRITERS = 6;

/**
 * @typedef {{kind: string, key: string, id: string, title: string, body: string, version: number, gone: boolean, comments: {key: string, text: string, acknowledged: boolean}[],
 *   files: {key: string, name: string, text: string, acknowledged: boolean}[], unsure: (() => Promise<Answer>) | null}} Post what a writer knows of its post
 * @typedef {{key: string, name: string, id: string, members: Set<string>, unsure: boolean}} Circle
 * @typedef {Awaited<ReturnType<Machine['ask']>>} Answer
 */

/** @param {import('../Oracle/run/stores.mjs').Store} store @param {number} times @param {import('./hub.mjs').Verdict} verdict */
export async function kill(store, times, verdict) {
  const place = store.take();
  const hub = new Hub(place);
  try {
    const made = await hub.load(acts(), place);
    await hub.start();
    const scene = new Scene(hub, made);
    for (let round = 1; round <= times; round++) {
      const { acknowledged, faults } = await scene.round(10 + Math.floor(Math.random() * 110));
      verdict.say(`killed ${round} of ${times}: ${acknowledged} acknowledged writes are there`, faults);
    }
    verdict.say(`everything of all ${times} rounds still stands: ${scene.posts.length} posts`, await scene.verifyAll());
  } finally {
    await hub.stop('SIGKILL');
    place.end();
  }
}

function acts() {
  const writers = Array.from({ length: WRITERS }, (_, n) => `w${n}`);
  return [
    { act: 'community', amberClients: true, terms: 'terms' },
    { act: 'organisation', name: 'o1', kind: 'member', sectors: ['finance'], seats: 100, state: 'active' },
    { act: 'organisation', name: 'o2', kind: 'member', sectors: ['energy'], seats: 100, state: 'active' },
    { act: 'person', name: 'reader', organisation: 'o2', roles: ['organisation-administrator'], state: 'active' },
    ...writers.flatMap(name => [
      { act: 'person', name, organisation: 'o1', roles: ['organisation-administrator'], state: 'active' },
      { act: 'key', name: `key-${name}`, by: name, of: 'person', scopes: ['read', 'write', 'drafts'], networks: [], expires: null, circles: [], circlesOnly: false },
      { act: 'key-ceiling', by: name, targetKey: `key-${name}`, ceiling: 'TLP:AMBER+STRICT' },
    ]),
    { act: 'key', name: 'key-reader', by: 'reader', of: 'person', scopes: ['read', 'write'], networks: [], expires: null, circles: [], circlesOnly: false },
    { act: 'key-ceiling', by: 'reader', targetKey: 'key-reader', ceiling: 'TLP:AMBER+STRICT' },
  ];
}

class Scene {
  /** @type {Post[]} */ posts = [];
  /** @type {Circle[]} */ circles = [];
  #told = /** @type {Set<string>} */ (new Set());

  /** @param {Hub} hub @param {Map<string, any>} made */
  constructor(hub, made) {
    this.hub = hub;
    this.reader = new Machine(hub, made.get('key-reader').secret);
    this.readerId = made.get('reader').id;
    this.organisation = made.get('o2').id;
    this.writers = Array.from({ length: WRITERS }, (_, n) => new Machine(hub, made.get(`key-w${n}`).secret));
  }

  /** @param {number} enough how many writes are acknowledged before the kill, at least */
  async round(enough) {
    const [post, circle] = [this.posts.length, this.circles.length];
    let alive = true;
    let acknowledged = 0;
    /** @param {() => Promise<Answer>} act @returns {Promise<Answer | null>} null where no answer came */
    const write = async act => {
      const answer = await act().catch(() => null);
      if (answer && answer.status < 300) acknowledged += 1;
      else if (answer) throw new Error(`a write was refused: ${answer.status} ${answer.text}`);
      return answer;
    };
    const writing = this.writers.map(async machine => { while (alive) await this.#write(machine, write, () => alive); });
    await eventually(async () => acknowledged >= enough, 5);
    await pause(Math.random() * 40);
    const killed = this.hub.stop('SIGKILL');
    alive = false;
    await killed;
    await Promise.all(writing);
    await this.hub.start();
    const faults = [];
    for (const one of this.posts.slice(post)) faults.push(...await this.#verify(one));
    for (const one of this.circles.slice(circle)) faults.push(...await this.#verifyCircle(one));
    faults.push(...await this.#whole());
    return { acknowledged, faults };
  }

  /** A post and what is done with it, until the hub is gone. @param {Machine} machine @param {(act: () => Promise<Answer>) => Promise<Answer | null>} write @param {() => boolean} alive */
  async #write(machine, write, alive) {
    const sign = token();
    const amber = Math.random() < 0.5;
    /** @type {Post} */
    const post = { kind: 'question', key: randomUUID(), id: '', title: `${sign} asked`, body: `body of ${sign}`, version: 1, gone: false, comments: [], files: [], unsure: null };
    this.posts.push(post);
    const words = { kind: post.kind, label: amber ? 'TLP:AMBER' : 'TLP:GREEN', audience: [`organisation:${this.organisation}`], title: post.title, body: post.body };
    /** @param {Machine} m */
    const share = m => m.ask('POST', '/posts', words, post.key);
    const shared = await write(() => share(machine));
    Object.assign(post, { machine, share });
    if (!shared) return;
    post.id = shared.body.id;
    for (let n = 0; n < 4 && alive(); n++) {
      const comment = { key: randomUUID(), text: `${token()} said`, acknowledged: false };
      post.comments.push(comment);
      const by = n % 2 === 0 ? machine : this.reader;
      Object.assign(comment, { by });
      comment.acknowledged = await write(() => by.ask('POST', `/posts/${post.id}/comments`, { text: comment.text }, comment.key)) !== null;
      if (!comment.acknowledged || !alive()) return;
      const file = { key: randomUUID(), name: `${token()}.txt`, text: `${token()} `.repeat(200 + Math.floor(Math.random() * 4000)), acknowledged: false };
      if (n < 2) {
        post.files.push(file);
        const attached = await write(() => machine.attach(`/posts/${post.id}`, file.name, file.text, file.key));
        if (!attached) return;
        Object.assign(file, { acknowledged: true });
        post.version = attached.body.version;
      }
      if (!alive()) return;
      const title = `${sign} asked again ${n}`;
      const key = randomUUID();
      const before = post.version;
      /** @returns {Promise<Answer>} */
      const revise = () => machine.ask('PUT', `/posts/${post.id}?version=${before}`, { title }, key);
      const revised = await write(revise);
      if (revised) Object.assign(post, { title, version: revised.body.version });
      else Object.assign(post, { unsure: revise, unsureTitle: title });
      if (!revised || !alive()) return;
    }
    if (Math.random() < 0.4) {
      const key = randomUUID();
      /** @returns {Promise<Answer>} */
      const withdraw = () => machine.ask('POST', `/posts/${post.id}/withdrawal`, { reason: 'wrong' }, key);
      if (await write(withdraw)) post.gone = true;
      else post.unsure = withdraw;
    }
    if (alive()) await this.#circle(machine, write, alive);
  }

  /** @param {Machine} machine @param {(act: () => Promise<Answer>) => Promise<Answer | null>} write @param {() => boolean} alive */
  async #circle(machine, write, alive) {
    /** @type {Circle} */
    const circle = { key: randomUUID(), name: token(), id: '', members: new Set(), unsure: false };
    this.circles.push(circle);
    const words = { name: circle.name, joining: 'open', listed: true, membersShownTo: 'members' };
    Object.assign(circle, { machine, found: () => machine.ask('POST', '/circles', words, circle.key) });
    const founded = await write(() => machine.ask('POST', '/circles', words, circle.key));
    if (!founded) return;
    circle.id = founded.body.id;
    for (const joins of [true, false, true]) {
      if (!alive()) return;
      const key = randomUUID();
      const done = await write(() => joins ? this.reader.ask('POST', `/circles/${circle.id}/members`, {}, key)
        : this.reader.ask('DELETE', `/circles/${circle.id}/members/people/${this.readerId}`, undefined, key));
      if (!done) circle.unsure = true;
      else if (joins) circle.members.add('reader');
      else circle.members.delete('reader');
      if (!done) return;
    }
  }

  /** @param {any} post @returns {Promise<string[]>} */
  async #verify(post) {
    const faults = [];
    const fault = (/** @type {string} */ text) => faults.push(`${post.id || '(no answer)'} ${text}`);
    const again = await post.share(post.machine);
    if (again.status !== 201) fault(`sent again: ${again.status} ${again.text}`);
    if (post.id && again.body.id !== post.id) fault(`doubled as ${again.body.id}`);
    post.id ||= again.body.id;
    if (post.unsure) {
      const answer = await post.unsure();
      if (answer.status >= 300) fault(`an act without an answer, sent again: ${answer.status} ${answer.text}`);
      if (answer.status === 204) post.gone = true;
      else if (post.unsureTitle) post.title = post.unsureTitle;
      post.unsure = null;
    }
    for (const comment of post.comments.filter((/** @type {any} */ c) => !c.acknowledged)) {
      const answer = await comment.by.ask('POST', `/posts/${post.id}/comments`, { text: comment.text }, comment.key);
      if (answer.status === 201) comment.acknowledged = true;
      else fault(`a comment without an answer, sent again: ${answer.status} ${answer.text}`);
    }
    for (const file of post.files.filter((/** @type {any} */ f) => !f.acknowledged)) {
      const answer = await post.machine.attach(`/posts/${post.id}`, file.name, file.text, file.key);
      if (answer.status === 201) file.acknowledged = true;
      else fault(`a file without an answer, sent again: ${answer.status} ${answer.text}`);
    }
    for (const comment of post.gone ? [] : post.comments.slice(0, 1)) {
      const answer = await comment.by.ask('POST', `/posts/${post.id}/comments`, { text: comment.text }, comment.key);
      if (answer.status !== 201) fault(`an acknowledged comment, sent again: ${answer.status}`);
    }
    faults.push(...await this.#read(post));
    const found = await this.reader.all(`/posts?q=${post.title.split(' ')[0]}`);
    if (found.length !== (post.gone ? 0 : 1) && !(post.gone && found.every(f => f.state === 'withdrawn'))) fault(`the search finds ${found.length}`);
    return faults;
  }

  /** Whole, and once. @param {any} post @returns {Promise<string[]>} */
  async #read(post) {
    const faults = [];
    const fault = (/** @type {string} */ text) => faults.push(`${post.id} ${text}`);
    const read = await this.reader.ask('GET', `/posts/${post.id}`);
    if (post.gone) {
      if (read.status !== 410 || read.body.state !== 'withdrawn') fault(`withdrawn, and reads ${read.status}`);
      return faults;
    }
    if (read.status !== 200) return [`${post.id} lost: ${read.status} ${read.text}`];
    if (read.body.title !== post.title) fault(`has the title ${read.body.title}, not ${post.title}`);
    if (!read.body.body.includes(post.body)) fault('has another body');
    const comments = await this.reader.ask('GET', `/posts/${post.id}/comments`);
    for (const { text } of post.comments) {
      const times = comments.body.filter((/** @type {any} */ c) => c.text === text).length;
      if (times !== 1) fault(`has a comment ${times} times`);
    }
    for (const file of post.files) {
      const cards = (read.body.attachments ?? []).filter((/** @type {any} */ a) => a.name === file.name);
      if (cards.length !== 1) fault(`has a file ${cards.length} times`);
      for (const card of cards) {
        const content = await this.reader.ask('GET', `/posts/${post.id}/attachments/${card.id}`);
        if (content.status !== 200 || content.text !== file.text) fault(`a file does not open: ${content.status}`);
      }
    }
    return faults;
  }

  /** @param {any} circle @returns {Promise<string[]>} */
  async #verifyCircle(circle) {
    const again = await circle.found();
    if (again.status !== 201) return [`circle ${circle.name}, sent again: ${again.status} ${again.text}`];
    if (circle.id && again.body.id !== circle.id) return [`circle ${circle.id} doubled as ${again.body.id}`];
    circle.id = again.body.id;
    const read = await circle.machine.ask('GET', `/circles/${circle.id}/members`);
    const inside = read.body.members.some((/** @type {any} */ m) => m.id === this.readerId);
    return circle.unsure || inside === circle.members.has('reader') ? [] : [`circle ${circle.id}: the reader is ${inside ? '' : 'not '}inside`];
  }

  /** The record's chain, what lists show, and the notices of what was acknowledged. @returns {Promise<string[]>} */
  async #whole() {
    const faults = [];
    const { code, text } = await this.hub.command('audit', 'verify');
    if (code !== 0) faults.push(`the record: ${text}`);
    for (const card of await this.reader.all('/posts')) {
      if (!this.posts.some(post => post.id === card.id)) faults.push(`${card.id} stands in the list, and nobody shared it`);
    }
    const due = this.posts.filter(post => !post.gone && !this.#told.has(post.id));
    const arrived = await eventually(async () => {
      const notices = await this.reader.all('/notices');
      for (const { item, kind } of notices) if (item && kind === 'shared') this.#told.add(item.id);
      return due.every(post => this.#told.has(post.id));
    });
    if (!arrived) faults.push(`no notice of ${due.filter(post => !this.#told.has(post.id)).map(post => post.id).join(', ')}`);
    return faults;
  }

  async verifyAll() {
    const faults = [];
    for (const post of this.posts) faults.push(...await this.#read(post));
    return faults;
  }
}
