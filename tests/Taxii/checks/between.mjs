// One hub fed from another: all of its community's collection, pulled and pushed, says the same there.
import assert from 'node:assert/strict';
import { COMMUNITY, TLP2, versionOf } from '../some.mjs';

/** @param {import('../run.mjs').Setting} setting */
export async function between({ hub, check, another }) {
  const other = await another();
  const [from, into, reader] = [hub.client('daniel.ho'), other.client('ingrid.falk'), other.client('ka-yan.wong')];
  const [source, target] = [await from.titled(COMMUNITY), await into.titled(COMMUNITY)];
  const start = (await reader.all('manifest', target)).last ?? undefined;
  const { objects } = await from.all('objects', source, { limit: 200, 'match[version]': 'last' });
  const pulled = objects.filter(each => each.type !== 'marking-definition' || !Object.values(TLP2).includes(each.id));
  // One source there stands for all sources here: of one id and version it keeps what came first.
  const distinct = [...new Map([...pulled].reverse().map(each => [versionOf(each), each])).values()].reverse();
  /** @type {any[]} */ const failures = [];

  await check('All that is pulled from the one is taken by the other', async () => {
    const limit = (await into.apiRoot()).max_content_length;
    for (let n = 0; n < pulled.length; n += 200) {
      const envelope = JSON.stringify({ objects: pulled.slice(n, n + 200) });
      assert.ok(Buffer.byteLength(envelope) < limit);
      const status = await into.add(target, envelope);
      failures.push(...status.failures ?? []);
    }
    assert.deepEqual(failures.slice(0, 3), [], `${failures.length} of ${pulled.length} failed`);
  });
  const got = (await reader.all('objects', target, { added_after: start, limit: 300 })).objects.filter(each => each.type !== 'marking-definition' || !Object.values(TLP2).includes(each.id));
  const there = new Map(got.map(each => [versionOf(each), each]));
  const newest = new Set(latest(distinct).map(versionOf));
  const kept = distinct.filter(each => newest.has(versionOf(each)));

  await check('What came out there has the same ids and versions, each once', () => {
    assert.deepEqual([...there.keys()].sort(), kept.map(versionOf).sort());
    assert.equal(got.length, there.size);
  });
  await check('What came out there has the same markings', () => {
    const wrong = kept.filter(each => JSON.stringify(there.get(versionOf(each))?.object_marking_refs) !== JSON.stringify(each.object_marking_refs)).map(each => `${each.id} ${each.object_marking_refs} became ${there.get(versionOf(each))?.object_marking_refs}`);
    assert.deepEqual(wrong.slice(0, 3), [], `${wrong.length} differ`);
  });
  await check('What came out there says the same in all else', () => {
    for (const each of kept) if (there.has(versionOf(each))) assert.deepEqual(there.get(versionOf(each)), each);
  });
  await check('What came out there comes in the same order', () => {
    assert.deepEqual(got.map(versionOf), kept.map(versionOf).filter(each => there.has(each)));
  });
  await check('All pushed once more adds nothing', async () => {
    const last = (await reader.all('manifest', target)).last ?? undefined;
    for (let n = 0; n < pulled.length; n += 200) await into.add(target, pulled.slice(n, n + 200));
    assert.deepEqual((await reader.all('objects', target, { added_after: last })).objects.map(versionOf), []);
  });
  await check('Pushed back to where it came from, it stands beside, and changes nothing of what was there', async () => {
    const one = kept.find(each => each.type === 'indicator');
    const before = (await from.object(source, one.id)).objects;
    await hub.client('ingrid.falk').add(source, [one]);
    const after = (await from.object(source, one.id)).objects;
    assert.deepEqual(after.slice(0, before.length), before);
  });
}

/** Of each id the version that was modified last. @param {any[]} objects */
function latest(objects) {
  const last = new Map();
  for (const each of objects) if (!last.has(each.id) || (each.modified ?? '') >= (last.get(each.id).modified ?? '')) last.set(each.id, each);
  return [...last.values()];
}
