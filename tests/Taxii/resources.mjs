// The resources of TAXII 2.1 and the properties common to STIX 2.1, as the standards have them: whatever else comes is refused.

/** What a strict client raises: what came is not as the standard has it. */
export class Unlawful extends Error {}

export const MEDIA = 'application/taxii+json;version=2.1';
export const STIX = 'application/stix+json;version=2.1';

const UUID4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const STIX_ID = /^[a-z][a-z0-9-]*[a-z0-9]--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** @typedef {(value: any, path: string) => void} Rule refuses what it does not hold for */

/** @param {boolean} holds @param {string} path @param {string} text */
function must(holds, path, text) {
  if (!holds) throw new Unlawful(`${path || 'the resource'} ${text}`);
}

/** @type {Rule} */
export const text = (value, path) => must(typeof value === 'string', path, 'is no string');
/** @type {Rule} */
const flag = (value, path) => must(typeof value === 'boolean', path, 'is no boolean');
/** @type {Rule} */
const count = (value, path) => must(Number.isInteger(value) && value >= 0, path, 'is no count');
/** @type {Rule} */
const absolute = (value, path) => must(typeof value === 'string' && URL.canParse(value) && /^https?:\/\//.test(value), path, 'is no absolute address');
/** TAXII 2.1 §1.6.5 of its types: ids of collections are UUIDs; Sentinel takes version 4 only. @type {Rule} */
const uuid4 = (value, path) => must(UUID4.test(value), path, `is no UUID of version 4: ${value}`);
/** @type {Rule} */
const identifier = (value, path) => must(STIX_ID.test(value), path, `is no identifier of STIX: ${value}`);

/** TAXII's own timestamps have microseconds, no more and no less, and stand in UTC. @type {Rule} */
export const timestamp = (value, path) => moment(value, path, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
/** @type {Rule} */
export const stixTime = (value, path) => moment(value, path, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);

/** @param {any} value @param {string} path @param {RegExp} form */
function moment(value, path, form) {
  must(typeof value === 'string' && form.test(value) && !Number.isNaN(Date.parse(value)), path, `is no timestamp in UTC as its standard writes it: ${value}`);
}

/** @param {Rule} rule @param {number} [least] @returns {Rule} */
const list = (rule, least = 1) => (value, path) => {
  must(Array.isArray(value), path, 'is no list');
  must(value.length >= least, path, 'is an empty list');
  value.forEach((/** @type {any} */ each, /** @type {number} */ n) => rule(each, `${path}/${n}`));
};

/** @param {Record<string, Rule>} needed @param {Record<string, Rule>} [allowed] @returns {Rule} */
const resource = (needed, allowed = {}) => (value, path) => {
  must(value !== null && typeof value === 'object' && !Array.isArray(value), path, 'is no object');
  for (const name of Object.keys(needed)) must(name in value, `${path}/${name}`, 'is missing');
  for (const [name, member] of Object.entries(value)) {
    const rule = needed[name] ?? allowed[name];
    if (!rule) throw new Unlawful(`${path}/${name} is no property that the standard names here`);
    rule(member, `${path}/${name}`);
  }
};

/** @type {Rule} */
const title = (value, path) => must(typeof value === 'string' && value.length > 0 && value.length <= 256, path, 'is no title of 1 to 256 characters');

export const discovery = resource({ title }, { description: text, contact: text, default: absolute, api_roots: list(absolute) });
export const apiRoot = resource({ title, versions: list(text), max_content_length: (value, path) => must(Number.isInteger(value) && value > 0, path, 'is no positive integer') }, { description: text });
export const collection = resource({ id: uuid4, title, can_read: flag, can_write: flag }, { description: text, alias: text, media_types: list(text) });
export const collections = resource({}, { collections: list(collection) });
export const error = resource({ title }, {
  description: text, error_id: text, error_code: text, external_details: absolute, details: () => {},
  http_status: (value, path) => must(/^[45]\d\d$/.test(value), path, 'is no status of HTTP as a string'),
});

const record = resource({ id: identifier, date_added: timestamp, version: stixTime }, { media_type: (value, path) => must(value === STIX, path, `is not ${STIX}`) });
const page = (/** @type {string} */ name, /** @type {Rule} */ rule) => (/** @type {any} */ value, /** @type {string} */ path) => {
  resource({}, { more: flag, next: text, [name]: list(rule) })(value, path);
  // Without it the OASIS client asks for the first page again, for ever.
  must(value.more !== true || Boolean(value.next), `${path}/next`, 'is missing though there is more');
  must(value.more !== true || name in value, `${path}/${name}`, 'is missing though there is more');
};
export const envelope = page('objects', stixObject);
export const manifest = page('objects', record);
export const versions = page('versions', stixTime);

const detail = (/** @type {boolean} */ stored) => resource({ id: stored ? identifier : text, version: text }, { message: text });
const counts = resource(
  { id: uuid4, status: text, total_count: count, success_count: count, failure_count: count, pending_count: count },
  { request_timestamp: timestamp, successes: list(detail(true)), failures: list(detail(false)), pendings: list(detail(true)) });

/** TAXII 2.1 §4.3: what succeeded, failed and is pending adds up, and the lists are as long as their counts. @type {Rule} */
export function status(value, path) {
  counts(value, path);
  must(value.status === 'complete' || value.status === 'pending', `${path}/status`, 'is neither complete nor pending');
  must(value.success_count + value.failure_count + value.pending_count === value.total_count, `${path}/total_count`, 'is not the sum of the others');
  for (const [name, number] of [['successes', value.success_count], ['failures', value.failure_count], ['pendings', value.pending_count]]) {
    if (name in value || number > 0) must(value[name]?.length === number, `${path}/${name}`, `is not ${number} long`);
  }
  must(value.status !== 'complete' || value.pending_count === 0, `${path}/pending_count`, 'is not zero though the status is complete');
}

const ENUMERATED = new Set(['artifact', 'autonomous-system', 'directory', 'domain-name', 'email-addr', 'email-message', 'file', 'ipv4-addr', 'ipv6-addr', 'mac-addr',
  'mutex', 'network-traffic', 'process', 'software', 'url', 'user-account', 'windows-registry-key', 'x509-certificate']);

/** Whether it is an observable: those have no versions. @param {string} type */
export const isObservable = type => ENUMERATED.has(type);

/** STIX 2.1 §3.2 and what clients cannot do without. @type {Rule} */
export function stixObject(value, path) {
  must(value !== null && typeof value === 'object' && !Array.isArray(value), path, 'is no object');
  // OpenCTI refuses a page that holds bundles.
  must(value.type !== 'bundle', path, 'is a bundle within an envelope');
  text(value.type, `${path}/type`);
  identifier(value.id, `${path}/id`);
  must(value.id.startsWith(`${value.type}--`), `${path}/id`, 'is of another type');
  must(value.spec_version === '2.1', `${path}/spec_version`, 'is not 2.1');
  if (!isObservable(value.type)) stixTime(value.created, `${path}/created`);
  if (!isObservable(value.type) && value.type !== 'marking-definition') stixTime(value.modified, `${path}/modified`);
  if (value.modified) must(Date.parse(value.modified) >= Date.parse(value.created), `${path}/modified`, 'is before it was created');
  for (const [name, member] of Object.entries(value)) {
    if (name.endsWith('_ref')) identifier(member, `${path}/${name}`);
    if (name.endsWith('_refs')) list(identifier)(member, `${path}/${name}`);
  }
  if (value.type !== 'indicator') return;
  for (const name of ['pattern', 'pattern_type']) text(value[name], `${path}/${name}`);
  stixTime(value.valid_from, `${path}/valid_from`);
  if (value.valid_until) must(Date.parse(value.valid_until) > Date.parse(value.valid_from), `${path}/valid_until`, 'is not after valid_from');
}
