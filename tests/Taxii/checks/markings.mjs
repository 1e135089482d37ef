// The three API roots: markings of TLP 2.0, of TLP 1.0, and of both; never weaker, and with the marking objects in the page.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { COMMUNITY, EVERYTHING, TLP1, TLP2, indicator, succeeded, weekAgo } from '../some.mjs';

const EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';
const colours = { clear: 'white', green: 'green', amber: 'amber', strict: 'amber', red: 'red' };

/** @param {import('../run.mjs').Setting} setting */
export async function markings({ hub, check }) {
  const tlp2 = hub.client('ka-yan.wong');
  const [tlp1, both] = [tlp2.as({ root: '/taxii2/tlp1/' }), tlp2.as({ root: '/taxii2/both/' })];
  const get = async (/** @type {import('../client.mjs').Client} */ client, /** @type {import('../client.mjs').Query} */ query = {}) => (await client.all('objects', await client.titled(EVERYTHING), query)).objects;
  const [in2, in1, inBoth] = [await get(tlp2), await get(tlp1), await get(both)];
  const refs = (/** @type {any} */ each) => [each.object_marking_refs ?? []].flat();

  await check('At tlp2 each object has one marking of TLP 2.0', () => {
    const known = Object.values(TLP2);
    for (const each of in2.filter(one => one.type !== 'marking-definition')) assert.equal(refs(each).filter(ref => known.includes(ref)).length, 1, `${each.id} has ${refs(each)}`);
    assert.ok([TLP2.clear, TLP2.green, TLP2.amber, TLP2.strict].every(one => in2.some(each => refs(each).includes(one))));
  });
  await check('At tlp1 each object has one marking of TLP 1.0 and none of 2.0', () => {
    const [old, recent] = [Object.values(TLP1), Object.values(TLP2)];
    for (const each of in1.filter(one => one.type !== 'marking-definition')) {
      assert.equal(refs(each).filter(ref => old.includes(ref)).length, 1, `${each.id} has ${refs(each)}`);
      assert.equal(refs(each).filter(ref => recent.includes(ref)).length, 0, `${each.id} has ${refs(each)}`);
    }
  });
  await check('At tlp1 nothing is weaker than at tlp2, and TLP:AMBER+STRICT is left out', () => {
    for (const each of in1.filter(one => one.type !== 'marking-definition')) {
      const same = in2.filter(one => one.id === each.id && one.modified === each.modified);
      assert.ok(same.length > 0, `${each.id} is not at tlp2`);
      const names = same.map(one => /** @type {keyof colours} */ (Object.entries(TLP2).find(([, ref]) => refs(one).includes(ref))?.[0]));
      assert.ok(names.some(name => name !== 'strict' && refs(each).includes(TLP1[/** @type {keyof typeof TLP1} */ (colours[name])])), `${each.id} is ${names} at tlp2 and ${refs(each)} at tlp1`);
    }
    const secret = in2.filter(one => refs(one).includes(TLP2.strict)).map(one => one.id).filter(one => !in2.some(each => each.id === one && !refs(each).includes(TLP2.strict)));
    assert.ok(secret.length > 0);
    for (const one of secret) assert.ok(!in1.some(each => each.id === one), `${one} is at tlp1`);
  });
  await check('At both, each object has a marking of TLP 2.0 and, where there is one, that of 1.0', () => {
    for (const each of inBoth.filter(one => one.type !== 'marking-definition')) {
      const [name] = Object.entries(TLP2).find(([, ref]) => refs(each).includes(ref)) ?? [];
      assert.ok(name, `${each.id} has ${refs(each)}`);
      const old = name === 'strict' ? [] : [TLP1[/** @type {keyof typeof TLP1} */ (colours[/** @type {keyof colours} */ (name)])]];
      assert.deepEqual(refs(each).filter(ref => Object.values(TLP1).includes(ref)), old, each.id);
    }
    assert.equal(inBoth.filter(one => one.type !== 'marking-definition').length, in2.filter(one => one.type !== 'marking-definition').length);
  });
  for (const [name, objects] of /** @type {[string, any[]][]} */ ([['tlp2', in2], ['tlp1', in1], ['both', inBoth]])) {
    await check(`At ${name} the marking objects that a page names are in it, as the standard has them`, () => {
      const there = new Map(objects.filter(each => each.type === 'marking-definition').map(each => [each.id, each]));
      for (const ref of new Set(objects.flatMap(refs))) assert.ok(there.has(ref), `${ref} is not in the page`);
      for (const each of there.values()) {
        const [recent] = Object.entries(TLP2).find(([, ref]) => ref === each.id) ?? [];
        const [old] = Object.entries(TLP1).find(([, ref]) => ref === each.id) ?? [];
        if (recent) {
          const tlp = recent === 'strict' ? 'amber+strict' : recent;
          assert.deepEqual([each.created, each.name, each.extensions], ['2022-10-01T00:00:00.000Z', `TLP:${tlp.toUpperCase()}`, { [EXTENSION]: { extension_type: 'property-extension', tlp_2_0: tlp } }]);
        }
        if (old) assert.deepEqual([each.created, each.definition_type, each.definition], ['2017-01-20T00:00:00.000Z', 'tlp', { tlp: old }]);
      }
    });
  }
  for (const title of [EVERYTHING, COMMUNITY]) {
    await check(`What an object of the hub names is in the same collection: ${title}`, async () => {
      const { objects } = await tlp2.all('objects', await tlp2.titled(title));
      const there = new Set(objects.map(each => each.id));
      const missing = objects.filter(each => !each.revoked).flatMap(each => [each.created_by_ref, ...each.object_refs ?? []].filter(ref => ref && !there.has(ref)).map(ref => `${each.id} (${each.name}) names ${ref}`));
      assert.deepEqual(missing.slice(0, 3), [], `${missing.length} are missing`);
    });
  }
  await check('A collection of indicators has each indicator of its twin, and no report', async () => {
    const objects = (await tlp2.all('objects', await tlp2.titled(`${EVERYTHING}: indicators`))).objects;
    assert.deepEqual(objects.filter(each => each.type === 'indicator').map(each => each.id), in2.filter(each => each.type === 'indicator').map(each => each.id));
    assert.deepEqual([...new Set(objects.map(each => each.type))].filter(type => !['indicator', 'identity', 'marking-definition', 'relationship'].includes(type)), []);
  });
  await check('A collection up to a label holds nothing above it', async () => {
    for (const { id, title } of await tlp2.collections()) {
      if (!/up to TLP:GREEN/.test(title)) continue;
      for (const each of (await tlp2.all('objects', id)).objects) assert.ok(refs(each).every(ref => ref === TLP2.clear || ref === TLP2.green), `${title} holds ${each.id}`);
    }
  });
  await check('A key gets nothing above its ceiling', async () => {
    const objects = (await hub.client('sze-man.chan').all('objects', await hub.client('sze-man.chan').titled(EVERYTHING))).objects;
    assert.ok(objects.length > 100);
    for (const each of objects) assert.ok(refs(each).every(ref => ref === TLP2.clear || ref === TLP2.green), each.id);
  });
  await written({ hub, check }, { tlp1, both });
}

/** What is pushed with one kind of marking and read with another. @param {Pick<import('../run.mjs').Setting, 'hub'|'check'>} setting @param {Record<'tlp1'|'both', import('../client.mjs').Client>} readers */
async function written({ hub, check }, { tlp1, both }) {
  for (const root of ['tlp2', 'tlp1', 'both']) {
    for (const [name, sent, at2, at1] of /** @type {const} */ ([['TLP 1.0', TLP1.green, TLP2.green, TLP1.green], ['TLP 2.0', TLP2.green, TLP2.green, TLP1.green], ['TLP 1.0 white', TLP1.white, TLP2.clear, TLP1.white]])) {
      await check(`What is pushed at ${root} under ${name} is read with the marking of each root`, async () => {
        const writer = hub.client('priya.raman', `/taxii2/${root}/`);
        const one = indicator({ object_marking_refs: [sent] });
        succeeded(await writer.add(await writer.titled(COMMUNITY), [one]));
        const read = async (/** @type {import('../client.mjs').Client} */ reader) => (await reader.object(await reader.titled(COMMUNITY), one.id)).objects.map(each => [...each.object_marking_refs].sort());
        assert.deepEqual(await read(hub.client('daniel.ho')), [[at2]]);
        assert.deepEqual(await read(tlp1), [[at1]]);
        assert.deepEqual(await read(both), [[at1, at2].sort()]);
      });
    }
  }
  await check('A marking of another kind stays beside the label', async () => {
    const writer = hub.client('priya.raman');
    const statement = { type: 'marking-definition', spec_version: '2.1', id: `marking-definition--${randomUUID()}`, created: '2026-11-01T00:00:00.000Z', definition_type: 'statement', definition: { statement: 'Name us when you quote this.' } };
    const one = indicator({ object_marking_refs: [TLP2.green, statement.id] });
    const id = await writer.titled(COMMUNITY);
    const { successes } = await writer.add(id, [statement, one]);
    assert.ok(successes.some((/** @type {any} */ each) => each.id === one.id));
    assert.deepEqual((await hub.client('daniel.ho').object(id, one.id)).objects[0].object_marking_refs.sort(), [TLP2.green, statement.id].sort());
    assert.deepEqual((await hub.client('daniel.ho').object(id, statement.id)).objects.map(each => each.definition), [statement.definition]);
  });
}
