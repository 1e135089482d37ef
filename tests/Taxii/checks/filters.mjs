// match[id], match[type], match[version], match[spec_version], and the versions of one object.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { withQuery } from '../client.mjs';
import * as lawful from '../resources.mjs';
import { COMMUNITY, EVERYTHING, ROOTS, TLP2, indicator, succeeded, versionOf } from '../some.mjs';

const times = ['2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z', '2026-11-03T00:00:00.000Z'];

/** @param {import('../run.mjs').Setting} setting */
export async function filters({ hub, check }) {
  const client = hub.client('daniel.ho');
  const writer = hub.client('mei-ling.cheung');
  const id = await client.titled(COMMUNITY);
  const one = indicator();
  const all = times.map(modified => ({ ...one, modified }));
  for (const each of all) succeeded(await writer.add(id, [each]));
  const other = indicator();
  succeeded(await writer.add(id, [other]));

  for (const what of /** @type {const} */ (['objects', 'manifest'])) {
    const found = async (/** @type {import('../client.mjs').Query} */ query) => (await client.all(what, id, query)).objects.map(versionOf).sort();
    const are = (/** @type {any[]} */ ...objects) => objects.map(versionOf).sort();
    await check(`${what}: match[id] finds one, several by comma, and nothing of what is not there`, async () => {
      assert.deepEqual(await found({ 'match[id]': other.id }), are(other));
      assert.deepEqual(await found({ 'match[id]': `${one.id},${other.id}` }), are(all[2], other));
      assert.deepEqual(await found({ 'match[id]': `indicator--${randomUUID()}` }), []);
    });
    await check(`${what}: match[type] finds one, several by comma, and nothing of what is no type`, async () => {
      const everything = (await client.objects(id)).objects;
      for (const types of [['indicator'], ['identity', 'report'], ['marking-definition'], ['ipv4-addr', 'domain-name', 'url']]) {
        assert.deepEqual((await client.all(what, id, { 'match[type]': types.join(',') })).objects.map(each => each.id), everything.filter(each => types.includes(each.type)).map(each => each.id));
      }
      assert.deepEqual(await found({ 'match[type]': 'x-nothing' }), []);
    });
    await check(`${what}: match[version] is last, first, all or a time, by comma also several, and last without it`, async () => {
      for (const [version, expected] of /** @type {[string|undefined, any[]][]} */ ([
        [undefined, [all[2]]], ['last', [all[2]]], ['first', [all[0]]], ['all', all], [times[1], [all[1]]], [`${times[0]},${times[1]}`, [all[0], all[1]]],
        ['first,last', [all[0], all[2]]], [`last,${times[1]}`, [all[1], all[2]]], ['2026-11-02T00:00:00Z', [all[1]]], ['2026-11-09T00:00:00Z', []],
      ])) assert.deepEqual(await found({ 'match[id]': one.id, 'match[version]': version }), are(...expected), version);
    });
    await check(`${what}: match[spec_version] finds 2.1, nothing of 2.0, and either by comma`, async () => {
      const every = await found({});
      assert.deepEqual(await found({ 'match[spec_version]': '2.1' }), every);
      assert.deepEqual(await found({ 'match[spec_version]': '2.0,2.1' }), every);
      assert.deepEqual(await found({ 'match[spec_version]': '2.0' }), []);
    });
    await check(`${what}: several filters hold together`, async () => {
      assert.deepEqual(await found({ 'match[id]': `${one.id},${other.id}`, 'match[type]': 'indicator', 'match[version]': 'first' }), are(all[0], other));
      assert.deepEqual(await found({ 'match[id]': one.id, 'match[type]': 'malware' }), []);
    });
    await check(`${what}: filters are held to on each page`, async () => {
      const query = { 'match[type]': 'indicator,identity', 'match[version]': 'all' };
      assert.deepEqual(await found({ ...query, limit: 17 }), await found(query));
    });
  }

  await check('An object by its id takes match[version] as the collection does', async () => {
    const found = async (/** @type {string} */ version) => (await client.object(id, one.id, { 'match[version]': version })).objects;
    assert.deepEqual((await client.object(id, one.id)).objects, [all[2]]);
    assert.deepEqual(await found('all'), all);
    assert.deepEqual(await found('first'), [all[0]]);
    assert.deepEqual(await found(String(times[1])), [all[1]]);
    assert.deepEqual((await client.object(id, one.id, { 'match[version]': 'all', limit: 2 })).objects, all.slice(0, 2));
  });
  await check('Versions of an object are told each once, the newest among them, and by pages', async () => {
    const told = await client.versions(id, one.id);
    assert.deepEqual([...told].sort(), times);
    const got = [];
    for (let next, pages = 0; pages < 3; pages++) {
      const { body } = await client.get(client.at(id, `objects/${one.id}/versions/`), lawful.versions, { limit: 2, next });
      got.push(...body.versions ?? []);
      if (!body.more) break;
      ({ next } = body);
    }
    assert.deepEqual(got, told);
  });
  await check('Versions are told each once also of what several posts name', async () => {
    const wide = hub.client('ka-yan.wong');
    const everything = await wide.titled(EVERYTHING);
    const ids = new Set((await wide.objects(everything)).objects.filter(each => ['identity', 'vulnerability', 'attack-pattern'].includes(each.type)).map(each => each.id));
    for (const each of ids) {
      const told = await wide.versions(everything, each);
      assert.equal(new Set(told).size, told.length, `${each} has ${JSON.stringify(told)}`);
    }
  });
  await check('What has no time of its own has the version that the manifest tells, and no other', async () => {
    const types = { 'match[type]': 'ipv4-addr,domain-name,marking-definition' };
    const told = (await client.manifest(id, types)).objects;
    assert.ok(told.some(each => each.id.startsWith('marking-definition')));
    for (const each of told.slice(0, 12)) {
      const asked = { 'match[version]': each.version };
      assert.deepEqual((await client.manifest(id, { ...asked, 'match[id]': each.id })).objects, [each]);
      assert.equal((await client.object(id, each.id, asked)).objects.length, 1);
      assert.deepEqual(await client.versions(id, each.id), [each.version]);
      await client.refused(404, 'GET', `${client.at(id, `objects/${each.id}/`)}?match[version]=1999-01-01T00:00:00.000Z`);
    }
    assert.deepEqual((await client.objects(id, { 'match[version]': '1999-01-01T00:00:00.000Z' })).objects, []);
  });
  for (const root of ROOTS) {
    await check(`The version of a definition is when it was created, also at ${root}`, async () => {
      const there = client.as({ root });
      const own = await there.titled(COMMUNITY);
      const definitions = (await there.objects(own, { 'match[type]': 'marking-definition' })).objects;
      assert.ok(definitions.length > 0);
      const told = new Map((await there.manifest(own, { 'match[type]': 'marking-definition' })).objects.map(each => [each.id, each.version]));
      for (const each of definitions) {
        assert.equal(told.get(each.id), each.created);
        assert.deepEqual(await there.versions(own, each.id), [each.created]);
      }
    });
  }
  await check('A page says that more follows only where more follows', async () => {
    for (const what of /** @type {const} */ (['objects', 'manifest'])) {
      const all = (await client[what](id, { 'match[type]': 'marking-definition' })).objects;
      for (let limit = 1; limit <= all.length; limit++) assert.equal((await client[what](id, { 'match[type]': 'marking-definition', limit })).more, limit < all.length, `limit=${limit}`);
    }
    assert.equal((await client.object(id, TLP2.green, { limit: 1 })).more, false);
  });
  await check('An object that is there and was added before is an empty envelope, and no 404', async () => {
    for (const query of [{ added_after: '2099-01-01T00:00:00Z' }, { 'match[spec_version]': '2.0' }]) {
      assert.deepEqual((await client.object(id, one.id, query)).objects, []);
      assert.deepEqual(await client.versions(id, one.id, query), []);
      assert.deepEqual((await client.object(id, TLP2.green, query)).objects, []);
      await client.refused(404, 'GET', withQuery(client.at(id, `objects/indicator--${randomUUID()}/`), query));
    }
  });
  for (const twice of ['match[type]=indicator&match[type]=identity', 'added_after=2026-01-01T00:00:00Z&added_after=2026-01-01T00:00:00Z', 'limit=1&limit=2', 'match[version]=all,last', 'match[version]=last,last']) {
    await check(`What stands twice is answered by 400: ${twice}`, async () => { await client.refused(400, 'GET', client.at(id, `objects/?${twice}`)); });
  }
  await check('Two hundred ids are asked for at once, and no more', async () => {
    const ids = [one.id, ...Array.from({ length: 199 }, () => `indicator--${randomUUID()}`)];
    assert.deepEqual((await client.objects(id, { 'match[id]': ids.join(',') })).objects.map(each => each.id), [one.id]);
    await client.refused(400, 'GET', withQuery(client.at(id, 'objects/'), { 'match[id]': [...ids, `indicator--${randomUUID()}`].join(',') }));
  });
  await check('A limit of 53 bits is read', async () => { assert.ok((await client.objects(id, { limit: 9007199254740991 })).objects.length > 0); });
  await check('Versions of what is not there are a 404', async () => { await client.refused(404, 'GET', client.at(id, `objects/indicator--${randomUUID()}/versions/`)); });
  for (const wrong of ['match[id]=x', 'match[version]=yesterday', 'added_after=yesterday', 'added_after=2026-13-45T00:00:00Z']) {
    await check(`${wrong} is answered by 400, or finds nothing`, async () => {
      const answer = await client.ask('GET', client.at(id, `objects/?${wrong}`));
      if (answer.status === 400) await client.refused(400, 'GET', client.at(id, `objects/?${wrong}`));
      else assert.deepEqual([answer.status, answer.body.objects], [200, undefined]);
    });
  }
  await check('One id and one version say the same wherever they are served', async () => {
    // STIX 2.1 §3.6: a version is an id and its modified; what else it says cannot differ. Here of what the hub itself makes.
    const seen = new Map();
    const differing = [];
    for (const each of (await client.all('objects', await client.titled(EVERYTHING))).objects.filter(object => object.modified && object.type !== 'indicator')) {
      const [version, words] = [versionOf(each), JSON.stringify(each)];
      if (seen.has(version) && seen.get(version) !== words) differing.push(`${seen.get(version)} | ${words}`);
      seen.set(version, words);
    }
    assert.deepEqual(differing.slice(0, 1), [], `${differing.length} differ`);
  });
}
