// What a key is told beside posts: who can read them, who has, who asks for more; its owner's notices, its own acts, what officers hid; and how else it may ask.
import { decide } from '../law.mjs';
import { canonical } from '../labels.mjs';
import { current } from '../state.mjs';
import { partsShown } from '../naming.mjs';
import { ofOriginatorsSide } from '../readers.mjs';
import { Directory } from './directory.mjs';
import { Previews, WRONG } from './previews.mjs';

/**
 * @typedef {import('../cells.mjs').Channel} Channel
 * @typedef {import('../viewers.mjs').Viewer} Viewer
 * @typedef {import('../viewers.mjs').Principal} Principal
 * @typedef {import('../state.mjs').Item} Item
 * @typedef {import('./visitor.mjs').Visitor} Visitor
 * @typedef {{name: string, visitor: Visitor, viewer: Viewer, who: Principal, channel: Channel}} Machine a key that asks
 * @typedef {{who: string, where: string, rules?: [string, boolean][], expected: unknown, observed: unknown}} Saying
 */

const NOW = 0;
const API = '/api/v1';
const ABSENT = 'ZZZZZ-ZZZZZ';

export class Rest {
  /** @type {{machine: Machine, item: Item}[]} */ #looking = [];
  /** @type {Map<string, import('./visitor.mjs').Answer>} */ #nothing = new Map();
  #turn = 0;

  /** @param {import('./compare.mjs').Comparison} comparison @param {Map<string, any>} results @param {import('./readings.mjs').Readings} readings */
  constructor(comparison, results, readings) {
    this.comparison = comparison;
    this.world = comparison.world;
    this.state = comparison.world.state;
    this.results = results;
    this.readings = readings;
    this.items = [...this.state.items.values()].filter(item => results.has(item.name));
    const say = (/** @type {Saying} */ saying) => this.say(saying);
    this.directory = new Directory(this.state, results, say);
    this.previews = new Previews(this.state, results, say);
  }

  /** @param {Saying} saying */
  say({ who, where, rules = [], expected, observed }) {
    this.comparison.fact('beside', { who, where, rules: rules.map(([rule, allow]) => ({ rule, allow })), expected: String(expected), observed: String(observed) });
  }

  /** @param {Machine} machine */
  async key(machine) {
    const { who, name, visitor } = machine;
    const shut = who.kind === 'refused' ? 401 : who.scopes.includes('read') ? 0 : 403;
    if (shut) {
      for (const path of ['/circles', '/organisations', '/notices', '/record', `/posts/${this.#uid(this.items[0])}/readers`]) await this.#status(machine, `${API}${path}`, [[shut === 401 ? 'R1a' : 'key:scope', false]], shut);
    } else {
      await this.#self(machine);
      await this.directory.ask(machine);
      await this.#notices(machine);
      await this.#record(machine);
      await this.#hidden(machine);
      await this.#otherwise(machine);
      for (const item of this.items) await this.post(machine, item);
      for (const label of WRONG) await this.#status(machine, `${API}/posts?label=${encodeURIComponent(label)}`, [['W6', false]], 422);
    }
    if (who.kind !== 'refused' && who.scopes.includes('write')) await this.previews.ask(name, visitor, who);
  }

  /** At the end of all asking: who has read what (C2). @param {(item: Item, path: string) => Promise<[string, string]|null>} record of an item, and who looked: by a session of its author */
  async read(record) {
    for (const item of this.items) {
      const where = `/items/${this.#uid(item)}/record`;
      const [who, text] = await record(item, where) ?? [];
      if (who !== undefined && text !== undefined) this.readings.compare(who, item, where, text);
    }
    for (const { machine, item } of this.#looking) {
      const where = `${API}/posts/${this.#uid(item)}/readings`;
      const answer = await machine.visitor.get(where);
      if (answer.status === 200) this.readings.compareWire(machine.name, item, where, machine.who.ceiling, JSON.parse(answer.text).readings);
      await this.#acts(machine, item);
    }
  }

  /** @param {Machine} machine @param {Item} item */
  async post(machine, item) {
    const { visitor, viewer, who, name, channel } = machine;
    const { outcome } = decide(this.state, viewer, item.name, item.versions.length, channel, NOW);
    const path = `${API}/posts/${this.#uid(item)}`;
    // What is gone tells no more of itself than its tombstone.
    if (outcome === 'Tombstone' || item.state === 'draft') return;
    const side = outcome === 'Full' && ofOriginatorsSide(this.state, who, item, current(item).label);
    if (outcome === 'Nothing') {
      // One address of the four, in turn: all are under the same.
      this.#turn += 1;
      await this.#absent(machine, item, `${path}/${['readers', 'readings', 'record', 'wider-asks'][this.#turn % 4]}`);
      return;
    }
    this.#readers(machine, item, `${path}/readers`, await visitor.get(`${path}/readers`));
    const readings = await this.#status(machine, `${path}/readings`, [['C2', side]], side ? 200 : 403);
    if (side && readings.status === 200) this.#looking.push({ machine, item });
    if (!side) await this.#absent(machine, item, `${path}/record`);
    const asks = await visitor.get(`${path}/wider-asks`);
    const open = side ? [...this.state.asks.values()].filter(ask => ask.item === item.name && !ask.answered) : [];
    const told = asks.status === 200 ? JSON.parse(asks.text).map((/** @type {{person: string}} */ ask) => ask.person).sort() : asks.status === 403 ? [] : [`status ${asks.status}`];
    this.say({ who: name, where: `${path}/wider-asks`, rules: [['W3', side]], expected: open.map(ask => ask.by).sort(), observed: told });
  }

  /** R11. @param {Machine} machine @param {Item} item @param {string} where @param {import('./visitor.mjs').Answer} answer */
  #readers({ name, viewer, who }, item, where, answer) {
    // How far a key with circles is told of others is nobody's to say.
    if (who.circles) return;
    const shown = partsShown(this.state, viewer, item.name, NOW);
    const { parts = [], andOthers } = answer.status === 200 ? JSON.parse(answer.text) : {};
    const told = new Map(parts.map((/** @type {any} */ part) => [this.#partName(part), part]));
    // Whether a circle is listed to a partner hub is open.
    const open = current(item).audience.filter(part => who.kind === 'hub' && this.directory.listedTo(who, part));
    for (const part of current(item).audience.filter(each => !open.includes(each))) {
      const allow = shown?.parts.includes(part) ?? false;
      const kept = allow ? part : `not ${part}`;
      this.say({ who: name, where, rules: [['R11', allow]], expected: kept, observed: told.has(part) ? part : `not ${part}` });
      const circle = part.startsWith('circle:') ? this.state.circles.get(part.slice(7)) : undefined;
      if (circle && told.has(part)) this.say({ who: name, where, rules: [['R11', true]], expected: `${circle.members.size} members of ${part}`, observed: `${told.get(part).members} members of ${part}` });
      told.delete(part);
    }
    for (const part of open) told.delete(part);
    if (open.length === 0) this.say({ who: name, where, expected: shown?.others ?? false, observed: andOthers ?? `status ${answer.status}` });
    if (told.size > 0) this.say({ who: name, where, rules: [['R11', false]], expected: 'no other part', observed: [...told.keys()] });
  }

  /** @param {{kind: string, name: string|null, organisation: string|null}} part by REST */
  #partName({ kind, name, organisation }) { return kind === 'person' ? `person:${name}@${organisation}` : name ? `${kind}:${name}` : kind; }

  /** @param {Machine} machine */
  async #self({ name, visitor }) {
    const where = `${API}/keys/self`;
    const { text } = await visitor.get(where);
    const { of, person, organisation, ceiling, scopes, circlesOnly } = /** @type {import('../state.mjs').Key} */ (this.state.keys.get(name));
    const own = JSON.parse(text);
    const words = (/** @type {unknown[]} */ ...all) => all.join(' ');
    this.say({
      who: name, where, rules: [['W6', true]], expected: words(name, person ?? organisation, of, canonical(ceiling), [...scopes].sort(), circlesOnly),
      observed: words(own.name, own.owner, own.ofOrganisation ? 'organisation' : 'person', own.ceiling, [...own.scopes].sort(), own.circlesOnly),
    });
  }

  /** C1, R8: each notice is of what this key could be given now. An organisation has no inbox. @param {Machine} machine */
  async #notices(machine) {
    const { name, visitor, viewer, who, channel } = machine;
    const where = `${API}/notices?limit=200`;
    if (who.person === null) return void await this.#status(machine, where, [], 403);
    const named = new Set();
    for (let next = where; next; ) {
      const { text } = await visitor.get(next);
      const page = JSON.parse(text);
      for (const notice of page.items) if (notice.item) named.add(notice.item.id);
      next = page.next ? `${where}&cursor=${page.next}` : '';
    }
    for (const item of this.items) {
      const { outcome } = decide(this.state, viewer, item.name, item.versions.length, channel, NOW);
      // That something is in the inbox is not the law's; that something is not, is.
      if (outcome !== 'Nothing') continue;
      this.comparison.presence({ viewer, item: item.name, version: item.versions.length, channel }, false, named.has(this.#uid(item)), `${where} of ${name}`);
    }
  }

  /** Section 7: this key's own acts, and none of anybody else. @param {Machine} machine */
  async #record({ name, visitor }) {
    const where = `${API}/record`;
    const acted = new Set();
    for (let next = where; next; ) {
      const { text } = await visitor.get(next);
      const page = JSON.parse(text);
      for (const row of page.items) if (row.objectKind === 'item' && !row.act.startsWith('read.')) acted.add(row.objectId);
      next = page.next ? `${where}?cursor=${page.next}` : '';
    }
    const own = new Set(this.world.log.filter(({ act, prediction }) => prediction.ok && act.key === name).map(({ act }) => (this.state.items.has(act.name) ? act.name : act.item)));
    // Who shares anonymously is sealed, and no row says it (W7).
    const sealed = new Set(this.world.log.filter(({ act }) => act.attribution === 'anonymous').map(({ act }) => act.name));
    for (const item of this.items) if (!sealed.has(item.name)) this.say({ who: name, where, expected: `${item.name} ${own.has(item.name)}`, observed: `${item.name} ${acted.has(this.#uid(item))}` });
  }

  /** Section 7 and C2: every act on an own item, as far as the key reads the version under which it was done (R1e). @param {Machine} machine @param {Item} item */
  async #acts({ name, visitor, viewer, who, channel }, item) {
    const where = `${API}/posts/${this.#uid(item)}/record`;
    /** @type {{act: string, person: string|null, organisation: string|null}[]} */ const rows = [];
    for (let next = where; next; ) {
      const { text } = await visitor.get(next);
      const page = JSON.parse(text);
      rows.push(...page.items);
      next = page.next ? `${where}?cursor=${page.next}` : '';
    }
    this.readings.compareWire(name, item, where, who.ceiling, rows.filter(({ act }) => act.startsWith('read.')).map(({ person, organisation }) => ({ person, organisation: organisation ?? 'nobody' })));
    const told = (/** @type {number} */ n) => decide(this.state, viewer, item.name, n, channel, NOW).outcome === 'Full';
    // Who shares anonymously is sealed, and the act's row is still there.
    const made = rows.filter(({ act }) => ['item.share', 'item.relabel', 'item.revise', 'item.attribute'].includes(act)).length;
    const versions = item.versions.filter(({ n }) => told(n)).length;
    this.say({ who: name, where, rules: [['R1e', versions > 0]], expected: `${versions} versions made`, observed: `${made} versions made` });
  }

  /** H4: act, reason, label and date; for an unlisted audience a count. @param {Machine} machine */
  async #hidden({ name, visitor }) {
    const where = `${API}/hidden`;
    const { items, unlisted } = JSON.parse((await visitor.get(where)).text);
    const done = this.world.log.filter(({ act, prediction }) => prediction.ok && ['hide', 'unhide', 'erase'].includes(act.act)).length;
    const said = [...new Set(items.flatMap((/** @type {object} */ each) => Object.keys(each)))].sort().join(' ');
    this.say({ who: name, where, rules: [['H4', true]], expected: done, observed: items.length + unlisted });
    this.say({ who: name, where, rules: [['H4', false]], expected: items.length > 0 ? 'act at label reason' : '', observed: said });
  }

  /** W9: header and content type change no decision, and another method is another act. @param {Machine} machine */
  async #otherwise({ name, visitor, viewer, channel }) {
    const opens = (/** @type {Item} */ item) => decide(this.state, viewer, item.name, item.versions.length, channel, NOW).outcome;
    const some = ['Full', 'Nothing', 'Tombstone'].flatMap(outcome => this.items.filter(item => opens(item) === outcome).slice(0, 2));
    for (const item of some) {
      const where = `${API}/posts/${this.#uid(item)}`;
      const outcome = opens(item);
      const expected = { Full: 200, Tombstone: 410, Nothing: 404 }[/** @type {'Full'|'Tombstone'|'Nothing'} */ (outcome)];
      for (const headers of /** @type {Record<string, string>[]} */ ([{ accept: 'text/html' }, { 'content-type': 'text/plain' }, { 'x-http-method-override': 'DELETE' }, { 'x-forwarded-for': '10.0.0.1' }])) {
        const { status } = await visitor.send(where, { headers });
        this.say({ who: name, where: `${where} ${JSON.stringify(headers)}`, rules: [['W9', outcome !== 'Nothing']], expected, observed: status });
      }
      const { status, text } = await visitor.send(where, { method: 'POST', headers: { 'x-http-method-override': 'GET' } });
      this.say({ who: name, where: `POST ${where}`, rules: [['W9', false]], expected: 'refused', observed: status >= 400 && !text.includes('tok-') ? 'refused' : status });
    }
  }

  /** R7: the same as for what does not exist. @param {Machine} machine @param {Item} item @param {string} where */
  async #absent(machine, item, where) {
    const { visitor, name } = machine;
    const other = where.replace(this.#uid(item), ABSENT);
    const key = `${name} ${other}`;
    const nothing = this.#nothing.get(key) ?? await visitor.get(other);
    this.#nothing.set(key, nothing);
    const answer = await visitor.get(where);
    const said = (/** @type {import('./visitor.mjs').Answer} */ { status, text }) => `${status} ${text}`;
    this.say({ who: name, where, rules: [['R1c', false]], expected: said(nothing), observed: said(answer) });
    if (nothing.status !== 404) this.say({ who: name, where: other, expected: 404, observed: nothing.status });
  }

  /** @param {Machine} machine @param {string} where @param {[string, boolean][]} rules @param {number} expected */
  async #status({ visitor, name }, where, rules, expected) {
    const answer = await visitor.get(where);
    this.say({ who: name, where, rules, expected, observed: answer.status });
    return answer;
  }

  /** @param {Item} item @returns {string} */
  #uid(item) { return this.results.get(item.name).id; }
}
