// Proposed acts on items.
import { current } from '../state.mjs';
import { canonical, kindOf, nameOf } from '../labels.mjs';
import { fileText, remark, texts } from './text.mjs';

/** @typedef {import('../generate.mjs').Generator} Generator */

const kinds = ['early-warning', 'indicators', 'question', 'best-practice', 'incident-summary'];

/** @type {Record<string, (g: Generator) => any>} */
export const itemProposals = {
  share: g => shared(g, 'share'),
  draft: g => ({ ...shared(g, 'draft'), reviewers: g.random.chance(0.6) ? [g.member()] : [] }),

  revise: g => onOwn(g, item => ({ act: 'revise', item: item.name, ...texts(g.random, item.name, item.versions.length + 1) })),

  attach: g => onOwn(g, item => ({
    act: 'attach', name: g.name('a'), item: item.name, file: g.random.chance(1 - g.leaning.scripts) ? 'log.txt' : g.random.pick(['run.ps1', 'go.sh', 'open.hta']),
    text: fileText(g.random, item.name, item.versions.length + 1),
  })),

  relabel: g => onOwn(g, (item, actor) => {
    const label = g.random.chance(0.35) ? current(item).label : g.label();
    const kept = current(item).audience.map(part => written(g, part)).filter(Boolean);
    const audience = g.random.chance(0.4) && kept.length > 0 ? g.random.some(kept, g.random.int(1, kept.length)) : audienceFor(g, label, actor);
    if (g.random.chance(0.3)) audience.push(...audienceFor(g, label, actor).slice(0, 1));
    return { act: 'relabel', item: item.name, label: canonical(label), audience };
  }),

  withdraw: g => onOwn(g, item => ({ act: 'withdraw', item: item.name, reason: 'superseded' })),

  'open-attribution': g => {
    const item = g.item(each => each.attribution === 'anonymous') ?? g.item();
    if (!item) return null;
    return { act: 'open-attribution', item: item.name, by: g.random.chance(0.6) ? item.author.person ?? g.someone() : g.reader(item) };
  },

  hide: g => elevated(g, 'hide', 'shared'),
  unhide: g => elevated(g, 'unhide', 'hidden'),
  erase: g => elevated(g, 'erase', g.random.pick(['shared', 'withdrawn', 'hidden'])),

  comment: g => {
    const item = g.item();
    if (!item) return null;
    const name = g.name('m');
    const who = g.random.chance(0.2) ? { key: g.writingKey() } : { by: g.random.chance(0.7) ? g.reader(item) : g.someone() };
    return who.key === null ? null : { act: 'comment', name, item: item.name, ...who, body: remark(g.random, name), image: Number(name.slice(1)) % 3 === 0 };
  },

  'pass-on': g => {
    const granted = [...g.state.grants.keys()];
    const item = granted.length > 0 && g.random.chance(0.4) ? g.state.items.get(g.random.pick(granted)) : g.item(each => current(each).label !== 'RED' || g.random.chance(0.2));
    if (!item) return null;
    const by = g.random.chance(0.85) ? g.reader(item) : g.someone();
    return { act: 'pass-on', name: g.name('g'), item: item.name, by, part: passedTo(g, current(item).label, by) };
  },

  'ask-wider': g => {
    const item = g.item();
    if (!item) return null;
    const by = g.random.chance(0.85) ? g.reader(item) : g.someone();
    return { act: 'ask-wider', name: g.name('w'), item: item.name, by, part: audienceFor(g, current(item).label, by)[0] };
  },

  'answer-wider': g => {
    const ask = g.random.pick([...g.state.asks.values()].filter(each => !each.answered));
    const item = ask && g.state.items.get(ask.item);
    if (!item) return null;
    const by = g.random.chance(0.75) ? item.author.person ?? g.administratorOf(item.author.organisation) : g.reader(item);
    return by ? { act: 'answer-wider', ask: ask.name, by, give: g.random.chance(0.75) } : null;
  },
};

/** @param {Generator} g @param {string} act */
function shared(g, act) {
  const key = g.random.chance(g.leaning.byKey) ? g.writingKey() : null;
  const by = key ? null : g.random.chance(0.95) ? g.member() : g.someone();
  const made = key ? g.state.keys.get(key) : null;
  const person = by ?? made?.person ?? null;
  const label = made && g.random.chance(0.7) ? g.random.pick(['CLEAR', 'GREEN', 'GREEN', 'AMBER']) : g.label();
  const name = g.name('i');
  return {
    act, name, ...(key ? { key } : { by }), kind: g.random.pick(kinds), label: canonical(label),
    audience: audienceFor(g, label, person, made?.organisation),
    attribution: person ? g.random.weighted([[6, 'named'], [2, 'organisation'], [2.5, 'anonymous']]) : g.random.weighted([[9, 'organisation'], [g.bold ? 9 : 0, 'anonymous']]),
    pap: g.random.pick([null, null, 'PAP:CLEAR', 'PAP:GREEN', 'PAP:AMBER', 'PAP:RED']),
    release: g.random.chance(0.14) ? g.later() : null, embargo: g.random.chance(g.leaning.embargo) ? g.later() : null,
    expiry: g.random.chance(0.16) ? g.later() : null,
    ...texts(g.random, name, 1), references: g.random.chance(0.2) ? ['https://www.first.org/tlp/'] : [], language: 'en',
  };
}

/** @param {Generator} g @returns {any[]} mostly an audience that the label holds */
function audienceFor(g, label, person, organisation = person ? g.organisationOf(person) : undefined) {
  const level = g.random.chance(g.bold ? 0.5 : 0.04) ? g.label() : label;
  const kinds = {
    CLEAR: [[6, 'public'], [3, 'community'], [2, 'circle'], [1, 'organisation'], [1, 'person']],
    GREEN: [[4, 'community'], [4, 'circle'], [2, 'organisation'], [2, 'person']],
    AMBER: [[5, 'circle'], [3, 'organisation'], [3, 'person']],
    'AMBER+STRICT': [[5, 'circle'], [3, 'organisation'], [3, 'person']],
    RED: [[1, 'person']],
  }[level];
  const count = level === 'RED' ? g.random.int(1, 4) : g.random.weighted([[6, 1], [3, 2], [1, 3]]);
  const parts = Array.from({ length: count }, () => part(g, g.random.weighted(/** @type {any} */ (kinds)), person, organisation));
  return parts.filter(Boolean).length > 0 ? parts.filter(Boolean) : [part(g, 'person', person, organisation)];
}

/** @param {Generator} g */
function part(g, kind, person, organisation) {
  switch (kind) {
    case 'circle': {
      const mine = organisation ? g.circlesOf(person, organisation) : [];
      const circle = mine.length > 0 && g.random.chance(0.8) ? g.random.pick(mine) : g.circle()?.name;
      return circle ? { part: 'circle', circle } : null;
    }
    case 'organisation': return { part: 'organisation', organisation: g.random.weighted([[8, g.random.pick(g.activeMembers())], [g.leaning.hubs, g.hub()], [0.7, g.anyOrganisation()]]) };
    case 'person': return { part: 'person', person: g.random.chance(0.93) ? g.member() : g.someone() };
    default: return { part: kind };
  }
}

/** @param {Generator} g */
function passedTo(g, label, by) {
  const own = g.organisationOf(by);
  if (label === 'CLEAR' || label === 'GREEN' || g.random.chance(0.15)) return audienceFor(g, label === 'CLEAR' ? 'CLEAR' : 'GREEN', by)[0];
  const clients = [...g.state.relations.values()].filter(each => each.provider === own && each.confirmed.size === 2).map(each => each.client);
  const organisation = clients.length > 0 && g.random.chance(0.6) ? g.random.pick(clients) : own;
  const persons = g.state.representatives(organisation).map(person => person.name);
  if (g.random.chance(0.3) && persons.length > 0) return { part: 'person', person: g.random.pick(persons) };
  return { part: 'organisation', organisation };
}

/** A standing part, as an act writes it; a pair whose person has moved cannot be written any more. @param {Generator} g */
function written(g, stood) {
  switch (kindOf(stood)) {
    case 'circle': return { part: 'circle', circle: nameOf(stood) };
    case 'organisation': return { part: 'organisation', organisation: nameOf(stood) };
    case 'person': {
      const [person, organisation] = nameOf(stood).split('@');
      return g.organisationOf(person) === organisation ? { part: 'person', person } : null;
    }
    default: return { part: stood };
  }
}

/** @param {Generator} g @param {(item: import('../state.mjs').Item, person: string) => object} make */
function onOwn(g, make) {
  const item = g.item();
  if (!item) return null;
  const { person, key, organisation } = item.author;
  const actor = g.random.weighted([
    [6, () => (person ? { by: person } : { key })], [1.5, () => ({ by: g.administratorOf(organisation) ?? g.someone() })],
    [1.5, () => ({ by: g.reader(item) })], [1, () => ({ by: g.someone() })],
    [1, () => ({ key: g.random.pick([...g.state.keys.values()].filter(each => each.person === person).map(each => each.name)) ?? g.writingKey() })],
  ])();
  const chosen = /** @type {any} */ (actor);
  // The law leaves open how far a key with circles is its owner; it would only ask what nobody has answered.
  if ('key' in chosen && (!chosen.key || g.state.keys.get(chosen.key)?.circles)) return null;
  const who = chosen.by ?? g.state.keys.get(chosen.key)?.person ?? g.administratorOf(organisation) ?? g.someone();
  return { ...make(item, who), ...chosen };
}

/** @param {Generator} g */
function elevated(g, act, state) {
  const item = g.item(each => each.state === state);
  if (!item) return null;
  const by = g.random.chance(0.8) ? g.officer() : g.random.chance(0.5) ? g.reader(item) : g.someone();
  const second = g.random.chance(0.85) ? g.officer() : g.someone();
  return { act, item: item.name, by, second, reason: 'reported by members' };
}
