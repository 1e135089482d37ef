// Circles, organisations and persons, as a key is told of them (section 1, W2, R11).
import { kindOf, nameOf } from '../labels.mjs';
import { active, memberships, pair } from '../state.mjs';
import { seesList } from '../naming.mjs';

/**
 * @typedef {import('./rest.mjs').Machine} Machine
 * @typedef {import('./rest.mjs').Saying} Saying
 * @typedef {import('../state.mjs').Circle} Circle
 */

const API = '/api/v1';

export class Directory {
  /** @param {import('../state.mjs').State} state @param {Map<string, any>} results @param {(saying: Saying) => void} say */
  constructor(state, results, say) {
    this.state = state;
    this.results = results;
    this.say = say;
  }

  /** @param {Machine} machine */
  async ask(machine) {
    // How far a key with circles is told of others is nobody's to say.
    if (machine.who.circles) return;
    await this.#circles(machine);
    // Nor what a partner hub is told of members.
    if (machine.who.kind === 'hub') return;
    await this.#organisations(machine);
    for (const person of this.state.persons.values()) await this.#person(machine, person);
  }

  /** @param {Machine} machine */
  async #circles(machine) {
    const { name, visitor, who } = machine;
    const all = await this.#all(visitor, `${API}/circles`);
    for (const circle of this.state.circles.values()) {
      const uid = this.results.get(circle.name)?.id;
      if (!uid) continue;
      const knows = this.#knows(who, circle);
      // Whether a key is told of its owner's invitations is nobody's to say either, nor whether listed circles are listed to partner hubs.
      if (!knows && (this.#names(who).some(member => circle.invited.has(member)) || (who.kind === 'hub' && circle.listed))) continue;
      const where = `${API}/circles/${uid}`;
      const listed = all.find(each => each.id === uid);
      const words = (/** @type {boolean} */ is) => `${circle.name} ${is ? 'known' : 'unknown'}`;
      this.say({ who: name, where: `${API}/circles`, expected: words(knows), observed: words(listed !== undefined) });
      const page = await visitor.get(where);
      const members = await visitor.get(`${where}/members`);
      this.say({ who: name, where, expected: knows ? 200 : 404, observed: page.status });
      this.say({ who: name, where: `${where}/members`, expected: knows ? 200 : 404, observed: members.status });
      if (!knows || page.status !== 200 || members.status !== 200) continue;
      const { circle: told } = JSON.parse(page.text);
      const member = memberships(circle, who.person, /** @type {string} */ (who.organisation)).length > 0;
      this.say({
        who: name, where, rules: [['R11', true]], expected: [circle.members.size, member, this.#owns(who, circle), circle.joining, circle.listed, circle.takesOutside, circle.history, circle.closed],
        observed: [told.members, told.member, told.owner, told.joining, told.listed, told.takesOutside, told.history, told.closed],
      });
      this.#members(machine, circle, `${where}/members`, JSON.parse(members.text));
    }
  }

  /** Who is named where the list is for who asks; else their number alone. @param {Machine} machine @param {Circle} circle @param {string} where @param {any} told */
  #members({ name, who }, circle, where, told) {
    const whole = seesList(circle, { person: who.person, organisation: /** @type {string} */ (who.organisation) });
    const named = new Set(told.members.map(memberName));
    // Where the list was opened after some had joined, those who joined since are named or not: the law does not say.
    const partly = !whole && circle.list === 'members' && memberships(circle, who.person, /** @type {string} */ (who.organisation)).length > 0;
    for (const [member, since] of circle.members) {
      if (partly && since >= circle.shownSince) continue;
      const words = (/** @type {boolean} */ is) => `${member} ${is ? 'named' : 'not named'}`;
      this.say({ who: name, where, rules: [['R11', whole]], expected: words(whole), observed: words(named.has(member)) });
    }
    this.say({ who: name, where, rules: [['R11', whole]], expected: circle.members.size, observed: told.members.length + told.notNamed });
    const owner = this.#owns(who, circle);
    for (const [waiting, of] of /** @type {[string, Set<string>][]} */ ([['asking', circle.asked], ['invited', circle.invited]])) {
      this.say({ who: name, where, rules: of.size > 0 ? [['R11', owner]] : [], expected: `${waiting}: ${owner ? [...of].sort() : ''}`, observed: `${waiting}: ${told[waiting].map(memberName).sort()}` });
    }
  }

  /** Section 1: listed to all members of the community, else to its members. @param {import('../viewers.mjs').Principal} who @param {Circle} circle */
  #knows(who, circle) { return this.#names(who).some(name => circle.members.has(name)) || (circle.listed && who.kind !== 'hub'); }

  /** A circle that who asks knows of by its listing alone. @param {import('../viewers.mjs').Principal} who @param {string} part */
  listedTo(who, part) {
    const circle = kindOf(part) === 'circle' ? this.state.circles.get(nameOf(part)) : undefined;
    return circle !== undefined && circle.listed && !this.#names(who).some(name => circle.members.has(name));
  }

  /** As a circle has its members. @param {import('../viewers.mjs').Principal} who */
  #names({ person, organisation }) { return [`org:${organisation}`, ...(person ? [`pair:${pair(person, /** @type {string} */ (organisation))}`] : [])]; }

  /** @param {import('../viewers.mjs').Principal} who @param {Circle} circle */
  #owns(who, circle) { return who.person !== null && circle.owners.has(`pair:${pair(who.person, /** @type {string} */ (who.organisation))}`); }

  /** W2: who may be named is known; who has left their organisation is no representative of it. @param {Machine} machine */
  async #organisations({ name, visitor }) {
    const all = await this.#all(visitor, `${API}/organisations`);
    for (const organisation of this.state.organisations.values()) {
      if (organisation.state !== 'active') continue;
      const uid = this.results.get(organisation.name).id;
      const where = `${API}/organisations/${uid}`;
      const answer = await visitor.get(where);
      const { people = [], organisation: told } = answer.status === 200 ? JSON.parse(answer.text) : {};
      const words = (/** @type {any} */ each) => (each ? `${each.name} ${each.kind} ${each.state} ${[...each.sectors].sort()}` : 'not told');
      this.say({ who: name, where: `${API}/organisations`, expected: words(organisation), observed: words(all.find(each => each.id === uid)) });
      this.say({ who: name, where, expected: words(organisation), observed: words(told) });
      const named = new Set(people.map((/** @type {{name: string}} */ each) => each.name));
      for (const person of this.state.persons.values()) {
        const representative = person.organisation === organisation.name && person.state !== 'left';
        if (representative && person.state !== 'active') continue;
        const said = (/** @type {boolean} */ is) => `${person.name} ${is ? 'of' : 'not of'} ${organisation.name}`;
        this.say({ who: name, where, expected: said(representative), observed: said(named.has(person.name)) });
      }
    }
  }

  /** R3: a person is of one organisation at a time. @param {Machine} machine @param {import('../state.mjs').Person} person */
  async #person({ name, visitor }, person) {
    if (!active(this.state, person.name)) return;
    const where = `${API}/people/${this.results.get(person.name).id}`;
    const answer = await visitor.get(where);
    const told = answer.status === 200 ? JSON.parse(answer.text) : null;
    this.say({ who: name, where, expected: `${person.name} of ${person.organisation}, active`, observed: told ? `${told.name} of ${told.organisation.name}, ${told.active ? 'active' : 'not active'}` : `status ${answer.status}` });
  }

  /** @param {import('./visitor.mjs').Visitor} visitor @param {string} path @returns {Promise<any[]>} */
  async #all(visitor, path) {
    const all = [];
    for (let next = path; next; ) {
      const page = JSON.parse((await visitor.get(next)).text);
      all.push(...page.items);
      next = page.next ? `${path}?after=${encodeURIComponent(page.next)}` : '';
    }
    return all;
  }
}

/** @param {{kind: string, name: string, organisation: string|null}} member by REST */
const memberName = ({ kind, name, organisation }) => (kind === 'organisation' ? `org:${name}` : `pair:${pair(name, organisation ?? '')}`);
