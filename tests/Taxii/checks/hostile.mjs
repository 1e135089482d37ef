// What is no envelope, no object or too much of it: refused in the form of errors, or told in the status with path and clause; never a fault.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { MEDIA, status as lawfulStatus } from '../resources.mjs';
import { COMMUNITY, TLP2, indicator, succeeded } from '../some.mjs';

/** @param {import('../run.mjs').Setting} setting */
export async function hostile({ hub, check }) {
  const writer = hub.client('mei-ling.cheung');
  const id = await writer.titled(COMMUNITY);
  const place = writer.at(id, 'objects/');
  const send = (/** @type {string|Buffer} */ body) => writer.ask('POST', place, { type: MEDIA, body });

  const one = () => JSON.stringify(indicator());
  const envelopes = {
    'an empty body': '', 'malformed JSON': '{"objects":[', 'JSON with a comma too many': `{"objects":[${one()},]}`, 'a list': '[]', 'a string': '"objects"', 'null': 'null', 'an object without objects': '{}',
    'objects that are an object': '{"objects":{}}', 'objects that are null': '{"objects":null}', 'two members “objects”': `{"objects":[${one()}],"objects":[]}`, 'text after the envelope': '{"objects":[]} x',
    'a lone surrogate': '{"objects":["\\ud800"', 'JSON nested a thousand deep': `{"objects":[${'['.repeat(1000)}${']'.repeat(1000)}]}`, 'a number in place of all': '1e400',
    'not UTF-8': Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 'UTF-16': Buffer.from('\ufeff{"objects":[]}', 'utf16le'), 'zeros': Buffer.alloc(1000),
  };
  for (const [name, body] of Object.entries(envelopes)) {
    await check(`${name} is refused in the form of errors, or told in the status where the reading ended`, async () => {
      const answer = await send(body);
      if (answer.status !== 202) {
        await writer.refused([400, 422], 'POST', place, { type: MEDIA, body });
        return;
      }
      lawfulStatus(answer.body, '');
      assert.match(answer.body.failures?.at(-1).message ?? '', /^\/objects(\/\d+)?: .*\(RFC \d+/);
    });
  }
  await check('A bundle in place of an envelope is taken, or refused in the form of errors', async () => {
    const inside = indicator();
    const answer = await send(JSON.stringify({ type: 'bundle', id: `bundle--${randomUUID()}`, objects: [inside] }));
    assert.ok([202, 400, 422].includes(answer.status), String(answer.status));
    if (answer.status === 202) assert.deepEqual((await writer.object(id, inside.id)).objects, [inside]);
  });
  await check('What has no id is told apart in the status', async () => {
    const { body } = await send('{"objects":[7,{"type":"indicator"},{"type":"indicator"}]}');
    const told = body.failures.map((/** @type {any} */ each) => `${each.id} ${each.message}`);
    assert.equal(new Set(told).size, 3, JSON.stringify(told));
  });
  await check('A bundle within an envelope is a failure', async () => {
    await fails(send, { type: 'bundle', id: `bundle--${randomUUID()}`, objects: [indicator()] });
  });
  await check('A body larger than max_content_length is refused by 413 in the form of errors', async () => {
    const limit = (await writer.apiRoot()).max_content_length;
    await writer.refused(413, 'POST', place, { type: MEDIA, body: `{"objects":[]}${' '.repeat(limit)}` });
  });
  await check('A compressed body is refused by 415, or taken for what it holds', async () => {
    const answer = await writer.ask('POST', place, { type: MEDIA, body: Buffer.from('1f8b08000000000000', 'hex'), headers: { 'Content-Encoding': 'gzip' } });
    assert.ok(answer.status >= 400 && answer.status < 500, String(answer.status));
  });

  const uuid = randomUUID();
  /** @type {Record<string, [string, RegExp]>} */
  const objects = {
    'no id': [JSON.stringify(indicator({ id: undefined })), /id/],
    'an id without a UUID': [JSON.stringify(indicator({ id: 'indicator--1' })), /^\/id/],
    'an id of another type': [JSON.stringify(indicator({ id: `malware--${uuid}` })), /^\/id/],
    'an id in capitals': [JSON.stringify(indicator({ id: `indicator--${uuid.toUpperCase()}` })), /^\/id/],
    'a number as id': [JSON.stringify(indicator({ id: 7 })), /^\/id/],
    'no type': [JSON.stringify(indicator({ type: undefined })), /type/],
    'no pattern': [JSON.stringify(indicator({ pattern: undefined })), /pattern/],
    'a pattern that is none': [JSON.stringify(indicator({ pattern: 'nonsense' })), /^\/pattern/],
    'no modified': [JSON.stringify(indicator({ modified: undefined })), /modified/],
    'modified before created': [JSON.stringify(indicator({ modified: '2020-01-01T00:00:00.000Z' })), /^\/(modified|created)/],
    'a time with an offset': [JSON.stringify(indicator({ created: '2026-11-01T08:00:00.000+08:00' })), /^\/created/],
    'a time that does not exist': [JSON.stringify(indicator({ valid_from: '2026-02-30T00:00:00Z' })), /^\/valid_from/],
    'valid_until before valid_from': [JSON.stringify(indicator({ valid_until: '2020-01-01T00:00:00Z' })), /^\/valid_(until|from)/],
    'a key that stands twice': [one().replace('"type"', '"pattern":"[url:value = \'x\']","type"'), /^\/pattern/],
    'a marking that is no id': [JSON.stringify(indicator({ object_marking_refs: ['TLP:GREEN'] })), /^\/object_marking_refs/],
    'an empty list': [JSON.stringify(indicator({ labels: [] })), /^\/labels/],
    'a null': [JSON.stringify(indicator({ name: null })), /^\/name/],
    'a confidence of 101': [JSON.stringify(indicator({ confidence: 101 })), /^\/confidence/],
    'spec_version 2.0': [JSON.stringify(indicator({ spec_version: '2.0' })), /^\/spec_version/],
    'a number in its place': ['7', /./], 'a list in its place': ['[]', /./], 'a null in its place': ['null', /./],
  };
  for (const [name, [object, path]] of Object.entries(objects)) {
    await check(`An object with ${name} fails, told with path and clause; the one beside it is taken`, async () => {
      const beside = indicator();
      const answer = await send(`{"objects":[${object},${JSON.stringify(beside)}]}`);
      if (answer.status === 400 || answer.status === 422) return;
      assert.equal(answer.status, 202);
      lawfulStatus(answer.body, '');
      assert.deepEqual([answer.body.success_count, answer.body.failure_count], [1, 1], JSON.stringify(answer.body.successes));
      const { message } = answer.body.failures[0];
      assert.ok(message.startsWith('/objects/0'), message);
      assert.match(message.slice('/objects/0'.length), path);
      assert.match(message, /\((STIX 2\.1|RFC \d+|TAXII 2\.1|TLP [12]\.0|this hub)[^)]*\)/, 'no clause');
      assert.deepEqual((await writer.object(id, beside.id)).objects, [beside]);
    });
  }
  await check('Of two labels of TLP the stricter is kept, or the object fails', async () => {
    const two = indicator({ object_marking_refs: [TLP2.clear, TLP2.green] });
    const status = await writer.add(id, [two]);
    if (status.failure_count === 0) assert.deepEqual((await writer.object(id, two.id)).objects.map(each => each.object_marking_refs), [[TLP2.green]]);
  });
  await check('Ten thousand objects that all fail are told, and quickly', async () => {
    const begun = Date.now();
    const answer = await send(`{"objects":[${'{"type":"indicator"},'.repeat(9_999)}{}]}`);
    assert.ok(answer.status === 202 || answer.status === 413 || answer.status === 422, String(answer.status));
    if (answer.status === 202) lawfulStatus(answer.body, '');
    assert.ok(Date.now() - begun < 20_000, `${Date.now() - begun} ms`);
  });
  for (const path of ['objects/..%2f..%2f', 'objects/indicator--x/', "objects/' or 1=1/", `objects/${'a'.repeat(4000)}/`, 'objects/%ff/', 'objects/indicator--x/versions/', 'nothing/', 'objects//']) {
    await check(`GET ${path.slice(0, 30)} is refused in the form of errors`, async () => { await writer.refused([400, 404, 414], 'GET', writer.at(id, path)); });
  }
  await check('After all this an envelope is taken as before', async () => { succeeded(await writer.add(id, [indicator()])); });
}

/** @param {(body: string) => Promise<import('../client.mjs').Answer>} send @param {any} object */
async function fails(send, object) {
  const answer = await send(JSON.stringify({ objects: [object] }));
  if (answer.status === 400 || answer.status === 422) return;
  assert.deepEqual([answer.status, answer.body.failure_count], [202, 1]);
}
