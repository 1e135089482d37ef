// What changes while the hub runs acts at once, on every way out: a withdrawal, a leaving. And what must be refused, with nothing told by it.
import { decide } from '../law.mjs';
import { isAuthor } from '../readers.mjs';
import { administrates, memberships } from '../state.mjs';
import { resolve } from '../viewers.mjs';
import { signsIn, Visitor } from './visitor.mjs';

/**
 * @typedef {import('./ask.mjs').Asker} Asker
 * @typedef {import('../state.mjs').Item} Item
 */

const NOW = 0;

/** What is done where a world has somebody to do it, and must be done in one world of a run. */
export const STEPS = ['a withdrawal', 'a leaving of a circle', 'a circle by a name that is hidden', 'writing by a key that only reads', 'a feed for AMBER from anywhere'];

/** Asks, acts, and asks again. @param {Asker} asker @param {import('../world.mjs').World} world @param {Map<string, any>} results @returns {Promise<string[]>} the steps that were done */
export async function change(asker, world, results) {
  const { state } = world;
  const items = [...state.items.values()].filter(item => results.has(item.name) && item.state === 'shared');
  /** @returns {import('../viewers.mjs').Viewer} */ const asked = person => ({ kind: 'person', person, strongMinutesAgo: 5 });
  const reads = (person, item) => decide(state, asked(person), item.name, item.versions.length, 'page', NOW).outcome === 'Full';
  const done = [];
  for (const [at, step] of [withdraw, leave, found, readOnly, fromAnywhere].entries()) if (await step()) done.push(STEPS[at]);
  return done;

  /** The item that most feeds carry. */
  async function withdraw() {
    const carried = item => [...state.feeds.keys()].filter(feed => decide(state, { kind: 'feed', feed }, item.name, item.versions.length, 'block-list', NOW).outcome === 'Full').length;
    const expired = item => item.expiry !== null && item.expiry <= NOW;
    const [item] = items.filter(each => each.author.person && signsIn(world, each.author.person) && isAuthor(resolve(state, asked(each.author.person), NOW), each) && reads(each.author.person, each) && !expired(each))
      .sort((a, b) => carried(b) - carried(a));
    const by = item?.author.person;
    if (!by || carried(item) === 0) return false;
    const path = `/items/${results.get(item.name).id}`;
    const readers = [by, ...readersOf(item).filter(person => person !== by).slice(0, 2)];
    await everywhere();
    await send(by, path, `${path}?handler=Withdraw`, { reason: 'superseded' });
    world.perform({ act: 'withdraw', at: NOW, item: item.name, by, reason: 'superseded' });
    await everywhere();
    return true;

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
        const by = as === 'person' ? member.slice(5).split('@')[0] : [...state.persons.keys()].find(name => signsIn(world, name) && administrates(state, name, member.slice(4)));
        const act = { act: 'circle-leave', at: NOW, circle: circle.name, by, as };
        if (!by || !signsIn(world, by) || !world.predict(act).ok) continue;
        const lost = items.filter(item => item.versions[item.versions.length - 1].audience.includes(`circle:${circle.name}`) && reads(by, item)
          && without(circle, member, () => !reads(by, item)));
        if (lost.length === 0) continue;
        const path = `/circles/${results.get(circle.name).id}`;
        await asker.again([by], lost);
        await send(by, path, `${path}?handler=Leave`, { asOrganisation: String(as === 'organisation') });
        world.perform(act);
        await asker.again([by], lost);
        return true;
      }
    }
    return false;
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
      const person = [...state.persons.values()].find(each => signsIn(world, each.name) && !circle.listed
        && memberships(circle, each.name, each.organisation).length === 0 && circle.invited.size === 0);
      if (!person) continue;
      await send(person.name, '/circles/new', '/circles/new', { Name: circle.name, asOrganisation: 'false' });
      return true;
    }
    return false;
  }

  /** W9: a key without the scope to write changes nothing of what its owner wrote, by whatever method. */
  async function readOnly() {
    for (const key of state.keys.values()) {
      const viewer = /** @type {const} */ ({ kind: 'key', key: key.name });
      const who = resolve(state, viewer, NOW);
      const own = items.find(item => isAuthor(who, item) && decide(state, viewer, item.name, item.versions.length, 'machine', NOW).outcome === 'Full');
      if (key.scopes.includes('write') || !key.scopes.includes('read') || !own) continue;
      const machine = new Visitor(asker.hub.base, { authorization: `Bearer ${results.get(key.name).secret}` });
      const path = `/api/v1/posts/${results.get(own.name).id}`;
      /** @type {[string, string, object][]} */
      const acts = [
        ['PUT', path, { title: 'another title' }], ['PUT', `${path}/label`, { label: 'TLP:GREEN', audience: ['community'] }],
        ['POST', `${path}/withdrawal`, { reason: 'superseded' }], ['POST', `${path}/comments`, { text: 'a remark' }],
      ];
      for (const [method, where, body] of acts) {
        const { status } = await machine.send(where, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
        if (status !== 403) asker.fault(key.name, `${method} ${where}`, `status ${status} for a key that only reads`);
      }
      return true;
    }
    return false;
  }

  /** Reading 16: above GREEN only from the networks that a feed is bound to. */
  async function fromAnywhere() {
    for (const feed of state.feeds.values()) {
      const by = [...state.persons.keys()].find(name => signsIn(world, name) && administrates(state, name, feed.organisation));
      if (feed.ended || !by) continue;
      const { status, location } = await (await asker.session(by)).submit('/feeds', '/feeds?handler=Bind', { feed: results.get(feed.name).id, networks: '', ceiling: 'TLP:AMBER' });
      if (status === 303 && location === '/feeds') asker.fault(by, '/feeds?handler=Bind', 'a token reads TLP:AMBER from anywhere');
      return true;
    }
    return false;
  }

  /** @param {Item} item */
  function readersOf(item) {
    return [...state.persons.keys()].filter(person => signsIn(world, person) && reads(person, item));
  }

  /** An act by a page's form. @param {string} person @param {string} page @param {string} path @param {Record<string, string>} fields */
  async function send(person, page, path, fields) {
    const { status, text } = await (await asker.session(person)).submit(page, path, fields);
    if (status !== 302 && status !== 303) asker.fault(person, path, `status ${status}, not done: ${/class="refusal[^>]*>([\s\S]{0,300})/.exec(text)?.[1] ?? ''}`);
  }
}
