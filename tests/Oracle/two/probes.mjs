// What a viewer may try on what is hidden: the answer, its receipt and its refusal are those for what is not there.
import { commandsOf } from './doing.mjs';
import { sightings } from './objects.mjs';
import { collectionsIn } from './twins.mjs';
import { ABSENT, ask } from './watch.mjs';

/** @typedef {import('./watch.mjs').Eye} Eye */

/** What a post says becomes objects a moment later, in each world in its own time, and the order in which objects are added is told. */
const settled = () => new Promise(resolve => { setTimeout(resolve, 2000); });

/**
 * Every command with an address in it, and every field that refers to something, sent to both worlds: in one of them the thing is there.
 * @param {Eye} eye @param {import('./cast.mjs').Watcher} watcher @param {import('./twins.mjs').Double} who
 * @param {string} routes @param {Record<string, string[]>} hidden @param {{item: string|undefined, name: string, title: string, request: string, email: string}} own what the viewer reads, and words that the hidden have too
 * @param {number} budget
 */
export async function probe(eye, watcher, who, routes, hidden, own, budget) {
  const { random } = eye;
  const of = kind => random.pick(hidden[kind] ?? []) ?? ABSENT;
  const any = () => random.pick(Object.values(hidden).flat()) ?? ABSENT;
  const person = watcher.viewer.kind === 'person';
  const form = (path, fields) => ask(eye, who, watcher.kind, path, {
    method: 'POST', body: new URLSearchParams([...fields, ['__RequestVerificationToken', who.token]]),
  });
  const rest = (method, path, content, headers = {}) => ask(eye, who, watcher.kind, path, { method, body: JSON.stringify(content), headers: { 'content-type': 'application/json', ...headers } });
  const circle = `circle:${of('circle')}`;
  const post = { kind: 'question', label: 'TLP:GREEN', title: own.title, body: 'phishing proxy', language: 'en' };
  const fields = more => [['kind', 'question'], ['label', 'Green'], ['title', own.title], ['body', 'phishing proxy'], ['language', 'en'], ['attribution', 'named'], ['pap', 'PAP:GREEN'], ...more];

  const addressed = commandsOf(routes).filter(({ pattern, access }) => pattern.includes('{') && !/welcome|departed/.test(pattern) && (person ? access === 'Person' : access === 'Key'));
  for (const { pattern, method, handler } of budget ? random.some(addressed, Math.ceil(budget / 2)) : addressed) {
    const kind = { items: 'item', posts: 'item', drafts: 'item', circles: 'circle', people: 'person' }[/^\/(?:api\/v1\/)?(\w+)/.exec(pattern)?.[1] ?? ''];
    const path = pattern.replace(/\{[^}]+\}/, () => (kind ? of(kind) : any())).replace(/\{[^}]+\}/g, any);
    const words = { text: 'said', part: 'community', ask: of('ask'), comment: of('comment'), reason: 'why', give: 'true', member: any(), organisation: 'true', person: any(), name: 'a name', state: '2', recovery: any() };
    if (person) await form(`${path}${handler ? `?handler=${handler}` : ''}`, Object.entries(words));
    else await rest(method, path, { text: 'said', reason: 'why', title: 'phishing', label: 'TLP:GREEN', audience: ['community'], kind: 'question', body: 'proxy', ...(pattern.includes('members') ? { text: undefined } : {}) });
  }

  const tries = person ? [
    () => form('/share', [...fields([['audience', circle]]), ['act', 'preview']]),
    () => form('/share', [...fields([['audience', circle]]), ['act', 'share']]),
    () => form('/share', [...fields([['audience', 'community']]), ['act', 'draft'], ['draft', of('item')]]),
    () => form('/share', [...fields([['audience', 'community']]), ['act', 'share']]),
    () => form('/share?handler=Look', [...fields([['audience', circle], ['audience', 'community']]), ['asked', 'true']]),
    () => form('/share?handler=Save', [...fields([['audience', circle]]), ['draft', of('item')], ['seen', '1']]),
    () => form('/share?handler=Attach', [...fields([['audience', circle]]), ['draft', of('item')]]),
    () => form('/share', [...fields([['audience', 'community']]), ['act', 'share'], ['translationOf', of('item')]]),
    () => form('/circles/new', [['name', own.name], ['joining', '2']]),
    () => form('/keys', [['keyName', 'the same name'], ['scopes', '1'], ['days', '90'], ['circles', of('circle')]]),
    () => form('/keys?handler=Revoke', [['key', of('key')]]),
    () => form('/feeds?handler=Make', [['name', 'the same name'], ['circle', of('circle')]]),
    () => form('/feeds?handler=Bind', [['feed', of('feed')], ['networks', '127.0.0.0/8'], ['ceiling', 'TLP:GREEN']]),
    () => form('/feeds?handler=End', [['feed', of('feed')]]),
    () => form('/follows?handler=Add', [['kind', 'circle'], ['ref', of('circle')]]),
    () => form('/follows?handler=Add', [['kind', 'circle'], ['ref', of('circle')], ['muted', 'true']]),
    () => form('/follows?handler=Bookmark', [['item', of('item')], ['keep', 'true']]),
    () => form('/collections?handler=Keep', [['what', 'item'], ['ref', of('item')], ['name', 'the same name']]),
    () => form(`/items/${of('item')}/proposals`, [['value', 'lure-invoices.com'], ['change', 'remove'], ['reason', 'seen']]),
    () => form('/follows?handler=Dismiss', [['item', of('item')], ['dismissed', 'true']]),
    () => form('/lookup', [['values', 'lure-invoices.com 198.51.100.7 203.0.113.88 CVE-2024-3400 T1566 phishing.example']]),
    () => form('/lookup', [['values', 'lure-invoices.com proxy.example phishing.example 198.51.100.7'], ['format', random.pick(['text', 'suricata', 'zeek', 'csv'])]]),
    () => form('/organisation?handler=Ceiling', [['key', of('key')], ['ceiling', 'TLP:GREEN']]),
    () => form('/organisation?handler=Revoke', [['key', of('key')]]),
    () => form('/organisation?handler=ProposeClient', [['other', of('person')], ['provides', 'true']]),
    ...(own.item ? [
      () => form(`/items/${own.item}?handler=PassOn`, [['part', circle]]),
      () => form(`/items/${own.item}?handler=Ask`, [['part', circle]]),
      () => form(`/items/${own.item}/proposals?handler=Decline`, [['proposal', of('proposal')], ['answer', 'no']]),
      () => form(`/items/${own.item}?handler=TakeBack`, [['comment', of('comment')]]),
      () => form(`/items/${own.item}?handler=Answer`, [['ask', of('ask')], ['give', 'true']]),
    ] : []),
  ] : watcher.key ? [
    () => rest('POST', '/api/v1/posts', { ...post, audience: [circle] }),
    () => rest('POST', '/api/v1/posts', { ...post, audience: ['community'], attribution: 'organisation' }, { 'idempotency-key': own.request }),
    () => rest('POST', '/api/v1/drafts', { ...post, audience: [circle] }),
    () => rest('POST', '/api/v1/lookup', { values: ['lure-invoices.com', 'proxy[.]example', 'phishing.example', '198.51.100.7', 'CVE-2024-3400', 'T1566'] }),
    () => settled().then(() => rest('POST', `/api/v1/objects?label=${encodeURIComponent('TLP:GREEN')}&audience=community`, sightings(random, false))),
    () => settled().then(() => rest('POST', `/api/v1/objects?label=${encodeURIComponent('TLP:AMBER')}&audience=${circle}`, sightings(random, true))),
    async () => {
      // A circle made since has an id of its own in each world.
      const [one, other] = (await Promise.all([who.a, who.b].map(each => each.get('/taxii2/tlp2/collections/')))).map(({ text }) => collectionsIn(text));
      const into = random.pick(one.filter(each => each.can_write && other.some(({ id }) => id === each.id)));
      await settled();
      if (into) await rest('POST', `/taxii2/tlp2/collections/${into.id}/objects/`, sightings(random, !into.title.startsWith('The community')), { 'content-type': 'application/taxii+json;version=2.1' });
    },
    () => rest('POST', '/api/v1/circles', { name: own.name }, { 'idempotency-key': own.request }),
    ...(own.item ? [() => rest('POST', `/api/v1/posts/${own.item}/comments`, { text: 'said' }, { 'idempotency-key': own.request })] : []),
  ] : [];
  for (const one of budget ? random.some(tries, Math.ceil(budget / 2)) : tries) await one();
  if (watcher.kind === 'administrator') await invite();

  // The address that others invited in one world; then the guest is taken back, or seats run out and all that follows is refused alike.
  async function invite() {
    const { a, b } = await form('/organisation?handler=Invite', [['name', own.email], ['email', own.email]]);
    const [one, other] = [a, b].map(({ text }) => new RegExp(`/people/([0-9A-Z-]{11})"[^>]*>${own.email}<`).exec(text)?.[1]);
    if (one && other) await form([`/people/${one}?handler=State`, `/people/${other}?handler=State`], [['state', '3']]);
  }
}
