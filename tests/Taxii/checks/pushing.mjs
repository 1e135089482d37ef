// One member pushes, another reads it by the next poll.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { COMMUNITY, EVERYTHING, TLP1, TLP2, indicator, succeeded, versionOf } from '../some.mjs';

/** @param {import('../run.mjs').Setting} setting */
export async function pushing({ hub, check }) {
  const writer = hub.client('mei-ling.cheung');
  const reader = hub.client('daniel.ho');
  const id = await writer.titled(COMMUNITY);
  const ends = async () => (await reader.all('manifest', id)).last ?? undefined;
  const since = async (/** @type {string|undefined} */ date) => (await reader.all('objects', id, { added_after: date })).objects;
  const one = indicator();

  await check('What one pushes, another reads by the next poll, as it was', async () => {
    const last = await ends();
    const status = await writer.add(id, [one]);
    succeeded(status);
    assert.deepEqual(status.successes.map((/** @type {any} */ each) => [each.id, each.version]), [[one.id, one.modified]]);
    assert.deepEqual((await since(last)).filter(each => each.type !== 'marking-definition'), [one]);
  });
  await check('The same again is not served twice, and not added anew', async () => {
    const last = await ends();
    succeeded(await writer.add(id, [one]));
    succeeded(await writer.add(id, [one, one]));
    assert.deepEqual(await since(last), []);
    assert.deepEqual((await reader.object(id, one.id, { 'match[version]': 'all' })).objects, [one]);
  });
  const newer = { ...one, modified: '2026-11-02T00:00:00.000Z', name: 'Better known' };
  await check('A newer version replaces the older in last, and stands in versions', async () => {
    const last = await ends();
    succeeded(await writer.add(id, [newer]));
    assert.deepEqual(await since(last), [newer]);
    assert.deepEqual((await reader.object(id, one.id)).objects, [newer]);
    assert.deepEqual((await reader.versions(id, one.id)).sort(), [one.modified, newer.modified]);
  });
  await check('An older version that comes late does not replace the newer', async () => {
    const between = { ...one, modified: '2026-11-01T12:00:00.000Z', name: 'Late' };
    await writer.add(id, [between]);
    assert.deepEqual((await reader.object(id, one.id)).objects, [newer]);
  });
  await check('The same id and version with other content is not swallowed: it fails, or the first stands', async () => {
    // STIX 2.1 §3.6: one id and one modified are one version.
    const first = indicator();
    succeeded(await writer.add(id, [first]));
    await writer.add(id, [{ ...first, name: 'Changed under the same version' }]);
    assert.deepEqual((await reader.object(id, first.id)).objects, [first]);
  });
  await check('Another source’s object with the same id stands beside', async () => {
    const last = await ends();
    const other = { ...newer, name: 'As we saw it' };
    succeeded(await hub.client('priya.raman').add(id, [other]));
    assert.deepEqual((await since(last)).filter(each => each.id === one.id), [other]);
    const both = (await reader.object(id, one.id)).objects;
    assert.deepEqual(both.map(each => each.name).sort(), [newer.name, other.name].sort());
  });
  await check('Who pushed it deletes it, and whoever took it is told; nobody else does', async () => {
    const gone = indicator();
    succeeded(await writer.add(id, [gone]));
    const last = await ends();
    const path = writer.at(id, `objects/${gone.id}/`);
    await hub.client('priya.raman').refused([403], 'DELETE', path);
    await writer.refused([404], 'DELETE', writer.at(id, `objects/indicator--${randomUUID()}/`));
    assert.deepEqual(await since(last), []);
    assert.equal((await writer.ask('DELETE', path)).status, 200);
    assert.deepEqual((await since(last)).map(each => [each.id, each.revoked]), [[gone.id, true]]);
    assert.deepEqual((await reader.object(id, gone.id, { 'match[version]': 'all' })).objects.map(each => each.revoked), [true]);
    await writer.refused([404], 'DELETE', path);
  });
  await check('HEAD gives the head of GET and nothing else', async () => {
    for (const path of [writer.at(id), writer.at(id, 'objects/'), writer.at(id, 'manifest/?limit=1'), writer.at(id, 'objects/?match[type]=identity')]) {
      const [head, got] = [await reader.ask('HEAD', path), await reader.ask('GET', path)];
      assert.deepEqual([head.status, head.text], [got.status, '']);
      for (const name of ['content-type', 'x-taxii-date-added-first', 'x-taxii-date-added-last']) assert.equal(head.headers.get(name), got.headers.get(name), `${path} ${name}`);
    }
  });
  await check('A version that two sources have is told once in versions', async () => {
    const versions = await reader.versions(id, one.id);
    assert.equal(new Set(versions).size, versions.length, `versions are told twice: ${versions}`);
  });
  await check('An object that is revoked is read as revoked', async () => {
    const [first, last] = [indicator(), await ends()];
    succeeded(await writer.add(id, [first]));
    const revoked = { ...first, modified: '2026-11-05T00:00:00.000Z', revoked: true };
    succeeded(await writer.add(id, [revoked]));
    assert.deepEqual((await since(last)).filter(each => each.id === first.id), [revoked]);
  });
  const bare = indicator({ object_marking_refs: undefined });
  await check('What is not marked is in the collection to which it was added, or else the status says why not', async () => {
    const status = await writer.add(id, [bare]);
    if (status.failure_count === 1) assert.notEqual(status.failures[0].message, '');
    else if (!status.successes[0].message) assert.equal((await writer.object(id, bare.id)).objects.length, 1);
  });
  await check('What is not marked is marked where it is read, and not weaker than GREEN', async () => {
    const marked = (await writer.all('objects', await writer.titled(EVERYTHING), { 'match[id]': bare.id })).objects;
    for (const each of marked) assert.ok([TLP2.green, TLP2.amber, TLP2.strict].some(ref => each.object_marking_refs?.includes(ref)), String(each.object_marking_refs));
    for (const each of (await reader.objects(id, { 'match[id]': bare.id })).objects) assert.ok(each.object_marking_refs?.length > 0);
  });
  for (const [name, ref] of [['2.0', TLP2.red], ['1.0', TLP1.red]]) {
    await check(`TLP:RED of TLP ${name} is refused with a reason, and what else is in the envelope is taken`, async () => {
      const [secret, open] = [indicator({ object_marking_refs: [ref] }), indicator()];
      const status = await writer.add(id, [secret, open]);
      assert.deepEqual([status.success_count, status.failure_count], [1, 1]);
      assert.equal(status.failures[0].id, secret.id);
      assert.match(status.failures[0].message, /\/object_marking_refs: .*TLP:RED/);
      await writer.refused(404, 'GET', writer.at(id, `objects/${secret.id}/`));
      const own = await writer.titled(EVERYTHING);
      await writer.refused(404, 'GET', writer.at(own, `objects/${secret.id}/`));
    });
  }
  await check('What is above the ceiling of the key is refused with a reason', async () => {
    const low = hub.client('sze-man.chan');
    const status = await low.add(id, [indicator({ object_marking_refs: [TLP2.amber] })]);
    assert.equal(status.failure_count, 1);
    assert.notEqual(status.failures[0].message ?? '', '');
  });
  await check('A hundred objects in one envelope are all told in the status, and read in their order', async () => {
    const [many, last] = [Array.from({ length: 100 }, () => indicator()), await ends()];
    const status = await writer.add(id, many);
    assert.deepEqual(status.successes.map((/** @type {any} */ each) => each.id), many.map(each => each.id));
    assert.deepEqual((await since(last)).map(versionOf), many.map(versionOf));
  });
  await check('Big numbers, long texts and characters of all planes come out as they went in', async () => {
    const odd = indicator({ name: '釣魚 𠮷 \u202e x', confidence: 100, labels: ['é', '"\\/'], description: 'a\n\tb'.repeat(2000), external_references: [{ source_name: 'x', url: 'https://x.example/?a=1&b=<2>' }] });
    succeeded(await writer.add(id, [odd]));
    assert.deepEqual((await reader.object(id, odd.id)).objects, [odd]);
  });
  await statuses({ hub, check }, id);
}

/** @param {Pick<import('../run.mjs').Setting, 'hub'|'check'>} setting @param {string} id */
async function statuses({ hub, check }, id) {
  const writer = hub.client('mei-ling.cheung');
  const status = await writer.add(id, [indicator(), indicator({ object_marking_refs: [TLP2.red] })]);
  const path = `${writer.root}status/${status.id}/`;
  await check('A status is read again by its id, and says the same', async () => { assert.deepEqual(await writer.status(status.id), status); });
  for (const name of ['daniel.ho', 'ka-yan.wong', 'sze-man.chan']) {
    await check(`A status is not read by ${name}: the same 404 as for one that does not exist`, async () => {
      const other = hub.client(name);
      const [known, absent] = [await other.refused(404, 'GET', path), await other.refused(404, 'GET', `${other.root}status/${randomUUID()}/`)];
      assert.equal(known.text, absent.text);
    });
  }
  await check('A status is not read without a key', async () => { await writer.as({ authorization: null }).refused(401, 'GET', path); });
}
