// All that a viewer gets, asked of both worlds at once and compared: pages with what they link to, REST, feeds, the public zone, and what is hidden or absent.
import { collectionsIn, uidsIn, uuidsIn } from './twins.mjs';
import { written } from './fields.mjs';

/**
 * @typedef {import('./cast.mjs').Watcher} Watcher
 * @typedef {{known: import('./fields.mjs').Known, fields: import('./fields.mjs').Fields, random: import('../generator/random.mjs').Random,
 *   routes: {pattern: string, access: string, methods: string}[], covered: Map<string, number>, faults: string[], answers: number}} Eye
 */

export const ABSENT = '00000-00000';
const TRIES = 4;
const words = ['phishing', 'finance', 'proxy', 'lure-invoices.com', 'corrected machine'];

/** What ends a session, never ends, is made anew by each look, or tells of the machine. */
const left = /^\/(signout|live|metrics|health|account\/app|officers\/system|dist\/|error)/;

/** The way out's row of the list of routes. @param {string} routes */
export const readingRoutes = routes => routes.split('\n').filter(Boolean).map(line => line.split(' ')).filter(([methods]) => /PAGE|GET/.test(methods))
  .map(([methods, whole, access]) => ({ methods, access, pattern: whole.length > 1 ? whole.replace(/\/$/, '') : whole }));

/**
 * One question to both worlds: a difference is asked again, for the outbox may be a moment behind in one of them, and the minute in which requests are counted may have begun later.
 * @param {Eye} eye @param {import('./twins.mjs').Double} who @param {string} name @param {string|[string, string]} path @param {RequestInit} [init]
 */
export async function ask(eye, who, name, path, init = {}) {
  const [one, other] = Array.isArray(path) ? path : [path, path];
  const again = !init.method || init.method === 'GET';
  for (let tries = 1; ; tries++) {
    const [a, b] = await Promise.all([who.a.send(one, init), who.b.send(other, init)]);
    const difference = eye.fields.difference(written(a), written(b), { ...eye.known, act: !again });
    if (difference === null || !again || tries === TRIES) {
      eye.answers += 2;
      if (difference !== null) eye.faults.push(`${name} ${init.method ?? 'GET'} ${one}: ${difference}`);
      return { a, b };
    }
    await new Promise(resolve => { setTimeout(resolve, remaining(a) === remaining(b) ? 400 : 1000 * Math.max(reset(a), reset(b))); });
  }
}

const remaining = answer => answer.headers.get('ratelimit-remaining');
/** Seconds until requests are counted anew. */
const reset = answer => Number(answer.headers.get('ratelimit-reset'));

/**
 * @param {Eye} eye @param {Watcher} watcher @param {import('./twins.mjs').Double} who
 * @param {{items: string[], others: Record<string, string[]>, hidden: Record<string, string[]>, feeds: string[], token: string}} what addresses by kind
 * @param {number} budget how many questions at most; 0 for all
 */
export async function watch(eye, watcher, who, what, budget) {
  const { random } = eye;
  const person = watcher.viewer.kind === 'person';
  const seeds = person ? ofPerson() : watcher.key ? ofKey() : watcher.feed ? ofFeed() : ofPublic();
  const must = seeds.filter(([, always]) => always).map(([path]) => path);
  const may = seeds.filter(([, always]) => !always).map(([path]) => path);
  // Where nobody has looked yet comes first.
  const rest = random.some(may, may.length).sort((one, other) => Number(eye.covered.has(routeOf(one)?.pattern ?? '')) - Number(eye.covered.has(routeOf(other)?.pattern ?? '')));
  /** @type {(string|[string, string])[]} */
  const queue = budget ? [...must, ...rest.slice(0, Math.max(0, budget - must.length))] : [...must, ...rest];
  const seen = new Set(queue.map(String));
  const followed = new Map();
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { a, b } = await ask(eye, who, watcher.kind, next);
    note(Array.isArray(next) ? next[0] : next);
    queue.push(...ofTaxii(next, a.text, b.text));
    const [ones, others] = [links(a.text), links(b.text)];
    ones.forEach((link, at) => {
      const shape = link.replace(/[0-9A-Z]{5}-[0-9A-Z]{5}/g, '{uid}').replace(/--[0-9a-f-]{36}/g, '--{id}').replace(/=[^&]*/g, '=');
      const onward = /[?&](cursor|after)=/.test(link);
      const most = onward ? 8 : budget ? 1 : 4;
      if (seen.has(link) || left.test(link) || (followed.get(shape) ?? 0) >= most) return;
      followed.set(shape, (followed.get(shape) ?? 0) + 1);
      seen.add(link);
      // A cursor, and the address of what was made since, are each world's own.
      queue.push(onward || [...uidsIn(link), ...uuidsIn(link)].some(uid => !eye.known.uids.has(uid)) ? [link, others[at] ?? link] : link);
    });
  }

  /** Behind a list of collections some of them, behind a page of objects one of these. What was made since has an id of its own in each world. @param {string|[string, string]} path @param {string} one @param {string} other @returns {(string|[string, string])[]} */
  function ofTaxii(path, one, other) {
    if (path === '/taxii2/tlp2/collections/') {
      const [a, b] = [collectionsIn(one), collectionsIn(other)];
      const all = a.map(({ id }, at) => /** @type {[string, string]} */ ([id, b[at]?.id ?? ABSENT]));
      return (budget ? random.some(all, 1) : all).flatMap(ids => ['/', '/objects/?limit=5000', '/manifest/?match[version]=all', '/objects/?match[type]=report&limit=3']
        .map(end => /** @type {[string, string]} */ (ids.map(id => `${path}${id}${end}`))));
    }
    if (!String(path).endsWith('/objects/?limit=5000')) return [];
    const id = random.pick([...one.matchAll(/"id":"(indicator--[0-9a-f-]{36})"/g)].map(([, found]) => found).filter(found => eye.known.uids.has(found.slice(11))));
    return id ? ['/', '/versions/'].map(end => /** @type {[string, string]} */ ((Array.isArray(path) ? path : [path, path]).map(each => `${each.split('?')[0]}${id}${end}`))) : [];
  }

  /** @param {string} path */
  function routeOf(path) {
    const plain = path.split('?')[0];
    return eye.routes.find(({ pattern }) => new RegExp(`^${pattern.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`).test(plain));
  }

  /** @param {string} path */
  function note(path) {
    const route = routeOf(path);
    if (route) eye.covered.set(route.pattern, (eye.covered.get(route.pattern) ?? 0) + 1);
  }

  /** Every route that reads and has an address in it, with some of each kind: there for all, there in one world, there in none. @param {(route: {access: string, pattern: string}) => boolean} which */
  function addressed(which) {
    return eye.routes.filter(route => route.pattern.includes('{') && !/welcome|departed|error/.test(route.pattern) && which(route)).flatMap(({ pattern }) => {
      const kind = /^\/(?:api\/v1\/)?(\w+)/.exec(pattern)?.[1] ?? '';
      const there = { items: what.items, posts: what.items, drafts: what.items, public: what.items, feeds: what.feeds }[kind] ?? what.others[kind] ?? [];
      const hidden = Object.values(what.hidden).flat();
      const same = { items: 'item', posts: 'item', public: 'item', circles: 'circle', people: 'person', feeds: 'feed' }[kind];
      const ones = what.hidden[same ?? ''] ?? [];
      const choice = budget ? [...random.some(there, 3), ...random.some(ones, 3), ...random.some(hidden, 1), ABSENT] : [...there, ...ones, ...random.some(hidden, 4), ABSENT];
      return [...new Set(choice)].map(uid => pattern.replace(/\{(uid|id)\}/, uid).replace(/\/mentions$/, '/mentions?q=a').replace(/\{[^}]+\}/g, () => random.pick([...hidden, ABSENT])));
    });
  }

  /** @returns {[string, boolean][]} */
  function ofPerson() {
    const plain = eye.routes.filter(({ pattern, access }) => !pattern.includes('{') && ['Everyone', 'Person', 'Officer', 'Auditor'].includes(access) && !left.test(pattern)).map(({ pattern }) => pattern);
    const lists = ['/', '/drafts', '/inbox', '/circles', '/organisations', '/feeds', '/keys', '/account/record', '/account/sessions', '/share', '/hidden', '/organisation', '/officers', '/rising', '/follows', '/lookup', '/intelligence'];
    const circles = [...(what.hidden.circle ?? []), ABSENT];
    return [
      ...plain.map(path => /** @type {[string, boolean]} */ ([path, lists.includes(path)])),
      ...['a', 'c', '圈'].map(text => /** @type {[string, boolean]} */ ([`/share/parts?q=${encodeURIComponent(text)}`, true])),
      ...words.map(word => /** @type {[string, boolean]} */ ([`/search?q=${word}`, word === 'phishing' || word === 'proxy'])),
      ...['/?view=all', '/?view=following', '/?view=circles', '/?view=bookmarks', '/?view=all&unread=yes', '/?view=all&sector=finance', '/?muted=yes', '/search?tag=phishing', '/search?q=kind:question%20since:90d%20proxy', '/search?q=proxy&order=best']
        .map(path => /** @type {[string, boolean]} */ ([path, path.startsWith('/?view=f') || path.includes('unread')])),
      ...['lure-invoices.com', 'proxy.example', 'phishing.example', '198.51.100.7', '198.51.100.0/24', 'CVE-2024-3400', 'T1566'].map(value => /** @type {[string, boolean]} */ ([`/intelligence/value?value=${encodeURIComponent(value)}`, false])),
      ...['lure-invoices.com', '198.51.100.0/24'].map(value => /** @type {[string, boolean]} */ ([`/intelligence/graph?value=${encodeURIComponent(value)}`, false])),
      ...['?type=indicators', '?q=phishing', '?tag=phishing', '?label=TLP:AMBER&days=30', '?sector=finance&q=phishing'].map(query => /** @type {[string, boolean]} */ ([`/intelligence${query}`, query.startsWith('?t') || query === '?q=phishing'])),
      ...circles.flatMap(uid => [`/?view=all&circle=${uid}`, `/?circle=${uid}`, `/search?q=proxy&circle=${uid}`]).map(path => /** @type {[string, boolean]} */ ([path, false])),
      ...(what.hidden.item ?? []).flatMap(uid => [`/share?draft=${uid}`, `/share?translate=${uid}`, `/intelligence/graph?item=${uid}`, `/intelligence/stix?item=${uid}`]).map(path => /** @type {[string, boolean]} */ ([path, false])),
      ...addressed(({ access }) => ['Everyone', 'Person', 'Officer'].includes(access)).map(path => /** @type {[string, boolean]} */ ([path, false])),
    ];
  }

  /** @returns {[string, boolean][]} */
  function ofKey() {
    const lists = ['/api/v1/posts', '/api/v1/posts?limit=200', '/api/v1/posts?limit=7', '/api/v1/posts?q=phishing&limit=5', '/api/v1/posts?q=proxy', '/api/v1/posts?expired=true', '/api/v1/drafts',
      '/api/v1/notices', '/api/v1/notices?limit=3', '/api/v1/circles', '/api/v1/organisations', '/api/v1/record', '/api/v1/keys/self', '/api/v1/warning-lists', '/api/v1/sightings?value=lure-invoices.com', '/api/v1/sightings?value=198.51.100.7', '/taxii2', '/taxii2/tlp2/', '/taxii2/tlp2/collections/'];
    return [
      ...lists.map(path => /** @type {[string, boolean]} */ ([path, true])),
      ...[...(what.hidden.circle ?? []), ABSENT].map(uid => /** @type {[string, boolean]} */ ([`/api/v1/posts?circle=${uid}`, false])),
      ...what.feeds.flatMap(uid => [`/feeds/${uid}.json`, `/feeds/${uid}.txt?type=domain&days=730`]).map(path => /** @type {[string, boolean]} */ ([path, true])),
      ...addressed(({ access }) => ['Key', 'KeyOrToken'].includes(access)).map(path => /** @type {[string, boolean]} */ ([path, false])),
    ];
  }

  /** @returns {[string, boolean][]} */
  function ofFeed() {
    const token = `token=${encodeURIComponent(what.token)}`;
    return [...what.feeds, ...(what.hidden.feed ?? []), ABSENT].flatMap(uid => [`/feeds/${uid}.json?max=2000&${token}`, `/feeds/${uid}.json?max=5&${token}`, `/feeds/${uid}.txt?type=domain&days=730&${token}`])
      .map(path => [path, true]);
  }

  /** @returns {[string, boolean][]} */
  function ofPublic() {
    return [
      ...['/', '/public', '/public/warnings', '/public/search?q=phishing', '/public/search?q=proxy', '/public/guidance', '/public/guidance/atom', '/help', '/offline', '/manifest.webmanifest', '/public/rss', '/public/atom', '/hidden', '/signin', '/setup', '/api', '/api/v1/openapi.json', '/.well-known/security.txt'].map(path => /** @type {[string, boolean]} */ ([path, true])),
      ...addressed(() => true).map(path => /** @type {[string, boolean]} */ ([path, false])),
    ];
  }
}

/** Links of a page, and the next page of a list by REST. @param {string} text */
function links(text) {
  return [...new Set([...text.matchAll(/href="(\/[^"#]*)/g)].map(([, link]) => link.replaceAll('&amp;', '&')))];
}
