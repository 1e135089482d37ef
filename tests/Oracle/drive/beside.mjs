// What stands beside the text: addresses that must not tell, who wrote, who can read, members, numbers.
import { decide } from '../law.mjs';
import { current, memberships, pair } from '../state.mjs';
import { kindOf, nameOf } from '../labels.mjs';
import { partsShown } from '../naming.mjs';
import { ofOriginatorsSide } from '../readers.mjs';
import { resolve } from '../viewers.mjs';

/**
 * @typedef {import('../viewers.mjs').Viewer} Viewer
 * @typedef {import('../state.mjs').Item} Item
 * @typedef {import('../cells.mjs').Channel} Channel
 * @typedef {import('./visitor.mjs').Visitor} Visitor
 * @typedef {import('./visitor.mjs').Answer} Answer
 * @typedef {(who: string, where: string, what: string) => void} Fault
 * @typedef {{viewer: Viewer, visitor: Visitor, who: string, channel: Channel, path: (item: string, file: string) => string}} Fetcher how one reader fetches files
 */

const NOW = 0;
const ABSENT = 'ZZZZZ-ZZZZZ';

export class Beside {
  /** @type {Map<string, Promise<Answer>>} */ #absent = new Map();
  /** @type {Map<string, Set<string>>} */ #files = new Map();
  /** @type {Fetcher[]} */ #fetchers = [];

  /** @param {import('./compare.mjs').Comparison} comparison @param {Map<string, any>} results @param {Fault} fault */
  constructor(comparison, results, fault) {
    this.comparison = comparison;
    this.state = comparison.world.state;
    this.results = results;
    this.fault = fault;
  }

  /** R7: the same as for what does not exist. @param {Visitor} visitor @param {string} who @param {string} where @param {string} uid @param {Answer} answer */
  async hides(visitor, who, where, uid, answer) {
    const other = where.replace(uid, ABSENT);
    const key = `${who} ${other}`;
    if (!this.#absent.has(key)) this.#absent.set(key, visitor.get(other));
    const absent = await /** @type {Promise<Answer>} */ (this.#absent.get(key));
    if (answer.status !== absent.status) this.fault(who, where, `status ${answer.status}, and ${absent.status} for what does not exist`);
    else if (answer.text.startsWith('{') && answer.text !== absent.text) this.fault(who, where, `says ${answer.text}, and ${absent.text} for what does not exist`);
  }

  /** R6, reading 8: a tombstone for the public is of what stood there. @param {Item} item @param {Answer} answer @param {string} where */
  publicTombstone(item, answer, where) {
    const { label, audience } = current(item);
    const gone = ['withdrawn', 'hidden', 'erased'].includes(item.state);
    const stood = gone && label === 'CLEAR' && audience.includes('public') && [item.release, item.embargo].every(time => time === null || time <= NOW);
    if ((answer.status === 410) !== stood) this.fault('anonymous', where, `status ${answer.status}`);
  }

  /** Section 7: the record of an item is for its originator's side. @param {Viewer} viewer @param {Item} item @param {string} where @param {Answer} answer */
  record(viewer, item, where, answer) {
    const side = ofOriginatorsSide(this.state, resolve(this.state, viewer, NOW), item, current(item).label);
    const query = { viewer, item: item.name, version: item.versions.length, channel: /** @type {Channel} */ ('page') };
    const reads = decide(this.state, viewer, item.name, query.version, query.channel, NOW).outcome !== 'Nothing';
    this.comparison.presence(query, side && reads, answer.status === 200, where);
  }

  /** W7, R11: the head of an item's page. @param {Viewer} viewer @param {string} who @param {Item} item @param {string} where @param {string} text */
  head(viewer, who, item, where, text) {
    const by = plain(/<div class="doc-by">\s*<span>([\s\S]*?)<\/span>/.exec(text)?.[1]).replace(/ \([^)]*\)$/, '');
    this.#author(who, item, where, by || 'nobody');
    const told = plain(/<div class="doc-audience">\s*<p><b>[\s\S]*?<\/b>([\s\S]*?)<\/p>/.exec(text)?.[1]).split(', ').filter(Boolean).sort();
    const shown = partsShown(this.state, viewer, item.name, NOW);
    // The law says nothing of what a draft's reviewer is told.
    if (shown === null && item.state === 'draft') return;
    for (const part of current(item).audience) {
      const allow = shown?.parts.includes(part) ?? false;
      const word = (/** @type {boolean} */ is) => `${is ? '' : 'not '}${inWords(part)}`;
      this.#fact(who, where, 'R11', allow, word(allow), word(told.includes(inWords(part))));
    }
    const wanted = shown === null ? [] : [...shown.parts.map(inWords), ...(shown.others ? ['and others'] : [])].sort();
    if (told.join() !== wanted.join()) this.fault(who, where, `read by ${told.join(', ') || 'nobody'}; to be told: ${wanted.join(', ') || 'nobody'}`);
  }

  /** W7. @param {string} who @param {Item} item @param {string} where @param {string} by */
  #author(who, item, where, by) { this.#fact(who, where, 'W7', item.attribution !== 'anonymous', `by ${authorOf(item)}`, `by ${by}`); }

  /** @param {string} who @param {string} where @param {string} rule @param {boolean} allow @param {string} expected @param {string} observed */
  #fact(who, where, rule, allow, expected, observed) { this.comparison.fact('beside', { who, where, rules: [{ rule, allow }], expected, observed }); }

  /** @param {string} who @param {Item} item @param {string} where @param {any} post by REST */
  wire(who, item, where, post) {
    if (post.title === undefined) return;
    const by = [post.organisation?.name, post.person?.name].filter(Boolean).join(', ') || 'a member';
    this.#author(who, item, where, by);
  }

  /** Section 1: listed to all, else to members and who is invited; the list of members as the circle has it. @param {Visitor} visitor @param {string} person */
  async circles(visitor, person) {
    const organisation = this.state.persons.get(person)?.organisation ?? '';
    for (const circle of this.state.circles.values()) {
      const uid = this.results.get(circle.name)?.id;
      if (!uid) continue;
      const where = `/circles/${uid}`;
      const answer = await visitor.get(where);
      const member = memberships(circle, person, organisation).length > 0;
      const invited = [`org:${organisation}`, `pair:${pair(person, organisation)}`].some(name => circle.invited.has(name));
      if (!circle.listed && !member && !invited) {
        await this.hides(visitor, person, where, uid, answer);
        continue;
      }
      if (answer.status !== 200) this.fault(person, where, `status ${answer.status}`);
      const names = /href="\/(people|organisations)\/[0-9A-Z]{5}-/.test(answer.text);
      if (names && !circle.owners.has(`pair:${pair(person, organisation)}`) && !(member && circle.list === 'members')) this.fault(person, where, 'names its members');
    }
  }

  /** R7, C1: the number beside the inbox, and what the live stream says, are of what the inbox shows. @param {Visitor} visitor @param {string} person @param {() => Promise<string>} read all pages of the inbox */
  async unread(visitor, person, read) {
    let what = '';
    // Notices of what was just done come in between.
    for (let tries = 0; tries < 3; tries++) {
      const inbox = await read();
      const shown = [...inbox.matchAll(/name="id" value="/g)].length;
      const told = /data-unread[^>]*>([^<]*)</.exec(inbox)?.[1] || '0';
      const event = /data: (\d+)/.exec(await visitor.until('/live', /data: \d+\n\n/))?.[1];
      if (told === (shown > 99 ? '99+' : String(shown)) && Number(event) === Math.min(shown, 100)) return;
      what = `${shown} unread, ${told} in the frame, ${event} by the live stream`;
    }
    this.fault(person, '/inbox', what);
  }

  /** No page of a list is short but the last (R7). @param {Visitor} visitor @param {string} who @param {string} path */
  async even(visitor, who, path) {
    const most = 3;
    for (let next = `${path}limit=${most}`; next; ) {
      const answer = await visitor.get(next);
      if (answer.status !== 200) return;
      const page = JSON.parse(answer.text);
      if (page.next && page.items.length !== most) this.fault(who, next, `${page.items.length} of ${most}, and a next page`);
      if (page.items.length === 0 && next.includes('cursor=')) this.fault(who, next, 'an empty page');
      next = page.next ? `${path}limit=${most}&cursor=${page.next}` : '';
    }
  }

  /** Files that somebody was shown. @param {Item} item @param {string} text of a page or of a post @param {RegExp} where the file's address, as its first group */
  found(item, text, where) {
    const files = this.#files.get(item.name) ?? new Set();
    for (const [, file] of text.matchAll(where)) files.add(file);
    this.#files.set(item.name, files);
  }

  /** @param {Fetcher} fetcher */
  fetches(fetcher) { this.#fetchers.push(fetcher); }

  /** Every file that anybody knows of, asked for by everybody; and each once as a file of another item. */
  async files() {
    for (const { viewer, visitor, who, channel, path } of this.#fetchers) {
      // Reading 9: an embargo ends every download.
      const full = name => {
        const item = this.state.items.get(name);
        return decide(this.state, viewer, name, item?.versions.length ?? 0, channel, NOW).outcome === 'Full' && !(item && item.embargo !== null && item.embargo > NOW);
      };
      for (const [item, files] of this.#files) {
        const other = [...this.#files.keys()].find(name => name !== item && full(name)) ?? [...this.results.keys()].find(name => this.state.items.has(name) && name !== item && full(name));
        for (const file of files) {
          const where = path(this.results.get(item).id, file);
          const answer = await visitor.get(where);
          const given = answer.status === 200 && answer.text.includes(`tok-${item}-`);
          this.comparison.presence({ viewer, item, version: this.state.items.get(item)?.versions.length ?? 0, channel }, full(item), given, where);
          if (answer.status !== 200 && answer.status !== 404) this.fault(who, where, `status ${answer.status}`);
          if (other === undefined) continue;
          const elsewhere = path(this.results.get(other).id, file);
          const stray = await visitor.get(elsewhere);
          if (stray.status !== 404) this.fault(who, elsewhere, `status ${stray.status} for a file of another item`);
        }
      }
    }
  }
}

/** As the law has it said. @param {Item} item */
function authorOf({ attribution, author }) {
  if (attribution === 'anonymous') return 'a member';
  return attribution === 'named' && author.person ? `${author.organisation}, ${author.person}` : author.organisation;
}

/** @param {string} part */
function inWords(part) {
  const [person, organisation] = nameOf(part).split('@');
  return { public: 'Public', community: 'Community', person: `${person} (${organisation})` }[kindOf(part)] ?? nameOf(part);
}

/** @param {string|undefined} html */
const plain = html => (html ?? '').replace(/<[^>]*>/g, '').replace(/\s+/g, ' ').replace(/ ,/g, ',').trim();
