// What each client needs of every answer: addresses with and without slash, media types, who may ask, what one may not know.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { checkMedia } from '../client.mjs';
import * as lawful from '../resources.mjs';
import { MEDIA } from '../resources.mjs';
import { COMMUNITY, EVERYTHING, ROOTS, indicator, succeeded } from '../some.mjs';

/** @param {import('../run.mjs').Setting} setting */
export async function rules(setting) {
  await addresses(setting);
  await mediaTypes(setting);
  await signIn(setting);
  await unknown(setting);
  await collections(setting);
}

/** Each address that is read, without its slash. @param {import('../client.mjs').Client} client @param {string} id @param {string} object */
const addressesOf = (client, id, object) => [
  '/taxii2', ...ROOTS.map(root => root.slice(0, -1)), `${client.root}collections`, client.at(id).slice(0, -1), client.at(id, 'objects'), client.at(id, 'manifest'),
  client.at(id, `objects/${object}`), client.at(id, `objects/${object}/versions`),
];

/** @param {import('../run.mjs').Setting} setting */
async function addresses({ hub, check }) {
  const client = hub.client('daniel.ho');
  const id = await client.titled(COMMUNITY);
  const object = (await client.objects(id, { 'match[type]': 'indicator', limit: 1 })).objects[0].id;
  for (const path of addressesOf(client, id, object)) {
    await check(`${path.replace(id, '{id}').replace(object, '{object}')} is the same with and without slash, and no redirect`, async () => {
      const [without, having] = [await client.ask('GET', path), await client.ask('GET', `${path}/`)];
      assert.equal(without.status, 200);
      assert.equal(having.text, without.text);
    });
  }
  await check('A status is the same with and without slash, and an envelope is taken at both', async () => {
    for (const slash of ['', '/']) {
      const { body, status } = await client.ask('POST', client.at(id, `objects${slash}`), { type: MEDIA, body: JSON.stringify({ objects: [indicator()] }) });
      assert.equal(status, 202);
      for (const end of ['', '/']) assert.deepEqual((await client.get(`${client.root}status/${body.id}${end}`, lawful.status)).body, body);
    }
  });
  await check('Discovery names absolute API roots, and one of them as default', async () => {
    const { api_roots: roots, default: first } = await client.discovery();
    assert.deepEqual(roots, ROOTS.map(root => `${hub.address}${root}`));
    assert.ok(roots.includes(first));
  });
  await check('Each API root names its version by the media type, and how much it takes', async () => {
    for (const root of ROOTS) assert.deepEqual((await client.as({ root }).apiRoot()).versions, [MEDIA]);
  });
}

/** @param {import('../run.mjs').Setting} setting */
async function mediaTypes({ hub, check }) {
  const client = hub.client('daniel.ho');
  const id = await client.titled(COMMUNITY);
  const places = ['/taxii2/', client.root, `${client.root}collections/`, client.at(id), client.at(id, 'objects/?limit=1'), client.at(id, 'manifest/?limit=1')];
  for (const accept of [MEDIA, 'application/taxii+json', '*/*', 'application/taxii+json; version=2.1', 'Application/TAXII+json;Version=2.1', 'text/html, application/taxii+json;q=0.5', null]) {
    await check(`Accept: ${accept ?? '(none)'} is taken, and answered by ${MEDIA}`, async () => {
      for (const place of places) {
        const answer = await client.ask('GET', place, { accept });
        assert.equal(answer.status, 200);
        assert.equal(answer.headers.get('content-type'), MEDIA);
      }
    });
  }
  for (const accept of ['text/html', 'application/json', 'application/stix+json;version=2.1', 'application/taxii+json;version=2.0', 'application/vnd.oasis.taxii+json; version=2.0']) {
    await check(`Accept: ${accept} is answered by 406 in the form of errors`, async () => {
      for (const place of places) await client.refused(406, 'GET', place, { accept });
    });
  }
  for (const type of ['application/json', 'application/stix+json;version=2.1', 'text/plain', 'application/taxii+json;version=2.0', null]) {
    await check(`A body of Content-Type ${type ?? '(none)'} is answered by 415 in the form of errors`, async () => {
      await client.refused(415, 'POST', client.at(id, 'objects/'), { type, body: Buffer.from('{"objects":[]}') });
    });
  }
  for (const type of [MEDIA, 'application/taxii+json', 'application/taxii+json; version=2.1; charset=utf-8']) {
    await check(`A body of Content-Type ${type} is taken`, async () => {
      assert.equal((await client.ask('POST', client.at(id, 'objects/'), { type, body: '{"objects":[]}' })).status, 202);
    });
  }
  await check('Each error has the form and the media type of TAXII', async () => {
    const stranger = hub.client('daniel.ho').as({ authorization: 'Bearer nobody' });
    await stranger.refused(401, 'GET', '/taxii2/');
    await client.refused(404, 'GET', '/taxii2/no-such-root/');
    await client.refused(404, 'GET', client.at(randomUUID()));
    await client.refused(400, 'GET', client.at(id, 'objects/?limit=none'));
    await client.refused([403, 404, 405], 'PUT', client.at(id));
  });
}

/** @param {import('../run.mjs').Setting} setting */
async function signIn({ hub, check }) {
  const client = hub.client('daniel.ho');
  const id = await client.titled(COMMUNITY);
  const { email, apiKey } = hub.person('daniel.ho');
  const nobody = client.as({ authorization: null });
  await check('Without a key each address is answered by 401 with WWW-Authenticate: Basic', async () => {
    for (const path of ['/taxii2/', client.root, `${client.root}collections/`, client.at(id), client.at(id, 'objects/'), client.at(randomUUID(), 'objects/')]) {
      const { headers } = await nobody.refused(401, 'GET', path);
      assert.match(headers.get('www-authenticate') ?? '', /^Basic realm="[^"]+"/);
    }
  });
  const pair = Buffer.from(`${email}:${apiKey}`).toString('base64');
  for (const [scheme, value] of [['Basic', pair], ['basic', pair], ['BASIC', pair], ['Bearer', apiKey], ['bearer', apiKey], ['Token', apiKey], ['token', apiKey]]) {
    await check(`A key is known by the scheme ${scheme}`, async () => { await client.as({ authorization: `${scheme} ${value}` }).discovery(); });
  }
  for (const wrong of ['Basic', 'Basic !!!!', 'Basic bm9jb2xvbg==', `Basic ${Buffer.from(`${email}:wrong`).toString('base64')}`, 'Bearer', 'Bearer ihk_wrong', 'Digest x', `Bearer ${apiKey}x`]) {
    await check(`Authorization: ${wrong.replace(apiKey, '{key}').slice(0, 24)} is answered by 401`, async () => { await client.as({ authorization: wrong }).refused(401, 'GET', '/taxii2/'); });
  }
  await check('An answer that a key was needed for is not kept by caches on the way', async () => {
    const { headers } = await client.ask('GET', client.at(id, 'objects/?limit=1'));
    const kept = headers.get('cache-control') ?? '';
    // RFC 9111 §3.5: with Authorization in the request, only public, s-maxage or must-revalidate lets a shared cache keep it.
    assert.doesNotMatch(kept, /public|s-maxage/);
  });
}

/** @param {import('../run.mjs').Setting} setting */
async function unknown({ hub, check }) {
  const insider = hub.client('mei-ling.cheung');
  const outsider = hub.client('mikael.strand');
  const own = new Set((await outsider.collections()).map(each => each.id));
  const hidden = (await insider.collections()).filter(each => !own.has(each.id));
  await check('There are collections that one member knows and another does not', () => { assert.ok(hidden.length > 4); });
  for (const rest of ['', 'objects/', 'manifest/', `objects/indicator--${randomUUID()}/`, `objects/indicator--${randomUUID()}/versions/`]) {
    await check(`What one may not know is the same 404 as what does not exist: ${rest.replace(/--[^/]*/, '--…') || 'the collection'}`, async () => {
      for (const { id } of hidden) {
        const none = randomUUID();
        const [known, absent] = [await outsider.refused(404, 'GET', outsider.at(id, rest)), await outsider.refused(404, 'GET', outsider.at(none, rest))];
        assert.equal(known.text.replaceAll(id, '{id}'), absent.text.replaceAll(none, '{id}'));
        assert.deepEqual(telling(known), telling(absent));
      }
    });
  }
  await check('To write where one may not know is the same 404, whatever the body is', async () => {
    for (const body of ['{"objects":[]}', '{', '']) {
      for (const { id } of hidden.slice(0, 3)) {
        const one = await outsider.refused(404, 'POST', outsider.at(id, 'objects/'), { type: MEDIA, body });
        const other = await outsider.refused(404, 'POST', outsider.at(randomUUID(), 'objects/'), { type: MEDIA, body });
        assert.equal(one.text, other.text);
      }
    }
  });
  await check('An object that one may not read is the same 404 as one that does not exist', async () => {
    const everything = await insider.titled(EVERYTHING);
    const readable = new Set((await outsider.all('objects', await outsider.titled(EVERYTHING))).objects.map(each => each.id));
    const secret = (await insider.all('objects', everything)).objects.filter(each => !readable.has(each.id)).slice(0, 5);
    assert.ok(secret.length === 5);
    for (const { id } of secret) {
      for (const rest of ['', 'versions/']) {
        const none = `${id.split('--')[0]}--${randomUUID()}`;
        const all = await outsider.titled(EVERYTHING);
        const [known, absent] = [await outsider.refused(404, 'GET', outsider.at(all, `objects/${id}/${rest}`)), await outsider.refused(404, 'GET', outsider.at(all, `objects/${none}/${rest}`))];
        assert.equal(known.text.replaceAll(id, '{id}'), absent.text.replaceAll(none, '{id}'));
      }
    }
  });
}

/** Names of the headers but for what each answer has of its own. @param {import('../client.mjs').Answer} answer */
const telling = ({ headers }) => [...headers].filter(([name]) => !/^(date|ratelimit-.*|content-length|x-request-id)$/.test(name));

/** @param {import('../run.mjs').Setting} setting */
async function collections({ hub, check }) {
  for (const name of ['ka-yan.wong', 'mei-ling.cheung', 'sze-man.chan', 'mikael.strand']) {
    for (const root of ROOTS) {
      await check(`${name} has collections at ${root} with ids of their own, short titles and a twin for indicators`, async () => {
        const all = await hub.client(name, root).collections();
        assert.equal(new Set(all.map(each => each.id)).size, all.length);
        assert.equal(new Set(all.map(each => each.title)).size, all.length, 'two have one title');
        for (const each of all.filter(one => !one.title.endsWith(': indicators'))) assert.ok(all.some(one => one.title === `${each.title}: indicators`), each.title);
        for (const each of all) assert.deepEqual(each.media_types, [lawful.STIX]);
      });
    }
  }
  await check('No collection has one id under two API roots', async () => {
    const all = (await Promise.all(ROOTS.map(root => hub.client('ka-yan.wong', root).collections()))).flat().map(each => each.id);
    assert.equal(new Set(all).size, all.length);
  });
  await check('A collection of one API root is not served under another', async () => {
    const client = hub.client('daniel.ho');
    const id = await client.titled(COMMUNITY);
    for (const root of ROOTS.slice(1)) await client.as({ root }).refused(404, 'GET', client.as({ root }).at(id));
  });
  await check('A page is compressed when the client takes that', async () => {
    const client = hub.client('daniel.ho');
    const { headers } = await client.ask('GET', client.at(await client.titled(COMMUNITY), 'objects/'), { headers: { 'Accept-Encoding': 'gzip' } });
    assert.match(headers.get('content-encoding') ?? '(none)', /gzip/);
  });
}
