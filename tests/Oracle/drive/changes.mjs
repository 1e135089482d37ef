// What changes while the hub runs acts at once, on every way out: a withdrawal, a leaving, a circle that takes a hidden one's name.
import { decide } from '../law.mjs';
import { administrates, live, memberships } from '../state.mjs';

/**
 * @typedef {import('./ask.mjs').Asker} Asker
 * @typedef {import('../state.mjs').Item} Item
 */

const NOW = 0;

/** Asks, acts, and asks again. @param {Asker} asker @param {import('../world.mjs').World} world @param {Map<string, any>} results */
export async function change(asker, world, results) {
  const { state } = world;
  const items = [...state.items.values()].filter(item => results.has(item.name) && item.state === 'shared');
  const reads = (person, item) => decide(state, { kind: 'person', person, strongMinutesAgo: 5 }, item.name, item.versions.length, 'page', NOW).outcome === 'Full';
  await withdraw();
  await leave();
  await found();

  /** The item that most feeds carry. */
  async function withdraw() {
    const carried = item => [...state.feeds.keys()].filter(feed => decide(state, { kind: 'feed', feed }, item.name, item.versions.length, 'block-list', NOW).outcome === 'Full').length;
    const expired = item => item.expiry !== null && item.expiry <= NOW;
    const [item] = items.filter(each => each.author.person && live(state, each.author.person) && reads(each.author.person, each) && !expired(each))
      .sort((a, b) => carried(b) - carried(a));
    const by = item?.author.person;
    if (!by || carried(item) === 0) throw new Error('no feed carries anything that its author could withdraw');
    const path = `/items/${results.get(item.name).id}`;
    const readers = [by, ...readersOf(item).filter(person => person !== by).slice(0, 2)];
    await everywhere();
    await done(by, path, `${path}?handler=Withdraw`, { reason: 'superseded' });
    world.perform({ act: 'withdraw', at: NOW, item: item.name, by, reason: 'superseded' });
    await everywhere();

    async function everywhere() {
      await asker.again(readers, [item]);
      for (const feed of state.feeds.keys()) await asker.feed(feed);
    }
  }

  /** Somebody who reads something through a circle, and not without it. */
  async function leave() {
    for (const circle of state.circles.values()) {
      for (const member of [...circle.members.keys()]) {
        const as = member.startsWith('org:') ? 'organisation' : 'person';
        const by = as === 'person' ? member.slice(5).split('@')[0] : [...state.persons.keys()].find(name => live(state, name) && administrates(state, name, member.slice(4)));
        const act = { act: 'circle-leave', at: NOW, circle: circle.name, by, as };
        if (!by || !live(state, by) || !world.predict(act).ok) continue;
        const lost = items.filter(item => item.versions[item.versions.length - 1].audience.includes(`circle:${circle.name}`) && reads(by, item)
          && without(circle, member, () => !reads(by, item)));
        if (lost.length === 0) continue;
        const path = `/circles/${results.get(circle.name).id}`;
        await asker.again([by], lost);
        await done(by, path, `${path}?handler=Leave`, { asOrganisation: String(as === 'organisation') });
        world.perform(act);
        await asker.again([by], lost);
        return;
      }
    }
    throw new Error('nobody would lose an item by leaving a circle');
  }

  /** @template T @param {import('../state.mjs').Circle} circle @param {string} member @param {() => T} ask @returns {T} */
  function without(circle, member, ask) {
    const since = /** @type {number} */ (circle.members.get(member));
    circle.members.delete(member);
    try {
      return ask();
    } finally {
      circle.members.set(member, since);
    }
  }

  /** R7: a name is free, or taken by what the founder may know of. */
  async function found() {
    for (const circle of state.circles.values()) {
      const person = [...state.persons.values()].find(each => live(state, each.name) && !circle.listed
        && memberships(circle, each.name, each.organisation).length === 0 && circle.invited.size === 0);
      if (!person) continue;
      await done(person.name, '/circles/new', '/circles/new', { Name: circle.name, asOrganisation: 'false' });
      return;
    }
    throw new Error('no circle is hidden from anybody');
  }

  /** @param {Item} item */
  function readersOf(item) {
    return [...state.persons.keys()].filter(person => live(state, person) && reads(person, item));
  }

  /** An act by a page's form. @param {string} person @param {string} page @param {string} path @param {Record<string, string>} fields */
  async function done(person, page, path, fields) {
    const { status, text } = await (await asker.session(person)).submit(page, path, fields);
    if (status !== 302 && status !== 303) asker.fault(person, path, `status ${status}, not done: ${/class="refusal[^>]*>([\s\S]{0,300})/.exec(text)?.[1] ?? ''}`);
  }
}
