// The sequences of calls of XSOAR, EclecticIQ, MISP and of old clients that page wrongly.
import assert from 'node:assert/strict';
import * as lawful from '../resources.mjs';
import { COMMUNITY, EVERYTHING, TLP1, basic, indicator, succeeded, versionOf, weekAgo } from '../some.mjs';

/** @param {import('../run.mjs').Setting} setting */
export async function connectors(setting) {
  await xsoar(setting);
  await eclecticIq(setting);
  await misp(setting);
  await old(setting);
}

/** @param {import('../run.mjs').Setting} setting */
async function xsoar({ hub, check }) {
  const client = hub.client('daniel.ho', '/taxii2/tlp1/').as({ authorization: `Token ${hub.person('daniel.ho').apiKey}` });
  const known = new Set(Object.values(TLP1));
  await check('XSOAR gets all with 100 a page, and only markings that it knows', async () => {
    const { objects, pages } = await client.all('objects', await client.titled(EVERYTHING), { limit: 100 });
    assert.ok(pages > 1, `${pages} page`);
    for (const each of objects) for (const ref of each.object_marking_refs ?? []) assert.ok(known.has(ref), `${each.id} is marked ${ref}`);
    for (const each of objects) if (each.type === 'marking-definition') assert.ok(known.has(each.id), `${each.id} is in the page`);
  });
  await check('XSOAR finds the value in each pattern by its regular expressions', async () => {
    const { objects } = await client.all('objects', await client.titled(`${EVERYTHING}: indicators`), { limit: 100 });
    const forms = [/value\s*=\s*'([^']*)'/, /ISSUBSET\s*'([^']*)'/, /hashes\.\S*\s*=\s*'([^']*)'/, /^\[(file:name|autonomous-system:number) = /];
    for (const { pattern } of objects.filter(each => each.type === 'indicator')) assert.ok(forms.some(form => form.test(pattern)), pattern);
  });
}

/** @param {import('../run.mjs').Setting} setting */
async function eclecticIq({ hub, check }) {
  const { email, apiKey } = hub.person('vivian.sung');
  const client = hub.client('vivian.sung').as({ authorization: `Basic ${basic(email, apiKey)}` });
  const id = await client.titled(EVERYTHING);
  const expected = (await client.all('objects', id, { added_after: weekAgo() })).objects.map(versionOf);
  await check('EclecticIQ with an advancing window gets all, 100 a time, going on from the last date', async () => {
    const got = [];
    let after = weekAgo();
    for (let polls = 0; polls < 100; polls++) {
      const page = await client.objects(id, { added_after: after, limit: 100 });
      got.push(...page.objects.map(versionOf));
      if (page.objects.length === 0) break;
      assert.ok(page.last);
      after = page.last;
    }
    assert.deepEqual(got, expected);
  });
  await check('EclecticIQ with a fixed window gets the same each time', async () => {
    const after = weekAgo();
    for (let polls = 0; polls < 3; polls++) assert.deepEqual((await client.all('objects', id, { added_after: after, limit: 100 })).objects.map(versionOf), expected);
  });
}

/** @param {import('../run.mjs').Setting} setting */
async function misp({ hub, check }) {
  const { email, apiKey } = hub.person('ingrid.falk');
  const client = hub.client('ingrid.falk').as({ authorization: `basic ${basic(email, apiKey)}` });
  await check('MISP is known by “basic” in lower case', async () => { await client.discovery(); });
  await check('MISP is known by “basic” and the key as it is, for its form asks for a key', async () => {
    await client.as({ authorization: `basic ${apiKey}` }).discovery();
  });
  await check('MISP pushes envelopes below max_content_length, and they are read back by a filter', async () => {
    const limit = (await client.apiRoot()).max_content_length;
    const id = await client.titled(COMMUNITY);
    const pushed = Array.from({ length: 250 }, () => indicator({ labels: ['misp:push'], description: 'x'.repeat(200) }));
    for (let n = 0; n < pushed.length; n += 100) {
      const envelope = JSON.stringify({ objects: pushed.slice(n, n + 100) });
      assert.ok(Buffer.byteLength(envelope) < limit);
      succeeded(await client.add(id, envelope));
    }
    const { objects } = await hub.client('daniel.ho').all('objects', id, { 'match[type]': 'indicator' });
    const ids = new Set(objects.map(each => each.id));
    assert.deepEqual(pushed.filter(each => !ids.has(each.id)), []);
  });
  await check('MISP pushes an envelope that is just below max_content_length', async () => {
    const limit = (await client.apiRoot()).max_content_length;
    const id = await client.titled('Your organisation');
    const one = indicator({ object_marking_refs: undefined });
    const bare = JSON.stringify({ objects: [one] });
    const answer = await client.ask('POST', client.at(id, 'objects/'), { type: lawful.MEDIA, body: bare.padEnd(limit, ' ') });
    assert.equal(answer.status, 202);
    lawful.status(answer.body, '');
  });
}

/** @param {import('../run.mjs').Setting} setting */
async function old({ hub, check }) {
  const client = hub.client('ka-yan.wong');
  const id = await client.titled(EVERYTHING);
  await check('A client that pages by the newest modified gets an answer each time, and comes to an end', async () => {
    let after = weekAgo();
    for (let polls = 0; ; polls++) {
      assert.ok(polls < 60, `still asking after ${after}`);
      const { objects } = await client.objects(id, { added_after: after, limit: 100 });
      const newest = objects.map(each => each.modified ?? '').sort().at(-1) ?? '';
      if (newest <= after) break;
      after = newest;
    }
  });
  await check('Fifty identical polls are answered alike, and in a second each at most', async () => {
    const begun = Date.now();
    const first = await client.objects(id, { added_after: weekAgo().replace(/\d\d:.*/, '00:00:00Z'), limit: 100 });
    for (let polls = 0; polls < 50; polls++) {
      const again = await client.ask('GET', client.at(id, 'objects/?limit=100'));
      assert.ok(again.status === 200 || again.status === 304 || again.status === 429, String(again.status));
    }
    assert.ok(first.objects.length > 0);
    assert.ok(Date.now() - begun < 50_000);
  });
  await check('A poll after now, with nothing new, is an empty envelope and no failure', async () => {
    const { objects, more } = await client.objects(id, { added_after: '2099-01-01T00:00:00Z' });
    assert.deepEqual([objects, more], [[], false]);
  });
}
