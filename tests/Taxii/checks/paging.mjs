// The order of what is added, its dates, and pages that survive what is written in between.
import assert from 'node:assert/strict';
import { COMMUNITY, EVERYTHING, TLP2, indicator, succeeded, versionOf, weekAgo } from '../some.mjs';

/** @param {import('../run.mjs').Setting} setting */
export async function paging({ hub, check }) {
  const client = hub.client('ka-yan.wong');
  const writer = hub.client('mei-ling.cheung');
  const id = await client.titled(COMMUNITY);

  await check('The manifest says of each object when it was added, in the order of the objects', async () => {
    for (const title of [COMMUNITY, EVERYTHING, `${COMMUNITY}: indicators`]) {
      const there = await client.titled(title);
      const [objects, manifest] = [await client.all('objects', there, { limit: 90 }), await client.all('manifest', there, { limit: 90 })];
      assert.deepEqual(manifest.objects.map(each => each.id), objects.objects.map(each => each.id));
    }
  });
  await check('The version in the manifest is modified, else created, else when it was added', async () => {
    const { objects } = await client.objects(id);
    const wrong = (await client.manifest(id)).objects.filter((entry, n) => entry.version !== (objects[n].modified ?? objects[n].created ?? entry.date_added));
    assert.deepEqual(wrong.map(each => `${each.id} version ${each.version}, modified ${objects.find(one => one.id === each.id).modified}`).slice(0, 3), []);
  });
  await check('No two objects were added at one microsecond but the markings that come first', async () => {
    const dates = (await client.all('manifest', id)).objects.filter(each => !each.id.startsWith('marking-definition--')).map(each => each.date_added);
    assert.equal(new Set(dates).size, dates.length);
  });
  for (const what of /** @type {const} */ (['objects', 'manifest'])) {
    await check(`Each page of ${what} tells the dates of its first and its last entry`, async () => {
      const dates = new Map();
      for (const entry of (await client.all('manifest', id)).objects) dates.set(`${entry.id} ${entry.version} ${dates.size}`, entry.date_added);
      const inOrder = [...dates.values()];
      let at = 0;
      await client.all(what, id, { limit: 40 }, page => {
        assert.equal(page.first, inOrder[at]);
        at += page.objects.length;
        assert.equal(page.last, inOrder[at - 1]);
      });
      assert.equal(at, inOrder.length);
    });
  }
  await check('An object on its own and its versions tell their dates', async () => {
    const { id: one } = (await client.objects(id, { 'match[type]': 'indicator', limit: 1 })).objects[0];
    assert.ok((await client.object(id, one)).last);
    await client.versions(id, one);
  });
  await check('added_after is exclusive, to the microsecond', async () => {
    const entries = (await client.all('manifest', id, { 'match[type]': 'indicator' })).objects;
    for (const n of [0, 1, 7, entries.length - 2]) {
      const got = (await client.all('manifest', id, { 'match[type]': 'indicator', added_after: entries[n].date_added })).objects;
      assert.deepEqual(got, entries.slice(n + 1));
      const before = entries[n].date_added.replace(/\d{6}Z$/, (/** @type {string} */ end) => `${String(Number(end.slice(0, 6)) - 1).padStart(6, '0')}Z`);
      if (!before.includes('-1Z')) assert.deepEqual((await client.objects(id, { 'match[type]': 'indicator', added_after: before, limit: 1 })).objects[0].id, entries[n].id);
    }
  });
  for (const time of ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.1Z', '2026-01-01T00:00:00.123Z', '2026-01-01T00:00:00.123456Z', '2026-01-01T08:00:00+08:00']) {
    await check(`added_after is read as ${time}`, async () => {
      const answer = await client.ask('GET', `${client.at(id, 'objects/')}?added_after=${encodeURIComponent(time)}&limit=1`);
      assert.ok(answer.status === 200 || time.endsWith('+08:00'), String(answer.status));
    });
  }
  await check('next survives what is written in between, and what was written comes at the end', async () => {
    const before = (await client.all('objects', id)).objects.map(versionOf);
    const first = await client.objects(id, { limit: 20 });
    const written = [indicator(), indicator(), indicator()];
    succeeded(await writer.add(id, written));
    const got = first.objects.map(versionOf);
    for (let { more, next } = first; more;) {
      const page = await client.objects(id, { limit: 60, next });
      got.push(...page.objects.map(versionOf));
      ({ more, next } = page);
    }
    assert.deepEqual(got, [...before, ...written.map(versionOf)]);
  });
  await check('next survives a new version of what the next page would have begun with', async () => {
    const written = Array.from({ length: 6 }, () => indicator({ labels: ['paged'] }));
    succeeded(await writer.add(id, written));
    const since = (await client.manifest(id, { 'match[id]': written[0].id })).last ?? undefined;
    const first = await client.objects(id, { added_after: since, limit: 2 });
    const newer = { ...written[3], modified: '2026-11-03T00:00:00.000Z' };
    succeeded(await writer.add(id, [newer]));
    const rest = [];
    for (let { more, next } = first; more;) {
      const page = await client.objects(id, { added_after: since, limit: 2, next });
      rest.push(...page.objects);
      ({ more, next } = page);
    }
    const ids = [...first.objects, ...rest].map(each => each.id);
    assert.deepEqual(written.slice(1).filter(each => !ids.includes(each.id)), [], 'left out, with more: false');
    assert.equal(rest.at(-1).modified, newer.modified);
  });
  await check('All pages hold what one page holds, however small they are, also where versions were replaced', async () => {
    const written = Array.from({ length: 8 }, () => indicator({ labels: ['replaced'] }));
    succeeded(await writer.add(id, written));
    const since = (await client.manifest(id, { 'match[id]': written[0].id })).last ?? undefined;
    succeeded(await writer.add(id, written.slice(2, 5).map(each => ({ ...each, modified: '2026-11-03T00:00:00.000Z' }))));
    const expected = (await client.objects(id, { added_after: since })).objects.map(versionOf);
    for (const limit of [1, 2, 3, 5]) assert.deepEqual((await client.all('objects', id, { added_after: since, limit })).objects.map(versionOf), expected, `limit=${limit}`);
  });
  await check('next is valid with the filters repeated, and when it is asked for twice', async () => {
    const filter = { 'match[type]': 'indicator', 'match[version]': 'all', 'match[spec_version]': '2.1', added_after: weekAgo() };
    const expected = (await client.all('objects', id, filter)).objects.map(versionOf);
    const first = await client.objects(id, { ...filter, limit: 30 });
    const [one, again] = [await client.objects(id, { ...filter, limit: 30, next: first.next }), await client.objects(id, { ...filter, limit: 30, next: first.next })];
    assert.equal(again.text, one.text);
    assert.deepEqual([...first.objects, ...one.objects].map(versionOf), expected.slice(0, 60));
  });
  await check('next is valid without the filters, which it remembers, or is refused; never other objects', async () => {
    const first = await client.objects(id, { 'match[type]': 'indicator', limit: 30 });
    const expected = await client.objects(id, { 'match[type]': 'indicator', limit: 30, next: first.next });
    const bare = await client.ask('GET', client.at(id, `objects/?limit=30&next=${first.next}`));
    if (bare.status !== 400) assert.ok(bare.body.objects.every((/** @type {any} */ each) => each.type === 'indicator') || bare.body.objects[0].id !== expected.objects[0].id);
  });
  await check('A next that was made elsewhere is refused, and gives nothing of another collection', async () => {
    const everything = await client.titled(EVERYTHING);
    const { next } = await client.objects(everything, { limit: 5 });
    for (const made of ['x', '', '0', '%00', 'A'.repeat(4000), "1' or '1'='1"]) await client.refused([400, 404, 414], 'GET', client.at(id, `objects/?limit=5&next=${encodeURIComponent(made).replace('%2500', '%00')}`));
    const other = await client.ask('GET', client.at(id, `objects/?limit=5&next=${next}`));
    const own = new Set((await client.all('objects', id)).objects.map(each => each.id));
    if (other.status === 200) for (const each of other.body.objects ?? []) assert.ok(own.has(each.id));
  });
  for (const limit of ['0', '-1', 'x', '1.5', '', '99999999999999999999']) {
    await check(`limit=${limit} is refused by 400 or held to the hub's own maximum`, async () => {
      const answer = await client.ask('GET', client.at(id, `objects/?limit=${limit}`));
      assert.ok(answer.status === 400 || (answer.status === 200 && limit.startsWith('9')), String(answer.status));
    });
  }
  await check('A large limit is honoured up to the maximum, which is 1,000 or more', async () => {
    const all = (await client.all('objects', id)).objects.length;
    assert.equal((await client.objects(id, { limit: 100_000 })).objects.length, Math.min(all, (await client.objects(id)).objects.length));
    assert.ok(all < 1000 || (await client.objects(id)).objects.length >= 1000);
  });
  await check('What changes its marking is newly added', async () => {
    const one = indicator();
    succeeded(await writer.add(id, [one]));
    const { last } = await client.manifest(id, { 'match[id]': one.id });
    const changed = { ...one, modified: '2026-11-02T00:00:00.000Z', object_marking_refs: [TLP2.clear] };
    succeeded(await writer.add(id, [changed]));
    const { objects } = await client.objects(id, { added_after: last ?? undefined });
    assert.deepEqual(objects.filter(each => each.type !== 'marking-definition'), [changed]);
  });
}
