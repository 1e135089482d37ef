// Who may name a part, what contains what, and which parts a reader sees (W2, W4, W7, R11).
import { active, current, memberships, pair } from './state.mjs';
import { kindOf, nameOf, strictest } from './labels.mjs';
import { must, resolve } from './viewers.mjs';
import { isAuthor, readsVersion } from './readers.mjs';

/**
 * @typedef {import('./state.mjs').State} State
 * @typedef {{person: string|null, organisation: string}} Namer
 * @typedef {'yes'|'no'|'hidden'|'inactive'} Naming
 *   hidden: as if there were no such circle. inactive: refused, in whatever words.
 */

/** W2, reading 12. @param {State} state @param {Namer} namer @param {string} part @returns {Naming} */
export function mayName(state, namer, part) {
  switch (kindOf(part)) {
    case 'public':
    case 'community': return 'yes';
    case 'circle': return mayNameCircle(state, namer, nameOf(part));
    case 'organisation': {
      const organisation = state.organisations.get(nameOf(part));
      return organisation?.state === 'active' && organisation.kind !== 'external-source' ? 'yes' : 'inactive';
    }
    default: {
      const [person, organisation] = nameOf(part).split('@');
      const member = state.organisations.get(organisation)?.kind === 'member';
      return member && active(state, person) && state.persons.get(person)?.organisation === organisation ? 'yes' : 'inactive';
    }
  }
}

/** @returns {Naming} */
function mayNameCircle(state, namer, name) {
  const circle = state.circles.get(name);
  if (!circle) return 'hidden';
  const member = memberships(circle, namer.person, namer.organisation).length > 0;
  if (!member && !circle.listed) return 'hidden';
  if (circle.closed) return 'no';
  return member || circle.takesOutside ? 'yes' : 'no';
}

/**
 * W4. Whoever learns the answer learns of a circle's members no more than the list tells (section 1): where it is not for them, their own membership.
 * @param {State} state @param {string} outer @param {string} inner @param {Namer|null} [told] @returns {boolean}
 */
export function contains(state, outer, inner, told = null) {
  if (outer === inner || outer === 'public') return true;
  if (inner === 'public') return false;
  if (outer === 'community') return ofMembers(state, inner);
  if (inner === 'community' || kindOf(inner) === 'circle') return false;
  if (kindOf(outer) === 'circle') {
    const circle = must(state.circles, nameOf(outer));
    const { members } = circle;
    if (told && !seesList(circle, told)) {
      const organisation = nameOf(inner).split('@').at(-1);
      return organisation === told.organisation && (members.has(`org:${organisation}`) || (inner === `person:${pair(told.person ?? '', organisation)}` && members.has(`pair:${nameOf(inner)}`)));
    }
    if (kindOf(inner) === 'organisation') return members.has(`org:${nameOf(inner)}`);
    return members.has(`pair:${nameOf(inner)}`) || members.has(`org:${nameOf(inner).split('@')[1]}`);
  }
  return kindOf(outer) === 'organisation' && kindOf(inner) === 'person' && nameOf(inner).split('@')[1] === nameOf(outer);
}

/** Section 1: owners, and members where the list is for them and was so when each of them joined. @param {import('./state.mjs').Circle} circle @param {Namer} namer */
export function seesList(circle, namer) {
  if (namer.person && circle.owners.has(`pair:${pair(namer.person, namer.organisation)}`)) return true;
  return circle.list === 'members' && memberships(circle, namer.person, namer.organisation).length > 0 && [...circle.members.values()].every(since => since >= circle.shownSince);
}

/** A circle in which a partner hub is a member is not of members alone. */
function ofMembers(state, part) {
  const isMember = organisation => state.organisations.get(organisation)?.kind === 'member';
  if (kindOf(part) === 'circle') return [...must(state.circles, nameOf(part)).members.keys()].every(member => isMember(kindOf(member) === 'org' ? nameOf(member) : nameOf(member).split('@')[1]));
  return isMember(kindOf(part) === 'person' ? nameOf(part).split('@')[1] : nameOf(part));
}

/** @param {State} state @param {string[]} inner @param {string[]} outer @param {Namer|null} [told] */
export function containedIn(state, inner, outer, told = null) {
  return inner.every(part => outer.some(whole => contains(state, whole, part, told)));
}

/** W4: may something with this label and audience be derived from these items? @param {State} state */
export function mayDerive(state, label, audience, sources) {
  const versions = sources.map(name => current(must(state.items, name)));
  return label === strictest(label, ...versions.map(version => version.label))
    && versions.every(version => containedIn(state, audience, version.audience));
}

/** W7: the sectors that may be shown, stored at sharing. @param {State} state @param {string} organisation @param {string[]} audience */
export function sectorsShown(state, organisation, audience) {
  const able = [...state.organisations.values()].filter(other =>
    other.kind === 'member' && other.state === 'active' && state.representatives(other.name).length > 0
    && audience.every(part => mayName(state, { person: null, organisation: other.name }, part) === 'yes'));
  return must(state.organisations, organisation).sectors
    .filter(sector => able.filter(other => other.sectors.includes(sector)).length >= 5);
}

/**
 * R11: who can read, as this viewer is told; null when told nothing.
 * @param {State} state @param {import('./viewers.mjs').Viewer} viewer @param {string} itemName @param {number} now
 * @returns {{parts: string[], others: boolean}|null}
 */
export function partsShown(state, viewer, itemName, now) {
  const item = must(state.items, itemName);
  const version = current(item);
  const who = resolve(state, viewer, now);
  if (isAuthor(who, item)) return { parts: version.audience, others: false };
  if (version.label === 'RED' || !who.organisation || !readsVersion(state, who, item, version).reads) return null;
  const namer = { person: who.person, organisation: who.organisation };
  const parts = version.audience.filter(part => couldName(state, namer, part, version.at));
  return { parts, others: parts.length < version.audience.length };
}

/** Loosened listing holds only for what is shared afterwards. */
function couldName(state, namer, part, sharedAt) {
  if (mayName(state, namer, part) !== 'yes') return false;
  if (kindOf(part) !== 'circle') return true;
  const circle = must(state.circles, nameOf(part));
  const member = memberships(circle, namer.person, namer.organisation).length > 0;
  return member || (circle.listedSince !== null && sharedAt >= circle.listedSince);
}

/**
 * A part as a world's act writes it.
 * @param {State} state @param {{part: string, circle?: string, organisation?: string, person?: string}} written
 * @returns {string}
 */
export function partOf(state, written) {
  switch (written.part) {
    case 'circle': return `circle:${written.circle}`;
    case 'organisation': return `organisation:${written.organisation}`;
    case 'person': {
      const person = /** @type {string} */ (written.person);
      return `person:${pair(person, must(state.persons, person).organisation)}`;
    }
    default: return written.part;
  }
}
