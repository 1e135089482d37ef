// Machine objects that others bring: to whom nobody looks.
import { collectionsIn } from './twins.mjs';
import { corrected, correctedPackage } from './proposals.mjs';

/** The same few ids whoever says them, of values that others name too. @param {import('../generator/random.mjs').Random} random @param {boolean} marked */
export function sightings(random, marked) {
  const version = `2026-0${random.int(1, 6)}-01T08:00:00.000Z`;
  return {
    objects: random.some([1, 2, 3, 4], 2).map(n => ({
      type: 'indicator', spec_version: '2.1', id: `indicator--${n}1111111-1111-4111-8111-111111111111`, created: '2026-01-01T08:00:00.000Z', modified: version, name: `phishing ${n}`,
      pattern: `[domain-name:value = '${random.pick(['lure-invoices.com', 'proxy.example', 'phishing.example'])}']`, pattern_type: 'stix', valid_from: '2026-01-01T08:00:00.000Z', indicator_types: ['malicious-activity'],
      ...(marked ? { object_marking_refs: ['marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421'] } : {}),
    })),
  };
}

/** By TAXII and by REST, to the own organisation and to a circle of which no viewer knows. @param {import('./doing.mjs').Doing} it */
export async function byMachine(it) {
  const at = '/taxii2/tlp2/collections/';
  const hidden = collectionsIn((await it.as('xka').a.get(at)).text).filter(each => each.can_write && (each.title === 'Your organisation' || /^xh\b/.test(each.title)));
  if (hidden.length < 2) it.faults.push(`xka writes to ${hidden.map(each => each.title).join(', ')} only`);
  for (const { id, title } of hidden) {
    // What is unmarked is for the own organisation, and stricter than some keys write.
    await it.rest('xka', 'POST', `${at}${id}/objects`, sightings(it.random, title === 'Your organisation' || it.random.chance(0.8)), { 'content-type': 'application/taxii+json;version=2.1' });
  }
  await it.rest('xka', 'POST', `/api/v1/objects?label=${encodeURIComponent('TLP:AMBER')}&audience=${it.word({ part: 'circle', circle: 'xh' })}`, sightings(it.random, it.random.chance(0.5)));
  await it.rest('xka', 'POST', '/api/v1/objects', sightings(it.random, true));
  await mistaken(it);
}

/** What a machine brought with values that others name too, of which readers think otherwise. @param {import('./doing.mjs').Doing} it */
async function mistaken(it) {
  const [value, other] = ['lure-invoices.com', 'proxy.example'];
  // Of each time its own: what was corrected before is not brought again.
  const own = it.name().slice(1).padStart(8, '0');
  const indicators = [value, value, other].map((named, n) => ({
    type: 'indicator', spec_version: '2.1', id: `indicator--${own}-2222-4222-8222-22222222222${n}`, created: '2026-01-01T08:00:00.000Z', modified: '2026-01-01T08:00:00.000Z', name: named,
    pattern: n === 1 ? `[domain-name:value = '${named}'] OR [ipv4-addr:value = '198.51.100.7']` : `[domain-name:value = '${named}']`, pattern_type: 'stix', valid_from: '2026-01-01T08:00:00.000Z',
  }));
  const objects = [...indicators, { type: 'domain-name', spec_version: '2.1', id: `domain-name--${own}-2222-4222-8222-222222222222`, value }];
  await it.rest('xka', 'POST', `/api/v1/objects?label=${encodeURIComponent('TLP:AMBER')}&audience=${it.word({ part: 'circle', circle: 'xh' })}`, { objects });
  const page = (await it.as(it.actors.b1).a.get(`/intelligence/objects/${indicators[0].id}`)).text;
  const uid = it.made('package', /\/items\/([^/?"]+)\/proposals/.exec(page)?.[1]);
  if (uid) await correctedPackage(it, uid, indicators[0].id, value);
}

/** What is said of a value that a hidden item names. @param {import('./doing.mjs').Doing} it @param {string} name */
export async function spokenOf(it, name) {
  const item = it.uid(name);
  const value = JSON.parse((await it.as('xkb').a.get(`/api/v1/posts/${item}`)).text).observables?.[0]?.value;
  if (!value) return;
  await sighted(it, item, value);
  await corrected(it, name, value);
}

/** A sighting, taken back; and two that stay. The same without a name, one of which gets it afterwards. @param {import('./doing.mjs').Doing} it @param {string} item @param {string} value */
async function sighted(it, item, value) {
  const sighting = { sightings: [{ value, item, kind: 'false-positive', count: 7 }] };
  const say = async (more = {}) => {
    const said = { sightings: sighting.sightings.map(each => ({ ...each, ...more })) };
    return it.made('sighting', /"id":"([^"]+)"/.exec((await it.rest('xkb', 'POST', '/api/v1/sightings', said)).text)?.[1]);
  };
  await it.rest('xkb', 'DELETE', `/api/v1/sightings/${await say()}`);
  await say();
  await it.rest('xkb', 'PUT', `/api/v1/sightings/${await say({ anonymous: true })}/attribution`, { attribution: 'organisation' });
  await it.rest('xkb', 'DELETE', `/api/v1/sightings/${await say({ anonymous: true })}`);
  await it.form(it.actors.b1, '/intelligence/sightings', { value, item, kind: 'seen', count: '2', anonymous: 'true' });
  await it.form(it.actors.b1, '/intelligence/sightings', { value, item, kind: 'seen', count: '3', note: 'proxy logs show it' });
}
