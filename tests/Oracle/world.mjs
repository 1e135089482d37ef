// A world: a script of acts, its state at any time, and for each act what the hub should answer.
import { readFileSync } from 'node:fs';
import { State, active, keepsHub, live } from './state.mjs';
import { decide } from './law.mjs';
import { partsShown } from './naming.mjs';
import { resolve, must } from './viewers.mjs';
import { refuse, refuseAny, signIn } from './answers.mjs';
import { communityActs } from './acts/community.mjs';
import { circleActs } from './acts/circles.mjs';
import { keyActs } from './acts/keys.mjs';
import { itemActs } from './acts/items.mjs';
import { passingActs } from './acts/passing.mjs';

/**
 * @typedef {Record<string, any> & {act: string, at: number}} Act
 * @typedef {{state: State, act: Act, at: number, who: import('./viewers.mjs').Principal,
 *   mark: (rule: string, allow: boolean) => void, reads: (item: string) => import('./law.mjs').Decision,
 *   told: (item: string) => string[]}} Context the parts that the actor is told of (R11)
 * @typedef {import('./answers.mjs').Answer & {ok: boolean, rules: import('./law.mjs').Mark[]}} Prediction
 */

const acts = { ...communityActs, ...circleActs, ...keyActs, ...itemActs, ...passingActs };
const keeping = ['key', 'key-ceiling', 'key-revoke'];
const writes = ['share', 'draft', 'revise', 'relabel', 'withdraw', 'comment', 'attach'];

export class World {
  state = new State();
  /** @type {{act: Act, prediction: Prediction}[]} */ log = [];

  /** @param {Act[]} script */
  constructor(script = []) {
    for (const act of script) this.perform(act);
  }

  /** What the hub should answer, without doing it. @param {Act} act @returns {Prediction} */
  predict(act) {
    /** @type {import('./law.mjs').Mark[]} */
    const rules = [];
    const mark = (rule, allow) => { rules.push({ rule, allow }); };
    const answer = this.#answer(act, mark);
    return { ...answer, ok: answer.apply !== undefined, rules };
  }

  /** Only what the law allows changes the state. @param {Act} act */
  perform(act) {
    const prediction = this.predict(act);
    prediction.apply?.();
    this.log.push({ act, prediction });
    return prediction;
  }

  /** The world as it stood at a time. @param {number} time */
  at(time) {
    return new World(this.log.map(entry => entry.act).filter(act => act.at <= time));
  }

  #answer(act, mark) {
    const handler = acts[act.act];
    if (!handler) throw new Error(`no act is called ${act.act}`);
    const viewer = act.key && writes.includes(act.act)
      ? { kind: /** @type {const} */ ('key'), key: act.key }
      : { kind: /** @type {const} */ ('person'), person: act.by, strongMinutesAgo: 0 };
    const state = this.state;
    const refused = act.by || viewer.kind === 'key' ? this.#mayAct(act, viewer, mark) : null;
    if (refused) return refused;
    const who = act.by || viewer.kind === 'key' ? resolve(state, viewer, act.at) : /** @type {any} */ ({});
    const channel = viewer.kind === 'key' ? (who.kind === 'hub' ? 'partner-hub' : 'machine') : 'page';
    const reads = item => {
      const found = state.items.get(item);
      if (!found) return /** @type {any} */ ({ outcome: 'Nothing' });
      return decide(state, viewer, item, found.versions.length, channel, act.at);
    };
    const told = item => partsShown(state, viewer, item, act.at)?.parts ?? [];
    return handler({ state, act, at: act.at, who, mark, reads, told });
  }

  /** The session or the key itself, before anything else. */
  #mayAct(act, viewer, mark) {
    if (viewer.kind === 'key') {
      const who = resolve(this.state, viewer, act.at);
      mark('R1a', who.kind !== 'refused');
      if (who.kind === 'refused') return signIn(who.why);
      if (!who.scopes.includes('write')) return act.item ? refuseAny('key without scope write') : refuse('key without scope write');
      if (act.item && !who.scopes.includes('read')) return refuseAny('a key that reads nothing', 'a key that writes on what it does not read');
      if (who.kind === 'hub') return refuseAny('a partner hub reads', 'a partner hub writes');
      return null;
    }
    must(this.state.persons, act.by);
    if (act.act === 'terms') {
      if (active(this.state, act.by)) return null;
      return signIn('not active');
    }
    // The officers or the operator keep a hub's keys for it.
    if (keeping.includes(act.act) && act.of !== 'person' && keepsHub(this.state, act.by)) return null;
    mark('R1a', live(this.state, act.by));
    if (live(this.state, act.by)) return null;
    return signIn('not live');
  }
}

/** @param {string} file @returns {Act[]} */
export function readScript(file) {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));
}

/** Forbidden, Invalid, Conflict and the like are one class. @param {string} kind */
export function classOf(kind) {
  return kind === 'NotFound' || kind === 'SignIn' ? kind : 'Refused';
}

