// What a run counts and holds to its number, and how answers beside the text are read, by hand.
import test from 'node:test';
import assert from 'node:assert/strict';
import { Comparison } from './drive/compare.mjs';
import { explain, table } from './drive/explain.mjs';
import { Form } from './drive/form.mjs';
import { Previews } from './drive/previews.mjs';
import { Readings } from './drive/readings.mjs';
import { Rest } from './drive/rest.mjs';
import { sentTo } from './drive/sent.mjs';
import { decide } from './law.mjs';
import { exempt, RULES, tally } from './run/floors.mjs';
import { resolve } from './viewers.mjs';
import { circle, everyone, found, join, key, members, org, raise, share, world } from './some.mjs';

/** @typedef {import('./cells.mjs').Channel} Channel */

const G = 'TLP:GREEN';
const A = 'TLP:AMBER';
const NAMES = 'R1a R1b R1c R1d R1e R1f R1g R2 R3 R4 R5 R6 R7 R8 R9 R10 R11 W1 W2 W3 W4 W5 W6 W7 W8 W9 C1 C2 C3 C4 H1 H2 H3 H4'.split(' ');

/** @param {Comparison} all @param {'kernel'|'deep'|'http'|'http-deep'} depth @param {string} rule */
const lineOf = (all, depth, rule) => tally(all, depth).find(({ text }) => text.startsWith(`${rule}: `));

/** A comparison in which each rule was hit so often. @param {number} times @param {string} [but] */
function counted(times, but) {
  const all = new Comparison(world());
  for (const name of NAMES) if (name !== but) all.rules.set(name, { allow: times, deny: times });
  return all;
}

/** @param {Comparison} comparison */
const differing = comparison => comparison.disagreements.map(each => explain(comparison.world, each));

const person = (/** @type {string} */ name) => /** @type {const} */ ({ kind: 'person', person: name, strongMinutesAgo: 1 });

// The list of rules
test('every rule of the law is on the list', () => assert.deepEqual(RULES.map(({ name }) => name), NAMES));
test('a rule that no run asks has a reason, and no other is exempt', () => assert.deepEqual(RULES.filter(({ by }) => by.length === 0).map(({ name }) => name), Object.keys(exempt)));
for (const depth of /** @type {const} */ (['deep', 'http-deep'])) {
  const run = depth === 'deep' ? 'kernel' : 'http';
  test(`${depth}: a rule that was never hit fails the run`, () => {
    for (const { name, by } of RULES) assert.equal(lineOf(counted(1000, name), depth, name)?.holds, !by.includes(run), name);
  });
  test(`${depth}: a thousand each way are enough`, () => {
    for (const { name } of RULES) assert.equal(lineOf(counted(1000), depth, name)?.holds, true, name);
  });
}
test('a rule that is only allowed fails the run', () => {
  const all = counted(1000);
  all.rules.set('C2', { allow: 5000, deny: 0 });
  assert.equal(lineOf(all, 'http-deep', 'C2')?.holds, false);
});
test('a mark that is on no list fails the run', () => {
  const all = counted(1000);
  all.rules.set('X1', { allow: 1, deny: 1 });
  assert.equal(lineOf(all, 'kernel', 'X1')?.holds, false);
});
test('the table has every rule, the exempt with their reason', () => {
  const lines = table(new Comparison(world())).split('\n');
  for (const name of NAMES) assert.ok(lines.some(line => line.startsWith(`${name} `) && (!exempt[name] || line.endsWith(exempt[name]))), name);
});

// W4, H4, C4, C1
test('W4: under embargo an audience is made narrower, not wider', () => {
  const made = world(share(G, [members], { embargo: 9000 }));
  const marks = (/** @type {object} */ part) => made.predict({ act: 'relabel', at: -50_000, item: 'i1', by: 'bob', label: G, audience: [part] }).rules.filter(({ rule }) => rule === 'W4').map(({ allow }) => allow);
  const narrow = world(share(G, [org('o2')], { embargo: 9000 })).predict({ act: 'relabel', at: -50_000, item: 'i1', by: 'bob', label: G, audience: [members] });
  assert.deepEqual([marks(org('o2')), narrow.rules.find(({ rule }) => rule === 'W4')?.allow, narrow.ok], [[true], false, false]);
});
test('H4: two officers hide, one does not', () => {
  const hide = (/** @type {string} */ second) => world(share(G, [members])).predict({ act: 'hide', at: -50_000, item: 'i1', by: 'olga', second, reason: 'r' }).rules.filter(({ rule }) => rule === 'H4');
  assert.deepEqual([hide('otto'), hide('olga')], [[{ rule: 'H4', allow: true }], [{ rule: 'H4', allow: false }]]);
});
test('C4: a machine gets what is within its ceiling, and nothing above', () => {
  const marks = (/** @type {string} */ label) => decide(world(share(label, [org('o2')]), key('cyd', 'organisation')).state, { kind: 'key', key: 'k1' }, 'i1', 1, 'machine', 0).rules.filter(({ rule }) => rule === 'C4');
  assert.deepEqual([marks(G), marks(A)], [[{ rule: 'C4', allow: true }], [{ rule: 'C4', allow: false }]]);
});
test('C1: who was to be sent a version is not who is sent it', () => {
  const made = world(share(G, [org('o2')]), { act: 'person-state', person: 'dan', state: 'left' });
  assert.deepEqual([...sentTo(made).get('i1 v1') ?? []].sort(), ['ann', 'bob', 'cyd', 'dan']);
  const comparison = new Comparison(made);
  for (const name of ['dan', 'cyd', 'eve']) comparison.answer({ viewer: { kind: 'recipient', person: name }, item: 'i1', version: 1, channel: 'mail' }, null);
  assert.deepEqual(comparison.rules.get('C1'), { allow: 1, deny: 1 });
});

// C3, H3, W6, C4: the form
const page = (/** @type {string} */ body, label = 'TLP:GREEN') => `<main><article class="document"><header class="doc-label doc-label-head"><p>1</p><span class="tlp" translate="no">${label}</span></header>
<p>${body}</p><footer class="doc-label doc-label-foot"><p>As is, for the programme's purposes.</p><span class="tlp" translate="no">${label}</span></footer></article></main>`;
const post = (more = {}) => JSON.stringify({ label: G, body: 'i1v1[.]lure-invoices[.]com', observables: [{ value: 'i1v1.lure-invoices.com' }], terms: 'as is', ...more });

/** @param {string} text @param {Channel} [channel] */
function told(text, channel = 'page') {
  const made = world(share(G, [members]));
  const comparison = new Comparison(made);
  const item = /** @type {import('./state.mjs').Item} */ (made.state.items.get('i1'));
  new Form(comparison).full({ who: 'dan', where: '/', item, version: 1, channel, text, decision: decide(made.state, person('dan'), 'i1', 1, 'page', 0) });
  return differing(comparison).length;
}

for (const [name, text, wrong, channel] of /** @type {[string, string, number, Channel?][]} */ ([
  ['C3: a page is masked', page('<code>i1v1<span>[.]</span>lure-invoices<span>[.]</span>com</code>'), 0],
  ['C3: a page with a live value', page('i1v1.lure-invoices.com'), 1],
  ['W6: a page with another label', page('i1v1[.]lure-invoices[.]com', 'TLP:CLEAR'), 1],
  ['W6: a page with a label in another form', page('i1v1[.]lure-invoices[.]com', 'GREEN'), 1],
  ['H3: a comment with a masked link', page('i1v1[.]lure-invoices[.]com hxxp://m1[.]lure-links[.]com/login tok-m1-abcd'), 0],
  ['H3: a comment with a live link', page('i1v1[.]lure-invoices[.]com http://m1.lure-links.com/login tok-m1-abcd'), 1],
  ['C3: a machine gets the true value', post(), 0, 'machine'],
  ['C3: a machine with a masked value', post({ observables: [{ value: 'i1v1[.]lure-invoices[.]com' }] }), 1, 'machine'],
  ['C4: a machine without the terms', post({ terms: undefined }), 1, 'machine'],
  ['C4: a machine with a weaker label', post({ label: 'TLP:CLEAR' }), 1, 'machine'],
])) test(name, () => assert.equal(told(text, channel), wrong));

// C2: the record
const row = (/** @type {string} */ who, act = 'read its page') => `<td data-label="Who">${who} <span class="meta">o2 </span></td>\n<td data-label="Act">${act}</td>`;

/** @param {string} label @param {string} rows @param {object} [more] */
function record(label, rows, more = {}) {
  const made = world(share(label, [org('o2')], more));
  const comparison = new Comparison(made);
  const readings = new Readings(comparison, new Map());
  const item = /** @type {import('./state.mjs').Item} */ (made.state.items.get('i1'));
  for (const name of ['bob', 'dan', 'eve']) readings.note(person(name), item, decide(made.state, person(name), 'i1', 1, 'page', 0), 'page');
  readings.compare('bob', item, '/', rows);
  return { differ: differing(comparison).length, marks: comparison.rules.get('C2') };
}

test('C2: who read AMBER is on record, who read nothing is not', () => assert.deepEqual(record(A, row('dan') + row('bob') + row('cyd', 'commented')), { differ: 0, marks: { allow: 2, deny: 6 } }));
test('C2: a reading that is missing', () => assert.equal(record(A, row('bob')).differ, 1));
test('C2: the author too', () => assert.equal(record(A, row('dan')).differ, 1));
test('C2: who could not read, on record', () => assert.equal(record(A, row('dan') + row('bob') + row('eve')).differ, 1));
test('C2: GREEN is counted, nobody is named', () => assert.deepEqual([record(G, '').differ, record(G, row('dan')).differ], [0, 1]));
test('W7: the anonymous author is not on record', () => assert.deepEqual([record(A, row('dan'), { attribution: 'anonymous' }).differ, record(A, row('dan') + row('bob'), { attribution: 'anonymous' }).differ], [0, 1]));

// W1, R11: what a key is told
const uid = (/** @type {string} */ name) => ({ id: `ID-${name}` });
const results = new Map(['i1', 'c1', 'o1', 'o2', 'o3', 'ann', 'bob', 'cyd', 'dan', 'eve', 'olga', 'otto', 'hal'].map(name => [name, uid(name)]));

test('W1: a preview counts the persons of each organisation', async () => {
  const { state } = world(found({ members: 'owners' }), join('cyd'), key('dan', 'person'));
  /** @type {any[]} */ const said = [];
  /** @type {any} */ const visitor = {
    send: async (/** @type {string} */ path, /** @type {{body: string}} */ { body }) => ({
      status: 200, text: JSON.stringify({ everybody: body.includes('public'), readers: [{ organisation: 'o2', persons: 2 }], closedLists: [{ circle: 'c1', organisations: 2, persons: 4 }] }),
    }),
  };
  await new Previews(state, results, saying => { said.push(saying); }).ask('k1', visitor, resolve(state, { kind: 'key', key: 'k1' }, 0));
  const of = (/** @type {string} */ where) => said.filter(each => each.where.endsWith(where) && each.rules?.some(([rule]) => ['W1', 'R11'].includes(rule))).map(each => each.expected);
  assert.deepEqual(of('GREEN community'), ['everybody: false', 'o1: 2', 'o2: 2', 'o3: 3']);
  assert.deepEqual(of('AMBER circle:c1'), ['everybody: false', 'o1: nobody', 'o2: 2', 'o3: nobody', 'c1: 4 persons, not listed']);
  assert.ok(said.some(each => each.where.includes('TLP:AMBER STRICT') && each.observed !== each.expected));
});

test('R11: readers are told the parts that they could name, and the others without a number', async () => {
  const made = world(found({ listed: false }), share(G, [circle('c1'), org('o2')], { by: 'ann' }), key('dan', 'person'), raise('cyd', A));
  const comparison = new Comparison(made);
  const rest = new Rest(comparison, results, new Readings(comparison, results));
  const viewer = /** @type {const} */ ({ kind: 'key', key: 'k1' });
  /** @param {object[]} parts @param {boolean} andOthers */
  const answers = async (parts, andOthers) => {
    /** @type {any} */ const visitor = { get: async (/** @type {string} */ where) => ({ status: where.endsWith('readings') ? 403 : where.endsWith('record') ? 404 : 200, text: where.endsWith('readers') ? JSON.stringify({ parts, andOthers }) : '[]' }) };
    const before = comparison.disagreements.length;
    await rest.post({ name: 'k1', visitor, viewer, who: resolve(made.state, viewer, 0), channel: 'machine' }, /** @type {any} */ (made.state.items.get('i1')));
    return comparison.disagreements.length - before;
  };
  const [own, unlisted] = [{ kind: 'organisation', name: 'o2' }, { kind: 'circle', name: 'c1', members: 1 }];
  assert.deepEqual([await answers([own], true), await answers([own], false), await answers([own, unlisted], false)], [0, 1, 2]);
});

test('a disagreement beside the text says who, where and what', () => {
  const comparison = new Comparison(world(share('TLP:CLEAR', [everyone])));
  comparison.fact('beside', { who: 'k1', where: '/x', rules: [{ rule: 'R11', allow: true }], expected: 'a', observed: 'b' });
  assert.deepEqual(differing(comparison), ['HTTP k1 /x: expected a, observed b (R11)']);
});
