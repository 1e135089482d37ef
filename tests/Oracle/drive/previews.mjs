// W1: before sharing, the author is shown who will read it, counted and listed.
import { fits, kindOf, nameOf } from '../labels.mjs';
import { mayName, seesList } from '../naming.mjs';
import { matches } from '../readers.mjs';
import { active, memberships, pair } from '../state.mjs';

/**
 * @typedef {import('../viewers.mjs').Principal} Principal
 * @typedef {import('./rest.mjs').Saying} Saying
 * @typedef {{label: string, parts: string[]}} Plan what might be shared
 */

const NOW = 0;
const PATH = '/api/v1/previews';

/** W6: how no label is written. */
export const WRONG = ['GREEN', 'AMBER+STRICT', 'TLP: GREEN', 'TLP:AMBER STRICT', 'TLP:AMBER+ STRICT', 'TLP:AMBER-STRICT', 'TLP AMBER', 'TLP-GREEN', 'TLP:YELLOW', 'TLP:綠', 'TLP:琥珀', '綠', 'AMBER STRICT', 'tlp green', 'TLP:', '2'];

export class Previews {
  /** @param {import('../state.mjs').State} state @param {Map<string, any>} results @param {(saying: Saying) => void} say */
  constructor(state, results, say) {
    this.state = state;
    this.results = results;
    this.say = say;
  }

  /** @param {string} name of the key @param {import('./visitor.mjs').Visitor} visitor @param {Principal} who */
  async ask(name, visitor, who) {
    const post = async (/** @type {object} */ body) => visitor.send(PATH, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
    for (const plan of this.#plans()) {
      const answer = await post({ label: `TLP:${plan.label}`, audience: plan.parts.map(part => this.#written(part)) });
      const where = `POST ${PATH} ${plan.label} ${plan.parts.join(' ')}`;
      const wanted = this.#status(who, plan);
      this.say({ who: name, where, rules: [['H1', fits(/** @type {any} */ (plan.label), plan.parts)]], expected: wanted, observed: wanted === 'refused' && answer.status >= 400 && answer.status < 500 ? 'refused' : String(answer.status) });
      if (wanted === '200' && answer.status === 200 && !who.circles) this.#compare(name, where, who, plan, JSON.parse(answer.text));
    }
    // Neither label nor audience has a default; and a label is written in one way.
    for (const body of [{ label: 'TLP:GREEN' }, { audience: ['community'] }]) {
      const { status } = await post(body);
      this.say({ who: name, where: `POST ${PATH} ${JSON.stringify(body)}`, rules: [['W1', false]], expected: 'refused', observed: status === 400 || status === 422 ? 'refused' : status });
    }
    for (const label of WRONG) {
      const { status } = await post({ label, audience: ['community'] });
      this.say({ who: name, where: `POST ${PATH} ${label}`, rules: [['W6', false]], expected: 422, observed: status });
    }
  }

  /** @returns {Plan[]} */
  #plans() {
    const { state } = this;
    const circles = [...state.circles.keys()].filter(name => this.results.has(name)).slice(0, 8).map(name => `circle:${name}`);
    const organisations = [...state.organisations.values()].filter(each => each.kind === 'member').map(each => `organisation:${each.name}`);
    const persons = [...state.persons.values()].filter(each => active(state, each.name)).slice(-8).map(each => `person:${pair(each.name, each.organisation)}`);
    return [
      { label: 'CLEAR', parts: ['public'] }, { label: 'GREEN', parts: ['public'] }, { label: 'GREEN', parts: ['community'] }, { label: 'AMBER', parts: ['community'] },
      ...circles.map(part => ({ label: 'AMBER', parts: [part] })), ...organisations.map(part => ({ label: 'AMBER+STRICT', parts: [part] })), ...organisations.map((part, at) => ({ label: 'GREEN', parts: [part, ...organisations.slice(at + 1, at + 3)] })),
      { label: 'RED', parts: organisations.slice(0, 1) },
      ...persons.map(part => ({ label: 'AMBER', parts: [part] })), { label: 'GREEN', parts: [...organisations.slice(0, 1), ...persons.slice(0, 1), ...circles.slice(0, 1)] },
    ];
  }

  /** H1 and W2. @param {Principal} who @param {Plan} plan */
  #status(who, { label, parts }) {
    const naming = parts.map(part => mayName(this.state, { person: who.person, organisation: /** @type {string} */ (who.organisation) }, part));
    if (fits(/** @type {any} */ (label), parts)) {
      if (naming.every(answer => answer === 'yes')) return '200';
      if (naming.filter(answer => answer !== 'yes').every(answer => answer === 'hidden')) return '404';
    }
    return 'refused';
  }

  /** @param {string} name @param {string} where @param {Principal} who @param {Plan} plan @param {any} told */
  #compare(name, where, who, { label, parts }, told) {
    const { state } = this;
    this.say({ who: name, where, rules: [['W1', parts.includes('public')]], expected: `everybody: ${parts.includes('public')}`, observed: `everybody: ${told.everybody}` });
    if (parts.includes('public')) return;
    const own = /** @type {string} */ (who.organisation);
    const namer = { person: who.person, organisation: own };
    const closed = parts.filter(part => kindOf(part) === 'circle' && !seesList(/** @type {any} */ (state.circles.get(nameOf(part))), namer));
    const open = parts.filter(part => !closed.includes(part));
    for (const organisation of state.organisations.values()) {
      // A hub's people do not sign in (reading 21), and at RED the author is beside those named.
      if (organisation.kind !== 'member' || (label === 'RED' && organisation.name === own)) continue;
      const readers = this.#people(organisation.name).filter(person => organisation.name === own || this.#reads(person, open));
      const line = told.readers.find((/** @type {{organisation: string}} */ each) => each.organisation === organisation.name);
      this.say({
        who: name, where, rules: [['W1', readers.length > 0]], expected: `${organisation.name}: ${readers.length || 'nobody'}`, observed: `${organisation.name}: ${line ? line.persons : 'nobody'}`,
      });
    }
    for (const part of closed) {
      const circle = /** @type {import('../state.mjs').Circle} */ (state.circles.get(nameOf(part)));
      const line = told.closedLists.find((/** @type {{circle: string}} */ each) => each.circle === circle.name);
      const persons = [...state.persons.values()].filter(person => active(state, person.name) && this.#isMember(person.organisation) && memberships(circle, person.name, person.organisation).length > 0);
      this.say({ who: name, where, rules: [['R11', false]], expected: `${circle.name}: ${persons.length} persons, not listed`, observed: line ? `${circle.name}: ${line.persons} persons, not listed` : `${circle.name}: listed` });
    }
  }

  /** @param {string} organisation */
  #people(organisation) { return this.state.representatives(organisation).filter(person => active(this.state, person.name)); }

  /** @param {string} organisation */
  #isMember(organisation) { return this.state.organisations.get(organisation)?.kind === 'member'; }

  /** @param {import('../state.mjs').Person} person @param {string[]} parts */
  #reads(person, parts) {
    /** @type {any} */ const who = { kind: 'person', person: person.name, organisation: person.organisation, circles: null, circlesOnly: false };
    return parts.some(part => matches(this.state, who, part, NOW).reads);
  }

  /** A part as REST writes it. @param {string} part */
  #written(part) {
    if (!part.includes(':')) return part;
    return `${kindOf(part)}:${this.results.get(nameOf(part).split('@')[0]).id}`;
  }
}
