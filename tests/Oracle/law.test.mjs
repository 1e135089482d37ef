// Hand-written cases: each sentence is read from the law, not from any program.
import test from 'node:test';
import assert from 'node:assert/strict';
import { canonical, fits, labelFromOutside, labelOf, strictest } from './labels.mjs';
import { appears, decide, recordOf, showsComment } from './law.mjs';
import { mayDerive, partsShown, sectorsShown } from './naming.mjs';
import { CHANNELS } from './cells.mjs';
import { FIRST, answer, ask, byHub, byKey, circle, everyone, found, inPublic, join, key, members, one, org, raise, sees, share, world } from './some.mjs';

/** @param {string} name @param {() => unknown} actual @param {unknown} expected */
const rule = (name, actual, expected) => test(name, () => assert.deepEqual(actual(), expected));

const A = 'TLP:AMBER';
const S = 'TLP:AMBER+STRICT';
const R = 'TLP:RED';
const G = 'TLP:GREEN';
const C = 'TLP:CLEAR';
const leaves = (organisation, state = 'left') => ({ act: 'organisation-state', organisation, state });
const person = (name, state) => ({ act: 'person-state', person: name, state });
const move = (name, organisation) => ({ act: 'person-move', person: name, organisation });
const relabel = (label, audience, rest = {}) => ({ act: 'relabel', item: 'i1', by: 'bob', label, audience, ...rest });
const revise = (rest = {}) => ({ act: 'revise', item: 'i1', by: 'bob', title: 't', body: 'b', ...rest });
const pass = (by, part, rest = {}) => ({ act: 'pass-on', name: 'g1', item: 'i1', by, part, ...rest });
const hide = (by, second) => ({ act: 'hide', item: 'i1', by, second, reason: 'r' });
const withdraw = (by = 'bob') => ({ act: 'withdraw', item: 'i1', by, reason: 'r' });
const draft = (rest = {}) => ({ ...share(G, [members], rest), act: 'draft' });
const serve = (provider, client, by, confirms) => [{ act: 'client-propose', by, provider, client }, { act: 'client-confirm', by: confirms, provider, client }];
const feedOf = (by, ...bind) => [{ act: 'feed', name: 'f1', by }, ...bind.map(ceiling => ({ act: 'feed-bind', by: 'cyd', feed: 'f1', networks: ['127.0.0.0/8'], ceiling }))];
const byFeed = (made, from = '127.0.0.1') => ask(made, { kind: 'feed', feed: 'f1', from }, 'feed');
const mailed = (made, channel = 'mail') => ask(made, { kind: 'recipient', person: 'dan' }, /** @type {any} */ (channel));

// R1
rule('R1a: a suspended person reads a community item as a stranger would', () => sees(world(share(G, [members]), person('dan', 'suspended')), 'dan'), 'Nothing');
rule('R1a: a person of a suspended organisation is not live', () => sees(world(share(G, [members]), leaves('o2', 'suspended')), 'dan'), 'Nothing');
rule('R1a: who has not accepted the new terms is not live', () => sees(world(share(G, [members]), { act: 'new-terms', terms: 'x' }), 'dan'), 'Nothing');
rule('R1a: who accepts the new terms is live again', () => sees(world(share(G, [members]), { act: 'new-terms', terms: 'x' }, { act: 'terms', by: 'dan' }), 'dan'), 'Full');
rule('R1b: a draft is full to its author', () => sees(world(draft()), 'bob'), 'Full');
rule('R1b: a draft is nothing to the administrator of the author\'s organisation', () => sees(world(draft()), 'ann'), 'Nothing');
rule('R1b: a draft is full to a reviewer whom the author names', () => sees(world(draft({ reviewers: ['dan'] })), 'dan'), 'Full');
rule('R1b: a reviewer who moves to another organisation loses the draft', () => sees(world(draft({ reviewers: ['dan'] }), move('dan', 'o3')), 'dan'), 'Nothing');
rule('R1b: the author\'s key reads a draft with scope drafts', () => byKey(world(draft(), key('bob', 'person'))), 'Full');
rule('R1b: the author\'s key without scope drafts does not', () => byKey(world(draft(), key('bob', 'person', { scopes: ['read'] }))), 'Nothing');
rule('R1b: a draft is not found by search, even by its author', () => sees(world(draft()), 'bob', 'analysis'), 'Nothing');
rule('Reading 1: a draft above the ceiling stays closed to the author\'s key', () => byKey(world(draft({ label: A, audience: [org('o2')] }), key('bob', 'person'))), 'Nothing');
rule('R1c: an item for one organisation is nothing to another', () => sees(world(share(A, [org('o2')])), 'eve'), 'Nothing');
rule('R1d: before release a reader gets nothing', () => sees(world(share(G, [members], { release: 9000 })), 'dan'), 'Nothing');
rule('R1d: before release the author reads', () => sees(world(share(G, [members], { release: 9000 })), 'bob'), 'Full');
rule('R1d: before release the organisation\'s administrator reads', () => sees(world(share(G, [members], { release: 9000 })), 'ann'), 'Full');
rule('R1d: before release the administrator reads no RED', () => sees(world(share(R, [one('ann')], { release: 9000 })), 'ann'), 'Nothing');
rule('R1d: before release an ordinary colleague does not read', () => sees(world(share(G, [members], { by: 'ann', release: 9000 })), 'bob'), 'Nothing');
rule('R1d: after release readers read', () => sees(world(share(G, [members], { release: -5000 })), 'dan'), 'Full');
rule('R1d: an organisation\'s key is of the originator\'s side only of what it wrote', () => [
  byKey(world(key('ann', 'organisation'), share(G, [members], { by: undefined, key: 'k1', attribution: 'organisation', release: 9000 }))),
  byKey(world(key('ann', 'organisation'), share(G, [members], { release: 9000 })))], ['Full', 'Nothing']);
rule('R1e: a key at GREEN gets nothing of AMBER', () => byKey(world(share(A, [org('o2')]), key('cyd', 'organisation'))), 'Nothing');
rule('R1e: a key raised to AMBER reads AMBER, not AMBER+STRICT', () => [A, S].map(label =>
  byKey(world(share(label, [org('o2')]), key('cyd', 'organisation'), raise('cyd', A)))), ['Full', 'Nothing']);
rule('R1e: the ceiling comes before the tombstone', () => byKey(world(share(A, [org('o2')]), withdraw(), key('cyd', 'organisation'))), 'Nothing');
rule('R1f: a reader of a withdrawn item gets a tombstone', () => sees(world(share(G, [members]), withdraw()), 'dan'), 'Tombstone');
rule('R1f: who could not read gets no tombstone', () => sees(world(share(A, [org('o2')]), withdraw()), 'eve'), 'Nothing');
rule('R1: what does not exist is nothing', () => decide(world().state, { kind: 'person', person: 'bob' }, 'i9', 1, 'page', 0).outcome, 'Nothing');

// R2
rule('R2: a community item is read by every member', () => sees(world(share(G, [members])), 'eve'), 'Full');
rule('R2: who leaves a circle loses its items at that instant', () => {
  const acts = [found(), join('cyd'), share(A, [circle('c1')], { by: 'bob' })];
  return [sees(world(...acts), 'dan'), sees(world(...acts, { act: 'circle-leave', circle: 'c1', by: 'cyd', as: 'organisation' }), 'dan')];
}, ['Full', 'Nothing']);
rule('R2: with history from joining an earlier version stays closed', () => sees(world(found(), share(A, [circle('c1')]), join('cyd')), 'dan'), 'Nothing');
rule('R2: with history for all it is open', () => sees(world(found({ history: 'all' }), share(A, [circle('c1')]), join('cyd')), 'dan'), 'Full');
rule('R2: what is shared in the second of joining is read', () => sees(world(found(), { ...join('cyd'), at: FIRST + 50 }, share(A, [circle('c1')], { at: FIRST + 50 })), 'dan'), 'Full');
rule('R2: a person who comes to a member organisation later reads since the organisation\'s joining', () =>
  sees(world(found(), join('cyd'), share(A, [circle('c1')]), move('olga', 'o2')), 'olga'), 'Full');
rule('R2: rejoining counts from the latest joining', () => sees(world(found(), join('cyd'), share(A, [circle('c1')]),
  { act: 'circle-leave', circle: 'c1', by: 'cyd', as: 'organisation' }, join('cyd')), 'dan'), 'Nothing');
rule('R2: history loosened later holds only for what is shared afterwards', () => {
  const open = { act: 'circle-settings', circle: 'c1', by: 'ann', history: 'all' };
  return [sees(world(found(), share(A, [circle('c1')]), open, join('cyd')), 'dan'), sees(world(found(), open, share(A, [circle('c1')]), join('cyd')), 'dan')];
}, ['Nothing', 'Full']);
rule('R2: history tightened holds at once for everything', () => sees(world(found({ history: 'all' }), share(A, [circle('c1')]), join('cyd'),
  { act: 'circle-settings', circle: 'c1', by: 'ann', history: 'joining' }), 'dan'), 'Nothing');
rule('R2: a pair that is a member leaves its colleagues out', () => {
  const made = world(found(), join('dan', 'person'), share(A, [circle('c1')]));
  return [sees(made, 'dan'), sees(made, 'cyd')];
}, ['Full', 'Nothing']);
rule('R2: a pair that is a member loses the circle by moving', () => sees(world(found(), join('dan', 'person'), share(A, [circle('c1')]), move('dan', 'o3')), 'dan'), 'Nothing');
rule('R2: a closed circle keeps its readers', () => sees(world(found(), join('cyd'), share(A, [circle('c1')]), { act: 'circle-close', circle: 'c1', by: 'ann' }), 'dan'), 'Full');
rule('R2: a closed circle takes no new ones', () => answer(world(found(), { act: 'circle-close', circle: 'c1', by: 'ann' }), join('cyd')), 'Refused');

// R3, R4
rule('R3: a person who moves loses what named the pair', () => sees(world(share(A, [one('dan')]), move('dan', 'o3')), 'dan'), 'Nothing');
rule('R3: who comes back is a new joiner', () => sees(world(share(A, [one('dan')]), move('dan', 'o3'), move('dan', 'o2')), 'dan'), 'Nothing');
rule('Reading 3: a version shared after the return counts', () => sees(world(share(A, [one('dan')]), move('dan', 'o3'), move('dan', 'o2'), revise()), 'dan'), 'Full');
rule('R3: a person part opens nothing to colleagues', () => sees(world(share(A, [one('dan')])), 'cyd'), 'Nothing');
rule('R4: below RED the author\'s organisation reads', () => sees(world(share(S, [one('dan')])), 'ann'), 'Full');
rule('R4: at RED it does not', () => sees(world(share(R, [one('dan')])), 'ann'), 'Nothing');
rule('R4: the organisation of an anonymous author does not read', () => sees(world(share(A, [one('dan')], { attribution: 'anonymous' })), 'ann'), 'Nothing');
rule('R4: the anonymous author does', () => sees(world(share(A, [one('dan')], { attribution: 'anonymous' })), 'bob'), 'Full');
rule('R4: an author who moved away is no author, and reads again on return', () => {
  const acts = [share(A, [one('dan')]), move('bob', 'o3')];
  return [sees(world(...acts), 'bob'), sees(world(...acts, move('bob', 'o1')), 'bob')];
}, ['Nothing', 'Full']);

// R5
rule('R5: suspension only pauses', () => sees(world(share(A, [org('o2')]), leaves('o2', 'suspended'), leaves('o2', 'active')), 'dan'), 'Full');
rule('R5: a returning organisation does not regain its parts', () => sees(world(share(A, [org('o2')]), leaves('o2'), leaves('o2', 'active')), 'dan'), 'Nothing');
rule('R5: a returning organisation reads its own items', () => sees(world(share(A, [org('o2')]), leaves('o1'), leaves('o1', 'active')), 'ann'), 'Full');
rule('R5: leaving ends keys for good', () => byKey(world(share(G, [members]), key('cyd', 'organisation'), leaves('o2'), leaves('o2', 'active'))), 'Nothing');
rule('R5: leaving ends feed tokens for good', () => byFeed(world(share(G, [members]), ...feedOf('dan'), person('dan', 'left'), person('dan', 'active'))), 'Nothing');
rule('R5: suspension pauses a key, its end wakes it', () => {
  const acts = [share(G, [members]), key('cyd', 'organisation'), leaves('o2', 'suspended')];
  return [byKey(world(...acts)), byKey(world(...acts, leaves('o2', 'active')))];
}, ['Nothing', 'Full']);
rule('R5: an organisation\'s key outlives its maker', () => byKey(world(share(G, [members]), key('cyd', 'organisation'), person('cyd', 'left'))), 'Full');
rule('R5: items of a departed originator stay readable', () => sees(world(share(G, [members]), leaves('o1')), 'dan'), 'Full');

// R6
rule('R6: the author keeps the body of a withdrawn item on its page', () => [sees(world(share(G, [members]), withdraw()), 'bob'), sees(world(share(G, [members]), withdraw()), 'bob', 'list')], ['Full', 'Tombstone']);
rule('R6: the author keeps the body of a hidden item', () => sees(world(share(G, [members]), hide('olga', 'otto')), 'bob'), 'Full');
rule('R6: nobody keeps the body of an erased item', () => sees(world(share(G, [members]), { act: 'erase', item: 'i1', by: 'olga', second: 'otto', reason: 'r' }), 'bob'), 'Tombstone');
rule('R6: before release a withdrawn item is nothing to its readers', () => sees(world(share(G, [members], { release: 9000 }), withdraw()), 'dan'), 'Nothing');
rule('R6: what is gone is absent from search, feeds and the public page', () => {
  const made = world(share(C, [everyone]), ...feedOf('dan'), withdraw());
  return [sees(made, 'dan', 'analysis'), byFeed(made), inPublic(made)];
}, ['Nothing', 'Nothing', 'Nothing']);
rule('R6: REST answers gone with a tombstone', () => byKey(world(share(G, [members]), withdraw(), key('cyd', 'organisation'))), 'Tombstone');
rule('R6: what is unhidden is read again', () => sees(world(share(G, [members]), hide('olga', 'otto'), { act: 'unhide', item: 'i1', by: 'otto', second: 'olga', reason: 'r' }), 'dan'), 'Full');

// R7
rule('R7: commenting on what one may not read is refused as on what does not exist', () => {
  const made = world(share(A, [org('o2')]));
  return ['i1', 'i9'].map(item => answer(made, { act: 'comment', name: 'm1', item, by: 'eve', body: 'b' }));
}, ['NotFound', 'NotFound']);
rule('R7: an unlisted circle of others is refused as one that does not exist', () => {
  const made = world(found({ listed: false }));
  return ['c1', 'c9'].map(name => answer(made, share(G, [circle(name)], { by: 'eve' })));
}, ['NotFound', 'NotFound']);

// R8
rule('R8: RED is a notice in the list', () => sees(world(share(R, [one('dan')])), 'dan', 'list'), 'Notice');
rule('R8: the page of RED needs strong authentication within 15 minutes', () => [5, 15, 16, 60].map(minutes => sees(world(share(R, [one('dan')])), 'dan', 'page', 1, minutes)), ['Full', 'Full', 'Notice', 'Notice']);
rule('R8: RED is not searched, exported, looked up, translated or put in block lists', () =>
  /** @type {const} */ (['analysis', 'export', 'look-up-outside', 'translation-outside', 'block-list']).map(channel => sees(world(share(R, [one('dan')])), 'dan', channel)),
['Nothing', 'Nothing', 'Nothing', 'Nothing', 'Nothing']);
rule('R8: the author of RED needs strong authentication too', () => sees(world(share(R, [one('dan')])), 'bob', 'page', 1, 60), 'Notice');

// R9
rule('R9: widening shows newcomers only the versions from then on', () => {
  const made = world(share(A, [org('o2')]), relabel(G, [members]));
  return [sees(made, 'eve', 'page', 1), sees(made, 'eve', 'page', 2)];
}, ['Nothing', 'Full']);
rule('R9: who is left out of the current version reads no older one', () => sees(world(share(G, [members]), relabel(A, [org('o2')])), 'eve', 'page', 1), 'Nothing');
rule('R9: an older version stands under the stricter label', () => {
  const made = world(share(G, [members]), relabel(A, [org('o2')]), key('cyd', 'organisation'));
  return [byKey(made, 'machine', 1), sees(made, 'dan', 'page', 1)];
}, ['Nothing', 'Full']);
rule('R9: a stricter old version keeps its label after loosening', () => byKey(world(share(A, [org('o2')]), relabel(G, [org('o2')]), key('cyd', 'organisation')), 'machine', 1), 'Nothing');
rule('R9: comments from before the widening stay with those who read then', () => {
  const made = world(share(A, [org('o2')]), { act: 'comment', name: 'm1', item: 'i1', by: 'dan', body: 'b' }, relabel(G, [members]));
  return ['eve', 'cyd'].map(name => showsComment(made.state, { kind: 'person', person: name, strongMinutesAgo: 1 }, 'm1', 'page', 0));
}, [false, true]);
rule('R9: a colleague reads no version that was RED', () => {
  const made = world(share(R, [one('dan')]), relabel(G, [members]));
  return [sees(made, 'ann', 'page', 1), sees(made, 'ann', 'page', 2)];
}, ['Nothing', 'Full']);

// R11
rule('R11: a reader sees the parts that he could name, and others without a number', () =>
  partsShown(world(found({ listed: false }), share(A, [circle('c1'), org('o2'), org('o3')])).state, { kind: 'person', person: 'dan' }, 'i1', 0),
{ parts: ['organisation:o2', 'organisation:o3'], others: true });
rule('R11: the author sees all parts', () => partsShown(world(found({ listed: false }), share(A, [circle('c1'), org('o2')])).state, { kind: 'person', person: 'bob' }, 'i1', 0)?.parts.length, 2);
rule('R11: at RED readers are told nothing of each other', () => partsShown(world(share(R, [one('dan'), one('cyd')])).state, { kind: 'person', person: 'dan' }, 'i1', 0), null);

// W2
rule('W2: a member names a circle', () => answer(world(found()), share(A, [circle('c1')])), 'ok');
rule('W2: a listed circle that takes from members only is not for others to name', () => answer(world(found()), share(A, [circle('c1')], { by: 'dan' })), 'Refused');
rule('W2: a listed circle that takes outside items is', () => answer(world(found({ takesOutside: true })), share(A, [circle('c1')], { by: 'dan' })), 'ok');
rule('W2: an unlisted circle that takes outside items is not found', () => answer(world(found({ takesOutside: true, listed: false })), share(A, [circle('c1')], { by: 'dan' })), 'NotFound');
rule('W2: a closed circle is not named, even by its members', () => answer(world(found(), { act: 'circle-close', circle: 'c1', by: 'ann' }), share(A, [circle('c1')])), 'Refused');
rule('W2: a part that stood already may stay', () => answer(world(found(), share(A, [circle('c1')]), { act: 'circle-close', circle: 'c1', by: 'ann' }), relabel(S, [circle('c1')])), 'ok');
rule('W2: a suspended person is not named', () => answer(world(person('dan', 'suspended')), share(R, [one('dan')])), 'NotFound or Refused');
rule('W2: a partner hub is named as an organisation', () => answer(world(), share(A, [org('h1')])), 'ok');

// W3
rule('W3: a reader changes no label', () => answer(world(share(G, [members])), relabel(G, [org('o3')], { by: 'dan' })), 'Refused');
rule('W3: the organisation\'s administrator changes it below RED', () => answer(world(share(G, [members])), relabel(A, [org('o3')], { by: 'ann' })), 'ok');
rule('W3: the administrator changes no anonymous item', () => answer(world(share(G, [members], { attribution: 'anonymous' })), relabel(A, [org('o3')], { by: 'ann' })), 'Refused');
rule('W3: tightening takes effect at once on every way out', () => {
  const made = world(share(C, [everyone]), ...feedOf('dan'), relabel(A, [org('o3')]));
  return [inPublic(made), sees(made, 'dan'), byFeed(made), mailed(made)];
}, ['Nothing', 'Nothing', 'Nothing', 'Nothing']);
rule('W3: GREEN is passed on to anyone but the public', () => [org('o3'), members, everyone].map(part => answer(world(share(G, [org('o2')])), pass('dan', part))), ['ok', 'ok', 'Refused']);
rule('W3: a grant lets its receiver read', () => sees(world(share(G, [org('o2')]), pass('dan', org('o3'))), 'eve'), 'Full');
rule('W3: AMBER is passed on to the own organisation and no other', () => [org('o2'), org('o3')].map(part => answer(world(share(A, [one('dan')])), pass('dan', part))), ['ok', 'Refused']);
rule('W3: AMBER reaches a confirmed client', () => sees(world(...serve('o2', 'o3', 'cyd', 'eve'), share(A, [org('o2')]), pass('dan', org('o3'))), 'eve'), 'Full');
rule('W3: an unconfirmed client is none', () => answer(world(...serve('o2', 'o3', 'cyd', 'cyd'), share(A, [org('o2')])), pass('dan', org('o3'))), 'Refused');
rule('W3: the client does not pass on to its provider', () => answer(world(...serve('o3', 'o2', 'eve', 'cyd'), share(A, [org('o2')])), pass('dan', org('o3'))), 'Refused');
rule('W3: a grant to a client ends with the relation', () => sees(world(...serve('o2', 'o3', 'cyd', 'eve'), share(A, [org('o2')]), pass('dan', org('o3')),
  { act: 'client-end', by: 'eve', provider: 'o2', client: 'o3' }), 'eve'), 'Nothing');
rule('W3: where AMBER means recipients\' organisations, clients get nothing', () =>
  answer(world({ act: 'community', amberClients: false, terms: 'x' }, ...serve('o2', 'o3', 'cyd', 'eve'), share(A, [org('o2')])), pass('dan', org('o3'))), 'Refused');
rule('W3: AMBER+STRICT goes to the own organisation, not to clients', () => [org('o2'), org('o3')].map(part =>
  answer(world(...serve('o2', 'o3', 'cyd', 'eve'), share(S, [one('dan')])), pass('dan', part))), ['ok', 'Refused']);
rule('W3: RED is passed on to nobody', () => answer(world(share(R, [one('dan')])), pass('dan', one('cyd'))), 'Refused');
rule('W3: who reads AMBER by grant passes nothing on', () => answer(world(share(A, [one('dan')]), pass('dan', org('o2'))), pass('cyd', org('o2'), { name: 'g2' })), 'Refused');
rule('W3: a chain of grants holds while each link holds', () => {
  const acts = [share(G, [org('o2')]), pass('dan', org('o3')), pass('eve', org('h1'), { name: 'g2' }), key('hal', 'organisation')];
  return [byHub(world(...acts)), byHub(world(...acts, leaves('o2'))), byHub(world(...acts, person('eve', 'left')))];
}, ['Full', 'Nothing', 'Nothing']);
rule('W3: a grant lapses when the passer\'s organisation no longer reads', () => sees(world(share(G, [org('o2')]), pass('dan', org('o3')), relabel(G, [org('o1')])), 'eve'), 'Nothing');
rule('W3: a grant lapses when the label no longer allows it', () => sees(world(share(G, [org('o2')]), pass('dan', org('o3')), relabel(A, [org('o2')])), 'eve'), 'Nothing');
rule('W3: a suspended passer\'s organisation pauses its grants', () => {
  const acts = [share(G, [org('o2')]), pass('dan', org('o3')), leaves('o2', 'suspended')];
  return [sees(world(...acts), 'eve'), sees(world(...acts, leaves('o2', 'active')), 'eve')];
}, ['Nothing', 'Full']);
rule('W3: leaving ends a grant for good', () => sees(world(share(G, [members]), relabel(G, [org('o2')]), pass('dan', org('o3')), move('dan', 'o1'), move('dan', 'o2')), 'eve'), 'Nothing');
rule('Reading 7: a grant shows the version of its moment and later ones', () => {
  const made = world(share(G, [org('o2')]), revise(), pass('dan', org('o3')), revise());
  return [1, 2, 3].map(version => sees(made, 'eve', 'page', version));
}, ['Nothing', 'Full', 'Full']);
rule('W3: under embargo nobody passes on', () => answer(world(share(G, [members], { embargo: 9000 })), pass('dan', org('o3'))), 'Refused');
rule('Reading 9: under embargo pages go on, export and feeds do not', () => {
  const made = world(share(C, [everyone], { embargo: 9000 }), ...feedOf('dan'));
  return [sees(made, 'dan'), sees(made, 'dan', 'export'), byFeed(made), inPublic(made)];
}, ['Full', 'Nothing', 'Nothing', 'Nothing']);
rule('W3: wider by consent is a new version for the asker\'s part', () => sees(world(share(A, [org('o2')]),
  { act: 'ask-wider', name: 'w1', item: 'i1', by: 'dan', part: org('o3') }, { act: 'answer-wider', ask: 'w1', by: 'bob', give: true }), 'eve'), 'Full');

// W4 to W9, H1, H2, H4
rule('W4: what is derived has the strictest label and a contained audience', () => {
  const { state } = world(share(A, [org('o2')]), share(G, [members], { name: 'i2' }));
  return [mayDerive(state, 'AMBER', ['person:dan@o2'], ['i1', 'i2']), mayDerive(state, 'GREEN', ['person:dan@o2'], ['i1', 'i2']), mayDerive(state, 'AMBER', ['organisation:o3'], ['i1', 'i2'])];
}, [true, false, false]);
rule('W4: a circle contains its members at that moment', () => {
  const { state } = world(found(), join('cyd'), share(A, [circle('c1')]));
  return ['organisation:o2', 'person:dan@o2', 'organisation:o3'].map(part => mayDerive(state, 'AMBER', [part], ['i1']));
}, [true, true, false]);
rule('W5: WHITE reads as CLEAR', () => labelFromOutside(['TLP:WHITE']).label, 'CLEAR');
rule('W5: AMBER reads as AMBER+STRICT unless it is of TLP 2.0', () => [labelFromOutside(['TLP:AMBER']).label, labelFromOutside(['TLP:AMBER'], { tlp2: true }).label], ['AMBER+STRICT', 'AMBER']);
rule('W5: two labels are the strictest', () => labelFromOutside(['TLP:GREEN', 'TLP:RED']).label, 'RED');
rule('W5: none or unknown words are AMBER+STRICT to the submitting organisation', () => [labelFromOutside([]), labelFromOutside(['TLP:PINK'])],
  [{ label: 'AMBER+STRICT', submitterOnly: true }, { label: 'AMBER+STRICT', submitterOnly: true }]);
rule('W6: labels are written without spaces', () => [canonical('AMBER+STRICT'), labelOf('TLP:AMBER + STRICT')], ['TLP:AMBER+STRICT', null]);
rule('W7: anonymous is for persons only', () => answer(world(key('ann', 'organisation')), share(G, [members], { by: undefined, key: 'k1', attribution: 'anonymous' })), 'Refused');
rule('W7: an openly attributed item is the organisation\'s again', () => sees(world(share(A, [one('dan')], { attribution: 'anonymous' }), { act: 'open-attribution', item: 'i1', by: 'bob' }), 'ann'), 'Full');
rule('W7: fewer than five organisations show no sector', () => sectorsShown(world().state, 'o1', ['community']), []);
rule('W7: five organisations of a sector show it', () => {
  const five = [6, 7, 8].flatMap(n => [{ act: 'organisation', name: `o${n}`, kind: 'member', sectors: ['energy'], state: 'active' },
    { act: 'person', name: `p${n}`, organisation: `o${n}`, roles: [], state: 'active' }]);
  return sectorsShown(world(...five).state, 'o1', ['community']);
}, ['energy']);
rule('W8: who is no administrator makes no key of the organisation', () => answer(world(), key('bob', 'organisation')), 'Refused');
rule('W8: no key is raised to RED', () => answer(world(key('ann', 'organisation')), raise('ann', R)), 'Refused');
rule('W8: another organisation\'s administrator does not raise it', () => answer(world(key('ann', 'organisation')), raise('cyd', A)), 'NotFound or Refused');
rule('W9: each way out decides for itself, whatever was asked before', () => {
  const made = world(share(A, [org('o2')]));
  const asked = () => CHANNELS.map(channel => sees(made, 'dan', channel));
  return JSON.stringify(asked()) === JSON.stringify(asked());
}, true);
rule('H1: the table of labels and audiences', () => [['CLEAR', 'public'], ['GREEN', 'public'], ['GREEN', 'community'], ['AMBER', 'community'], ['AMBER', 'circle:c1'], ['RED', 'organisation:o1'], ['RED', 'person:p@o']]
  .map(([label, part]) => fits(/** @type {any} */ (label), [part])), [true, false, true, false, true, false, true]);
rule('H1: a label that does not hold its audience is refused', () => answer(world(), share(A, [members])), 'Refused');
rule('H2: a script file is refused, a text is welcome', () => ['a.ps1', 'a.txt'].map(file => answer(world(share(G, [members])), { act: 'attach', name: 'a1', item: 'i1', by: 'bob', file, text: 't' })), ['Refused', 'ok']);
rule('H4: an officer alone does not hide', () => [answer(world(share(A, [org('o2')])), hide('olga', 'olga')), answer(world(share(A, [org('o2')])), hide('olga', 'otto'))], ['NotFound or Refused or SignIn', 'ok']);
rule('Roles add no readers: an officer reads no item of others', () => sees(world(share(A, [org('o2')])), 'olga'), 'Nothing');

// Keys, feeds and hubs (§1)
rule('An organisation\'s key reads no person part', () => byKey(world(share(G, [one('cyd')]), key('cyd', 'organisation'))), 'Nothing');
rule('A person\'s key reads the person\'s part', () => byKey(world(share(G, [one('dan')]), key('dan', 'person'))), 'Full');
rule('A key with circles reads these, public and community, no organisation part', () => {
  const made = audience => world(found(), join('cyd'), share(G, [audience]), key('cyd', 'organisation', { circles: ['c1'] }));
  return [byKey(made(circle('c1'))), byKey(made(members)), byKey(made(org('o2')))];
}, ['Full', 'Full', 'Nothing']);
rule('A key for circles only reads not even the community', () => byKey(world(found(), join('cyd'), share(G, [members]), key('cyd', 'organisation', { circles: ['c1'], circlesOnly: true }))), 'Nothing');
rule('A key outside its networks is refused', () => [byKey(world(share(G, [members]), key('dan', 'person', { networks: ['10.0.0.0/8'] }))),
  answer(world(key('dan', 'person', { networks: ['10.0.0.0/8'] })), share(G, [members], { by: undefined, key: 'k1' }))], ['Nothing', 'SignIn']);
rule('An expired key is refused', () => byKey(world(share(G, [members]), key('dan', 'person', { expires: -5000 }))), 'Nothing');
rule('A key writes at most at its ceiling', () => [G, A].map(label => answer(world(key('dan', 'person')), share(label, [org('o1')], { by: undefined, key: 'k1' }))), ['ok', 'Refused']);
rule('A key without scope write does not write', () => answer(world(key('dan', 'person', { scopes: ['read'] })), share(G, [members], { by: undefined, key: 'k1' })), 'Refused');
rule('RED never leaves by key', () => byKey(world(share(R, [one('dan')]), key('dan', 'person'), raise('cyd', S))), 'Nothing');
rule('A feed token stops at GREEN unless bound to networks', () => [byFeed(world(share(A, [org('o2')]), ...feedOf('dan'))), byFeed(world(share(A, [org('o2')]), ...feedOf('dan', S)))], ['Nothing', 'Full']);
rule('A bound feed token is dead elsewhere', () => byFeed(world(share(G, [members]), ...feedOf('dan', S)), '192.0.2.1'), 'Nothing');
rule('A partner hub reads the community if its agreement says so', () => [true, false].map(readsCommunity =>
  byHub(world({ act: 'organisation', name: 'h1', kind: 'partner-hub', state: 'active', readsCommunity }, share(G, [members]), key('hal', 'organisation')))), ['Full', 'Nothing']);
rule('A partner hub gets AMBER only as a part or a member', () => [org('h1'), org('o2')].map(part => byHub(world(share(A, [part]), key('hal', 'organisation'), raise('hal', A)))), ['Full', 'Nothing']);
rule('A partner hub never gets AMBER+STRICT, whatever its key\'s ceiling', () => byHub(world(share(S, [org('h1')]), key('hal', 'organisation'), raise('hal', S))), 'Nothing');

// §5
rule('The public page shows CLEAR with a public part, nothing else', () => [share(C, [everyone]), share(C, [members]), share(G, [members])].map(act => inPublic(world(act))), ['Full', 'Nothing', 'Nothing']);
rule('Mail: full, summary, notice, notice, notice', () => [C, G, A, S, R].map(label => mailed(world(share(label, [one('dan')])))), ['Full', 'Summary', 'Notice', 'Notice', 'Notice']);
rule('Webhook: full, summary, notice, notice, nothing', () => [C, G, A, S, R].map(label => mailed(world(share(label, [one('dan')])), 'webhook')), ['Full', 'Summary', 'Notice', 'Notice', 'Nothing']);
rule('Export: all but RED', () => [C, G, A, S, R].map(label => sees(world(share(label, [one('dan')])), 'dan', 'export')), ['Full', 'Full', 'Full', 'Full', 'Nothing']);
rule('Look-up outside: CLEAR, and GREEN if its PAP is open', () => [[C, 'PAP:RED'], [G, null], [G, 'PAP:GREEN'], [G, 'PAP:AMBER'], [A, null]]
  .map(([label, pap]) => sees(world(share(/** @type {string} */ (label), [org('o2')], { pap })), 'dan', 'look-up-outside')), ['Full', 'Full', 'Full', 'Nothing', 'Nothing']);
rule('Translation outside: CLEAR alone', () => [C, G, A].map(label => sees(world(share(label, [org('o2')])), 'dan', 'translation-outside')), ['Full', 'Nothing', 'Nothing']);
rule('Block lists need an open PAP', () => [null, 'PAP:AMBER'].map(pap => byKey(world(share(G, [members], { pap }), key('dan', 'person')), 'block-list')), ['Full', 'Nothing']);
rule('Public statistics count CLEAR and GREEN', () => [C, G, A, R].map(label => ask(world(share(label, [one('dan')])), { kind: 'anonymous' }, 'public-statistics')), ['Full', 'Full', 'Nothing', 'Nothing']);
rule('Expiry leaves the lists, not the address', () => {
  const { state } = world(share(G, [members], { expiry: -5000 }));
  const viewer = /** @type {const} */ ({ kind: 'person', person: 'dan', strongMinutesAgo: 1 });
  return [appears(state, viewer, 'i1', 'list', 0), appears(state, viewer, 'i1', 'analysis', 0), decide(state, viewer, 'i1', 1, 'page', 0).outcome];
}, [false, false, 'Full']);
rule('C1: a recipient who left meanwhile gets nothing', () => mailed(world(share(G, [members]), person('dan', 'left'))), 'Nothing');
rule('C2: AMBER on a page is recorded, a card is listed, GREEN is counted, the anonymous author is not', () => {
  const how = (act, name, channel) => {
    const { state } = world(act);
    const viewer = /** @type {const} */ ({ kind: 'person', person: name, strongMinutesAgo: 1 });
    return recordOf(state, viewer, 'i1', decide(state, viewer, 'i1', 1, channel, 0), channel, 0);
  };
  return [how(share(A, [org('o2')]), 'dan', 'page'), how(share(A, [org('o2')]), 'dan', 'list'), how(share(G, [members]), 'dan', 'page'),
    how(share(A, [org('o2')], { attribution: 'anonymous' }), 'bob', 'page')];
}, ['recorded', 'listed', 'counted', 'not']);

// Acts
rule('Who is not active cannot act', () => answer(world(person('dan', 'suspended')), share(G, [members], { by: 'dan' })), 'SignIn');
rule('Drafts take no comments', () => answer(world(draft()), { act: 'comment', name: 'm1', item: 'i1', by: 'bob', body: 'b' }), 'Refused');
rule('A circle by invitation takes whom its owner invites', () => {
  const made = (...acts) => world(found({ joining: 'invitation' }), ...acts);
  return [answer(made(), join('cyd')), answer(made({ act: 'circle-invite', circle: 'c1', by: 'ann', organisation: 'o2' }), join('cyd'))];
}, ['Refused', 'ok']);
rule('A circle by request takes whom its owner admits', () => {
  const acts = [found({ joining: 'request' }), join('cyd')];
  const admit = { act: 'circle-admit', circle: 'c1', by: 'ann', organisation: 'o2' };
  const item = share(A, [circle('c1')]);
  return [sees(world(...acts, item), 'dan'), sees(world(...acts, admit, item), 'dan')];
}, ['Nothing', 'Full']);
rule('Of two labels the stricter', () => strictest('GREEN', 'AMBER+STRICT', 'AMBER'), 'AMBER+STRICT');
rule('A world can be asked as it stood at a time', () => {
  const made = world(share(G, [members]), withdraw());
  return [sees(made.at(FIRST), 'dan'), sees(made, 'dan')];
}, ['Full', 'Tombstone']);
