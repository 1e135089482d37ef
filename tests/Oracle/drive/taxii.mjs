// TAXII: what a key takes is what it may read, no more and no less, page by page, in each collection, labelled as the law has it.
import { appears, decide } from '../law.mjs';
import { current } from '../state.mjs';
import { shownIn, textVersion, tokensIn } from './tokens.mjs';

/**
 * @typedef {import('../cells.mjs').Channel} Channel
 * @typedef {import('../viewers.mjs').Viewer} Viewer
 * @typedef {import('./visitor.mjs').Visitor} Visitor
 * @typedef {import('../state.mjs').Item} Item
 * @typedef {{name: string, visitor: Visitor, viewer: Viewer, who: import('../viewers.mjs').Principal, channel: Channel}} Asking
 * @typedef {{type: string, id: string, name?: string, description?: string, revoked?: boolean, object_marking_refs?: string[]}} Stix
 */

const NOW = 0;
/** The definitions of TLP 2.0 as OASIS made them. @type {Record<string, string>} */
const TLP2 = {
  CLEAR: '94868c89-83c2-464b-929b-a1a8aa3c8487', GREEN: 'bab4a63c-aed9-4cf5-a766-dfca5abac2bb', AMBER: '55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'AMBER+STRICT': '939a9414-2ddd-4d32-a0cd-375ea402b003', RED: 'e828b379-4e03-4974-9ac4-e53a884c97c1',
};

export class Taxii {
  /**
   * @param {import('./compare.mjs').Comparison} comparison @param {Map<string, any>} results @param {import('./readings.mjs').Readings} readings
   * @param {(who: string, where: string, what: string) => void} fault
   */
  constructor(comparison, results, readings, fault) {
    this.comparison = comparison;
    this.state = comparison.world.state;
    this.results = results;
    this.readings = readings;
    this.fault = fault;
  }

  /** @param {Asking} asking @param {Item[]} items */
  async key(asking, items) {
    const { name, visitor, who } = asking;
    const list = await visitor.get('/taxii2/tlp2/collections/');
    if (who.kind === 'refused') {
      if (list.status !== 401) this.fault(name, '/taxii2/tlp2/collections/', `status ${list.status}`);
      return;
    }
    /** @type {{id: string, title: string, can_read: boolean}[]} */
    const collections = JSON.parse(list.text).collections ?? [];
    const mayRead = who.scopes.includes('read');
    for (const collection of collections) if (collection.can_read !== mayRead) this.fault(name, collection.title, `can_read is ${collection.can_read}`);
    const everything = collections.find(each => each.title === 'Everything you may read');
    if (!everything) return this.fault(name, '/taxii2/tlp2/collections/', 'has not everything');
    if (!mayRead) {
      const { status } = await visitor.get(`/taxii2/tlp2/collections/${everything.id}/objects/`);
      if (status !== 403) this.fault(name, everything.title, `status ${status}`);
      return;
    }
    await this.#everything(asking, items, everything.id);
    for (const circle of this.state.circles.values()) await this.#circle(asking, items, collections, circle);
  }

  /** @param {Asking} asking @param {Item[]} items @param {string} id */
  async #everything({ name, visitor, viewer, channel }, items, id) {
    const where = `/taxii2/tlp2/collections/${id}/objects/`;
    const objects = await this.#objects(name, visitor, where, 200);
    const wanted = items.filter(item => this.#gives(viewer, item, channel));
    const reports = new Map(objects.filter(object => object.type === 'report' && !object.revoked).map(report => [/tok-([a-z]\d+)-/.exec(report.name ?? '')?.[1] ?? report.id, report]));
    for (const item of items) {
      const version = item.versions.length;
      const report = reports.get(item.name);
      const decision = decide(this.state, viewer, item.name, version, channel, NOW);
      const isThere = report !== undefined && shownIn(`${report.name} ${report.description}`, item.name, textVersion(this.comparison.world, item.name, version)) === 'Full';
      this.comparison.presence({ viewer, item: item.name, version, channel }, wanted.includes(item), isThere, where, ['R10']);
      if (!report) continue;
      this.readings.note(viewer, item, decision, channel);
      const label = TLP2[current(item).label];
      if (report.object_marking_refs?.join() !== `marking-definition--${label}`) this.fault(name, where, `${item.name} is marked ${report.object_marking_refs}`);
    }
    const allowed = new Set(wanted.map(item => `${item.name}-v${textVersion(this.comparison.world, item.name, item.versions.length)}`));
    const more = tokensIn(JSON.stringify(objects)).filter(token => !allowed.has(token.replace(/[the]$/, '')));
    if (more.length > 0) this.fault(name, where, `shows ${more.join(', ')}`);
    this.#values({ name, viewer, channel }, objects, where);
    const small = await this.#objects(name, visitor, where, 7);
    if (JSON.stringify(small) !== JSON.stringify(objects)) this.fault(name, where, 'gives other objects by small pages');
  }

  /**
   * R9: a value of a version, in whatever object and revoked or not, goes to who reads that version only. @param {Pick<Asking, 'name'|'viewer'|'channel'>} asking @param {Stix[]} objects @param {string} where
   */
  #values({ name, viewer, channel }, objects, where) {
    for (const object of objects) {
      for (const [, item, said] of JSON.stringify(object).matchAll(/(i\d+)v(\d+)\.lure-invoices\.com/g)) {
        const versions = (this.state.items.get(item)?.versions ?? []).map((_, index) => index + 1).filter(version => textVersion(this.comparison.world, item, version) === Number(said));
        const reads = versions.some(version => decide(this.state, viewer, item, version, channel, NOW).outcome === 'Full');
        if (!reads) this.fault(name, where, `shows the value of ${item}-v${said} in ${object.id}${object.revoked ? ', revoked' : ''}`);
      }
    }
  }

  /** A circle's collection is there for who counts as its member, and for nobody else. @param {Asking} asking @param {Item[]} items @param {{id: string, title: string}[]} collections @param {any} circle */
  async #circle({ name, visitor, viewer, channel }, items, collections, circle) {
    const title = this.results.get(circle.name)?.title ?? circle.title ?? circle.name;
    const own = collections.find(each => each.title === title || each.title.startsWith(`${title}, up to TLP:AMBER`));
    if (!own) return;
    const objects = await this.#objects(name, visitor, `/taxii2/tlp2/collections/${own.id}/objects/`, 200);
    const found = new Set(objects.filter(object => object.type === 'report' && !object.revoked).map(report => /tok-([a-z]\d+)-/.exec(report.name ?? '')?.[1]));
    for (const item of items) {
      if (!found.has(item.name) || (this.#gives(viewer, item, channel) && item.versions.some(version => version.audience.includes(`circle:${circle.name}`)))) continue;
      this.fault(name, title, `shows ${item.name}`);
    }
  }

  /** RED goes by no machine, and what has expired leaves what machines take (law section 2). @param {Viewer} viewer @param {Item} item @param {Channel} channel */
  #gives(viewer, item, channel) {
    return item.state === 'shared' && appears(this.state, viewer, item.name, channel, NOW) && !(item.expiry !== null && item.expiry <= NOW)
      && decide(this.state, viewer, item.name, item.versions.length, channel, NOW).outcome === 'Full';
  }

  /** All pages. @param {string} name @param {Visitor} visitor @param {string} where @param {number} limit @returns {Promise<Stix[]>} */
  async #objects(name, visitor, where, limit) {
    /** @type {Stix[]} */
    const all = [];
    for (let next = '', page = 0; page < 2000; page++) {
      const { status, text } = await visitor.get(`${where}?limit=${limit}${next && `&next=${next}`}`);
      if (status !== 200) {
        this.fault(name, where, `status ${status}`);
        return all;
      }
      const envelope = JSON.parse(text);
      if ((envelope.objects?.length ?? 0) > limit) this.fault(name, where, `gives ${envelope.objects.length} objects of ${limit}`);
      all.push(...envelope.objects ?? []);
      if (!envelope.more) return all;
      next = envelope.next;
    }
    this.fault(name, where, 'does not end');
    return all;
  }
}
