// One hub fed from another: all of its community's collection, pulled and pushed, says the same there.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { COMMUNITY, TLP2, versionOf } from '../some.mjs';

/** @param {import('../run.mjs').Setting} setting */
export async function between({ hub, check, another }) {
  const other = await another();
  const [from, reader] = [hub.client('daniel.ho'), other.client('ka-yan.wong')];
  const source = await from.titled(COMMUNITY);
  // Both have the same demo: only who wrote nothing in it is a new source there.
  const authors = new Set((await reader.all('objects', await reader.titled(COMMUNITY))).objects.filter(each => each.type === 'identity').map(each => each.name));
  const stranger = other.people.find(each => each.apiKey && !authors.has(each.organisation));
  if (!stranger) throw new Error('each member with a key wrote something');
  const into = other.client(/** @type {string} */ (stranger.email.split('@')[0]));
  const target = await into.titled(COMMUNITY);
  const label = (/** @type {any} */ each) => each.type === 'marking-definition' && Object.values(TLP2).includes(each.id);
  const start = await settled(reader, target);
  const pulled = newest((await from.all('objects', source)).objects.filter(each => !label(each)));
  /** What each version says at the source, where several may say it. @type {Map<string, any[]>} */
  const told = group(pulled);
  /** @type {any[]} */ const failures = [];

  await check('All that is pulled from the one is taken by the other', async () => {
    const limit = (await into.apiRoot()).max_content_length;
    for (let n = 0; n < pulled.length; n += 200) {
      const envelope = JSON.stringify({ objects: pulled.slice(n, n + 200) });
      assert.ok(Buffer.byteLength(envelope) < limit);
      failures.push(...(await into.add(target, envelope)).failures ?? []);
    }
    assert.deepEqual(failures.slice(0, 3), [], `${failures.length} of ${pulled.length} failed`);
  });
  const got = (await reader.all('objects', target, { added_after: start })).objects.filter(each => !label(each));

  await check('What came out there has the same ids and versions', () => {
    const there = new Set(got.map(versionOf));
    assert.deepEqual({ missing: [...told.keys()].filter(each => !there.has(each)).slice(0, 5), more: [...there].filter(each => !told.has(each)).slice(0, 5) }, { missing: [], more: [] });
  });
  await check('What came out there has each version once, for it has one source', () => {
    const twice = [...group(got)].filter(([, objects]) => objects.length > 1).map(([version, objects]) => `${objects.length} times ${version}`);
    assert.deepEqual(twice.slice(0, 3), [], `${twice.length} more than once`);
  });
  await check('What came out there has the same markings', () => {
    const wrong = got.filter(each => !told.get(versionOf(each))?.some(one => String(one.object_marking_refs) === String(each.object_marking_refs))).map(each => `${versionOf(each)} ${each.object_marking_refs}`);
    assert.deepEqual(wrong.slice(0, 3), [], `${wrong.length} differ`);
  });
  await check('What came out there says the same in all else', () => {
    for (const each of got) assert.ok(told.get(versionOf(each))?.some(one => isDeepStrictEqual(one, each)), `${JSON.stringify(each)} was ${JSON.stringify(told.get(versionOf(each)))}`);
  });
  await check('What came out there under one label comes in the same order', () => {
    // What two sources say of one version has no one place.
    const single = got.filter(each => told.get(versionOf(each))?.length === 1);
    for (const marking of new Set(single.map(each => String(each.object_marking_refs)))) {
      const [are, were] = [single, pulled.filter(each => told.get(versionOf(each))?.length === 1)].map(list => list.filter(each => String(each.object_marking_refs) === marking).map(versionOf));
      const at = are.findIndex((each, n) => each !== were[n]);
      assert.equal(at, -1, `from ${at} on: ${are.slice(at, at + 3)} was ${were.slice(at, at + 3)}`);
    }
  });
  await check('All pushed once more adds nothing', async () => {
    const last = (await reader.all('manifest', target)).last ?? undefined;
    for (let n = 0; n < pulled.length; n += 200) await into.add(target, pulled.slice(n, n + 200));
    assert.deepEqual((await reader.all('objects', target, { added_after: last })).objects.map(versionOf), []);
  });
  await check('Pushed back to where it came from, it stands beside, and changes nothing of what was there', async () => {
    const one = pulled.find(each => each.type === 'indicator');
    const before = (await from.object(source, one.id)).objects;
    await hub.client('ingrid.falk').add(source, [one]);
    const after = (await from.object(source, one.id)).objects;
    assert.deepEqual(after.slice(0, before.length), before);
  });
}

/** The last date of a hub that is still reading its demo, when nothing has come for a while. @param {import('../client.mjs').Client} client @param {string} id */
async function settled(client, id) {
  let last;
  for (let quiet = 0; quiet < 10; quiet++) {
    const now = (await client.all('manifest', id)).last ?? undefined;
    if (now !== last) quiet = 0;
    last = now;
    await new Promise(resolve => { setTimeout(resolve, 100); });
  }
  return last;
}

/** Of each id what was modified last; a single source there does not keep several. @param {any[]} objects */
function newest(objects) {
  const last = new Map();
  for (const { id, modified = '' } of objects) if (modified >= (last.get(id) ?? '')) last.set(id, modified);
  return objects.filter(({ id, modified = '' }) => last.get(id) === modified);
}

/** @param {any[]} objects @returns {Map<string, any[]>} */
function group(objects) {
  const groups = new Map();
  for (const each of objects) groups.set(versionOf(each), [...groups.get(versionOf(each)) ?? [], each]);
  return groups;
}
