// One world served by two hubs: loaded once, everybody signed in, then copied. What is done in one of them only is the difference between the worlds.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Visitor } from '../drive/visitor.mjs';
import { built } from '../run/kernel.mjs';
import { byName, serve } from '../run/http.mjs';

const call = promisify(execFile);
/** @param {string} text @returns {string[]} */
export const uuidsIn = text => text.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? [];

/** What a list of TAXII's collections holds. @param {string} text @returns {{id: string, title: string, can_write: boolean}[]} */
export const collectionsIn = text => (text.startsWith('{') ? JSON.parse(text).collections ?? [] : []);

export const uidsIn = text => text.match(/[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}/g) ?? [];

/**
 * @typedef {{a: Visitor, b: Visitor, token: string}} Double the same visitor in both worlds, and the token that its forms send
 * @typedef {{routes: string, results: Map<string, any>, since: number, uids: Set<string>, visitor: (name: string) => Double, end: () => Promise<void>}} Twins
 */

/** @param {import('./cast.mjs').Cast} cast @param {import('../run/stores.mjs').Store} store @returns {Promise<Twins>} */
export async function twins(cast, store) {
  const { world } = cast.generator;
  const places = [store.take()];
  /** @type {{base: string, end: () => Promise<void>}[]} */
  const hubs = [];
  const end = async () => {
    for (const hub of hubs) await hub.end();
    for (const place of places) place.end();
  };
  try {
    const [first] = places;
    const script = join(first.directory, 'world.jsonl');
    writeFileSync(script, world.log.map(({ act }) => `${JSON.stringify(act)}\n`).join(''));
    const infohub = built('Web/release/infohub');
    const dataOf = place => ['--data', join(place.directory, 'data'), ...place.arguments];
    const outcome = join(first.directory, 'results.jsonl');
    await call(infohub, ['load', '--world', script, '--results', outcome, ...dataOf(first)], { maxBuffer: 1 << 26 });
    const { stdout: routes } = await call(infohub, ['routes', ...dataOf(first)], { maxBuffer: 1 << 26 });
    const results = byName(world, outcome);
    const lost = world.log.filter(({ act, prediction }) => prediction.ok && act.name && !results.has(act.name));
    if (lost.length > 0) throw new Error(`the loading refused ${lost.map(({ act }) => act.name).join(', ')}`);

    const hub = await serve(infohub, [...dataOf(first), '--behind-proxy']);
    // Each from a network of its own, for what a network may ask is counted; and to one address, which stands in what is hashed.
    const networks = new Map();
    const from = name => {
      if (!networks.has(name)) networks.set(name, `10.0.${networks.size}.1`);
      return { host: 'localhost', 'x-forwarded-for': networks.get(name) };
    };
    /** @type {Map<string, {visitor: Visitor, token: string}>} */
    const signedIn = new Map();
    const uids = new Set([...results.values()].flatMap(({ id }) => uidsIn(String(id))));
    try {
      for (const name of new Set([...Object.values(cast.actors), ...cast.watchers.map(each => each.viewer.kind === 'person' ? each.viewer.person : '')].filter(Boolean))) {
        const visitor = new Visitor(hub.base, from(name));
        if (!await visitor.signIn(results.get(name))) throw new Error(`${name} gets no session`);
        signedIn.set(name, { visitor, token: tokenIn((await visitor.get('/account')).text) });
        await follow(visitor, tokenIn((await visitor.get('/account')).text));
        // Addresses that the loading did not name: comments, files, sectors.
        for (const path of ['/?view=all', '/circles', '/organisations', '/inbox']) for (const uid of uidsIn((await visitor.get(path)).text)) uids.add(uid);
      }
      // Ids of the objects that there are, as the keys get them.
      for (const made of results.values()) {
        if (!made.secret) continue;
        const visitor = new Visitor(hub.base, { host: 'localhost', ...headersOf(made) });
        for (const { id } of collectionsIn((await visitor.get('/taxii2/tlp2/collections/')).text).filter(each => each.title === 'Everything you may read')) for (const found of uuidsIn((await visitor.get(`/taxii2/tlp2/collections/${id}/objects/?limit=5000`)).text)) uids.add(found);
      }
    } finally {
      await hub.end();
    }
    places.push(first.copy());
    hubs.push(...await Promise.all(places.map(place => serve(infohub, [...dataOf(place), '--behind-proxy']))));
    const [one, other] = hubs;
    return {
      routes, results, uids, since: Date.now() - 1000, end,
      visitor: name => {
        const { visitor, token } = signedIn.get(name) ?? { visitor: new Visitor(one.base, { ...from(name), ...headersOf(results.get(name)) }), token: '' };
        return { a: visitor.at(one.base), b: visitor.at(other.base), token };
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** A key's name asks by the key, any other without. @param {any} made @returns {Record<string, string>} */
const headersOf = made => (made?.secret ? { authorization: `Bearer ${made.secret}` } : {});

/** @param {string} html */
export function tokenIn(html) {
  const found = /name="__RequestVerificationToken"[^>]*value="([^"]+)"/.exec(html);
  if (!found) throw new Error('a page without a form');
  return found[1];
}

/** Streams of their own, in both worlds alike: what is hidden matches what they watch and keep. @param {Visitor} visitor @param {string} token */
async function follow(visitor, token) {
  const form = (handler, fields) => visitor.send(`/follows?handler=${handler}`, { method: 'POST', body: new URLSearchParams({ ...fields, __RequestVerificationToken: token }) });
  for (const word of ['phishing', 'proxy', 'lure-invoices.com', 'corrected machine']) await form('Add', { kind: 'word', word });
  for (const sector of ['finance', 'energy', 'health']) await form('Add', { kind: 'sector', ref: sector });
  await form('Add', { kind: 'tag', ref: 'phishing' });
  // Views that tell: of what comes into them both worlds tell alike, for what is hidden is told to nobody.
  for (const [name, query] of [['Proxies', '?q=proxy'], ['Questions', '?view=all&kind=question'], ['All', '?view=all&language=en']]) await form('Save', { name, query, tells: 'true' });
}
