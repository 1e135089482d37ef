// The disk is full, or the database is gone: people and machines are told so, what was acknowledged stands, and the hub goes on by itself.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Visitor } from '../Oracle/drive/visitor.mjs';
import { store as ownStore } from '../Oracle/run/stores.mjs';
import { Hub, Machine, eventually, pause, token } from './hub.mjs';

/**
 * @typedef {import('./hub.mjs').Verdict} Verdict
 * @typedef {import('../Oracle/run/stores.mjs').Store} Store
 * @typedef {{hub: Hub, machine: Machine, person: Visitor, kept: Map<string, string>}} Scene what was acknowledged: title by address
 */

const acts = [
  { act: 'community', amberClients: true, terms: 'terms' },
  { act: 'organisation', name: 'o1', kind: 'member', sectors: ['finance'], seats: 100, state: 'active' },
  { act: 'person', name: 'p1', organisation: 'o1', roles: ['organisation-administrator'], state: 'active' },
  { act: 'key', name: 'k1', by: 'p1', of: 'person', scopes: ['read', 'write', 'drafts'], networks: [], expires: null, circles: [], circlesOnly: false },
  { act: 'key-ceiling', by: 'p1', targetKey: 'k1', ceiling: 'TLP:AMBER+STRICT' },
];

/** @param {Store} store @param {number} times @param {Verdict} verdict */
export async function fullDisk(store, times, verdict) {
  const place = store.take();
  const mounted = join(place.directory, 'disk');
  mkdirSync(mounted);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m,mode=700', 'infohub-test', mounted], { stdio: 'ignore' });
  } catch {
    process.stdout.write('a small disk needs the right to mount one\n# skipped 1\n');
    place.end();
    return;
  }
  try {
    const scene = await enter(new Hub(place, join(mounted, 'data')), place);
    for (let round = 1; round <= times; round++) {
      const faults = await fillAndFree(scene, mounted);
      verdict.say(`full disk ${round} of ${times}: ${scene.kept.size} posts stand`, faults);
    }
    verdict.say('no backup cut short passes for one', await backupToFull(scene, mounted, place.directory));
    await scene.hub.stop('SIGKILL');
  } finally {
    execFileSync('umount', ['-l', mounted]);
    place.end();
  }
}

/** @param {Store} _ not this one: a server that others use is not stopped @param {number} times @param {Verdict} verdict */
export async function lostDatabase(_, times, verdict) {
  const store = await ownStore('postgres', true);
  const place = store.take();
  let scene = /** @type {Scene | null} */ (null);
  try {
    scene = await enter(new Hub(place), place);
    for (let round = 1; round <= times; round++) {
      const faults = await stopAndStart(scene, store, round % 2 === 0 ? 'fast' : 'immediate');
      verdict.say(`lost database ${round} of ${times}: ${scene.kept.size} posts stand`, faults);
    }
  } finally {
    await scene?.hub.stop('SIGKILL');
    place.end();
    await store.close();
  }
}

/** @param {Hub} hub @param {import('../Oracle/run/stores.mjs').Place} place @returns {Promise<Scene>} */
async function enter(hub, place) {
  const made = await hub.load(acts, place);
  await hub.start();
  const person = new Visitor(hub.base, { 'accept-language': 'zh-Hant' });
  if (!await person.signIn(made.get('p1'))) throw new Error('no session');
  return { hub, machine: new Machine(hub, made.get('k1').secret), person, kept: new Map() };
}

/** One write; what it answers is remembered. @param {Scene} scene */
async function share(scene, filler = '') {
  const title = token();
  const answer = await scene.machine.ask('POST', '/posts', { kind: 'question', label: 'TLP:GREEN', audience: ['community'], title, body: `${title} ${filler}` });
  if (answer.status === 201) scene.kept.set(answer.body.id, title);
  return answer;
}

/** @param {Scene} scene @param {string} mounted */
async function fillAndFree(scene, mounted) {
  const faults = [];
  for (let n = 0; n < 5; n++) await share(scene);
  const existing = [...scene.kept.keys()][0];
  fill(mounted);
  const refused = [];
  // Room that is left within the files of the database is used up first.
  await eventually(async () => { refused.push(await share(scene, 'x '.repeat(20_000))); return refused.at(-1)?.status !== 201; }, 0);
  refused.push(await scene.machine.attach(`/posts/${existing}`, 'big.txt', 'word '.repeat(40_000)));
  for (const answer of refused.filter(a => a.status !== 201)) {
    if (answer.status !== 503 || answer.body.code !== 'store' || answer.body.title.length < 20) faults.push(`a write by REST: ${answer.status} ${answer.text}`);
  }
  if (refused.every(answer => answer.status === 201)) faults.push('nothing was refused');
  faults.push(...await writesAsPerson(scene));
  if (!await reads(scene, existing)) faults.push('what stands cannot be read while the disk is full');
  rmSync(join(mounted, 'filler'));
  faults.push(...await goesOn(scene));
  const left = existsSync(join(scene.hub.data, 'files')) ? readdirSync(join(scene.hub.data, 'files'), { recursive: true }).filter(name => String(name).endsWith('.new')) : [];
  if (left.length > 0) faults.push(`half a file was left: ${left.join(', ')}`);
  return faults;
}

/** Not a byte is free. @param {string} mounted */
function fill(mounted) {
  const filler = join(mounted, 'filler');
  const block = Buffer.alloc(4096);
  for (let free = statfsSync(mounted).bavail; free > 0; free = statfsSync(mounted).bavail) writeFileSync(filler, free > 256 ? Buffer.alloc(4096 * (free - 128)) : block, { flag: 'a' });
}

/** On the page of sharing: a sentence, in the account's language, or the browser's where the account cannot be asked. What the page takes while there is room is remembered. @param {Scene} scene */
async function writesAsPerson({ person, kept }) {
  const page = await person.get('/share');
  const form = /name="__RequestVerificationToken"[^>]*value="([^"]+)"/.exec(page.text);
  if (!form) return [`the page of sharing: ${page.status}`];
  let answer;
  do {
    const title = token();
    answer = await person.post('/share', {
      kind: 'question', label: 'TLP:GREEN', audience: 'community', title, body: 'x '.repeat(30_000), language: 'en', attribution: 'named', pap: '', act: 'share', __RequestVerificationToken: form[1],
    });
    if (answer.status === 302) kept.set(answer.location.split('/').at(-1) ?? '', title);
  } while (answer.status === 302 && kept.size < 1000);
  return answer.status === 503 && /資料庫|does not take or give data now/.test(answer.text) ? [] : [`a write on a page: ${answer.status} ${answer.text.replace(/<[^>]+>/g, ' ').slice(0, 600)}`];
}

/** @param {Scene} scene @param {string} id */
async function reads({ machine, kept }, id) {
  const answer = await machine.ask('GET', `/posts/${id}`);
  return answer.status === 200 && answer.body.title === kept.get(id);
}

/** Without a restart: it writes again, and everything acknowledged is there. @param {Scene} scene */
async function goesOn(scene) {
  const faults = [];
  if (!await eventually(async () => (await share(scene)).status === 201)) faults.push('it does not write again');
  if (!scene.hub.runs) faults.push(`it ended: ${scene.hub.said.slice(-3000)}`);
  for (const id of scene.kept.keys()) if (!await reads(scene, id)) faults.push(`${id} is lost`);
  const listed = new Set((await scene.machine.all('/posts')).map(card => card.id));
  const more = [...listed].filter(id => !scene.kept.has(id));
  if (more.length > 0) faults.push(`refused, and there: ${more.join(', ')}`);
  const { code, text } = await scene.hub.command('audit', 'verify');
  if (code !== 0) faults.push(`the record: ${text}`);
  return faults;
}

/** @param {Scene} scene @param {string} mounted @param {string} elsewhere a directory with room */
async function backupToFull(scene, mounted, elsewhere) {
  const faults = [];
  for (const name of ['backup', 'backup.tar']) {
    const to = join(mounted, name);
    const filler = join(mounted, 'filler');
    fill(mounted);
    // Room for a part of it.
    truncateSync(filler, statSync(filler).size - 50 * 4096);
    const { code, text } = await scene.hub.command('backup', to);
    if (code === 0 || !/could not be written|No space|disk/i.test(text) || text.includes('   at ')) faults.push(`a backup to a full disk: ${code} ${text.slice(0, 600)}`);
    const over = new Hub({ directory: elsewhere, arguments: scene.hub.words.slice(2), end: () => {} }, join(elsewhere, `restored-${name}`));
    const restored = await over.command('restore', to);
    if (restored.code === 0) faults.push(`half a backup was restored: ${restored.text}`);
    if (existsSync(to) && (name.endsWith('.tar') || readdirSync(to).length > 0)) faults.push(`${name} was left`);
    rmSync(filler);
  }
  return faults;
}

/** @param {Scene} scene @param {Store} store @param {string} mode how the server is stopped */
async function stopAndStart(scene, store, mode) {
  const faults = [];
  for (let n = 0; n < 5; n++) await share(scene);
  let over = false;
  const writers = Array.from({ length: 4 }, async () => {
    while (!over) {
      const answer = await share(scene);
      if (answer.status === 503 && answer.body.code === 'store-unsure') scene.kept.set(`unsure ${token()}`, '');
      if (![201, 503].includes(answer.status)) faults.push(`a write by REST: ${answer.status} ${answer.text}`);
      if (answer.status !== 201) await pause(20);
    }
  });
  await pause(200);
  store.halt?.(mode);
  await pause(200);
  const read = await scene.machine.ask('GET', '/posts');
  if (read.status !== 503 || read.body.code !== 'store') faults.push(`a reading by REST: ${read.status} ${read.text}`);
  const page = await scene.person.get('/');
  if (page.status !== 503 || !page.text.includes('資料庫')) faults.push(`a page: ${page.status} ${page.text.replace(/<[^>]+>/g, ' ').slice(0, 600)}`);
  const ready = await fetch(`${scene.hub.base}/health/ready`);
  if (ready.status !== 503) faults.push(`it says that it is ready: ${ready.status}`);
  await pause(2500);
  store.resume?.();
  await eventually(async () => (await share(scene)).status === 201);
  over = true;
  await Promise.all(writers);
  const unsure = [...scene.kept.keys()].filter(id => id.startsWith('unsure '));
  unsure.forEach(id => scene.kept.delete(id));
  const known = await goesOn(scene);
  // Whose answer said that it is not known may be there, at most as many.
  const extra = known.filter(fault => fault.startsWith('refused, and there')).flatMap(fault => fault.split(': ')[1].split(', '));
  faults.push(...known.filter(fault => !fault.startsWith('refused, and there')));
  if (extra.length > unsure.length) faults.push(`refused, and there: ${extra.join(', ')}; unsure ${unsure.length}`);
  for (const id of extra) scene.kept.set(id, (await scene.machine.ask('GET', `/posts/${id}`)).body.title);
  return faults;
}
