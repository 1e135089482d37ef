// What belongs to a value, and what an object says: pages that are made of what their reader may read (R7, R9, R10).
import { appears, decide } from '../law.mjs';
import { isAuthor } from '../readers.mjs';
import { resolve } from '../viewers.mjs';
import { shownIn, textVersion, tokensIn } from './tokens.mjs';

/**
 * @typedef {import('../viewers.mjs').Viewer} Viewer
 * @typedef {import('./visitor.mjs').Visitor} Visitor
 * @typedef {import('../state.mjs').Item} Item
 * @typedef {{name: string, visitor: Visitor, viewer: Viewer}} Asking
 */

const NOW = 0;
const CHANNEL = 'analysis';
/** The id of nothing. */
const NOBODYS = 'report--00000000-0000-4000-8000-000000000000';
/** The words of what is said without a name. */
const UNNAMED = 'a gate of nobody in particular';
/** Kinds of posts that say of what they name that it is bad. */
const WARNS = ['early-warning', 'indicators', 'incident-summary'];

export class Intelligence {
  /** The report that each item makes, once somebody was shown it. @type {Map<string, string>} */
  #reports = new Map();

  /** What one reader said without a name, once the first who could was asked. @type {{item: Item, by: string}|null} */
  #unnamed = null;

  /**
   * @param {import('./compare.mjs').Comparison} comparison @param {Item[]} items
   * @param {{linked: (text: string) => Set<string>, uid: (item: Item) => string, pages: (visitor: Visitor, path: string) => Promise<string>, exactly: (viewer: Viewer, where: string, found: Set<string>, expected: Item[]) => void, fault: (who: string, where: string, what: string) => void}} told
   */
  constructor(comparison, items, told) {
    this.comparison = comparison;
    this.state = comparison.world.state;
    this.items = items;
    this.told = told;
  }

  /** @param {Asking} asking */
  async person(asking) {
    const { visitor, viewer } = asking;
    const list = await this.told.pages(visitor, '/intelligence');
    this.told.exactly(viewer, '/intelligence', this.told.linked(list), this.items.filter(item => this.#gives(viewer, item)));
    this.#only(asking, '/intelligence', list);
    this.#facets(asking, list);
    this.#only(asking, '/intelligence/attack', (await visitor.get('/intelligence/attack?days=365')).text);
    await this.#detection(asking);
    this.#unnamed ??= await this.#say(asking);
    for (const item of this.items) {
      await this.#value(asking, item);
      await this.#object(asking, item);
      await this.#carried(asking, item);
    }
  }

  /** W7: something is said without a name under an item that the asker reads and did not write. @param {Asking} asking @returns {Promise<{item: Item, by: string}|null>} */
  async #say({ name, visitor, viewer }) {
    const others = this.items.filter(one => one.versions.at(-1)?.label !== 'RED' && this.#gives(viewer, one) && !isAuthor(resolve(this.state, viewer, NOW), one));
    // Rather one that not everybody reads.
    const isNarrow = one => one.versions.at(-1)?.label.startsWith('AMBER');
    for (const item of [...others.filter(isNarrow), ...others.filter(one => !isNarrow(one))]) {
      const page = `/items/${this.told.uid(item)}/sightings`;
      if (!(await visitor.get(page)).text.includes('name="anonymous"')) continue;
      const value = `${item.name}v${textVersion(this.comparison.world, item.name, item.versions.length)}.lure-invoices.com`;
      const { status } = await visitor.submit(page, '/intelligence/sightings', { value, item: this.told.uid(item), kind: 'seen', count: '3', note: UNNAMED, anonymous: 'true' });
      if (status === 303) return { item, by: name };
      this.told.fault(name, page, `nothing is said without a name: ${status}`);
    }
    return null;
  }

  /** Its readers see it, and nothing of who it was; who said it takes it back, and nobody else. @param {Asking} asking @param {Item} item @param {string} where @param {string} text @param {boolean} reads */
  #member({ name }, item, where, text, reads) {
    if (this.#unnamed?.item !== item) return;
    const row = text.split('<tr').find(each => each.includes(UNNAMED));
    if (reads !== (row !== undefined)) this.told.fault(name, where, `${reads ? 'hides' : 'shows'} what was said without a name`);
    if (row?.includes('/organisations/') || row?.includes('/people/')) this.told.fault(name, where, 'names who said something without a name');
    if (row && row.includes('handler=TakeBack') !== (name === this.#unnamed.by)) this.told.fault(name, where, 'tells who said something without a name by what can be done about it');
  }

  /** R7: the numbers beside the labels count what the reader may read, and nothing else. @param {Asking} asking @param {string} list */
  #facets({ name, viewer }, list) {
    const told = new Map([...list.matchAll(/[?&;]label=([^"&]+)"><span[^>]*>[^<]*<\/span> <span class="meta">(\d+)</g)].map(([, label, count]) => [decodeURIComponent(label), Number(count)]));
    const expected = new Map();
    for (const item of this.items.filter(one => this.#gives(viewer, one))) {
      const label = `TLP:${item.versions.at(-1)?.label}`;
      expected.set(label, (expected.get(label) ?? 0) + 1);
    }
    for (const label of new Set([...told.keys(), ...expected.keys()])) {
      if (told.get(label) !== expected.get(label)) this.told.fault(name, '/intelligence', `counts ${told.get(label)} items at ${label}, not ${expected.get(label)}`);
    }
  }

  /** Section 5: what goes into a file for detection is what block lists get, and says that it is bad. @param {Asking} asking */
  async #detection({ name, visitor, viewer }) {
    const domain = item => `${item.name}v${textVersion(this.comparison.world, item.name, item.versions.length)}.lure-invoices.com`;
    const { text, status } = await visitor.submit('/lookup', '/lookup', { values: this.items.map(domain).join('\n'), format: 'text' });
    const found = new Set(status === 200 ? text.split('\n').filter(Boolean) : []);
    const warns = new Set(this.comparison.world.log.flatMap(({ act }) => WARNS.includes(act.kind) ? [act.name] : []));
    for (const item of this.items) {
      const expected = warns.has(item.name) && this.#gives(viewer, item) && decide(this.state, viewer, item.name, item.versions.length, 'block-list', NOW).outcome === 'Full';
      this.comparison.presence({ viewer, item: item.name, version: item.versions.length, channel: 'block-list' }, expected, found.delete(domain(item)), '/lookup as a file', ['R10']);
    }
    if (found.size > 0) this.told.fault(name, '/lookup as a file', `lists ${[...found].join(', ')}`);
  }

  /** What one item carries, and what was said of its values. @param {Asking} asking @param {Item} item */
  async #carried(asking, item) {
    const uid = this.told.uid(item);
    const where = `/intelligence?item=${uid}`;
    const { text } = await asking.visitor.get(where);
    this.comparison.presence({ viewer: asking.viewer, item: item.name, version: item.versions.length, channel: CHANNEL }, this.#gives(asking.viewer, item), text.includes('/intelligence/objects/'), where, ['R10']);
    this.#only(asking, where, text);
    await this.#file(asking, item, uid);
    await this.#graph(asking, item, uid);
    const said = await asking.visitor.get(`/items/${uid}/sightings`);
    const reads = decide(this.state, asking.viewer, item.name, item.versions.length, 'page', NOW).outcome !== 'Nothing';
    if (said.status === 200 && !reads) this.told.fault(asking.name, `/items/${uid}/sightings`, `status ${said.status}`);
    this.#only(asking, `/items/${uid}/sightings`, said.text, 'page');
    this.#member(asking, item, `/items/${uid}/sightings`, said.text, decide(this.state, asking.viewer, item.name, item.versions.length, 'page', NOW).outcome === 'Full');
  }

  /** Section 5, exports: what an item carries as a file, and its report chosen by its id. @param {Asking} asking @param {Item} item @param {string} uid */
  async #file(asking, item, uid) {
    const cell = { viewer: asking.viewer, item: item.name, version: item.versions.length, channel: /** @type {const} */ ('export') };
    const expected = this.#gives(asking.viewer, item) && decide(this.state, asking.viewer, item.name, item.versions.length, 'export', NOW).outcome === 'Full';
    const where = `/intelligence/stix?item=${uid}`;
    const { text, status } = await asking.visitor.get(where);
    this.comparison.presence(cell, expected, status === 200 && this.#says(text, item), where, ['R10']);
    if (status !== (expected ? 200 : 404)) this.told.fault(asking.name, where, `status ${status}`);
    this.#only(asking, where, status === 200 ? text.replaceAll('.lure-', '[.]lure-') : '', 'export');
    const report = this.#reports.get(item.name);
    if (!report) return;
    const chosen = await asking.visitor.submit('/intelligence', '/intelligence', { id: `${report} ${NOBODYS}` });
    this.comparison.presence(cell, expected, chosen.status === 200 && this.#says(chosen.text, item), 'POST /intelligence', ['R10']);
    if (chosen.status !== (expected ? 200 : 422)) this.told.fault(asking.name, `POST /intelligence ${report}`, `status ${chosen.status}`);
  }

  /** What an item carries, drawn. @param {Asking} asking @param {Item} item @param {string} uid */
  async #graph(asking, item, uid) {
    const where = `/intelligence/graph?item=${uid}`;
    const { text, status } = await asking.visitor.send(where, { headers: { accept: 'application/json' } });
    const expected = this.#gives(asking.viewer, item);
    this.comparison.presence({ viewer: asking.viewer, item: item.name, version: item.versions.length, channel: CHANNEL }, expected, status === 200 && text.includes(`item:${uid}`), where, ['R10']);
    if (status !== (expected ? 200 : 404)) this.told.fault(asking.name, where, `status ${status}`);
    this.#only(asking, where, text);
  }

  /** @param {string} text @param {Item} item */
  #says(text, item) { return shownIn(text, item.name, textVersion(this.comparison.world, item.name, item.versions.length)) === 'Full'; }

  /** A value meets the item that says it now; what an earlier version said it says no more. @param {Asking} asking @param {Item} item */
  async #value(asking, item) {
    const newest = textVersion(this.comparison.world, item.name, item.versions.length);
    for (const version of new Set(item.versions.map((_, index) => textVersion(this.comparison.world, item.name, index + 1)))) {
      const where = `/intelligence/value?value=${item.name}v${version}.lure-invoices.com`;
      const { text, status } = await asking.visitor.get(where);
      if (status !== 200) this.told.fault(asking.name, where, `status ${status}`);
      const said = /<section class="panel" aria-labelledby="said">[^]*?<\/section>/.exec(text)?.[0] ?? '';
      const expected = version === newest && this.#gives(asking.viewer, item);
      this.comparison.presence({ viewer: asking.viewer, item: item.name, version: item.versions.length, channel: CHANNEL }, expected, this.told.linked(said).has(item.name), where, ['R10']);
      this.#only(asking, where, text);
      if (version === newest) this.#member(asking, item, where, text, expected);
      const report = /\/intelligence\/objects\/(report--[\w-]+)/.exec(text)?.[1];
      if (report && this.told.linked(said).size === 1) this.#reports.set(item.name, report);
    }
  }

  /** @param {Asking} asking @param {Item} item */
  async #object(asking, item) {
    const report = this.#reports.get(item.name);
    if (!report) return;
    const where = `/intelligence/objects/${report}`;
    const { text, status } = await asking.visitor.get(where);
    const expected = this.#gives(asking.viewer, item);
    const isThere = shownIn(text, item.name, textVersion(this.comparison.world, item.name, item.versions.length)) === 'Full';
    this.comparison.presence({ viewer: asking.viewer, item: item.name, version: item.versions.length, channel: CHANNEL }, expected, isThere, where, ['R10']);
    if (status !== (expected ? 200 : 404)) this.told.fault(asking.name, where, `status ${status}`);
    this.#only(asking, where, text);
  }

  /** Nothing of a version that the reader does not read, in words or as a value. @param {Asking} asking @param {string} where @param {string} text */
  #only({ name, viewer }, where, text, channel = /** @type {import('../cells.mjs').Channel} */ (CHANNEL)) {
    // What was asked for is said back.
    const shown = text.replaceAll(/<title>[^<]*<\/title>|<h1[^]*?<\/h1>|data-copy\w*="[^"]*"|href="\/search[^"]*"|<input type="hidden" name="(?:ref|back)"[^>]*>/g, '');
    const named = [...shown.matchAll(/\b(i\d+)v(\d+)(?:<span>)?\[\.\]/g)].map(([, item, version]) => ({ item, version: Number(version) }));
    const said = tokensIn(shown).flatMap(token => { const found = /^(i\d+)-v(\d+)/.exec(token); return found ? [{ item: found[1], version: Number(found[2]) }] : []; });
    for (const { item, version } of [...named, ...said]) {
      const versions = (this.state.items.get(item)?.versions ?? []).map((_, index) => index + 1).filter(each => textVersion(this.comparison.world, item, each) === version);
      const reads = versions.some(each => decide(this.state, viewer, item, each, channel, NOW).outcome === 'Full');
      if (!reads) this.told.fault(name, where, `shows ${item}-v${version}`);
    }
  }

  /** @param {Viewer} viewer @param {Item} item */
  #gives(viewer, item) {
    return item.state === 'shared' && appears(this.state, viewer, item.name, CHANNEL, NOW) && !(item.expiry !== null && item.expiry <= NOW)
      && decide(this.state, viewer, item.name, item.versions.length, CHANNEL, NOW).outcome === 'Full';
  }
}
