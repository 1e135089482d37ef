// R7: what a viewer may not read changes nothing that the viewer gets. Two hubs hold the same world; in one of them others do what the law hides
// from all the viewers; every viewer then gets the same from both, on every way out and in answer to every attempt.
//   node two-worlds.mjs --engine sqlite|postgres [--deep] [--pairs N] [--seed N]
import { parseArgs } from 'node:util';
import { Random } from './generator/random.mjs';
import { decide } from './law.mjs';
import { store } from './run/stores.mjs';
import { castOf } from './two/cast.mjs';
import { commandsOf, Doing } from './two/doing.mjs';
import { Fields, reviewed } from './two/fields.mjs';
import { notHidden, uncovered } from './two/commands.mjs';
import { Live } from './two/live.mjs';
import { probe } from './two/probes.mjs';
import { stories } from './two/stories.mjs';
import { told } from './two/timing.mjs';
import { twins } from './two/twins.mjs';
import { readingRoutes, watch } from './two/watch.mjs';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'sqlite' }, deep: { type: 'boolean', default: process.env.INFOHUB_DEEP === '1' },
    pairs: { type: 'string' }, seed: { type: 'string', default: '1' },
  },
});
const wanted = Number(values.pairs ?? (values.deep ? 2000 : 100));
/** Two worlds at least, for officers act in the one and look in the other; what others do is spread over so many batches. */
const batches = Math.min(5, Math.ceil(wanted / 2 / 10));
/** What is no way out of the community's. @type {Record<string, string>} */
const unwatched = {
  '/health/live': 'the machine itself', '/health/ready': 'the machine itself', '/error/{status:int?}': 'shown in place of a page', '/welcome/{token}': 'asks for a secret', '/departed/{token}': 'asks for a secret',
  '/signout': 'ends the session', '/officers/record': 'the auditor\'s: acts without content, everybody\'s', '/account/app': 'draws a new secret at each look',
  '/taxii2/{**rest}': 'what no other route takes, refused alike', '/officers/system': 'the machine itself: the last runs of jobs, sizes and versions',
};
/** Questions and attempts of one pair; all of them in the deep run. */
const budget = values.deep ? { questions: 0, attempts: 0 } : { questions: 34, attempts: 8 };

const begun = Date.now();
let passed = 0;
let failed = 0;
let pairs = 0;
let answers = 0;
let open = 0;
/** @type {Map<string, number>} */ const done = new Map();
/** @type {Map<string, number>} */ const covered = new Map();
/** @type {Map<string, number>} */ const viewers = new Map();
const fields = new Fields();
let routes = '';

const at = await store(values.engine);
try {
  let planned = 0;
  /** @type {{cast: import('./two/cast.mjs').Cast, seed: number, first: boolean}[]} */
  const plan = [];
  for (let seed = Number(values.seed); planned < wanted || plan.length < 2; seed++) {
    const cast = castOf(seed, plan.length % 2 === 0);
    if (!cast) continue;
    plan.push({ cast, seed, first: plan.length === 0 });
    planned += cast.watchers.length * batches;
  }
  // Two at a time; the first alone where its answers are timed.
  if (values.deep) await worldAfterWorld(plan.splice(0, 1));
  await Promise.all([worldAfterWorld(plan), worldAfterWorld(plan)]);
} finally {
  await at.close();
}
const commands = commandsOf(routes);
for (const fault of uncovered(commands, done)) say(false, fault);
say(true, `${commands.length} commands of the hub: ${commands.filter(({ key }) => done.has(key)).length} done unseen, ${Object.keys(notHidden).length} named with a reason`);
const unseen = readingRoutes(routes).filter(({ pattern, access }) => !covered.has(pattern) && !unwatched[pattern] && access !== 'Loopback');
for (const { pattern } of unseen) say(false, `${pattern}: nobody looked there`);
say(pairs >= wanted, `${pairs} pairs of a viewer and hidden acts, at least ${wanted}`);

const table = map => [...map].sort().map(([name, count]) => `${String(count).padStart(7)}  ${name}`).join('\n');
process.stdout.write(`\nCommands done unseen\n${table(done)}\n\nCommands not hidden\n${Object.entries(notHidden).map(([key, why]) => `         ${key}: ${why}`).join('\n')}\n`);
process.stdout.write(`\nLooked at\n${table(covered)}\n\nViewers\n${table(viewers)}\n\nReviewed fields, and how often they differed\n`);
process.stdout.write(`${reviewed.map(({ name, why }) => `${String(fields.counts.get(name)).padStart(7)}  ${name}: ${why}`).join('\n')}\n\n`);
process.stdout.write(`${answers.toLocaleString('en')} answers compared on ${values.engine} in ${Math.round((Date.now() - begun) / 1000)} s; ${open} acts left out because the law lets a viewer notice them\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

/** @param {{cast: import('./two/cast.mjs').Cast, seed: number, first: boolean}[]} plan shared by who works through it */
async function worldAfterWorld(plan) {
  for (let next = plan.shift(); next; next = plan.shift()) {
    const { cast, seed, first } = next;
    await oneWorld(cast, seed, first).catch(error => say(false, `world ${seed}: ${error instanceof Error ? error.stack : error}`));
  }
}

/** @typedef {{watcher: import('./two/cast.mjs').Watcher, who: import('./two/twins.mjs').Double, eye: import('./two/watch.mjs').Eye}} Looking */

/** @param {import('./two/cast.mjs').Cast} cast @param {number} seed @param {boolean} first */
async function oneWorld(cast, seed, first) {
  const random = new Random(seed * 7 + 1);
  const worlds = await twins(cast, at);
  /** @type {{watcher: import('./two/cast.mjs').Watcher, live: Live}[]} */
  const lives = [];
  try {
    routes = worlds.routes;
    const doing = new Doing(cast, worlds, random);
    const known = { since: worlds.since, uids: worlds.uids };
    // To each a chance of its own.
    const looking = cast.watchers.map((watcher, at) => ({
      watcher, who: worlds.visitor(nameOf(watcher)),
      eye: { known, fields, random: new Random(seed * 1000 + at), routes: readingRoutes(routes), covered, faults: /** @type {string[]} */ ([]), answers: 0 },
    }));
    for (const { watcher, who } of looking) if (watcher.viewer.kind === 'person') lives.push({ watcher, live: new Live(who) });
    const names = Object.keys(stories);
    const order = [...random.some(names, names.length), ...random.some(names, names.length)];
    for (let batch = 1; batch <= batches; batch++) {
      for (const name of order.splice(0, Math.ceil(order.length / (batches - batch + 1)))) {
        try {
          await stories[name](doing);
        } catch (error) {
          doing.faults.push(`${name}: ${error instanceof Error ? error.stack : error}`);
        }
      }
      await bothSee(doing, batch);
      if (batch === Math.min(3, batches)) await enterAgain(doing, looking);
      for (const fault of doing.faults.splice(0)) say(false, `world ${seed}, batch ${batch}: ${fault}`);
      // What one of them does or reads shows to the others: in the same order in both worlds.
      for (const each of looking) await attempt(each);
      for (const each of looking) await look(each, batch);
    }
    // What is on its way to one of them arrives.
    await new Promise(resolve => { setTimeout(resolve, 2500); });
    for (const { watcher, live } of lives.splice(0)) {
      const difference = await live.end();
      say(difference === null, `world ${seed}: the live stream of ${watcher.kind}${difference ? `: ${difference}` : ''}`);
    }
    covered.set('/live', (covered.get('/live') ?? 0) + looking.length);
    if (values.deep && first) for (const { holds, text } of await told(cast, worlds, doing)) say(holds, text);
    open += doing.open;
    for (const [key, count] of doing.done) done.set(key, (done.get(key) ?? 0) + count);

    /** @param {Looking} each */
    async function attempt({ watcher, who, eye }) {
      const title = eye.random.pick([...cast.generator.world.log].map(({ act }) => act.title).filter(Boolean));
      await probe(eye, watcher, who, routes, doing.hidden, { item: eye.random.pick(readable(watcher)), name: 'A circle', title, request: doing.request(watcher.kind), email: eye.random.pick(doing.invited) ?? 'nobody@example.org' }, budget.attempts);
    }

    /** @param {Looking} each @param {number} batch */
    async function look({ watcher, who, eye }, batch) {
      const others = { circles: doing.state.circles, people: doing.state.persons, organisations: doing.state.organisations };
      const what = {
        items: eye.random.some([...new Set([...eye.random.some(readable(watcher), 20), ...[...worlds.results.values()].map(({ id }) => id)])].filter(Boolean), budget.questions ? 12 : 60),
        others: Object.fromEntries(Object.entries(others).map(([kind, all]) => [kind, [...all.keys()].filter(name => worlds.results.has(name)).map(name => doing.uid(name))])),
        hidden: doing.hidden, feeds: [doing.uid('xf')], token: worlds.results.get('xf').token,
      };
      await watch(eye, watcher, who, what, batch === batches ? budget.questions * 3 : budget.questions);
      const found = eye.faults.splice(0);
      answers += eye.answers;
      eye.answers = 0;
      pairs += 1;
      viewers.set(watcher.kind, (viewers.get(watcher.kind) ?? 0) + 1);
      say(found.length === 0, `world ${seed}, batch ${batch}: ${watcher.kind}${found.length ? ` gets ${found.length} differences` : ''}`);
      for (const text of found.slice(0, 8)) process.stdout.write(`        ${text}\n`);
    }

    /** @param {import('./two/cast.mjs').Watcher} watcher */
    function readable(watcher) {
      const { state } = cast.generator.world;
      return [...state.items.values()].filter(item => item.state === 'shared' && worlds.results.has(item.name)
        && decide(state, watcher.viewer, item.name, item.versions.length, watcher.key ? 'machine' : 'page', 0).outcome === 'Full').map(item => doing.uid(item.name));
    }
  } finally {
    for (const { live } of lives) await live.end().catch(() => null);
    await worlds.end();
  }
}

/** The same act in both worlds, which everybody may see; its notice comes when what was done before it has been told. @param {Doing} doing @param {number} batch */
async function bothSee(doing, batch) {
  const { a, b, token } = doing.as(doing.actors.b1);
  const title = `proxy list for all ${batch} ${doing.random.letters(4)}`;
  const to = doing.actors.a1;
  const fields = [['kind', 'question'], ['title', title], ['body', 'phishing'], ['label', 'Green'], ['attribution', 'named'], ['language', 'en'], ['pap', 'PAP:GREEN'], ['act', 'share'],
    ['audience', 'community'], ['audience', `person:${doing.uid(to)}`], ['__RequestVerificationToken', token]];
  for (const world of [a, b]) {
    const { location, text } = await world.post('/share', fields);
    if (!location.startsWith('/items/')) throw new Error(`what everybody may see is not shared: ${text.slice(0, 300)}`);
  }
  const reader = doing.as(to);
  for (const world of [reader.a, reader.b]) {
    for (let tries = 0; !(await world.get('/inbox')).text.includes(title); tries++) {
      if (tries > 150) throw new Error('what was shared is not told');
      await new Promise(resolve => { setTimeout(resolve, 100); });
    }
  }
  await new Promise(resolve => { setTimeout(resolve, 250); });
}

/** A viewer signs in once more in both worlds: what is counted in between shows in neither. @param {Doing} doing @param {Looking[]} looking */
async function enterAgain(doing, looking) {
  const found = looking.find(({ watcher }) => watcher.viewer.kind === 'person');
  if (!found) return;
  const name = nameOf(found.watcher);
  const again = doing.as(`${name} again`);
  for (const world of [again.a, again.b]) if (!await world.signIn(doing.twins.results.get(name), 30)) throw new Error(`${name} gets no second session`);
}

/** @param {import('./two/cast.mjs').Watcher} watcher */
function nameOf({ viewer, key }) {
  return viewer.kind === 'person' ? viewer.person : key ?? 'nobody';
}

/** @param {boolean} holds @param {string} text */
function say(holds, text) {
  if (holds) passed += 1;
  else failed += 1;
  process.stdout.write(`${holds ? 'ok' : 'NOT OK'}  ${text}\n`);
}
