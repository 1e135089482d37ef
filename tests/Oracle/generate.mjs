// Makes a random world: node generate.mjs --seed N --size small|medium|large [--leaning machines] > world.jsonl
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { active, administrates, keepsHub, live } from './state.mjs';
import { decide } from './law.mjs';
import { World } from './world.mjs';
import { Random } from './generator/random.mjs';
import { circlesOfMember, peopleProposals } from './generator/people.mjs';
import { itemProposals } from './generator/items.mjs';

const DAY = 86400;
const START = -60 * DAY;
// Nothing turns within an hour of loading, so that answers do not change while asking.
const MARGIN = 3700;

const sizes = {
  small: { organisations: 7, acts: 320 },
  medium: { organisations: 16, acts: 1500 },
  large: { organisations: 48, acts: 9000 },
};

const proposals = { ...peopleProposals, ...itemProposals };

/** How often each act is tried. @type {[number, string][]} */
const mix = [
  [22, 'share'], [1.5, 'draft'], [6, 'revise'], [9, 'relabel'], [2.2, 'withdraw'], [1, 'open-attribution'], [1.2, 'hide'], [0.6, 'unhide'],
  [0.8, 'erase'], [10, 'comment'], [10, 'pass-on'], [2, 'ask-wider'], [2, 'answer-wider'], [2.5, 'attach'], [1.5, 'circle'],
  [3.5, 'circle-settings'], [6, 'circle-join'], [3, 'circle-admit'], [4, 'circle-invite'], [1.5, 'circle-remove'], [2.5, 'circle-leave'],
  [0.4, 'circle-close'], [2, 'client-propose'], [2, 'client-confirm'], [0.6, 'client-end'], [3, 'key'], [3, 'key-ceiling'], [0.8, 'key-revoke'],
  [1.8, 'feed'], [1.8, 'feed-bind'],
];

/**
 * What is rare in even worlds. often: acts so many times as often; scripts: of the attached files; byKey: of the items that keys share; strict: of the ceilings, AMBER+STRICT;
 * hubs: how heavily partner hubs weigh among the organisations of an audience; embargo: of the items, those that have one.
 * @type {Record<string, {often: Record<string, number>, scripts: number, byKey: number, strict: number, hubs: number, embargo: number}>}
 */
const leanings = {
  even: { often: {}, scripts: 0.15, byKey: 0.12, strict: 0, hubs: 2.5, embargo: 0.16 },
  machines: {
    often: { share: 2, attach: 8, 'key-ceiling': 4, feed: 5, 'feed-bind': 6, hide: 4, unhide: 6, erase: 2, 'open-attribution': 5, key: 1.5 },
    scripts: 0.5, byKey: 0.7, strict: 0.5, hubs: 12, embargo: 0.16,
  },
  embargoes: { often: { share: 2, relabel: 8 }, scripts: 0.15, byKey: 0.12, strict: 0, hubs: 2.5, embargo: 0.9 },
};

export class Generator {
  world = new World();
  /** Looking for an act that the law refuses. */
  bold = false;
  #time = START;
  #names = new Map();
  #step;
  /** @type {[number, string][]} */
  #mix;

  /** @param {number} seed @param {keyof typeof sizes} size @param {string} [leaning] */
  constructor(seed, size, leaning = 'even') {
    this.random = new Random(seed);
    this.size = sizes[size];
    const { often, ...rest } = leanings[leaning];
    this.#mix = mix.map(([weight, verb]) => [weight * (often[verb] ?? 1), verb]);
    this.leaning = rest;
    this.#step = (-START - MARGIN - 3 * DAY) / (this.size.acts * 1.12);
  }

  get state() { return this.world.state; }

  /** @returns {import('./world.mjs').Act[]} */
  run() {
    this.#found();
    const count = this.size.acts;
    const termsAt = new Set([Math.floor(count * 0.35), ...(this.random.chance(0.5) ? [Math.floor(count * 0.7)] : [])]);
    for (let made = 0; made < count; made++) {
      if (termsAt.has(made)) this.#newTerms(made);
      if (this.random.chance(0.045)) this.#life();
      this.#tryOne(made < count * 0.08);
    }
    return this.world.log.map(entry => entry.act);
  }

  /** @param {object} act */
  emit(act) {
    this.#tick();
    return this.#perform(act);
  }

  /** Now and then two acts fall into the same second. */
  #tick() {
    if (this.random.chance(0.97)) this.#time += this.random.int(1, Math.max(2, Math.floor(this.#step * 2)));
    this.#time = Math.min(this.#time, -MARGIN);
  }

  #perform(act) {
    const { act: verb, ...fields } = act;
    return this.world.perform({ act: verb, at: this.#time, ...fields });
  }

  #found() {
    const { random } = this;
    this.emit({ act: 'community', amberClients: random.chance(0.75), terms: 'first terms' });
    const sectors = ['energy', 'health', 'finance', 'water'];
    for (let n = 1; n <= this.size.organisations; n++) {
      const kind = n % 5 === 4 ? 'partner-hub' : n === 7 ? 'external-source' : 'member';
      const name = this.name('o');
      const state = n > 3 && kind === 'member' && random.chance(0.12) ? 'applied' : 'active';
      const hub = kind === 'partner-hub' ? { readsCommunity: random.chance(0.5) } : {};
      this.emit({ act: 'organisation', name, kind, sectors: kind === 'member' ? random.some(sectors, random.int(1, 2)) : [], seats: 100, state, ...hub });
      if (kind !== 'external-source') this.#staff(name, kind);
    }
    for (let n = 0; n < 3; n++) {
      this.emit({ act: 'person', name: this.name('p'), organisation: `o${n + 1}`, roles: ['officer'], state: 'active' });
    }
    this.emit({ act: 'person', name: this.name('p'), organisation: 'o1', roles: ['csirt'], state: 'active' });
    this.emit({ act: 'person', name: this.name('p'), organisation: 'o2', roles: ['auditor'], state: 'active' });
  }

  #staff(organisation, kind) {
    const count = kind === 'partner-hub' ? 1 : this.random.int(2, 5);
    for (let n = 0; n < count; n++) {
      const roles = n === 0 || (n === 1 && count > 3) ? ['organisation-administrator'] : [];
      const state = n > 1 && this.random.chance(0.1) ? 'invited' : 'active';
      this.emit({ act: 'person', name: this.name('p'), organisation, roles, state });
    }
    if (kind !== 'partner-hub') return;
    const by = this.administratorOf(organisation);
    const key = this.name('k');
    this.emit({ act: 'key', name: key, by, of: 'organisation', scopes: ['read'], networks: [], expires: null, circles: [], circlesOnly: false });
    this.emit({ act: 'key-ceiling', by, targetKey: key, ceiling: this.random.pick(['TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:GREEN']) });
  }

  /** One act: mostly one that the law allows, often one that it refuses, never one of which it says nothing. */
  #tryOne(early) {
    const { random } = this;
    const verb = early ? random.pick(['circle', 'circle', 'share', 'key', 'client-propose', 'client-confirm', 'circle-join']) : random.weighted(this.#mix);
    const wanted = random.chance(0.72);
    this.bold = !wanted;
    this.#tick();
    for (let attempt = 0; attempt < 12; attempt++) {
      const act = proposals[verb](this);
      if (!act) continue;
      const prediction = this.world.predict({ at: this.#time, ...act });
      if (prediction.unclear || prediction.ok !== wanted) continue;
      this.#perform(act);
      return;
    }
  }

  /** Leaving, returning, moving, pausing. */
  #life() {
    const { random, state } = this;
    const organisations = [...state.organisations.values()].filter(each => each.kind !== 'external-source' && !['o1', 'o2', 'o3'].includes(each.name)
      && (each.kind === 'member' || each.state !== 'active' || random.chance(0.2)));
    const persons = [...state.persons.values()].filter(each => this.#movable(each));
    const away = organisations.filter(each => each.state !== 'active');
    const out = persons.filter(each => each.state !== 'active' && this.#organisationIsActive(each.organisation));
    const present = persons.filter(each => active(state, each.name));
    if (random.chance(0.2)) {
      if (away.length > organisations.length * 0.2 || (away.length > 0 && random.chance(0.6))) {
        const name = random.pick(away).name;
        this.emit({ act: 'organisation-state', organisation: name, state: 'active' });
        for (const person of state.representatives(name)) this.emit({ act: 'terms', by: person.name });
        return;
      }
      const whom = random.pick(organisations.filter(each => each.state === 'active'));
      if (whom) this.emit({ act: 'organisation-state', organisation: whom.name, state: random.pick(['suspended', 'left']) });
      return;
    }
    if (out.length > persons.length * 0.15 || (out.length > 0 && random.chance(0.45))) {
      const name = random.pick(out).name;
      this.emit({ act: 'person-state', person: name, state: 'active' });
      this.emit({ act: 'terms', by: name });
    } else if (present.length > 0 && random.chance(0.4)) {
      const person = random.pick(present);
      const target = random.pick(this.activeMembers().filter(name => name !== person.organisation));
      if (target) this.emit({ act: 'person-move', person: person.name, organisation: target });
    } else if (present.length > 0) {
      this.emit({ act: 'person-state', person: random.pick(present).name, state: random.pick(['suspended', 'left']) });
    }
  }

  /** Officers, and the last administrators, stay. */
  #movable({ name, roles, organisation }) {
    if (['officer', 'csirt', 'auditor'].some(role => roles.has(role))) return false;
    if (this.state.organisations.get(organisation)?.kind !== 'member') return false;
    return !roles.has('organisation-administrator') || this.#administrators(organisation).some(other => other !== name);
  }

  #newTerms(made) {
    this.emit({ act: 'new-terms', terms: `terms ${made}` });
    const officers = [...this.state.persons.values()].filter(person => person.roles.has('officer'));
    for (const person of this.state.persons.values()) {
      if (active(this.state, person.name) && (officers.includes(person) || this.random.chance(0.94))) this.emit({ act: 'terms', by: person.name });
    }
  }

  /** @param {string} prefix */
  name(prefix) {
    const next = (this.#names.get(prefix) ?? 0) + 1;
    this.#names.set(prefix, next);
    return `${prefix}${next}`;
  }

  /** A time after now, in the past or the future of the loading. */
  later() {
    const { random } = this;
    if (random.chance(0.5) && this.#time < -MARGIN - 7200) return random.int(this.#time + 3600, -MARGIN);
    return random.int(MARGIN + 3500, 30 * DAY);
  }

  label() {
    return this.random.weighted(/** @type {[number, import('./labels.mjs').Label][]} */ ([
      [2.2, 'CLEAR'], [2.8, 'GREEN'], [2.4, 'AMBER'], [1.6, 'AMBER+STRICT'], [1.8, 'RED'],
    ]));
  }

  someone() { return this.random.pick([...this.state.persons.values()].filter(each => this.#ofMember(each))).name; }

  member() { return this.random.pick([...this.state.persons.values()].filter(each => this.#ofMember(each) && live(this.state, each.name))).name; }

  #ofMember(person) { return this.state.organisations.get(person.organisation)?.kind === 'member'; }

  #organisationIsActive(name) { return this.state.organisations.get(name)?.state === 'active'; }

  administrator() {
    const able = [...this.state.persons.values()].filter(each => this.#ofMember(each) && live(this.state, each.name) && each.roles.has('organisation-administrator'));
    return able.length > 0 ? this.random.pick(able).name : this.someone();
  }

  hubAdministrator() {
    const hubs = [...this.state.persons.keys()].filter(name => keepsHub(this.state, name));
    return hubs.length > 0 ? this.random.pick(hubs).name : null;
  }

  #administrators(organisation) {
    return [...this.state.persons.keys()].filter(name => administrates(this.state, name, organisation) && active(this.state, name));
  }

  /** @param {string} organisation @returns {string|null} */
  administratorOf(organisation) { return this.random.pick(this.#administrators(organisation)) ?? null; }

  officer() { return this.random.pick([...this.state.persons.values()].filter(each => each.roles.has('officer'))).name; }

  /** @param {string} person @returns {string} */
  organisationOf(person) { return this.state.persons.get(person)?.organisation ?? ''; }

  activeMembers() { return [...this.state.organisations.values()].filter(each => each.kind === 'member' && each.state === 'active').map(each => each.name); }

  hub() { return this.random.pick([...this.state.organisations.values()].filter(each => each.kind === 'partner-hub')).name; }

  anyOrganisation() { return this.random.pick([...this.state.organisations.keys()]); }

  circle() { return this.random.pick([...this.state.circles.values()]); }

  circlesOf(person, organisation) { return circlesOfMember(this.state, person, organisation); }

  /** @param {import('./state.mjs').Circle} circle */
  ownerOf(circle) {
    const owner = [...circle.owners][0];
    if (!owner || this.random.chance(0.15)) return this.random.chance(0.5) ? this.someone() : this.administrator();
    return owner.slice(5).split('@')[0];
  }

  /** @param {(item: import('./state.mjs').Item) => boolean} [which] the later ones more often */
  item(which = () => true) {
    const fitting = [...this.state.items.values()].filter(which);
    if (fitting.length === 0) return undefined;
    return this.random.chance(0.5) ? this.random.pick(fitting.slice(-30)) : this.random.pick(fitting);
  }

  /** @param {import('./state.mjs').Item} item */
  reader(item) {
    for (let attempt = 0; attempt < 8; attempt++) {
      const person = this.someone();
      const decision = decide(this.state, { kind: 'person', person, strongMinutesAgo: 0 }, item.name, item.versions.length, 'page', this.#time);
      if (decision.outcome !== 'Nothing') return person;
    }
    return item.author.person ?? this.someone();
  }

  /** @returns {string|null} */
  writingKey() {
    const able = [...this.state.keys.values()].filter(key => this.state.organisations.get(key.organisation)?.kind === 'member'
      && (this.random.chance(0.12) || (!key.revoked && key.scopes.includes('write'))));
    return able.length > 0 ? this.random.pick(able).name : null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, size: { type: 'string', default: 'small' }, leaning: { type: 'string' } } });
  const script = new Generator(Number(values.seed), /** @type {keyof typeof sizes} */ (values.size), values.leaning).run();
  process.stdout.write(script.map(act => `${JSON.stringify(act)}\n`).join(''));
}
