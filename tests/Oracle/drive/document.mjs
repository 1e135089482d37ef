// What stands around an item and behind the pages of circles, organisations and people: related items, values as files, what changed, what was shared with whom and by whom.
import { decide } from '../law.mjs';
import { partsShown } from '../naming.mjs';
import { isAuthor } from '../readers.mjs';
import { current } from '../state.mjs';
import { resolve } from '../viewers.mjs';
import { textVersion } from './tokens.mjs';

/**
 * @typedef {import('../cells.mjs').Channel} Channel
 * @typedef {import('../viewers.mjs').Viewer} Viewer
 * @typedef {import('../state.mjs').Item} Item
 * @typedef {import('./visitor.mjs').Visitor} Visitor
 * @typedef {{exactly: (viewer: Viewer, where: string, text: string, expected: Item[], among: Item[]) => void, only: (who: string, where: string, text: string, allowed: string[]) => void,
 *   pages: (visitor: Visitor, path: string) => Promise<string>, fault: (who: string, where: string, what: string) => void}} Asking what the asker of the hub looks with
 */

const NOW = 0;
const CIRCLES = 4;
const PERSONS = 3;
/** @type {[string, Channel][]} */
const FILES = [['indicators.csv', 'export'], ['indicators.txt', 'export'], ['block-list.txt?type=domain', 'block-list']];

export class Documents {
  /** @param {import('./compare.mjs').Comparison} comparison @param {Map<string, any>} results @param {Item[]} items @param {Asking} asking */
  constructor(comparison, results, items, asking) {
    this.comparison = comparison;
    this.state = comparison.world.state;
    this.results = results;
    this.items = items;
    this.asking = asking;
  }

  /** Titles that may stand beside an item, of others that its reader may have correlated (R8, R10). @param {Viewer} viewer @param {Item} item @returns {string[]} */
  beside(viewer, item) {
    return this.items.filter(other => other !== item && decide(this.state, viewer, other.name, other.versions.length, 'analysis', NOW).outcome === 'Full')
      .map(other => `${other.name}-v${textVersion(this.comparison.world, other.name, other.versions.length)}t`);
  }

  /** @param {Visitor} visitor @param {Viewer} viewer @param {string} who @param {Item} item @param {string} path of its page @param {string[]} shown all that its page may show of any version */
  async ofItem(visitor, viewer, who, item, path, shown) {
    const version = item.versions.length;
    for (const [file, channel] of FILES) {
      const where = `${path}/${file}`;
      const { status } = await visitor.get(where);
      const left = channel === 'block-list' && item.expiry !== null && item.expiry <= NOW;
      const given = decide(this.state, viewer, item.name, version, channel, NOW).outcome === 'Full' && !left;
      this.comparison.presence({ viewer, item: item.name, version, channel }, given, status === 200, where, ['C4']);
      if (status !== 200 && status !== 404) this.asking.fault(who, where, `status ${status}`);
    }
    for (const { n } of item.versions.slice(1)) {
      const where = `${path}/changes?from=${n - 1}&to=${n}`;
      const answer = await visitor.get(where);
      const [older, newer] = [n - 1, n].map(each => decide(this.state, viewer, item.name, each, 'page', NOW).outcome);
      this.asking.only(who, where, answer.text, shown);
      // What is gone leads to its page, whatever it is to be compared with.
      const expected = newer === 'Nothing' ? 404 : newer === 'Tombstone' ? 302 : older === 'Nothing' ? 404 : 200;
      if (answer.status !== expected) this.asking.fault(who, where, `status ${answer.status} where the versions are ${older} and ${newer}`);
    }
  }

  /** W7: whose organisation it is does not come out by asking for that organisation's. @param {Item[]} listed @returns {[string, Item[]][]} what to ask by REST, and what it gives */
  byOrganisation(listed) {
    const hiding = new Set(this.items.filter(item => item.attribution === 'anonymous').map(item => item.author.organisation));
    return [...hiding].map(organisation => [
      `/api/v1/posts?limit=200&organisation=${this.results.get(organisation).id}`,
      listed.filter(item => item.author.organisation === organisation && item.attribution !== 'anonymous' && item.state === 'shared' && current(item).label !== 'RED'),
    ]);
  }

  /** @param {Visitor} visitor @param {Viewer} viewer @param {string} who @param {Item[]} listed */
  async shared(visitor, viewer, who, listed) {
    const person = resolve(this.state, viewer, NOW);
    const found = listed.filter(item => item.state === 'shared' && current(item).label !== 'RED');
    const look = async (kind, name, expected, among) => {
      if (!this.results.has(name)) return;
      const path = `/${kind}/${this.results.get(name).id}`;
      this.asking.exactly(viewer, `${path}/items`, await this.asking.pages(visitor, `${path}/items`), expected, among);
      const { text } = await visitor.get(path);
      const unread = this.items.filter(item => !found.includes(item));
      for (const item of unread) if (text.includes(`/items/${this.results.get(item.name).id}`)) this.asking.fault(who, path, `shows ${item.name}`);
    };
    // The author is told all parts, others those that they could name (R11).
    const others = found.filter(item => !isAuthor(person, item));
    const own = new Set(found.filter(item => !others.includes(item)));
    for (const circle of [...this.state.circles.keys()].slice(0, CIRCLES)) {
      await look('circles', circle, others.filter(item => partsShown(this.state, viewer, item.name, NOW)?.parts.includes(`circle:${circle}`)), this.items.filter(item => !own.has(item)));
    }
    // W7: whose it is does not come out by asking for that person's or that organisation's.
    const authors = this.items.filter(item => item.attribution !== 'named' && item.author.person !== null).map(item => item.author);
    for (const organisation of [...new Set(authors.map(author => author.organisation))].slice(0, PERSONS)) {
      await look('organisations', organisation, found.filter(item => item.author.organisation === organisation && item.attribution !== 'anonymous'), this.items);
    }
    for (const name of [...new Set(authors.map(author => /** @type {string} */ (author.person)))].slice(0, PERSONS)) {
      const now = this.state.persons.get(name)?.organisation;
      await look('people', name, found.filter(item => item.author.person === name && item.author.organisation === now && item.attribution === 'named'), this.items);
    }
  }
}
