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
    const owner = asMember(it, 'person');
    return allow(() => {
      state.circles.set(act.name, {
        name: act.name, joining: act.joining, listed: act.listed, listedSince: act.listed ? at : null,
        takesOutside: act.takesOutside, list: act.members, shownSince: at, history: act.history, allSince: act.history === 'all' ? at : null,
        closed: false, members: new Map([[member, at]]), owners: new Set([owner]), invited: new Set(), asked: new Set(),
      });
    });
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
    if (act.members === 'members' && circle.list !== 'members') circle.shownSince = at;
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
    if (circle.joining === 'open') return join;
    if (circle.joining === 'invitation') return refuse('by invitation', twice);
    return allow(() => { circle.asked.add(member); }, circle.asked.has(member) ? 'asking twice' : twice);
  },

  'circle-admit': byOwner((it, circle) => {
    const member = named(it);
    if (circle.closed) return refuse('closed', 'closed with requests');
    if (!circle.asked.has(member) && !isHub(it)) return refuseAny('has not asked', 'admitting who has not asked');
    if (!namedIsActive(it)) return refuseAny('not active', 'admitting who is not active');
    if (circle.members.has(member)) return refuse('a member already');
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
    return takeOut(circle, member);
  }),

  'circle-leave': it => {
    const { state, act } = it;
    const circle = state.circles.get(act.circle);
    if (!circle || !visible(it, circle)) return notFound('no such circle to this person');
    if (act.as === 'organisation' && !actsForOrganisation(it)) return refuse('no administrator');
    const member = asMember(it, act.as);
    const waiting = circle.invited.has(member) || circle.asked.has(member);
    if (!circle.members.has(member)) return waiting ? allow(stopWaiting) : refuseAny('no member');
    return takeOut(circle, member);

    function stopWaiting() {
      circle?.invited.delete(member);
      circle?.asked.delete(member);
    }
  },

  'circle-close': byOwner((_, circle) => {
    if (circle.closed) return refuse('closed before', 'closing twice');
    return allow(() => {
      circle.closed = true;
      circle.invited.clear();
      circle.asked.clear();
    });
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

/** @param {Context} it @param {Circle} circle */
const isOwner = (it, circle) => circle.owners.has(asMember(it, 'person'));

/**
 * Reading 20: an owner who is no member any more is no owner, and a circle that is open to acts keeps one.
 * @param {Circle} circle @param {string} member
 */
function takeOut(circle, member) {
  const rest = [...circle.members.keys()].filter(other => other !== member);
  const owners = [...circle.owners].filter(owner => rest.includes(owner) || rest.includes(`org:${owner.split('@')[1]}`));
  if (owners.length === 0 && circle.owners.size > 0 && !circle.closed) return refuse('the last owner');
  return allow(() => {
    circle.members.delete(member);
    circle.owners = new Set(owners);
  });
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

/** Reading 21: a hub has no people here who could ask. @param {Context} it */
const isHub = ({ state, act }) => Boolean(act.organisation) && must(state.organisations, act.organisation).kind === 'partner-hub';
