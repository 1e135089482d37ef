// Acts on keys and feed tokens (law §1, readings 5, 6, 15, 16; W8).
import { administrates, memberships } from '../state.mjs';
import { labelOf } from '../labels.mjs';
import { must } from '../viewers.mjs';
import { allow, notFound, refuse, refuseAny } from '../answers.mjs';

/** @typedef {import('../world.mjs').Context} Context */

/** @type {Record<string, (it: Context) => import('../answers.mjs').Answer>} */
export const keyActs = {
  key: it => {
    const { state, act, at, mark } = it;
    const { organisation } = must(state.persons, act.by);
    const forOrganisation = act.of === 'organisation';
    if (forOrganisation && !administrates(state, act.by, organisation)) {
      mark('W8', false);
      return refuse('no administrator');
    }
    const circles = act.circles?.length ? act.circles : null;
    let unclear = act.expires !== null && act.expires !== undefined && act.expires <= at ? 'a key that has expired' : undefined;
    for (const name of circles ?? []) {
      const circle = state.circles.get(name);
      const mine = circle && memberships(circle, forOrganisation ? null : act.by, organisation).length > 0;
      if (!circle || (!mine && !circle.listed)) return notFound('no such circle to this person');
      if (!mine) unclear = 'a key for a circle that its owner does not read';
    }
    if (act.circlesOnly && !circles) unclear = 'circles only, without circles';
    mark('W8', true);
    return allow(() => {
      state.keys.set(act.name, {
        name: act.name, of: act.of, person: forOrganisation ? null : act.by, organisation, scopes: act.scopes, ceiling: 'GREEN',
        networks: act.networks ?? [], expires: act.expires ?? null, circles, circlesOnly: act.circlesOnly ?? false, revoked: false,
      });
    }, unclear);
  },

  'key-ceiling': ({ state, act, mark }) => {
    const key = must(state.keys, act.targetKey);
    const ceiling = labelOf(act.ceiling);
    const mine = administrates(state, act.by, key.organisation) || keepsForHub(state, act.by, key);
    mark('W8', mine && ceiling !== 'RED');
    if (!mine) return refuseAny('no administrator of the key\'s organisation');
    if (ceiling === null || ceiling === 'RED') return refuse('a key never reads or writes RED');
    return allow(() => { key.ceiling = ceiling; }, key.revoked ? 'a revoked key' : undefined);
  },

  'key-revoke': ({ state, act, mark }) => {
    const key = must(state.keys, act.targetKey);
    const mine = key.person === act.by || administrates(state, act.by, key.organisation) || keepsForHub(state, act.by, key);
    mark('W8', mine);
    if (!mine) return refuseAny('neither owner nor administrator');
    return allow(() => { key.revoked = true; }, key.revoked ? 'a revoked key' : undefined);
  },

  feed: ({ state, act }) => {
    const { organisation } = must(state.persons, act.by);
    return allow(() => {
      state.feeds.set(act.name, {
        name: act.name, person: act.by, organisation, query: act.query ?? null, networks: null, ceiling: 'GREEN', ended: false,
      });
    });
  },

  'feed-bind': ({ state, act, mark }) => {
    const feed = must(state.feeds, act.feed);
    const ceiling = labelOf(act.ceiling);
    const mine = administrates(state, act.by, feed.organisation);
    mark('W8', mine && ceiling !== 'RED');
    if (!mine) return refuseAny('no administrator of the owner\'s organisation');
    if (ceiling === null || ceiling === 'RED') return refuse('a token never reads RED');
    let unclear = feed.ended ? 'a token that has ended' : undefined;
    if (!act.networks?.length) unclear = 'bound to no networks';
    return allow(() => {
      feed.networks = act.networks;
      feed.ceiling = ceiling;
    }, unclear);
  },
};

/** Reading 21. @param {import('../state.mjs').State} state @param {string} person @param {import('../state.mjs').Key} key */
function keepsForHub(state, person, key) {
  return state.organisations.get(key.organisation)?.kind === 'partner-hub' && must(state.persons, person).roles.has('officer');
}
