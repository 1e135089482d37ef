// Asks a running hub by every way out that it serves. What an answer shows is read from the tokens in it: what should stand there
// must, and no other may.
import { appears, decide, showsComment } from '../law.mjs';
import { partsShown } from '../naming.mjs';
import { isAuthor } from '../readers.mjs';
import { current, live } from '../state.mjs';
import { resolve } from '../viewers.mjs';
import { Beside } from './beside.mjs';
import { Documents } from './document.mjs';
import { Form } from './form.mjs';
import { Intelligence } from './intelligence.mjs';
import { pages } from './pages.mjs';
import { Readings } from './readings.mjs';
import { Rest } from './rest.mjs';
import { filesInPage, shownIn, textVersion, tokensIn } from './tokens.mjs';
import { Taxii } from './taxii.mjs';
import { signsIn, Visitor } from './visitor.mjs';

/**
 * @typedef {import('../cells.mjs').Channel} Channel
 * @typedef {import('../viewers.mjs').Viewer} Viewer
 * @typedef {import('./visitor.mjs').Answer} Answer
 * @typedef {import('../state.mjs').Item} Item
 * @typedef {{base: string, results: Map<string, any>, first: boolean}} Hub results of the loading, by the world's names; first: until something differs
 */

const NOW = 0;
const SEARCHED = ['phishing', 'finance', 'proxy', 'mailboxes', 'gateways', 'domains', 'invoice', 'macros', 'credentials', 'sessions', 'sign', 'the'];
const LABELS = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'];

export class Asker {
  /** @type {string[]} */ faults = [];
  #items; #names; #words; #beside; #documents; #form; #readings; #rest; #taxii; #intelligence;
  /** @type {Map<string, Visitor>} */ #sessions = new Map();

  /** @param {Hub} hub @param {import('./compare.mjs').Comparison} comparison @param {string[]} plain pages that carry no item of themselves */
  constructor(hub, comparison, plain) {
    this.hub = hub;
    this.comparison = comparison;
    this.world = comparison.world;
    this.state = comparison.world.state;
    this.plain = plain;
    this.#items = [...this.state.items.values()].filter(item => hub.results.has(item.name));
    this.#names = new Map(this.#items.map(item => [this.#uid(item), item.name]));
    this.#words = new Map(this.world.log.filter(entry => entry.prediction.ok && entry.act.title)
      .map(({ act }) => [act.name ?? act.item, `${act.title} ${act.body}`]));
    this.#beside = new Beside(comparison, hub.results, (who, where, what) => this.fault(who, where, what));
    const told = { pages: (visitor, path) => this.#pages(visitor, path), linked: text => this.#linked(text, '/items'), fault: (...told) => this.fault(...told), only: (...told) => this.#only(...told) };
    this.#documents = new Documents(comparison, hub.results, this.#items, { ...told, exactly: (viewer, where, text, expected, among) => this.#exactly(viewer, 'list', where, told.linked(text), expected, among) });
    this.#intelligence = new Intelligence(comparison, this.#items, { ...told, uid: item => this.#uid(item), exactly: (viewer, where, found, expected) => this.#exactly(viewer, 'analysis', where, found, expected) });
    this.#form = new Form(comparison);
    this.#readings = new Readings(comparison, hub.results);
    this.#rest = new Rest(comparison, hub.results, this.#readings);
    this.#taxii = new Taxii(comparison, hub.results, this.#readings, (who, where, what) => this.fault(who, where, what));
  }

  /** Everybody and everything that can ask; with `first` only until something differs. */
  async all() {
    if (!this.#enough()) await this.public();
    for (const { name } of this.state.feeds.values()) if (!this.#enough()) await this.feed(name);
    for (const { name } of this.state.keys.values()) if (!this.#enough()) await this.#key(name);
    for (const { name } of this.state.persons.values()) if (!this.#enough()) await this.#person(name);
    if (!this.#enough()) await this.#beside.files();
    if (!this.#enough()) await this.#documents.pictures();
    if (!this.#enough()) await this.#rest.read((item, path) => this.#record(item, path));
  }

  /** @param {Item} item @param {string} path @returns {Promise<[string, string]|null>} who looked, and its record */
  async #record(item, path) {
    const who = this.#readings.looker(item);
    return who === null ? null : [who, await pages(await this.session(who), path, 200, () => this.fault(who, path, 'does not end'))];
  }

  #enough() { return this.hub.first && this.faults.length + this.comparison.disagreements.length > 0; }

  /** These items, by the one session of each person. @param {string[]} persons @param {Item[]} items */
  async again(persons, items) {
    for (const person of persons) {
      const visitor = await this.session(person);
      const viewer = /** @type {Viewer} */ ({ kind: 'person', person, strongMinutesAgo: 5 });
      await this.#home(visitor, viewer, person);
      for (const item of items) await this.#pageOf(visitor, viewer, item);
    }
  }

  /** @param {string} person @returns {Promise<Visitor>} signed in */
  async session(person) {
    const known = this.#sessions.get(person);
    if (known) return known;
    const visitor = new Visitor(this.hub.base);
    if (!await visitor.signIn(this.hub.results.get(person))) throw new Error(`no session for ${person}`);
    this.#sessions.set(person, visitor);
    return visitor;
  }

  /** @param {Item} item @returns {string} */
  #uid(item) { return this.hub.results.get(item.name).id; }

  /** @param {string} text @param {string} under the path before an item's address @returns {Set<string>} the items that a text links to */
  #linked(text, under) {
    const links = text.matchAll(new RegExp(`${under}/([0-9A-Z]{5}-[0-9A-Z]{5})`, 'g'));
    return new Set([...links].map(([, uid]) => this.#names.get(uid)).filter(name => name !== undefined));
  }

  /** The posts of a page by REST. @param {string} text @returns {Set<string>} their names, else their addresses */
  #posts(text) {
    return new Set([...text.matchAll(/"id":"([0-9A-Z]{5}-[0-9A-Z]{5})","label"/g)].map(([, uid]) => this.#names.get(uid) ?? uid));
  }

  /** @param {string} who @param {string} where @param {string} what */
  fault(who, where, what) { this.faults.push(`HTTP ${who} ${where}: ${what}`); }

  /** The tokens that a viewer gets of one version on a channel. @param {Viewer} viewer @param {Item} item @param {Channel} channel @returns {string[]} */
  #tokens(viewer, item, channel, version = item.versions.length) {
    const { outcome } = decide(this.state, viewer, item.name, version, channel, NOW);
    const text = `${item.name}-v${textVersion(this.world, item.name, version)}`;
    if (outcome === 'Full') return [`${text}t`, `${text}h`, `${text}e`];
    return outcome === 'Summary' ? [`${text}t`, `${text}h`] : [];
  }

  /** @param {Viewer} viewer @param {Item} item @param {Channel} channel @returns {string[]} */
  #comments(viewer, item, channel) {
    return [...this.state.comments.values()].filter(each => each.item === item.name && showsComment(this.state, viewer, each.name, channel, NOW)).map(each => each.name);
  }

  /** Nothing but these tokens. @param {string} who @param {string} where @param {string} text @param {Iterable<string>} allowed */
  #only(who, where, text, allowed) {
    const may = new Set(allowed);
    const more = tokensIn(text).filter(token => !may.has(token));
    if (more.length > 0) this.fault(who, where, `shows ${more.join(', ')}`);
  }

  /**
   * Exactly these items: each is a question of its own, whether it is shown here.
   * @param {Viewer} viewer @param {Channel} channel @param {string} where @param {Set<string>} found @param {Item[]} expected @param {Item[]} [among] of which that is known
   */
  #exactly(viewer, channel, where, found, expected, among = this.#items) {
    const [wanted, left] = [new Set(expected), new Set(found)];
    for (const item of among) this.comparison.presence({ viewer, item: item.name, version: item.versions.length, channel }, wanted.has(item), left.delete(item.name), where, ['W9']);
    for (const item of this.#items) left.delete(item.name);
    if (left.size > 0) this.fault(nameOf(viewer), where, `shows ${[...left].join(', ')}`);
  }

  /** One version by one way out, against the law. @param {Viewer} viewer @param {Item} item @param {number} version @param {Channel} channel @param {Visitor} visitor @param {string} where @returns {Promise<Answer>} */
  async #version(viewer, item, version, channel, visitor, where) {
    const answer = await visitor.get(where);
    const shown = textVersion(this.world, item.name, version);
    // A public item's own address says 410 with label, date and reason: nothing of what it said (reading 8).
    const observed = answer.status === 410 && channel === 'public' ? 'Nothing' : answer.status === 410 ? 'Tombstone' : answer.status === 200 ? shownIn(answer.text, item.name, shown, 'Notice') : answer.status < 500 ? 'Nothing' : `status ${answer.status}`;
    this.comparison.answer({ viewer, item: item.name, version, channel }, observed);
    const decision = decide(this.state, viewer, item.name, version, channel, NOW);
    const allowed = [...this.#tokens(viewer, item, channel, version), ...this.#comments(viewer, item, channel), ...filesInPage(item, version, channel, decision), ...(channel === 'page' ? this.#documents.beside(viewer, item) : [])];
    this.#only(nameOf(viewer), where, answer.text, allowed);
    const told = { who: nameOf(viewer), where, item, version, channel, text: answer.text, decision };
    if (decision.outcome === 'Full' && observed === 'Full') this.#form.full(told);
    if (decision.outcome === 'Tombstone' && observed === 'Tombstone') this.#form.tombstone(told);
    this.#readings.note(viewer, item, decision, channel);
    const hidden = decision.outcome === 'Nothing';
    if (hidden && channel !== 'public') await this.#beside.hides(visitor, nameOf(viewer), where, this.#uid(item), answer);
    return answer;
  }

  /** @param {Item} item @param {string} word */
  #holds(item, word) { return new RegExp(`\\b${word}\\b`).test(this.#words.get(item.name) ?? '') && !(item.expiry !== null && item.expiry <= NOW); }

  /** All pages of a list; each but the last has an item at least. @param {Visitor} visitor @param {string} path */
  #pages(visitor, path) { return pages(visitor, path, this.#items.length + 1, () => this.fault('whoever asks', path, 'does not end')); }

  /** What everybody may read. */
  async public() {
    const [visitor, viewer] = [new Visitor(this.hub.base), /** @type {Viewer} */ ({ kind: 'anonymous' })];
    const standing = this.#items.filter(item => appears(this.state, viewer, item.name, 'public', NOW));
    const heads = standing.flatMap(item => this.#tokens(viewer, item, 'public'));
    // The first page shows the newest of them alone.
    for (const path of ['/public', '/hidden', '/public/warnings', '/public/rss', '/public/atom', ...SEARCHED.map(word => `/public/search?q=${word}`)]) {
      const [text, word] = [await this.#pages(visitor, path), path.split('=')[1]];
      if (!['/hidden', '/public'].includes(path)) this.#exactly(viewer, 'public', path, this.#linked(text, '/public'), standing.filter(item => !word || this.#holds(item, word)));
      this.#only('anonymous', path, text, path === '/hidden' ? [] : heads);
    }
    for (const item of this.#items) {
      const where = `/public/${this.#uid(item)}`;
      this.#beside.publicTombstone(item, await this.#version(viewer, item, item.versions.length, 'public', visitor, where), where);
      const page = `/items/${this.#uid(item)}`;
      await this.#version(viewer, item, item.versions.length, 'page', visitor, page);
    }
  }

  /** @param {string} name */
  async #person(name) {
    const account = this.hub.results.get(name);
    const viewer = /** @type {Viewer} */ ({ kind: 'person', person: name, strongMinutesAgo: 5 });
    if (!live(this.state, name)) {
      const visitor = new Visitor(this.hub.base);
      await visitor.signIn(account);
      this.#only(name, '/', (await visitor.get('/')).text, []);
      for (const item of this.#items.slice(0, 5)) await this.#version(viewer, item, item.versions.length, 'page', visitor, `/items/${this.#uid(item)}`);
      return;
    }
    if (!signsIn(this.world, name)) return;
    const visitor = await this.session(name);
    this.#beside.fetches({ viewer, visitor, who: name, channel: 'export', path: (item, file) => `/items/${item}/files/${file}` });
    await this.#lists(visitor, viewer, name);
    await this.#beside.circles(visitor, name);
    await this.#intelligence.person({ name, visitor, viewer });
    for (const item of this.#items) if (!this.#enough()) await this.#pageOf(visitor, viewer, item);
  }

  /** @param {Visitor} visitor @param {Viewer} viewer @param {string} name */
  async #lists(visitor, viewer, name) {
    const heads = await this.#home(visitor, viewer, name);
    await this.#filtered(visitor, viewer, 'list', '/?view=all', text => this.#linked(text, '/items'));
    const drafts = await this.#pages(visitor, '/drafts');
    // A draft of one's own stays in sight when its expiry has passed.
    const own = this.#items.filter(item => item.state === 'draft' && decide(this.state, viewer, item.name, item.versions.length, 'list', NOW).outcome !== 'Nothing');
    this.#exactly(viewer, 'list', '/drafts', this.#linked(drafts, '/items'), own);
    this.#only(name, '/drafts', drafts, [...heads, ...own.flatMap(item => this.#tokens(viewer, item, 'list'))]);
    for (const word of SEARCHED) {
      const where = `/search?q=${word}`;
      const text = await this.#pages(visitor, where);
      const matching = this.#items.filter(item => this.#holds(item, word) && appears(this.state, viewer, item.name, 'analysis', NOW));
      this.#exactly(viewer, 'analysis', where, this.#linked(text, '/items'), matching);
      this.#only(name, where, text, heads);
    }
    const everything = this.#items.flatMap(item => item.versions.flatMap(({ n }) => [...this.#tokens(viewer, item, 'page', n), ...this.#comments(viewer, item, 'page')]));
    for (const path of this.plain) this.#only(name, path, (await visitor.get(path)).text, everything);
    await this.#documents.shared(visitor, viewer, name, this.#items.filter(item => appears(this.state, viewer, item.name, 'list', NOW) && item.state !== 'draft'));
    await this.#inbox(visitor, viewer, name);
  }

  /** @param {Visitor} visitor @param {Viewer} viewer @param {string} name @returns {Promise<string[]>} what lists may show */
  async #home(visitor, viewer, name) {
    const listed = this.#items.filter(item => appears(this.state, viewer, item.name, 'list', NOW));
    const heads = listed.flatMap(item => this.#tokens(viewer, item, 'list'));
    const [home, ...parts] = await Promise.all(['/?view=all', '/', '/?view=circles', '/?view=all&unread=yes'].map(path => this.#pages(visitor, path)));
    for (const item of listed) this.#readings.note(viewer, item, decide(this.state, viewer, item.name, item.versions.length, 'list', NOW), 'list');
    this.#exactly(viewer, 'list', '/', this.#linked(home, '/items'), listed.filter(item => item.state !== 'draft'));
    for (const text of [home, ...parts]) this.#only(name, '/', text, heads);
    return heads;
  }

  /** R7: a list of one label, or with expired ones, is cut from what is listed. @param {Visitor} visitor @param {Viewer} viewer @param {Channel} channel @param {string} path @param {(text: string) => Set<string>} read */
  async #filtered(visitor, viewer, channel, path, read) {
    const shared = this.#items.filter(item => item.state !== 'draft' && decide(this.state, viewer, item.name, item.versions.length, channel, NOW).outcome !== 'Nothing');
    for (const label of ['', ...LABELS]) {
      const where = `${path}${path.includes('?') ? '&' : '?'}expired=true${label && `&label=${encodeURIComponent(`TLP:${label}`)}`}`;
      this.#exactly(viewer, channel, where, read(await this.#pages(visitor, where)), shared.filter(item => !label || current(item).label === label));
    }
  }

  /** R11: a circle finds what is told to stand in it. The author is told all. @param {Visitor} visitor @param {Viewer} viewer @param {string} name @param {Channel} channel @param {Item[]} listed */
  async #byCircle(visitor, viewer, name, channel, listed) {
    const who = resolve(this.state, viewer, NOW);
    // How far a key with circles is told of others is nobody's to say.
    if (this.state.keys.get(name)?.circles) return;
    const others = listed.filter(item => item.state === 'shared' && current(item).label !== 'RED' && !isAuthor(who, item));
    const own = new Set(listed.filter(item => !others.includes(item)));
    for (const circle of [...this.state.circles.keys()].filter(each => this.hub.results.has(each)).slice(0, 6)) {
      const where = `/api/v1/posts?limit=200&circle=${this.hub.results.get(circle).id}`;
      const told = others.filter(item => partsShown(this.state, viewer, item.name, NOW)?.parts.includes(`circle:${circle}`));
      this.#exactly(viewer, channel, where, this.#posts(await this.#pages(visitor, where)), told, this.#items.filter(item => !own.has(item)));
    }
  }

  /** Each notice is of what its reader would find in a list now (C1). @param {Visitor} visitor @param {Viewer} viewer @param {string} name */
  async #inbox(visitor, viewer, name) {
    const inbox = await this.#pages(visitor, '/inbox');
    const listed = this.#items.filter(item => decide(this.state, viewer, item.name, item.versions.length, 'list', NOW).outcome !== 'Nothing');
    this.#only(name, '/inbox', inbox, listed.flatMap(item => this.#tokens(viewer, item, 'list')));
    const more = [...this.#linked(inbox, '/items')].filter(item => !listed.some(each => each.name === item));
    if (more.length > 0) this.fault(name, '/inbox', `too much: ${more.join(', ')}`);
    await this.#beside.unread(visitor, name, () => this.#pages(visitor, '/inbox'));
  }

  /** @param {Visitor} visitor @param {Viewer} viewer @param {Item} item */
  async #pageOf(visitor, viewer, item) {
    const path = `/items/${this.#uid(item)}`;
    const newest = item.versions.length;
    const page = await this.#version(viewer, item, newest, 'page', visitor, path);
    this.#beside.found(item, page.text, /\/files\/([0-9A-Z-]+)/g);
    this.#documents.pictured(page.text, /\/comments\/([0-9A-Z-]+)\/images\/([0-9A-Z-]+)/g);
    if (shownIn(page.text, item.name, textVersion(this.world, item.name, newest), 'Notice') === 'Full') {
      const missing = this.#comments(viewer, item, 'page').filter(comment => !tokensIn(page.text).includes(comment));
      this.#beside.head(viewer, nameOf(viewer), item, path, page.text);
      if (missing.length > 0 && item.state === 'shared') this.fault(nameOf(viewer), path, `without the comments ${missing.join(', ')}`);
    }
    for (const { n } of item.versions.slice(0, -1)) await this.#version(viewer, item, n, 'page', visitor, `${path}?version=${n}`);
    for (const way of ['print', 'export']) await this.#version(viewer, item, newest, 'export', visitor, `${path}/${way}`);
    const shown = item.versions.flatMap(({ n }) => this.#tokens(viewer, item, 'page', n));
    await this.#documents.ofItem(visitor, viewer, nameOf(viewer), item, path, shown);
    for (const way of ['record', 'edit', 'label']) {
      const answer = await visitor.get(`${path}/${way}`);
      this.#only(nameOf(viewer), `${path}/${way}`, answer.text, this.#tokens(viewer, item, 'page'));
      if (way === 'record') this.#beside.record(viewer, item, `${path}/${way}`, answer);
    }
  }

  /** @param {string} name */
  async #key(name) {
    const made = this.hub.results.get(name);
    if (!made) return;
    const visitor = new Visitor(this.hub.base, { authorization: `Bearer ${made.secret}` });
    const isHub = this.state.organisations.get(this.state.keys.get(name)?.organisation ?? '')?.kind === 'partner-hub';
    const viewer = /** @type {Viewer} */ (isHub ? { kind: 'hub', key: name } : { kind: 'key', key: name });
    const channel = isHub ? 'partner-hub' : 'machine';
    const who = resolve(this.state, viewer, NOW);
    const list = await this.#pages(visitor, '/api/v1/posts?limit=200');
    const refused = who.kind === 'refused' || !who.scopes.includes('read');
    if (refused !== / status (401|403)$/.test(list)) this.fault(name, '/api/v1/posts', list.slice(-80));
    const listed = this.#items.filter(item => appears(this.state, viewer, item.name, channel, NOW) && !(item.expiry !== null && item.expiry <= NOW));
    this.#exactly(viewer, channel, '/api/v1/posts', this.#posts(list), listed.filter(item => item.state !== 'draft'));
    this.#only(name, '/api/v1/posts', list, listed.flatMap(item => this.#tokens(viewer, item, channel)));
    if (!refused) {
      await this.#filtered(visitor, viewer, channel, '/api/v1/posts?limit=200', text => this.#posts(text));
      for (const [where, theirs] of this.#documents.byOrganisation(listed)) this.#exactly(viewer, channel, where, this.#posts(await this.#pages(visitor, where)), theirs);
      await this.#byCircle(visitor, viewer, name, channel, listed);
    }
    const drafts = await this.#pages(visitor, '/api/v1/drafts?limit=200');
    const own = this.#items.filter(item => item.state === 'draft' && decide(this.state, viewer, item.name, item.versions.length, channel, NOW).outcome !== 'Nothing');
    this.#exactly(viewer, channel, '/api/v1/drafts', this.#posts(drafts), own);
    this.#only(name, '/api/v1/drafts', drafts, own.flatMap(item => this.#tokens(viewer, item, channel)));
    if (!refused) {
      for (const path of ['/api/v1/posts?', '/api/v1/posts?q=phishing&']) await this.#beside.even(visitor, name, path);
      this.#beside.fetches({ viewer, visitor, who: name, channel, path: (item, file) => `/api/v1/posts/${item}/attachments/${file}` });
    }
    await this.#rest.key({ name, visitor, viewer, who, channel });
    await this.#taxii.key({ name, visitor, viewer, who, channel }, this.#items);
    for (const item of who.kind === 'refused' ? this.#items.slice(0, 3) : this.#items) if (!this.#enough()) await this.#postOf(visitor, viewer, item, channel);
  }

  /** @param {Visitor} visitor @param {Viewer} viewer @param {Item} item @param {Channel} channel */
  async #postOf(visitor, viewer, item, channel) {
    const path = `/api/v1/posts/${this.#uid(item)}`;
    for (const { n } of item.versions) {
      const where = n === item.versions.length ? path : `${path}?version=${n}`;
      const post = await this.#version(viewer, item, n, channel, visitor, where);
      if (n !== item.versions.length || post.status !== 200) continue;
      const body = JSON.parse(post.text);
      this.#beside.wire(nameOf(viewer), item, where, body);
      for (const file of body.attachments ?? []) this.#beside.found(item, file.id, /(.+)/g);
    }
    const expected = decide(this.state, viewer, item.name, item.versions.length, channel, NOW).outcome === 'Full' ? this.#comments(viewer, item, channel) : [];
    this.#form.comments(nameOf(viewer), `${path}/comments`, await this.#documents.discussion(visitor, viewer, nameOf(viewer), channel, path, expected));
  }

  /** @param {string} name */
  async feed(name) {
    const made = this.hub.results.get(name);
    if (!made) return;
    const visitor = new Visitor(this.hub.base);
    const viewer = /** @type {Viewer} */ ({ kind: 'feed', feed: name });
    const token = `token=${encodeURIComponent(made.token)}`;
    await this.#feedBy(visitor, viewer, 'feed', `/feeds/${made.id}.json?max=2000&${token}`);
    await this.#blockList(visitor, viewer, `/feeds/${made.id}.txt?type=domain&days=730&max=200000&${token}`);
    const feed = this.state.feeds.get(name);
    for (const key of this.state.keys.values()) {
      const secret = this.hub.results.get(key.name)?.secret;
      if (!feed || feed.ended || !secret || key.organisation !== feed.organisation || (key.person && key.person !== feed.person)) continue;
      const machine = new Visitor(this.hub.base, { authorization: `Bearer ${secret}` });
      await this.#feedBy(machine, { kind: 'key', key: key.name }, 'machine', `/feeds/${made.id}.json?max=2000`);
      await this.#blockList(machine, { kind: 'key', key: key.name }, `/feeds/${made.id}.txt?type=domain&days=730&max=200000`);
    }
  }

  /** Reading 9: an embargo closes every feed, also one that is asked for by key. @param {Visitor} visitor @param {Viewer} viewer @param {Channel} channel @param {string} where */
  async #feedBy(visitor, viewer, channel, where) {
    const { text, status } = await visitor.get(where);
    const expected = this.#items.filter(item => item.state === 'shared' && appears(this.state, viewer, item.name, channel, NOW)
      && !(item.expiry !== null && item.expiry <= NOW) && !(item.embargo !== null && item.embargo > NOW));
    const found = this.#linked(text, '/items');
    this.#only(nameOf(viewer), where, text, expected.flatMap(item => this.#tokens(viewer, item, channel)));
    if (channel !== 'feed') {
      this.#exactly(viewer, channel, where, found, expected);
      return;
    }
    for (const item of this.#items) {
      if (item.expiry !== null && item.expiry <= NOW) {
        this.comparison.presence({ viewer, item: item.name, version: item.versions.length, channel }, false, found.has(item.name), where);
        continue;
      }
      const observed = status === 200 && found.has(item.name) ? shownIn(text, item.name, textVersion(this.world, item.name, item.versions.length), 'Notice') : 'Nothing';
      this.comparison.answer({ viewer, item: item.name, version: item.versions.length, channel }, observed);
    }
  }

  /** @param {Visitor} visitor @param {Viewer} viewer @param {string} where */
  async #blockList(visitor, viewer, where) {
    const { text } = await visitor.get(where);
    const found = new Set([...text.matchAll(/^(i\d+)v(\d+)[a-z]*\./gm)].map(([, item, version]) => `${item} v${version}`));
    for (const item of this.#items) {
      if (item.expiry !== null && item.expiry <= NOW) continue;
      const version = textVersion(this.world, item.name, item.versions.length);
      const observed = found.delete(`${item.name} v${version}`) ? 'Full' : 'Nothing';
      this.comparison.answer({ viewer, item: item.name, version: item.versions.length, channel: 'block-list' }, observed);
    }
    if (found.size > 0) this.fault(nameOf(viewer), where, `lists ${[...found].join(', ')}`);
  }
}

/** @param {Viewer} viewer */
const nameOf = viewer => Object.values(viewer).find((value, at) => at > 0 && typeof value === 'string') ?? viewer.kind;
