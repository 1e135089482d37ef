// What is withdrawn, revised or given to fewer readers: TAXII 2.1 has no notice of what is gone, so it comes again as revoked, and what others share stays.
import assert from 'node:assert/strict';
import { stixTime } from '../resources.mjs';
import { COMMUNITY, indicator, succeeded } from '../some.mjs';

/** @typedef {{report: any, objects: any[]}} Told what a post came to in the collection */

/** @param {import('../run.mjs').Setting} setting */
export async function withdrawals({ hub, check }) {
  const author = new Author(hub.client('mei-ling.cheung'));
  const reader = new Reader(hub.client('ka-yan.wong'), await hub.client('ka-yan.wong').titled(COMMUNITY));
  const outsider = new Reader(hub.client('daniel.ho'), reader.id);

  await check('A post that is withdrawn is issued again as revoked, newly added', async () => {
    const post = await author.share('first');
    const before = await reader.reportOf('first');
    const last = await reader.last();
    await author.withdraw(post);
    const after = await reader.until(last, objects => objects.some(each => each.id === before.report.id));
    for (const old of [before.report, before.objects.find(each => each.type === 'indicator')]) {
      const revoked = after.find(each => each.id === old.id);
      assert.deepEqual([revoked?.created, revoked?.revoked], [old.created, true], old.id);
      assert.ok(revoked.modified > old.modified);
    }
    await check('A post that is withdrawn does not revoke what other posts name too: who wrote it, techniques, flaws', () => {
      assert.deepEqual(after.filter(each => !['report', 'indicator'].includes(each.type)).map(each => `${each.id} revoked: ${each.revoked}, named ${each.name}`), []);
    });
  });

  await check('When one of two posts is withdrawn, what the other names is still there', async () => {
    const one = await author.share('second', 'hxxps://named-by-both[.]example');
    await reader.reportOf('second');
    await author.share('third', 'hxxps://named-by-both[.]example');
    const { report } = await reader.reportOf('third');
    await author.withdraw(one);
    await reader.gone('second');
    await reader.complete(report);
  });
  await check('When one of two posts goes to fewer readers, what the other names is still there for all', async () => {
    const one = await author.share('fourth', 'hxxps://named-by-these-two[.]example');
    await outsider.reportOf('fourth');
    await author.share('fifth', 'hxxps://named-by-these-two[.]example');
    const { report } = await outsider.reportOf('fifth');
    await author.narrow(one);
    await outsider.gone('fourth');
    await outsider.complete(report);
  });
  await check('What a revision leaves out is told as revoked, and its times have at most microseconds', async () => {
    const post = await author.share('seventh', 'hxxps://left-out[.]example');
    const { objects } = await reader.reportOf('seventh');
    const left = objects.find(each => each.type === 'indicator');
    const last = await reader.last();
    await author.revise(post, 'seventh', 'Nothing to see.');
    const revoked = (await reader.until(last, all => all.some(each => each.id === left.id))).find(each => each.id === left.id);
    assert.equal(revoked.revoked, true);
    for (const name of ['modified', 'valid_from']) stixTime(revoked[name], name);
    assert.match(revoked.modified, /\.\d{3,6}Z$/);
  });
  await check('What goes without a word takes no place on a page: no page is empty with more behind it', async () => {
    const flaws = Array.from({ length: 120 }, (_, n) => `CVE-2031-${10_000 + n}`);
    const post = await author.share('eighth', `hxxps://many-flaws[.]example, ${flaws.join(', ')}`);
    const { report } = await reader.reportOf('eighth');
    const last = await reader.last();
    await author.withdraw(post);
    await reader.until(last, objects => objects.some(each => each.id === report.id && each.revoked));
    for (const limit of [1, 2, 50]) {
      const got = [];
      for (let next, more = true; more;) {
        const page = await reader.client.objects(reader.id, { added_after: last, limit, next });
        got.push(...page.objects);
        assert.ok(page.objects.length === limit || !page.more, `${page.objects.length} objects of ${limit}, and more`);
        ({ next, more } = page);
      }
      assert.ok(got.some(each => each.id === report.id && each.revoked), `limit=${limit}`);
      assert.deepEqual(got.filter(each => each.type === 'vulnerability' && each.revoked), []);
    }
  });
  await check('One version is deleted, the others stay, and nobody is told that the object is revoked', async () => {
    const one = indicator();
    const two = { ...one, modified: '2026-11-02T00:00:00.000Z', labels: ['newer'] };
    const writer = author.client;
    // Each in a package of its own.
    for (const each of [one, two]) succeeded(await writer.add(reader.id, [each]));
    const remove = async (/** @type {string} */ version) => (await writer.ask('DELETE', `${writer.at(reader.id, `objects/${one.id}/`)}?match[version]=${version}`)).status;
    assert.equal(await remove(one.modified), 200);
    assert.deepEqual((await reader.client.object(reader.id, one.id, { 'match[version]': 'all' })).objects, [two]);
    assert.equal(await remove('2031-01-01T00:00:00.000Z'), 404);
    assert.equal(await remove('last'), 200);
    assert.deepEqual((await reader.client.object(reader.id, one.id)).objects.map(each => each.revoked), [true]);
  });
}

class Author {
  /** @param {import('../client.mjs').Client} client */
  constructor(client) { this.client = client; }

  /** @param {string} method @param {string} path @param {any} body @param {Record<string, string>} [headers] */
  async rest(method, path, body, headers) {
    const answer = await this.client.ask(method, `/api/v1/${path}`, { accept: '*/*', type: body && 'application/json', body: body && JSON.stringify(body), headers });
    assert.ok(answer.status < 300, `${answer.status} ${answer.text}`);
    return answer;
  }

  /** @param {string} title @param {string} [value] @returns {Promise<string>} */
  async share(title, value = `hxxps://${title}-of-them[.]example`) {
    return (await this.rest('POST', 'posts', { kind: 'early-warning', label: 'TLP:GREEN', audience: ['community'], title: `${title} warning`, body: `It stands at ${value}, T1583.001.` })).body.id;
  }

  /** @param {string} post */
  async withdraw(post) { await this.rest('POST', `posts/${post}/withdrawal`, { reason: 'It was ours.' }); }

  /** @param {string} post @param {string} title @param {string} body */
  async revise(post, title, body) { await this.rest('PUT', `posts/${post}`, { title: `${title} warning`, body }, await this.tag(post)); }

  /** To a circle. @param {string} post */
  async narrow(post) {
    const circle = (await this.rest('GET', 'circles', undefined)).body.items.find((/** @type {any} */ each) => each.name === 'Phishing watch');
    await this.rest('PUT', `posts/${post}/label`, { label: 'TLP:AMBER', audience: [`circle:${circle.id}`] }, await this.tag(post));
  }

  /** @param {string} post */
  async tag(post) { return { 'If-Match': (await this.rest('GET', `posts/${post}`, undefined)).headers.get('etag') ?? '*' }; }
}

class Reader {
  /** @param {import('../client.mjs').Client} client @param {string} id of the collection */
  constructor(client, id) {
    this.client = client;
    this.id = id;
  }

  /** @param {string} [since] */
  async all(since) { return (await this.client.all('objects', this.id, { added_after: since })).objects; }

  async last() { return (await this.client.all('manifest', this.id)).last ?? undefined; }

  /** @param {string|undefined} since @param {(objects: any[]) => boolean} holds */
  async until(since, holds) {
    for (let tries = 0; tries < 100; tries++) {
      const objects = await this.all(since);
      if (holds(objects)) return objects;
      await new Promise(resolve => { setTimeout(resolve, 100); });
    }
    throw new Error('it does not come');
  }

  /** @param {string} title @returns {Promise<Told>} */
  async reportOf(title) {
    const is = (/** @type {any} */ each) => each.type === 'report' && each.name === `${title} warning`;
    const all = await this.until(undefined, objects => objects.some(is));
    const report = all.find(is);
    return { report, objects: all.filter(each => report.object_refs.includes(each.id)) };
  }

  /** Until the post is no longer told as it was. @param {string} title */
  async gone(title) { await this.until(undefined, objects => !objects.some(each => each.name === `${title} warning` && !each.revoked)); }

  /** @param {any} report */
  async complete(report) {
    const all = await this.all();
    const here = all.find(each => each.id === report.id);
    assert.ok(here && !here.revoked, 'the report is gone');
    assert.deepEqual(here.object_refs.filter((/** @type {string} */ ref) => !all.some(each => each.id === ref && !each.revoked)), [], 'named and not there');
  }
}
