// C2: who is on record as having read what. Each disclosure is noted when it is made; at the end the record must name those, and nobody else.
import { within } from '../labels.mjs';
import { recordOf } from '../law.mjs';
import { current } from '../state.mjs';
import { isAuthor } from '../readers.mjs';
import { resolve } from '../viewers.mjs';
import { signsIn } from './visitor.mjs';

/**
 * @typedef {import('../cells.mjs').Channel} Channel
 * @typedef {import('../viewers.mjs').Viewer} Viewer
 * @typedef {import('../state.mjs').Item} Item
 * @typedef {import('../law.mjs').Decision} Decision
 * @typedef {import('../labels.mjs').Label} Label
 */

const NOW = 0;

export class Readings {
  /**
   * Who is to be named, with the weakest label under which they read, and who read without being named: persons, and organisations for their keys, by item.
   * @type {Map<string, {named: Map<string, Label>, counted: Set<string>}>}
   */
  #read = new Map();

  /** @param {import('./compare.mjs').Comparison} comparison @param {Map<string, any>} results */
  constructor(comparison, results) {
    this.comparison = comparison;
    this.state = comparison.world.state;
    this.results = results;
  }

  /** @param {Viewer} viewer @param {Item} item @param {Decision} decision of what was just given @param {Channel} channel */
  note(viewer, item, decision, channel) {
    const how = recordOf(this.state, viewer, item.name, decision, channel, NOW);
    const who = resolve(this.state, viewer, NOW);
    const name = who.person ?? who.organisation;
    if (how === 'not' && !['Full', 'Summary'].includes(decision.outcome) || name === null) return;
    const read = this.of(item);
    const label = /** @type {Label} */ (decision.label);
    const before = read.named.get(name) ?? label;
    if (['listed', 'recorded'].includes(how)) read.named.set(name, within(label, before) ? label : before);
    else read.counted.add(name);
  }

  /** @param {Item} item */
  of(item) {
    const read = this.#read.get(item.name) ?? { named: /** @type {Map<string, Label>} */ (new Map()), counted: /** @type {Set<string>} */ (new Set()) };
    this.#read.set(item.name, read);
    return read;
  }

  /** An author who is there to look. @param {Item} item @returns {string|null} */
  looker(item) {
    const { person } = item.author;
    if (person === null || !signsIn(this.comparison.world, person)) return null;
    const viewer = /** @type {const} */ ({ kind: 'person', person, strongMinutesAgo: 5 });
    return isAuthor(resolve(this.state, viewer, NOW), item) && item.state === 'shared' && current(item).label !== 'RED' ? person : null;
  }

  /** The item's record, as a page for its originator's side. @param {string} who @param {Item} item @param {string} where @param {string} text */
  compare(who, item, where, text) {
    const rows = [...text.matchAll(/<td data-label="Who">([\s\S]*?)<\/td>\s*<td data-label="Act">([^<]*)</g)].filter(([, , act]) => READ.test(act));
    this.#facts(who, item, where, 'RED', new Set(rows.map(([, name]) => name.replace(/<[^>]*>/g, '').trim().split(/\s/)[0])));
  }

  /** The same by REST, of the versions that the key may read (R1e). @param {string} who @param {Item} item @param {string} where @param {Label} ceiling @param {{person: string|null, organisation: string}[]} readings */
  compareWire(who, item, where, ceiling, readings) { this.#facts(who, item, where, ceiling, new Set(readings.map(each => each.person ?? each.organisation))); }

  /** @param {string} who @param {Item} item @param {string} where @param {Label} ceiling @param {Set<string>} found */
  #facts(who, item, where, ceiling, found) {
    const { named: all, counted } = this.of(item);
    const named = new Set([...all].filter(([, label]) => within(label, ceiling)).map(([name]) => name));
    const names = new Set([...named, ...counted, ...this.state.persons.keys(), ...found]);
    for (const name of names) {
      const word = (/** @type {boolean} */ is) => `${name} ${is ? 'on' : 'not on'} record`;
      this.comparison.fact('readings', { who, where, rules: [{ rule: 'C2', allow: named.has(name) }], expected: word(named.has(name)), observed: word(found.has(name)) });
    }
  }
}

/** The words of the record for what is read, not done. */
const READ = /\bread\b|was shown|was given|exported|printed|downloaded|fetched/;
