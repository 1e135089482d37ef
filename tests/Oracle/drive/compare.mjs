// Compares what was observed with what the law says, and counts what each rule decided.
import { condition, conditions } from '../conditions.mjs';
import { decide } from '../law.mjs';
import { classOf } from '../world.mjs';
import { sentTo } from './sent.mjs';

/**
 * @typedef {import('../world.mjs').World} World
 * @typedef {import('./queries.mjs').Query} Query
 * @typedef {{kind: 'answer', query: Query, expected: import('../law.mjs').Decision, observed: string}
 *   | {kind: 'act', line: number, expected: import('../world.mjs').Prediction, observed: string}
 *   | {kind: 'fact', fact: Fact}} Disagreement
 * @typedef {{who: string, where: string, rules: import('../law.mjs').Mark[], expected: string, observed: string}} Fact what stands beside the text of an item
 */

export class Comparison {
  /** @type {Map<string, {allow: number, deny: number}>} */ rules = new Map();
  /** @type {Map<string, {agreed: number, disagreed: number}>} */ channels = new Map();
  /** @type {Map<string, number>} */ outcomes = new Map();
  /** @type {Disagreement[]} */ disagreements = [];
  asked = 0;
  /** @type {import('./sent.mjs').Sent|null} */ #sent = null;

  /** @param {World} world @param {number} [now] seconds after loading */
  constructor(world, now = 0) {
    this.world = world;
    this.now = now;
  }

  /** @param {Query} query @param {string|null} observed null: only count what the law says */
  answer(query, observed) {
    const expected = answerOf(this.world.state, query, this.now);
    const rules = this.#queued(query) ? [...expected.rules, { rule: 'C1', allow: expected.outcome !== 'Nothing' }] : expected.rules;
    this.#compare(query, { ...expected, rules }, observed);
  }

  /** C1: is it a message that was on its way when the version was shared, and is sent now? @param {Query} query */
  #queued({ viewer, item, version, channel }) {
    if (viewer.kind !== 'recipient' || !['mail', 'webhook'].includes(channel)) return false;
    this.#sent ??= sentTo(this.world);
    return this.#sent.get(`${item} v${version}`)?.has(viewer.person) ?? false;
  }

  /** What an answer says beside the text, or refuses. @param {string} channel @param {Fact} fact */
  fact(channel, fact) {
    this.asked += 1;
    this.#count(fact.rules);
    const counts = this.channels.get(channel) ?? { agreed: 0, disagreed: 0 };
    this.channels.set(channel, counts);
    if (fact.observed === fact.expected) counts.agreed += 1;
    else {
      counts.disagreed += 1;
      this.disagreements.push({ kind: 'fact', fact });
    }
  }

  /**
   * One item in what holds several, or behind an address of its own.
   * @param {Query} query @param {boolean} wanted @param {boolean} found @param {string} where @param {string[]} [more] rules that this decides beside those of reading
   */
  presence(query, wanted, found, where, more = []) {
    const { rules, label } = answerOf(this.world.state, query, this.now);
    const word = shown => (shown ? 'shown' : 'not shown');
    const marks = [...rules, ...more.map(rule => ({ rule, allow: wanted }))];
    this.#compare(query, { outcome: /** @type {any} */ (word(wanted)), rules: marks, label, why: where }, word(found));
  }

  /** @param {Query} query @param {import('../law.mjs').Decision} expected @param {string|null} observed */
  #compare(query, expected, observed) {
    this.asked += 1;
    this.#count(expected.rules);
    this.outcomes.set(expected.outcome, (this.outcomes.get(expected.outcome) ?? 0) + 1);
    const channel = this.channels.get(query.channel) ?? { agreed: 0, disagreed: 0 };
    this.channels.set(query.channel, channel);
    if (observed === null) return;
    if (observed === expected.outcome) channel.agreed += 1;
    else {
      channel.disagreed += 1;
      this.disagreements.push({ kind: 'answer', query, expected, observed });
    }
  }

  /** @param {{line: number, ok: boolean, kind?: string, code?: string}|null} result of one act; null: only count */
  act(line, result) {
    const { prediction } = this.world.log[line - 1];
    this.#count(prediction.rules);
    if (result === null) return;
    const channel = this.channels.get('acts') ?? { agreed: 0, disagreed: 0 };
    this.channels.set('acts', channel);
    if (agrees(prediction, result)) channel.agreed += 1;
    else {
      channel.disagreed += 1;
      const observed = result.ok ? 'ok' : `${result.kind} ${result.code ?? ''}`.trim();
      this.disagreements.push({ kind: 'act', line, expected: prediction, observed });
    }
  }

  /** The counts of another world's comparison. @param {Comparison} other */
  add(other) {
    this.asked += other.asked;
    this.disagreements.push(...other.disagreements);
    for (const [name, { allow, deny }] of other.rules) {
      const mine = this.rules.get(name) ?? { allow: 0, deny: 0 };
      this.rules.set(name, { allow: mine.allow + allow, deny: mine.deny + deny });
    }
    for (const [name, { agreed, disagreed }] of other.channels) {
      const mine = this.channels.get(name) ?? { agreed: 0, disagreed: 0 };
      this.channels.set(name, { agreed: mine.agreed + agreed, disagreed: mine.disagreed + disagreed });
    }
    for (const [name, count] of other.outcomes) this.outcomes.set(name, (this.outcomes.get(name) ?? 0) + count);
  }

  /** One question or act counts once for each rule, allowing if any of its marks allows. */
  #count(marks) {
    const once = new Map();
    for (const { rule, allow } of marks) once.set(rule, (once.get(rule) ?? false) || allow);
    for (const [rule, allow] of once) {
      const count = this.rules.get(rule) ?? { allow: 0, deny: 0 };
      this.rules.set(rule, count);
      count[allow ? 'allow' : 'deny'] += 1;
    }
  }
}

/** @param {import('../state.mjs').State} state @param {Query} query @param {number} now @returns {import('../law.mjs').Decision} */
export function answerOf(state, { viewer, item, version, channel }, now) {
  return /** @type {any} */ (conditions.includes(channel) ? condition(state, viewer, item, channel, now) : decide(state, viewer, item, version, /** @type {any} */ (channel), now));
}

/** @param {import('../world.mjs').Prediction} prediction */
function agrees(prediction, result) {
  if (prediction.ok || result.ok) return prediction.ok === result.ok;
  return prediction.kinds?.includes(classOf(result.kind)) ?? false;
}
