// Who stands on the stage of a random world: viewers of every kind, and others of whose doings they may notice nothing.
import { Generator } from '../generate.mjs';
import { administrates, live, memberships } from '../state.mjs';
import { appears } from '../law.mjs';
import { resolve } from '../viewers.mjs';
import { texts } from '../generator/text.mjs';

/**
 * @typedef {import('../viewers.mjs').Viewer} Viewer
 * @typedef {{kind: string, viewer: Viewer, person: string|null, organisation: string|null, key: string|null, feed: string|null}} Watcher
 * @typedef {{generator: Generator, watchers: Watcher[], officersAct: boolean, own: string[], actors: Record<string, string>}} Cast
 *   own: the organisations of the viewers. actors: a1 and b1 administrators of two other organisations, a2 and b2 others of them, x1 and x2 officers
 */

const START = -3600;

/** Null where the world has too few people for it. @param {number} seed @param {boolean} officersAct or else one of them is a viewer @returns {Cast|null} */
export function castOf(seed, officersAct) {
  const generator = new Generator(seed, 'small');
  generator.run();
  const { world: { state }, random } = generator;
  // Who was invited only, or came back, has no factors yet and cannot sign in.
  const began = new Set(generator.world.log.filter(({ act }) => act.act === 'person' && act.state === 'active').map(({ act }) => act.name));
  const enters = person => began.has(person.name) && live(state, person.name) && !person.returned && !state.organisations.get(person.organisation)?.returned;
  const liveOf = organisation => state.representatives(organisation).filter(enters).map(each => each.name);
  const able = [...state.organisations.values()].filter(each => each.kind === 'member' && each.state === 'active' && liveOf(each.name).length >= 2
    && liveOf(each.name).some(name => administrates(state, name, each.name))).map(each => each.name);
  if (able.length < 3) return null;
  const [a, b] = random.some(able, 2);
  const officers = [...state.persons.values()].filter(each => each.roles.has('officer') && enters(each));
  const acting = officersAct ? officers.map(each => each.name) : [];
  const people = [...state.persons.values()].filter(each => enters(each) && each.organisation !== a && each.organisation !== b && !acting.includes(each.name));
  const plain = people.filter(each => !each.roles.has('officer') && !each.roles.has('auditor')).map(each => each.name);
  // An auditor reads the record of everybody's acts by law: there is nothing that none may notice.
  const officer = people.find(each => each.roles.has('officer'));
  if (plain.length < 3 || (officersAct ? acting.length < 2 : !officer)) return null;

  const reads = name => [...state.items.keys()].filter(item => appears(state, { kind: 'person', person: name }, item, 'list', 0)).length;
  const byReach = plain.sort((one, other) => reads(one) - reads(other));
  const [narrow, broad] = [byReach[0], byReach[byReach.length - 1]];
  const organisationOf = name => state.persons.get(name)?.organisation ?? '';
  const administrator = byReach.find(name => name !== narrow && administrates(state, name, organisationOf(name))) ?? byReach.find(name => administrates(state, name, organisationOf(name)));
  const left = byReach.find(name => ![narrow, broad, administrator].includes(name)) ?? narrow;
  const hub = [...state.keys.values()].find(each => state.organisations.get(each.organisation)?.kind === 'partner-hub' && usable(state, { kind: 'hub', key: each.name }));
  if (!administrator || !hub) return null;

  const of = organisation => {
    const all = liveOf(organisation).filter(name => !acting.includes(name));
    const first = all.find(name => administrates(state, name, organisation));
    return [first, all.find(name => name !== first)];
  };
  const [[a1, a2], [b1, b2]] = [of(a), of(b)];
  if (!a1 || !a2 || !b1 || !b2) return null;
  const actors = { a1, a2, b1, b2, ...(officersAct ? { x1: acting[0], x2: acting[1] } : {}) };
  setTheStage(generator, { a, b, ...actors, left, broad, narrow, administrator });

  /** @type {(kind: string, person: string) => Watcher} */
  const watcher = (kind, person) => ({ kind, viewer: { kind: 'person', person, strongMinutesAgo: 5 }, person, organisation: organisationOf(person), key: null, feed: null });
  /** @type {Watcher[]} */
  const watchers = [
    { kind: 'anonymous', viewer: { kind: 'anonymous' }, person: null, organisation: null, key: null, feed: null },
    watcher('narrow person', narrow), watcher('broad person', broad), watcher('administrator', administrator), watcher('left a circle', left),
    ...(officer && !officersAct ? [watcher('officer', officer.name)] : []),
    { kind: 'key of a person', viewer: { kind: 'key', key: 'xkp' }, person: broad, organisation: organisationOf(broad), key: 'xkp', feed: null },
    { kind: 'key that only reads', viewer: { kind: 'key', key: 'xkr' }, person: narrow, organisation: organisationOf(narrow), key: 'xkr', feed: null },
    { kind: 'key of an organisation', viewer: { kind: 'key', key: 'xko' }, person: null, organisation: organisationOf(administrator), key: 'xko', feed: null },
    { kind: 'feed token', viewer: { kind: 'feed', feed: 'xf' }, person: broad, organisation: organisationOf(broad), key: null, feed: 'xf' },
    { kind: 'partner hub', viewer: { kind: 'hub', key: hub.name }, person: null, organisation: hub.organisation, key: hub.name, feed: null },
  ];
  return { generator, watchers, officersAct, own: [...new Set(watchers.map(each => each.organisation).filter(Boolean))].map(String), actors };
}

const usable = (state, viewer) => {
  const who = resolve(state, viewer, 0);
  return who.kind !== 'refused' && who.scopes.includes('read');
};

/** What the acts start from: circles nobody of the viewers is in, items in them, keys and feeds on both sides. */
function setTheStage(generator, { a, b, a1, a2, b1, b2, left, broad, narrow, administrator }) {
  const { world, random } = generator;
  let time = START;
  const act = (verb, fields) => {
    const made = world.perform({ act: verb, at: (time += 1), ...fields });
    if (!made.ok || made.unclear) throw new Error(`the stage: ${verb} is refused or unclear: ${made.why} ${made.unclear ?? ''}`);
  };
  const manners = { joining: 'invitation', listed: false, takesOutside: false, members: 'members', history: 'all' };
  const item = (name, by, label, audience, more = {}) => act('share', {
    name, by, kind: random.pick(['early-warning', 'indicators', 'question']), label, audience, attribution: 'named', pap: null, release: null, embargo: null, expiry: null,
    ...texts(random, name, 1), references: [], language: 'en', ...more,
  });
  act('circle', { name: 'xh', by: a1, as: 'organisation', ...manners });
  act('circle-invite', { circle: 'xh', by: a1, organisation: b });
  act('circle-join', { circle: 'xh', by: b1, as: 'organisation' });
  act('circle', { name: 'xl', by: a1, as: 'organisation', ...manners, history: 'joining' });
  act('circle-invite', { circle: 'xl', by: a1, person: left });
  act('circle-join', { circle: 'xl', by: left, as: 'person' });
  item('x1', a2, 'TLP:GREEN', [{ part: 'circle', circle: 'xl' }]);
  act('circle-leave', { circle: 'xl', by: left, as: 'person' });
  for (const [name, by] of [['x2', a1], ['x3', a2], ['x4', b2]]) item(name, by, random.pick(['TLP:GREEN', 'TLP:AMBER']), [{ part: 'circle', circle: 'xh' }]);
  item('x5', b2, 'TLP:GREEN', [{ part: 'community' }]);
  for (const [name, by, of] of [['xkp', broad, 'person'], ['xko', administrator, 'organisation'], ['xka', a2, 'person'], ['xkb', b1, 'person'], ['xkc', a1, 'organisation']]) {
    act('key', { name, by, of, scopes: ['read', 'write', 'drafts'], networks: [], expires: null, circles: [], circlesOnly: false });
  }
  act('key', { name: 'xkr', by: narrow, of: 'person', scopes: ['read'], networks: [], expires: null, circles: [], circlesOnly: false });
  act('key-ceiling', { by: administrator, targetKey: 'xko', ceiling: 'TLP:AMBER' });
  // xka runs circles, and so reads all that one may hold.
  for (const [by, name, ceiling] of [[a1, 'xka', 'TLP:AMBER+STRICT'], [b1, 'xkb', 'TLP:AMBER'], [a1, 'xkc', 'TLP:AMBER']]) act('key-ceiling', { by, targetKey: name, ceiling });
  act('feed', { name: 'xf', by: broad });
  act('feed', { name: 'xg', by: a2 });
}

/** @param {import('../state.mjs').State} state @param {Watcher} watcher @param {import('../state.mjs').Circle} circle */
export const belongs = (state, watcher, circle) => watcher.organisation !== null
  && (memberships(circle, watcher.person, watcher.organisation).length > 0
    || [...circle.invited, ...circle.asked, ...circle.owners].some(name => name === `org:${watcher.organisation}` || name === `pair:${watcher.person}@${watcher.organisation}`
      || name === `${watcher.person}@${watcher.organisation}`));
