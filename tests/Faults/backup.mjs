// A backup while many write is the hub of one moment; a restore erases again what was erased since; a new master key loses nothing.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hub, Machine, pause, token } from './hub.mjs';

const acts = [
  { act: 'community', amberClients: true, terms: 'terms' },
  { act: 'organisation', name: 'o1', kind: 'member', sectors: ['finance'], seats: 100, state: 'active' },
  { act: 'person', name: 'p1', organisation: 'o1', roles: ['organisation-administrator'], state: 'active' },
  { act: 'key', name: 'k1', by: 'p1', of: 'person', scopes: ['read', 'write', 'drafts'], networks: [], expires: null, circles: [], circlesOnly: false },
  { act: 'key-ceiling', by: 'p1', targetKey: 'k1', ceiling: 'TLP:AMBER+STRICT' },
];

/** @param {import('../Oracle/run/stores.mjs').Store} store @param {number} times @param {import('./hub.mjs').Verdict} verdict */
export async function backup(store, times, verdict) {
  const place = store.take();
  const hub = new Hub(place);
  try {
    const made = await hub.load(acts, place);
    await hub.start();
    const writers = new Writers(new Machine(hub, made.get('k1').secret), made.get('o1').id);
    for (let round = 1; round <= times; round++) {
      const { before, backedUp, rotated, to } = await writers.during(async () => {
        const known = new Map(writers.posts);
        const target = join(place.directory, `backup-${round}.tar`);
        // Both while the others write: the backup, and a new master key.
        const [saved, turned] = [await hub.command('backup', target), await hub.command('keys', 'rotate')];
        return { before: known, backedUp: saved, rotated: turned, to: target };
      });
      const faults = [backedUp, rotated].filter(done => done.code !== 0).map(done => done.text);
      faults.push(...await writers.missing(writers.machine, writers.posts));
      verdict.say(`new master key ${round} of ${times}: ${writers.posts.size} posts open`, faults);
      verdict.say(`backup ${round} of ${times}: what was acknowledged before stands in it`, await restored(store, to, made, before, writers.posts));
    }
  } finally {
    await hub.stop('SIGKILL');
    place.end();
  }
}

class Writers {
  /** @type {Map<string, {title: string, file: string}>} */ posts = new Map();

  /** @param {Machine} machine @param {string} organisation */
  constructor(machine, organisation) {
    this.machine = machine;
    this.organisation = organisation;
  }

  /** @template T @param {() => Promise<T>} act @returns {Promise<T>} */
  async during(act) {
    let over = false;
    const writing = Array.from({ length: 3 }, async () => { while (!over) await this.#write(); });
    while (this.posts.size < 10) await pause(20);
    try {
      return await act();
    } finally {
      over = true;
      await Promise.all(writing);
    }
  }

  async #write() {
    const [title, file] = [token(), token()];
    const shared = await this.machine.ask('POST', '/posts', { kind: 'question', label: 'TLP:AMBER', audience: [`organisation:${this.organisation}`], title, body: title });
    if (shared.status !== 201) throw new Error(`not shared: ${shared.text}`);
    const attached = await this.machine.attach(`/posts/${shared.body.id}`, 'a.txt', file);
    if (attached.status !== 201) throw new Error(`not attached: ${attached.text}`);
    this.posts.set(shared.body.id, { title, file });
  }

  /** @param {Machine} machine @param {Map<string, {title: string, file: string}>} posts */
  async missing(machine, posts) {
    const faults = [];
    for (const [id, { title, file }] of posts) {
      const read = await machine.ask('GET', `/posts/${id}`);
      const card = read.body?.attachments?.[0];
      const content = card ? await machine.ask('GET', `/posts/${id}/attachments/${card.id}`) : null;
      if (read.status !== 200 || read.body.title !== title || content?.text !== file) faults.push(`${id}: ${read.status}, its file ${content?.status ?? 'missing'}`);
    }
    return faults;
  }
}

/**
 * Over another database: one post was erased after the backup, and the list that says so comes along.
 * @param {import('../Oracle/run/stores.mjs').Store} store @param {string} from @param {Map<string, any>} made
 * @param {Map<string, {title: string, file: string}>} before acknowledged before the backup began @param {Map<string, {title: string, file: string}>} all
 */
async function restored(store, from, made, before, all) {
  const place = store.take();
  const hub = new Hub(place);
  try {
    const faults = [];
    const erased = [...before.keys()][0];
    const list = join(place.directory, 'erasures.log');
    writeFileSync(list, `\n${erased} ${Date.now() * 1000}\n`);
    const { code, text } = await hub.command('restore', from, '--erasures', list);
    if (code !== 0) return [`not restored: ${text}`];
    if (!text.includes('Erased again: 1')) faults.push(`not erased again: ${text}`);
    if (existsSync(join(hub.data, 'restoring'))) faults.push('the mark of an unfinished restore stayed');
    await hub.start();
    const machine = new Machine(hub, made.get('k1').secret);
    const writers = new Writers(machine, made.get('o1').id);
    faults.push(...await writers.missing(machine, new Map([...before].filter(([id]) => id !== erased))));
    const gone = await machine.ask('GET', `/posts/${erased}`);
    if (gone.status !== 410 || gone.body.state !== 'erased' || gone.text.includes(before.get(erased)?.title ?? '')) faults.push(`the erased one: ${gone.status} ${gone.text}`);
    // What was written meanwhile is there wholly or not at all; a file's version may have come after the moment.
    for (const card of await machine.all('/posts')) {
      const read = await machine.ask('GET', `/posts/${card.id}`);
      if (card.id !== erased && (read.status !== 200 || (all.has(card.id) && read.body.title !== all.get(card.id)?.title))) faults.push(`${card.id}: ${read.status}`);
      for (const file of read.body.attachments ?? []) {
        const content = await machine.ask('GET', `/posts/${card.id}/attachments/${file.id}`);
        if (content.status !== 200) faults.push(`${card.id}: a file does not open, ${content.status}`);
      }
    }
    const audit = await hub.command('audit', 'verify');
    if (audit.code !== 0) faults.push(`the record: ${audit.text}`);
    if (!readFileSync(join(hub.data, 'erasures.log'), 'utf8').includes(erased)) faults.push('the list of erasures does not name it any more');
    return faults;
  } finally {
    await hub.stop('SIGKILL');
    place.end();
  }
}
