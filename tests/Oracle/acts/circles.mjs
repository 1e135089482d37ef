// Acts on circles (law §1): founding, settings, joining, leaving.
import { active, administrates, memberships, pair } from '../state.mjs';
import { must } from '../viewers.mjs';
import { allow, notFound, refuse, refuseAny } from '../answers.mjs';

/**
 * @typedef {import('../world.mjs').Context} Context
 * @typedef {import('../state.mjs').Circle} Circle
 */

/** @type {Record<string, (it: Context) => import('../answers.mjs').Answer>} */
export const circleActs = {
  circle: it => {
    const { state, act, at } = it;
    if (act.as === 'organisation' && !actsForOrganisation(it)) return refuse('no administrator');
    const member = asMember(it, act.as);
    return allow(() => {
      state.circles.set(act.name, {
        name: act.name, joining: act.joining, listed: act.listed, listedSince: act.listed ? at : null,
        takesOutside: act.takesOutside, list: act.members, history: act.history, allSince: act.history === 'all' ? at : null,
        closed: false, members: new Map([[member, at]]), owners: new Set([member]), invited: new Set(), asked: new Set(),
      });
    }, ofHub(it));
  },

  'circle-settings': byOwner(({ act, at }, circle) => allow(() => {
    // Reading 4: loosened holds from now on; tightened holds at once, for everything.
    if (act.history === 'all' && circle.history !== 'all') circle.allSince = at;
    if (act.history === 'joining') circle.allSince = null;
    if (act.listed === true && !circle.listed) circle.listedSince = at;
    if (act.listed === false) circle.listedSince = null;
    circle.history = act.history ?? circle.history;
    circle.listed = act.listed ?? circle.listed;
    circle.joining = act.joining ?? circle.joining;
    circle.takesOutside = act.takesOutside ?? circle.takesOutside;
    circle.list = act.members ?? circle.list;
  }, circle.closed ? 'settings of a closed circle' : undefined)),

  'circle-join': it => {
    const { state, act, at } = it;
    const circle = state.circles.get(act.circle);
    if (!circle || !visible(it, circle)) return notFound('no such circle to this person');
    if (act.as === 'organisation' && !actsForOrganisation(it)) return refuse('no administrator');
    const member = asMember(it, act.as);
    const own = must(state.persons, act.by).organisation;
    if (circle.closed) return refuse('closed');
    if (circle.members.has(member)) return refuse('a member already', 'joining twice');
    const twice = memberships(circle, act.by, own).length > 0 ? 'both as organisation and as person' : undefined;
    const join = allow(() => {
      circle.members.set(member, at);
      circle.invited.delete(member);
      circle.asked.delete(member);
    }, twice);
    if (circle.invited.has(member)) return join;
    if (circle.joining === 'open') return { ...join, unclear: twice ?? ofHub(it) };
    if (circle.joining === 'invitation') return refuse('by invitation', twice);
    return allow(() => { circle.asked.add(member); }, circle.asked.has(member) ? 'asking twice' : twice ?? ofHub(it));
  },

  'circle-admit': byOwner((it, circle) => {
    const member = named(it);
    if (circle.closed) return refuse('closed', 'closed with requests');
    if (!circle.asked.has(member)) return refuseAny('has not asked', 'admitting who has not asked');
    if (!namedIsActive(it)) return refuseAny('not active', 'admitting who is not active');
    return allow(() => {
      circle.asked.delete(member);
      circle.invited.delete(member);
      circle.members.set(member, it.at);
    });
  }),

  'circle-invite': byOwner((it, circle) => {
    const member = named(it);
    if (circle.closed) return refuse('closed');
    if (circle.members.has(member) || circle.invited.has(member)) return refuse('invited before', 'inviting twice');
    if (!namedIsActive(it)) return refuseAny('not active', 'inviting who is not active');
    return allow(() => { circle.invited.add(member); }, circle.asked.has(member) ? 'inviting who has asked' : undefined);
  }),

  'circle-remove': byOwner((it, circle) => {
    const member = named(it);
    if (!circle.members.has(member)) return refuseAny('no member', 'removing who is no member');
    return allow(() => { circle.members.delete(member); }, circle.owners.has(member) ? 'removing an owner' : undefined);
  }),

  'circle-leave': it => {
    const { state, act } = it;
    const circle = state.circles.get(act.circle);
    if (!circle || !visible(it, circle)) return notFound('no such circle to this person');
    if (act.as === 'organisation' && !actsForOrganisation(it)) return refuse('no administrator');
    const member = asMember(it, act.as);
    if (!circle.members.has(member)) return refuseAny('no member');
    return allow(() => { circle.members.delete(member); }, circle.owners.has(member) ? 'an owner leaves' : undefined);
  },

  'circle-close': byOwner((_, circle) => {
    if (circle.closed) return refuse('closed before', 'closing twice');
    return allow(() => { circle.closed = true; });
  }),
};

/** @param {(it: Context, circle: Circle) => import('../answers.mjs').Answer} then */
function byOwner(then) {
  return (/** @type {Context} */ it) => {
    const circle = it.state.circles.get(it.act.circle);
    if (!circle || !visible(it, circle)) return notFound('no such circle to this person');
    return isOwner(it, circle) ? then(it, circle) : refuse('no owner');
  };
}

/** An organisation's ownership is used by its administrators. @param {Context} it @param {Circle} circle */
function isOwner({ state, act }, circle) {
  const { organisation } = must(state.persons, act.by);
  return circle.owners.has(`pair:${pair(act.by, organisation)}`)
    || (circle.owners.has(`org:${organisation}`) && administrates(state, act.by, organisation));
}

/** @param {Context} it @param {Circle} circle */
function visible(it, circle) {
  const { organisation } = must(it.state.persons, it.act.by);
  const names = [`org:${organisation}`, `pair:${pair(it.act.by, organisation)}`];
  return circle.listed || names.some(name => circle.members.has(name) || circle.invited.has(name));
}

/** @param {Context} it */
const actsForOrganisation = ({ state, act }) => administrates(state, act.by, must(state.persons, act.by).organisation);

/** @param {Context} it @param {string} as */
function asMember({ state, act }, as) {
  const { organisation } = must(state.persons, act.by);
  return as === 'organisation' ? `org:${organisation}` : `pair:${pair(act.by, organisation)}`;
}

/** @param {Context} it */
function named({ state, act }) {
  if (act.organisation) return `org:${act.organisation}`;
  return `pair:${pair(act.person, must(state.persons, act.person).organisation)}`;
}

/** @param {Context} it */
function namedIsActive({ state, act }) {
  if (act.person) return active(state, act.person);
  const { state: now, kind } = must(state.organisations, act.organisation);
  return now === 'active' && kind !== 'external-source';
}

/** A hub's persons belong to no member; what they may do beyond its keys is not said. @param {Context} it */
function ofHub({ state, act }) {
  const { kind } = must(state.organisations, must(state.persons, act.by).organisation);
  return kind === 'member' ? undefined : 'a person of a partner hub';
}
