// Says why: the acts that concern an item, what the viewer is, and what the rules said.
import { memberships } from '../state.mjs';
import { grantsOf, grantHolds } from '../readers.mjs';
import { current } from '../state.mjs';
import { exempt, RULES } from '../run/floors.mjs';

/**
 * @typedef {import('../world.mjs').World} World
 * @typedef {import('./compare.mjs').Comparison} Comparison
 * @typedef {import('./compare.mjs').Disagreement} Disagreement
 */

/** @param {Comparison} comparison @returns {string} */
export function table(comparison) {
  const byName = (a, b) => a[0].localeCompare(b[0], 'en', { numeric: true });
  const cells = [...comparison.rules].filter(([rule]) => rule.startsWith('cell:')).sort(byName);
  const counted = new Map([...RULES.map(({ name }) => /** @type {const} */ ([name, { allow: 0, deny: 0 }])), ...comparison.rules]);
  const rules = [...counted].filter(([rule]) => !rule.startsWith('cell:')).sort(byName);
  const reason = (/** @type {string} */ name) => (exempt[name] ? `   exempt: ${exempt[name]}` : '');
  const line = ([name, { allow, deny }]) => `${name.padEnd(38)} ${String(allow).padStart(9)} ${String(deny).padStart(9)}`;
  const channel = ([name, { agreed, disagreed }]) => `${name.padEnd(38)} ${String(agreed).padStart(9)} ${String(disagreed).padStart(9)}`;
  return [
    `${'rule'.padEnd(38)} ${'allow'.padStart(9)} ${'deny'.padStart(9)}`, ...rules.map(rule => line(rule) + reason(rule[0])), '',
    `${'cell'.padEnd(38)} ${'open'.padStart(9)} ${'shut'.padStart(9)}`, ...cells.map(line), '',
    `${'channel'.padEnd(38)} ${'agreed'.padStart(9)} ${'differs'.padStart(9)}`, ...[...comparison.channels].sort(byName).map(channel), '',
    `asked ${comparison.asked}: ${[...comparison.outcomes].sort(byName).map(([name, count]) => `${name} ${count}`).join(', ')}`,
    `disagreements: ${comparison.disagreements.length}`,
  ].join('\n');
}

/** @param {World} world @param {Disagreement} it @returns {string} */
export function explain(world, it) {
  if (it.kind === 'fact') return `HTTP ${it.fact.who} ${it.fact.where}: expected ${it.fact.expected}, observed ${it.fact.observed} (${it.fact.rules.map(({ rule }) => rule).join(', ')})`;
  const marks = it.expected.rules.map(({ rule, allow }) => `${rule} ${allow ? 'allows' : 'denies'}`).join(', ');
  if (it.kind === 'act') {
    const { act } = world.log[it.line - 1];
    const wanted = it.expected.ok ? 'ok' : it.expected.kinds?.join(' or ');
    const item = act.item ?? world.state.asks.get(act.ask)?.item;
    return [
      `ACT line ${it.line}: expected ${wanted} (${it.expected.why}), observed ${it.observed}`,
      `  ${shorten(act)}`, `  rules: ${marks}`,
      ...(item ? itemLines(world, item, act.at) : []), ...(act.circle ? circleLines(world, act.circle, act.at) : []),
      ...(act.by ? personLines(world.at(act.at), act.by) : []), ...(act.key ? viewerLines(world, { kind: 'key', key: act.key }) : []),
    ].join('\n');
  }
  const { viewer, item, version, channel } = it.query;
  return [
    `ANSWER ${JSON.stringify(viewer)} ${item} v${version} by ${channel}: expected ${it.expected.outcome} (${it.expected.why}), observed ${it.observed}`,
    `  rules: ${marks}`, ...itemLines(world, item, Infinity), ...viewerLines(world, viewer),
  ].join('\n');
}

/** @param {World} world @param {string} name @param {number} until */
function itemLines(world, name, until) {
  const item = world.state.items.get(name);
  if (!item) return [`  item ${name}: never shared`];
  const { author, attribution, pap, state, release, embargo, expiry } = item;
  return [
    `  item ${name}: ${JSON.stringify({ author, attribution, pap, state, release, embargo, expiry })}`,
    ...item.versions.map(each => `    v${each.n} at ${each.at} ${each.label} [${each.audience.join(', ')}]`),
    ...grantsOf(world.state, item).map(grant => `    grant ${grant.name} by ${grant.passer}@${grant.organisation} to ${grant.part} at ${grant.at}`
      + ` from v${grant.version}${grant.via ? ` through ${grant.via}` : ''}: ${grantHolds(world.state, grant, current(item).label) ? 'holds' : 'lapsed'}`),
    ...lines(world, act => (act.item === name || act.name === name || world.state.asks.get(act.ask)?.item === name) && act.at <= until),
    ...item.versions[item.versions.length - 1].audience.filter(part => part.startsWith('circle:'))
      .flatMap(part => circleLines(world, part.slice(7), until)),
  ];
}

function circleLines(world, name, until) {
  const circle = world.state.circles.get(name);
  if (!circle) return [`  circle ${name}: never founded`];
  const { history, allSince, listed, takesOutside, closed } = circle;
  return [
    `  circle ${name}: ${JSON.stringify({ history, allSince, listed, takesOutside, closed, members: [...circle.members], owners: [...circle.owners] })}`,
    ...lines(world, act => (act.circle === name || (act.act === 'circle' && act.name === name)) && act.at <= until),
  ];
}

/** @param {World} world @param {import('../viewers.mjs').Viewer} viewer */
function viewerLines(world, viewer) {
  const { state } = world;
  if (viewer.kind === 'key' || viewer.kind === 'hub') {
    const key = state.keys.get(viewer.key);
    if (!key) return [`  key ${viewer.key}: never made`];
    const own = lines(world, act => act.targetKey === viewer.key || (act.act === 'key' && act.name === viewer.key));
    return [`  key ${JSON.stringify(key)}`, ...own, ...(key.person ? personLines(world, key.person) : organisationLines(world, key.organisation))];
  }
  if (viewer.kind === 'feed') {
    const feed = state.feeds.get(viewer.feed);
    return feed ? [`  feed ${JSON.stringify(feed)}`, ...personLines(world, feed.person)] : [];
  }
  return viewer.kind === 'anonymous' ? [] : personLines(world, viewer.person);
}

function personLines(world, name) {
  const person = world.state.persons.get(name);
  if (!person) return [`  person ${name}: never came`];
  const { organisation, state, joined, terms } = person;
  const circles = [...world.state.circles.values()]
    .map(circle => [circle.name, memberships(circle, name, organisation)]).filter(([, joinedAt]) => joinedAt.length > 0)
    .map(([circle, joinedAt]) => `${circle} since ${joinedAt.join(' and ')}`);
  return [
    `  person ${name}: ${JSON.stringify({ organisation, state, joined, terms, currentTerms: world.state.terms, roles: [...person.roles] })}; circles: ${circles.join(', ') || 'none'}`,
    ...lines(world, act => act.person === name && act.act.startsWith('person-')), ...organisationLines(world, organisation),
  ];
}

function organisationLines(world, name) {
  const organisation = world.state.organisations.get(name);
  return [`  organisation ${JSON.stringify(organisation)}`, ...lines(world, act => act.act === 'organisation-state' && act.organisation === name)];
}

/** @param {World} world @param {(act: import('../world.mjs').Act) => boolean} which */
function lines(world, which) {
  return world.log.map(({ act, prediction }, index) => ({ act, prediction, index })).filter(entry => which(entry.act))
    .map(({ act, prediction, index }) => `    line ${index + 1}: ${shorten(act)}${prediction.ok ? '' : ` (refused: ${prediction.why})`}`);
}

function shorten(act) {
  return JSON.stringify(act, (key, value) => (['title', 'body', 'text'].includes(key) ? undefined : value));
}
