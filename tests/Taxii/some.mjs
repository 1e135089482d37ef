// What the checks push, and the markings by their names.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

const marking = (/** @type {string} */ id) => `marking-definition--${id}`;

export const TLP2 = {
  clear: marking('94868c89-83c2-464b-929b-a1a8aa3c8487'),
  green: marking('bab4a63c-aed9-4cf5-a766-dfca5abac2bb'),
  amber: marking('55d920b0-5e8b-4f79-9ee9-91f868d9b421'),
  strict: marking('939a9414-2ddd-4d32-a0cd-375ea402b003'),
  red: marking('e828b379-4e03-4974-9ac4-e53a884c97c1'),
};
export const TLP1 = {
  white: marking('613f2e26-407d-48c7-9eca-b8e91df99dc9'),
  green: marking('34098fce-860f-48ae-8e50-ebd3cc5e41da'),
  amber: marking('f88d31f6-486f-44da-b317-01333bde0b82'),
  red: marking('5e57c739-391a-4eb3-b6be-7d15ca92d5ed'),
};

export const ROOTS = ['/taxii2/tlp2/', '/taxii2/tlp1/', '/taxii2/both/'];
export const COMMUNITY = 'The community';
export const EVERYTHING = 'Everything you may read';

let made = 0;

/** @param {Record<string, any>} [other] properties; undefined leaves one out */
export function indicator(other = {}) {
  made += 1;
  return strip({
    type: 'indicator', spec_version: '2.1', id: `indicator--${randomUUID()}`, created: '2026-11-01T00:00:00.000Z', modified: '2026-11-01T00:00:00.000Z',
    pattern: `[domain-name:value = 'n${made}-${randomUUID().slice(0, 8)}.example']`, pattern_type: 'stix', valid_from: '2026-11-01T00:00:00.000Z',
    object_marking_refs: [TLP2.green], ...other,
  });
}

/** @param {Record<string, any>} object */
function strip(object) { return /** @type {any} */ (Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))); }

/** How an object is told apart: several may have one id. @param {any} object */
export const versionOf = object => `${object.id} ${object.version ?? object.modified ?? object.created ?? ''}`;

/** @param {any} status that all of it succeeded */
export function succeeded(status) {
  assert.equal(status.failure_count, 0, `the status says ${JSON.stringify(status.failures)}`);
  assert.equal(status.success_count, status.total_count);
}

/** @param {number} after milliseconds from now */
export const moment = after => new Date(Date.now() + after).toISOString();
const DAY = 86_400_000;
export const weekAgo = () => moment(-7 * DAY);

/** @param {string} user @param {string} password */
export const basic = (user, password) => Buffer.from(`${user}:${password}`).toString('base64');
