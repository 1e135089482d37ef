// What stands around an item and behind the pages of circles, organisations and people: related items, values as files, what changed, what was shared with whom and by whom.
import { decide, showsComment } from '../law.mjs';
import { partsShown } from '../naming.mjs';
import { isAuthor } from '../readers.mjs';
import { current } from '../state.mjs';
import { resolve } from '../viewers.mjs';
import { textVersion, tokensIn } from './tokens.mjs';

/**
 * @typedef {import('../cells.mjs').Channel} Channel
 * @typedef {import('../viewers.mjs').Viewer} Viewer
 * @typedef {import('../state.mjs').Item} Item
 * @typedef {import('./visitor.mjs').Visitor} Visitor
 * @typedef {{exactly: (viewer: Viewer, where: string, text: string, expected: Item[], among: Item[]) => void, only: (who: string, where: string, text: string, allowed: string[]) => void,
 *   pages: (visitor: Visitor, path: string) => Promise<string>, fault: (who: string, where: string, what: string) => void}} Asking what the asker of the hub looks with
 * @typedef {{viewer: Viewer, visitor: Visitor, who: string, channel: Channel, path: (item: string, comment: string, image: string) => string}} Looker
 */

const NOW = 0;
const CIRCLES = 4;
const PERSONS = 3;
const NOBODY = 'ZZZZZ-ZZZZZ';
/** @type {[string, Channel][]} */
const FILES = [['indicators.csv', 'export'], ['indicators.txt', 'export'], ['block-list.txt?type=domain', 'block-list']];

export class Documents {
  /** The pictures of comments, by their comment, as their readers were shown them. @type {Map<string, string>} */ #images = new Map();
  /** Who asks for them, and where, by name. @type {Map<string, Looker>} */ #lookers = new Map();
  /** By the hub's address. @type {Map<string, string>} */ #people;

  /** @param {import('./compare.mjs').Comparison} comparison @param {Map<string, any>} results @param {Item[]} items @param {Asking} asking */
  constructor(comparison, results, items, asking) {
    this.comparison = comparison;
    this.state = comparison.world.state;
    this.results = results;
    this.items = items;
    this.asking = asking;
    this.#people = new Map([...this.state.persons.keys()].filter(name => results.has(name)).map(name => [results.get(name).id, name]));
  }

  /** Titles that may stand beside an item, of others that its reader may have correlated (R8, R10). @param {Viewer} viewer @param {Item} item @returns {string[]} */
  beside(viewer, item) {
    return this.items.filter(other => other !== item && decide(this.state, viewer, other.name, other.versions.length, 'analysis', NOW).outcome === 'Full')
      .map(other => `${other.name}-v${textVersion(this.comparison.world, other.name, other.versions.length)}t`);
  }

  /** @param {Visitor} visitor @param {Viewer} viewer @param {string} who @param {Item} item @param {string} path of its page @param {string[]} shown all that its page may show of any version */
  async ofItem(visitor, viewer, who, item, path, shown) {
    const version = item.versions.length;
    this.#lookers.set(who, { viewer, visitor, who, channel: 'page', path: (of, comment, image) => `/items/${of}/comments/${comment}/images/${image}` });
    await this.#mentions(visitor, viewer, who, item, path);
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

  /** W2: whom a reply may name is who reads; to who does not read, there is nothing to reply to. @param {Visitor} visitor @param {Viewer} viewer @param {string} who @param {Item} item @param {string} path of its page */
  async #mentions(visitor, viewer, who, item, path) {
    const where = `${path}/mentions?q=@`;
    const { status, text } = await visitor.get(where);
    const version = item.versions.length;
    const reads = reader => decide(this.state, reader, item.name, version, 'page', NOW).outcome !== 'Nothing';
    this.comparison.presence({ viewer, item: item.name, version, channel: 'page' }, reads(viewer), status === 200, where, ['W2']);
    if (status !== 200 && status !== 404) this.asking.fault(who, where, `status ${status}`);
    for (const { word } of status === 200 ? JSON.parse(text) : []) {
      const person = this.#people.get(word.replace('person:', ''));
      if (word !== 'author' && !(person && reads({ kind: 'person', person, strongMinutesAgo: 60 }))) this.asking.fault(who, where, `offers ${person ?? word}, who does not read it`);
    }
  }

  /** By REST, all that is told and no more. @param {Visitor} visitor @param {Viewer} viewer @param {string} who @param {Channel} channel @param {string} path @param {string[]} expected @returns {Promise<string>} */
  async discussion(visitor, viewer, who, channel, path, expected) {
    this.#lookers.set(who, { viewer, visitor, who, channel, path: (of, comment, image) => `/api/v1/posts/${of}/comments/${comment}/images/${image}` });
    const { status, text } = await visitor.get(`${path}/comments`);
    this.asking.only(who, `${path}/comments`, text, expected);
    const missing = expected.filter(comment => !tokensIn(text).includes(comment));
    if (missing.length > 0) this.asking.fault(who, `${path}/comments`, `without ${missing.join(', ')}`);
    for (const { id, images } of status === 200 ? JSON.parse(text) : []) for (const image of images ?? []) this.#images.set(id, image.id);
    return text;
  }

  /** R9: a picture is shown with its comment, to who reads that. @param {string} text of a page, or of a discussion by REST @param {RegExp} where comment and picture, as its groups */
  pictured(text, where) {
    for (const [, comment, image] of text.matchAll(where)) this.#images.set(comment, image);
  }

  /** Every picture of a comment, asked for by everybody; and each once under another comment. */
  async pictures() {
    const said = [...this.state.comments.values()].filter(each => each.image && this.results.has(each.name));
    const others = [...this.state.comments.values()].filter(each => !each.image && this.results.has(each.name));
    for (const { viewer, visitor, who, channel, path } of this.#lookers.values()) {
      for (const { name, item, version } of said) {
        const [uid, id] = [this.results.get(item).id, this.results.get(name).id];
        const image = this.#images.get(id);
        const of = /** @type {Item} */ (this.state.items.get(item));
        // What is gone shows nothing of what was said.
        if (image === undefined && of.state !== 'shared') continue;
        // Reading 27: an embargo ends every download.
        const allowed = showsComment(this.state, viewer, name, channel, NOW) && decide(this.state, viewer, item, of.versions.length, channel, NOW).outcome === 'Full'
          && !(channel !== 'page' && of.embargo !== null && of.embargo > NOW);
        const where = path(uid, id, image ?? NOBODY);
        const { status } = await visitor.get(where);
        this.comparison.presence({ viewer, item, version, channel }, allowed, status === 200, where, ['R9']);
        if (![200, 404, 401, 403].includes(status)) this.asking.fault(who, where, `status ${status}`);
        const other = others.find(each => each.item === item);
        if (!image || !other) continue;
        const elsewhere = path(uid, this.results.get(other.name).id, image);
        const stray = await visitor.get(elsewhere);
        if (stray.status === 200) this.asking.fault(who, elsewhere, 'gives a picture of another comment');
      }
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
