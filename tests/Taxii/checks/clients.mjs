// The sequences of calls of Sentinel, Splunk, OpenCTI and the OASIS client.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import * as lawful from '../resources.mjs';
import { COMMUNITY, EVERYTHING, TLP2, basic, indicator, succeeded, versionOf, weekAgo } from '../some.mjs';

/** @param {import('../run.mjs').Setting} setting */
export async function clients(setting) {
  await sentinel(setting);
  await splunk(setting);
  await openCti(setting);
  await oasis(setting);
}

/** @param {import('../run.mjs').Setting} setting */
async function sentinel({ hub, check }) {
  const { email, apiKey } = hub.person('daniel.ho');
  const client = hub.client('daniel.ho').as({ authorization: `Basic ${basic(email, apiKey)}` });
  let id = '';
  await check('Sentinel reads the API root by Basic, and is told of the version by its media type', async () => {
    assert.ok((await client.apiRoot()).versions.includes(lawful.MEDIA));
  });
  await check('Sentinel finds a collection of indicators by a UUID of version 4', async () => {
    id = await client.titled(`${COMMUNITY}: indicators`);
    assert.equal((await client.collection(id)).can_read, true);
  });
  await check('Sentinel gets the last week: each indicator has a pattern of STIX and a beginning', async () => {
    const { objects } = await client.all('objects', id, { added_after: weekAgo() });
    const indicators = objects.filter(each => each.type === 'indicator');
    assert.ok(indicators.length > 50, `${indicators.length} indicators`);
    for (const each of indicators) assert.equal(each.pattern_type, 'stix');
  });
  await check('Sentinel gets only patterns of one comparison from what the hub itself makes', async () => {
    const { objects } = await client.all('objects', id, { 'match[type]': 'indicator' });
    for (const { pattern } of objects) assert.match(pattern, /^\[[a-z0-9-]+:[^=\]]+ = '(?:[^'\\]|\\.)*'\]$/);
  });
  await check('Sentinel polls again after what it has, and gets nothing twice', async () => {
    const { last } = await client.all('objects', id, { added_after: weekAgo() });
    assert.deepEqual((await client.objects(id, { added_after: last ?? undefined })).objects, []);
  });
}

/** @param {import('../run.mjs').Setting} setting */
async function splunk({ hub, check }) {
  const client = hub.client('priya.raman');
  await check('Splunk reads each collection on its own as it stands in the list', async () => {
    for (const listed of await client.collections()) assert.deepEqual(await client.collection(listed.id), listed);
  });
  await check('Splunk can write where can_write says so, and is refused where it does not', async () => {
    for (const { id, can_write: can } of await client.collections()) {
      if (can) succeeded(await client.add(id, []));
      else await client.refused(403, 'POST', client.at(id, 'objects/'), { type: lawful.MEDIA, body: '{"objects":[]}' });
    }
  });
  await check('Splunk posts a grouping with its indicators, and another reads it', async () => {
    const [one, two] = [indicator(), indicator()];
    const grouping = {
      type: 'grouping', spec_version: '2.1', id: `grouping--${randomUUID()}`, created: one.created, modified: one.modified, name: 'Seen at our proxy',
      context: 'suspicious-activity', object_refs: [one.id, two.id], object_marking_refs: [TLP2.green],
    };
    const id = await client.titled(COMMUNITY);
    succeeded(await client.add(id, [one, two, grouping]));
    assert.deepEqual((await hub.client('daniel.ho').object(id, grouping.id)).objects, [grouping]);
  });
}

/** One tick of its scheduler. @param {import('../client.mjs').Client} client @param {string} id @param {{next?: string, added_after?: string}} state @param {number} [limit] */
async function tick(client, id, state, limit) {
  const page = await client.objects(id, { added_after: state.added_after, next: state.next, limit });
  if (page.objects.length === 0) return { page, state };
  if (page.more && page.next) return { page, state: { ...state, next: page.next } };
  // A Date in its store: microseconds are cut off, and what has the same millisecond comes again.
  return { page, state: { added_after: new Date(String(page.last)).toISOString() } };
}

/** @param {import('../run.mjs').Setting} setting */
async function openCti({ hub, check }) {
  const client = hub.client('ka-yan.wong');
  const id = await client.titled(EVERYTHING);
  const all = (await client.all('objects', id)).objects.map(versionOf);
  await check('OpenCTI gets all in one page when it sends no limit', async () => {
    const { page } = await tick(client, id, {});
    assert.equal(page.more, false);
    assert.deepEqual(page.objects.map(versionOf), all);
  });
  await check('OpenCTI sends next together with the first added_after, and misses nothing', async () => {
    /** @type {{next?: string, added_after?: string}} */ let state = { added_after: weekAgo() };
    const expected = (await client.all('objects', id, { added_after: state.added_after })).objects.map(versionOf);
    const got = [];
    for (let ticks = 0; ticks < 200; ticks++) {
      const done = await tick(client, id, state, 70);
      got.push(...done.page.objects.map(versionOf));
      state = done.state;
      if (!state.next) break;
    }
    assert.deepEqual(got, expected);
    const again = await tick(client, id, state);
    assert.ok(again.page.objects.length < 300 && again.page.objects.every(each => got.includes(versionOf(each))));
    const pushed = indicator();
    succeeded(await hub.client('mei-ling.cheung').add(await hub.client('mei-ling.cheung').titled(COMMUNITY), [pushed]));
    const later = await tick(client, id, again.state);
    assert.ok(later.page.objects.some(each => each.id === pushed.id), 'what was added since is not there');
  });
  await check('OpenCTI gets the same by Basic and by Bearer', async () => {
    const { email, apiKey } = hub.person('ka-yan.wong');
    const other = client.as({ authorization: `Basic ${basic(email, apiKey)}` });
    assert.equal((await other.objects(id, { limit: 100 })).text, (await client.objects(id, { limit: 100 })).text);
  });
}

/** @param {import('../run.mjs').Setting} setting */
async function oasis({ hub, check }) {
  const client = hub.client('daniel.ho').as({ authorization: `Token ${hub.person('daniel.ho').apiKey}` });
  let id = '';
  await check('The OASIS client goes from discovery to each API root and its collections', async () => {
    const { api_roots: roots, default: first } = await client.discovery();
    assert.ok(roots.includes(first));
    for (const root of roots) {
      const there = client.as({ root: new URL(root).pathname });
      await there.apiRoot();
      for (const each of await there.collections()) {
        assert.equal((await there.collection(each.id)).can_read, true);
        if (each.title === COMMUNITY && root === first) ({ id } = each);
      }
    }
    assert.notEqual(id, '');
  });
  for (const what of /** @type {const} */ (['objects', 'manifest'])) {
    await check(`The OASIS client asks for later pages of ${what} with the size of the first as limit`, async () => {
      const expected = (await client.all(what, id)).objects.map(versionOf);
      const first = await client[what](id, { limit: 50 });
      const got = first.objects.map(versionOf);
      for (let { more, next } = first; more;) {
        const page = await client[what](id, { limit: first.objects.length, next });
        got.push(...page.objects.map(versionOf));
        ({ more, next } = page);
      }
      assert.deepEqual(got, expected);
    });
  }
  await check('The OASIS client keeps next valid when the limit changes from page to page', async () => {
    const expected = (await client.all('objects', id)).objects.map(versionOf);
    let page = await client.objects(id, { limit: 3 });
    const got = page.objects.map(versionOf);
    for (let limit = 5; page.more; limit = (limit * 3) % 97 + 1) {
      page = await client.objects(id, { limit, next: page.next });
      got.push(...page.objects.map(versionOf));
    }
    assert.deepEqual(got, expected);
  });
  await check('The OASIS client reads versions of an object, and posts and follows the status', async () => {
    const added = indicator();
    const status = await client.add(id, [added]);
    succeeded(status);
    assert.deepEqual(await client.status(status.id), status);
    assert.deepEqual(await client.versions(id, added.id), [added.modified]);
  });
}
