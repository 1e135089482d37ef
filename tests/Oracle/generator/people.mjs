// Proposed acts on persons, organisations, circles, clients, keys and feeds.
import { memberships } from '../state.mjs';

/** @typedef {import('../generate.mjs').Generator} Generator */

const ceilings = ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:AMBER+STRICT', 'TLP:RED'];
const scopes = [
  ['read'], ['read', 'write'], ['read', 'write'], ['read', 'write', 'drafts'], ['read', 'write', 'drafts'], ['read', 'drafts'], ['write'],
];
const networks = [[], [], [], ['127.0.0.0/8'], ['127.0.0.1/32', '10.0.0.0/8'], ['10.0.0.0/8']];

/** @type {Record<string, (g: Generator) => object|null>} */
export const peopleProposals = {
  circle: g => {
    const as = g.random.chance(0.6) ? 'organisation' : 'person';
    const by = as === 'organisation' && g.random.chance(0.8) ? g.administrator() : g.member();
    return { act: 'circle', name: g.name('c'), by, ...settings(g), as };
  },

  'circle-settings': g => {
    const circle = g.circle();
    if (!circle) return null;
    const all = settings(g);
    const changed = g.random.some(Object.keys(all), g.random.int(1, 2));
    // History matters most to who reads what.
    if (g.random.chance(0.6)) changed.push('history');
    return { act: 'circle-settings', circle: circle.name, by: g.ownerOf(circle), ...Object.fromEntries(changed.map(key => [key, all[key]])) };
  },

  'circle-join': g => {
    const invited = [...g.state.circles.values()].flatMap(circle => [...circle.invited].map(member => ({ circle, member })));
    if (invited.length > 0 && g.random.chance(0.6)) {
      const { circle, member } = g.random.pick(invited);
      const as = member.startsWith('org:') ? 'organisation' : 'person';
      const by = as === 'organisation' ? g.administratorOf(member.slice(4)) : member.slice(5).split('@')[0];
      return by ? { act: 'circle-join', circle: circle.name, by, as } : null;
    }
    const circle = g.circle();
    if (!circle) return null;
    const as = g.random.chance(0.6) ? 'organisation' : 'person';
    return { act: 'circle-join', circle: circle.name, by: as === 'organisation' ? g.administrator() : g.someone(), as };
  },

  'circle-admit': g => {
    const asked = [...g.state.circles.values()].flatMap(circle => [...circle.asked].map(member => ({ circle, member })));
    if (asked.length === 0 || g.random.chance(0.5)) {
      const circle = g.circle();
      return circle ? { act: 'circle-admit', circle: circle.name, by: g.ownerOf(circle), organisation: g.hub() } : null;
    }
    const { circle, member } = g.random.pick(asked);
    return { act: 'circle-admit', circle: circle.name, by: g.ownerOf(circle), ...principal(member) };
  },

  'circle-invite': g => {
    const circle = g.circle();
    if (!circle) return null;
    const whom = g.random.chance(0.6) ? { organisation: g.random.chance(0.1) ? g.hub() : g.anyOrganisation() } : { person: g.someone() };
    return { act: 'circle-invite', circle: circle.name, by: g.ownerOf(circle), ...whom };
  },

  'circle-remove': g => {
    const circle = g.circle();
    if (!circle) return null;
    const rest = [...circle.members.keys()].filter(member => !circle.owners.has(member));
    return rest.length === 0 ? null : { act: 'circle-remove', circle: circle.name, by: g.ownerOf(circle), ...principal(g.random.pick(rest)) };
  },

  'circle-leave': g => {
    const circle = g.circle();
    if (!circle) return null;
    const member = g.random.pick([...circle.members.keys()]);
    if (!member || g.random.chance(0.2)) return { act: 'circle-leave', circle: circle.name, by: g.someone(), as: 'person' };
    if (member.startsWith('org:')) {
      const by = g.administratorOf(member.slice(4));
      return by ? { act: 'circle-leave', circle: circle.name, by, as: 'organisation' } : null;
    }
    return { act: 'circle-leave', circle: circle.name, by: member.slice(5).split('@')[0], as: 'person' };
  },

  'circle-close': g => {
    const circle = g.circle();
    return circle ? { act: 'circle-close', circle: circle.name, by: g.ownerOf(circle) } : null;
  },

  'client-propose': g => {
    const [provider, client] = g.random.some(g.activeMembers(), 2);
    if (!client) return null;
    return { act: 'client-propose', by: g.random.chance(0.8) ? g.administratorOf(g.random.pick([provider, client])) ?? g.someone() : g.someone(), provider, client };
  },

  'client-confirm': g => relation(g, 'client-confirm'),
  'client-end': g => relation(g, 'client-end'),

  key: g => {
    const of = g.random.chance(0.45) ? 'organisation' : 'person';
    const by = of === 'organisation' ? (g.random.chance(0.35) ? g.hubAdministrator() : g.administrator()) : g.member();
    if (!by) return null;
    const organisation = g.organisationOf(by);
    const mine = g.circlesOf(of === 'organisation' ? null : by, organisation);
    const circles = mine.length > 0 && g.random.chance(0.25) ? g.random.some(mine, g.random.int(1, 2)) : [];
    return {
      act: 'key', name: g.name('k'), by, of,
      scopes: g.random.pick(scopes),
      networks: g.random.pick(networks), expires: g.random.chance(0.25) ? g.later() : null,
      circles, circlesOnly: circles.length > 0 && g.random.chance(0.4),
    };
  },

  'key-ceiling': g => {
    const able = [...g.state.keys.values()].filter(each => !each.revoked);
    const ofHubs = able.filter(each => g.state.organisations.get(each.organisation)?.kind === 'partner-hub');
    const key = g.random.pick(ofHubs.length > 0 && g.random.chance(0.3) ? ofHubs : able);
    if (!key) return null;
    const by = g.random.chance(0.85) ? g.administratorOf(key.organisation) ?? g.someone() : g.someone();
    return { act: 'key-ceiling', by, targetKey: key.name, ceiling: ceiling(g) };
  },

  'key-revoke': g => {
    const key = g.random.pick([...g.state.keys.values()].filter(each => !each.revoked));
    if (!key) return null;
    const by = g.random.chance(0.4) ? key.person ?? g.administratorOf(key.organisation) : g.someone();
    return by ? { act: 'key-revoke', by, targetKey: key.name } : null;
  },

  feed: g => ({ act: 'feed', name: g.name('f'), by: g.member() }),

  'feed-bind': g => {
    const feed = g.random.pick([...g.state.feeds.values()].filter(each => !each.ended));
    if (!feed) return null;
    const by = g.random.chance(0.85) ? g.administratorOf(feed.organisation) ?? g.someone() : g.someone();
    return { act: 'feed-bind', by, feed: feed.name, networks: g.random.pick(networks.slice(3)), ceiling: ceiling(g) };
  },
};

/** @param {Generator} g */
const ceiling = g => (g.leaning.strict > 0 && g.random.chance(g.leaning.strict) ? 'TLP:AMBER+STRICT' : g.random.pick(ceilings));

/** @param {Generator} g */
function settings(g) {
  return {
    joining: g.random.pick(['open', 'request', 'invitation']), listed: g.random.chance(0.65), takesOutside: g.random.chance(0.5),
    members: g.random.pick(['members', 'owners']), history: g.random.chance(0.45) ? 'all' : 'joining',
  };
}

/** @param {string} member */
function principal(member) {
  return member.startsWith('org:') ? { organisation: member.slice(4) } : { person: member.slice(5).split('@')[0] };
}

/** @param {Generator} g @param {string} act */
function relation(g, act) {
  const open = [...g.state.relations.values()].filter(each => act === 'client-end' || each.confirmed.size < 2);
  if (open.length === 0) return null;
  const { provider, client, confirmed } = g.random.pick(open);
  const side = act === 'client-end' ? g.random.pick([provider, client]) : [provider, client].find(name => !confirmed.has(name));
  const by = g.random.chance(0.8) ? g.administratorOf(/** @type {string} */ (side)) : g.someone();
  return by ? { act, by, provider, client } : null;
}

/** @param {import('../state.mjs').State} state */
export function circlesOfMember(state, person, organisation) {
  return [...state.circles.values()].filter(circle => memberships(circle, person, organisation).length > 0).map(circle => circle.name);
}
