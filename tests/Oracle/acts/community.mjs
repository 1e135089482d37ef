// Acts on organisations, persons and client relations (law §1, R5).
import { administrates, pair } from '../state.mjs';
import { must } from '../viewers.mjs';
import { allow, refuse, refuseAny } from '../answers.mjs';

/** @typedef {import('../world.mjs').Context} Context */

/** @type {Record<string, (it: Context) => import('../answers.mjs').Answer>} */
export const communityActs = {
  community: ({ state, act }) => allow(() => { state.amberClients = act.amberClients ?? false; }),

  'new-terms': ({ state }) => allow(() => { state.terms += 1; }),

  terms: ({ state, act }) => allow(() => { must(state.persons, act.by).terms = state.terms; }),

  organisation: ({ state, act, at }) => allow(() => {
    state.organisations.set(act.name, {
      name: act.name, kind: act.kind, sectors: act.sectors ?? [], state: act.state ?? 'active',
      joined: (act.state ?? 'active') === 'active' ? at : null, returned: false, readsCommunity: act.readsCommunity ?? false,
    });
  }),

  'organisation-state': ({ state, act, at }) => allow(() => {
    const organisation = must(state.organisations, act.organisation);
    if (act.state === 'left') organisationLeaves(state, organisation.name);
    if (act.state === 'active' && ['applied', 'left'].includes(organisation.state)) {
      organisation.returned = organisation.state === 'left';
      organisation.joined = at;
    }
    organisation.state = act.state;
  }),

  person: ({ state, act, at }) => allow(() => {
    const isActive = (act.state ?? 'active') === 'active';
    state.persons.set(act.name, {
      name: act.name, organisation: act.organisation, roles: new Set(act.roles ?? []), state: act.state ?? 'active',
      joined: isActive ? at : null, returned: false, terms: isActive ? state.terms : 0,
    });
  }),

  'person-state': ({ state, act, at }) => allow(() => {
    const person = must(state.persons, act.person);
    if (act.state === 'left') {
      personLeaves(state, person);
      person.roles.clear();
    }
    if (act.state === 'active' && ['invited', 'left'].includes(person.state)) {
      person.returned = person.state === 'left';
      person.joined = at;
    }
    person.state = act.state;
  }),

  'person-move': ({ state, act, at }) => allow(() => {
    const person = must(state.persons, act.person);
    personLeaves(state, person);
    person.organisation = act.organisation;
    person.joined = at;
    person.returned = true;
    person.roles.delete('organisation-administrator');
  }),

  'client-propose': it => {
    const { state, act } = it;
    if (!forEither(it)) return refuseAny('no administrator of either');
    const both = [act.provider, act.client].map(name => must(state.organisations, name));
    if (both.some(side => side.state !== 'active' || side.kind !== 'member')) return refuse('one of them is no active member', 'W3');
    const name = `${act.provider}>${act.client}`;
    if (state.relations.has(name)) return refuse('proposed before', 'proposing twice');
    return allow(() => {
      const own = must(state.persons, act.by).organisation;
      state.relations.set(name, { provider: act.provider, client: act.client, confirmed: new Set([own]) });
    });
  },

  'client-confirm': it => {
    const { state, act } = it;
    const relation = state.relations.get(`${act.provider}>${act.client}`);
    if (!relation || !forEither(it)) return refuseAny('no such proposal to this person');
    const own = must(state.persons, act.by).organisation;
    if (relation.confirmed.has(own)) return refuse('this side has confirmed', 'confirming twice');
    return allow(() => { relation.confirmed.add(own); });
  },

  'client-end': it => {
    const { state, act } = it;
    const name = `${act.provider}>${act.client}`;
    if (!state.relations.has(name) || !forEither(it)) return refuseAny('no such relation to this person');
    return allow(() => { state.relations.delete(name); });
  },
};

/** @param {Context} it */
const forEither = ({ state, act }) => [act.provider, act.client].some(name => administrates(state, act.by, name));

/** R5: every part, grant, key and token, for good. Parts end by the date of the latest joining. */
function organisationLeaves(state, name) {
  for (const circle of state.circles.values()) {
    leaveCircle(circle, member => member === `org:${name}` || (member.startsWith('pair:') && member.endsWith(`@${name}`)));
  }
  for (const key of state.keys.values()) if (key.organisation === name) key.revoked = true;
  for (const feed of state.feeds.values()) if (feed.organisation === name) feed.ended = true;
  endGrants(state, grant => grant.organisation === name);
  for (const [key, { provider, client }] of state.relations) if ([provider, client].includes(name)) state.relations.delete(key);
}

function personLeaves(state, { name, organisation }) {
  for (const circle of state.circles.values()) leaveCircle(circle, member => member === `pair:${pair(name, organisation)}`);
  for (const key of state.keys.values()) if (key.person === name) key.revoked = true;
  for (const feed of state.feeds.values()) if (feed.person === name) feed.ended = true;
  endGrants(state, grant => grant.passer === name && grant.organisation === organisation);
}

function leaveCircle(circle, whose) {
  for (const set of [circle.members, circle.owners, circle.invited, circle.asked]) {
    for (const member of set.keys()) if (whose(member)) set.delete(member);
  }
}

function endGrants(state, whose) {
  for (const grants of state.grants.values()) {
    for (const grant of grants) if (whose(grant)) grant.ended = true;
  }
}
