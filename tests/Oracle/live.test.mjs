// What two live streams may differ in, by hand.
import test from 'node:test';
import assert from 'node:assert/strict';
import { difference } from './two/live.mjs';

/** A number for an event, null for a sign of life. @param {(number|null)[]} all */
const stream = (...all) => ['retry: 5000', ...all.map(one => (one === null ? ': still here' : `event: inbox\ndata: ${one}`))];

for (const [name, one, other] of [
  ['the same', [3, null, 4, 0, 1], [3, null, 4, 0, 1]],
  ['a number passed over', [3, 4, 5, 6], [3, 4, 6]],
  ['each passed another', [3, 4, 6, 7], [3, 5, 7]],
  ['passed on the way down', [3, 2, 1, 2], [3, 1, 2]],
  ['a beat more at the end', [3, null], [3]],
]) test(`alike: ${name}`, () => assert.equal(difference(stream(...one), stream(...other)), null));

for (const [name, one, other] of [
  ['a number twice', [3, 4, 4, 5], [3, 4, 5]],
  ['another end', [3, 4], [3, 5]],
  ['another beginning', [2, 3], [3]],
  ['a number beside the way', [3, 7, 4], [3, 4]],
  ['one that goes back', [3, 4, 3, 4, 5], [3, 4, 5]],
  ['three beats more', [3, null, null, null], [3]],
  ['nothing at all', [], [3]],
]) test(`apart: ${name}`, () => assert.notEqual(difference(stream(...one), stream(...other)), null));

test('apart: what is neither a number nor a sign of life', () => assert.notEqual(difference([...stream(3), ': woken'], stream(3)), null));
