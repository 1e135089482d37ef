// Who may read what, on which way out: the reading rules, decided for one viewer, version and channel.
import { current } from './state.mjs';
import { within, strictest, rank } from './labels.mjs';
import { resolve } from './viewers.mjs';
import { isAuthor, matches, ofOriginatorsSide, readsVersion } from './readers.mjs';
import { BY_MACHINES, cell, LEFT_BY_EXPIRED, SERVES, SHOWS_DRAFTS, SHOWS_TOMBSTONES, STOPPED_BY_EMBARGO } from './cells.mjs';

/**
 * @typedef {import('./state.mjs').State} State
 * @typedef {import('./viewers.mjs').Viewer} Viewer
 * @typedef {import('./cells.mjs').Channel} Channel
 * @typedef {import('./cells.mjs').Outcome} Outcome
 * @typedef {{rule: string, allow: boolean}} Mark
 * @typedef {{outcome: Outcome, rules: Mark[], label: import('./labels.mjs').Label|null, why: string}} Decision
 */

/**
 * R1.
 * @param {State} state the world at the moment of asking
 * @param {Viewer} viewer
 * @param {string} itemName
 * @param {number} number of the version, from 1
 * @param {Channel} channel
 * @param {number} now seconds, on the scale of the acts
 * @returns {Decision}
 */
export function decide(state, viewer, itemName, number, channel, now) {
  /** @type {Mark[]} */
  const rules = [];
  const mark = (rule, allow) => { rules.push({ rule, allow }); };
  /** @returns {Decision} */
  const end = (outcome, why, label = null) => ({ outcome, rules, label, why });

  // The public ways show everybody the same, whoever asks.
  const isPublic = channel === 'public' || channel === 'public-statistics';
  const who = resolve(state, isPublic ? { kind: 'anonymous' } : viewer, now);
  const item = state.items.get(itemName);
  const version = item?.versions[number - 1];
  if (!item || !version) return end('Nothing', 'no such version');

  if (who.why) {
    mark('R1a', false);
    if (/left|revoked|ended/.test(who.why)) mark('R5:ended', false);
    if (/suspended/.test(who.why)) mark('R5:paused', false);
    if (who.kind === 'refused') return end('Nothing', who.why);
  } else if (who.kind !== 'anonymous') {
    mark('R1a', true);
  }
  if (!SERVES[channel].includes(who.kind)) return end('Nothing', `${channel} does not serve ${who.kind}`);
  if (!who.scopes.includes('read') && who.key) {
    mark('key:scope', false);
    return end('Nothing', 'key without scope read');
  }

  const label = strictest(version.label, current(item).label);
  const embargoed = item.embargo !== null && now < item.embargo;
  if (item.state === 'draft') return draft();
  if (channel === 'public-statistics') return statistics();

  const reader = readsVersion(state, who, item, version);
  for (const rule of reader.rules) mark(rule, reader.reads);
  mark('R1c', reader.reads);
  if (!reader.reads) return end('Nothing', 'not a reader', label);

  if (item.release !== null) {
    const shown = now >= item.release || ofOriginatorsSide(state, who, item, label);
    mark('R1d', shown);
    if (!shown) return end('Nothing', 'before the release time', label);
  }
  if (who.ceiling !== 'RED') {
    mark('R1e', within(label, who.ceiling));
    // C4: what a machine carries away stays within its receiver's ceiling.
    if (BY_MACHINES.includes(channel)) mark('C4', within(label, who.ceiling));
    if (!within(label, who.ceiling)) return end('Nothing', `above the ceiling ${who.ceiling}`, label);
  }
  if (item.state !== 'shared') return gone();
  mark('R1f', true);
  if (item.embargo !== null && STOPPED_BY_EMBARGO.includes(channel)) {
    mark('embargo', !embargoed);
    if (embargoed) return end('Nothing', 'under embargo', label);
  }

  const outcome = cell(channel, {
    who, item, label, parts: reader.parts, newestParts: reader.newest.parts,
    public: [version, current(item)].every(it => it.audience.includes('public')),
  });
  if (label === 'RED') mark('R8', outcome === 'Full');
  mark(`cell:${channel}:${label}`, outcome !== 'Nothing');
  mark('R1g', outcome !== 'Nothing');
  return end(outcome, 'the cell of the table', label);

  function draft() {
    const entitled = SHOWS_DRAFTS.includes(channel) && readsDraft(state, who, item);
    mark('R1b', entitled);
    if (!entitled) return end('Nothing', 'a draft', label);
    if (!within(label, who.ceiling)) {
      mark('R1e', false);
      return end('Nothing', 'a draft above the ceiling', label);
    }
    if (channel === 'export' && (embargoed || label === 'RED')) return end('Nothing', 'a draft that may not be exported', label);
    if (label !== 'RED') return end('Full', 'a draft', label);
    const red = channel === 'page' && who.strong <= 15;
    mark('R8', red);
    return end(red ? 'Full' : 'Notice', 'a RED draft', label);
  }

  function statistics() {
    const counts = item.state === 'shared' && !(item.release !== null && now < item.release) && !embargoed;
    const outcome = counts ? cell(channel, { who, item, label, parts: [], newestParts: [], public: false }) : 'Nothing';
    mark(`cell:${channel}:${label}`, outcome !== 'Nothing');
    return end(outcome, 'counted', label);
  }

  // R6, reading 8.
  function gone() {
    mark('R1f', false);
    const keeps = item.state !== 'erased' && channel === 'page' && who.kind === 'person' && isAuthor(who, item);
    if (keeps && (label !== 'RED' || who.strong <= 15)) {
      mark('R6', true);
      return end('Full', 'the author keeps the body', label);
    }
    mark('R6', SHOWS_TOMBSTONES.includes(channel));
    return end(SHOWS_TOMBSTONES.includes(channel) ? 'Tombstone' : 'Nothing', item.state, label);
  }
}

/** R1(b): reviewers as pairs, by session. */
function readsDraft(state, who, item) {
  if (isAuthor(who, item)) return who.kind === 'person' || who.scopes.includes('drafts');
  return who.kind === 'person' && item.reviewers.some(part => matches(state, who, part, item.versions[0].at).reads);
}

/**
 * Does the item stand in the channel's list? An expired one leaves it, though the decision on it stays (reading 10).
 * @returns {boolean}
 */
export function appears(state, viewer, itemName, channel, now) {
  const item = state.items.get(itemName);
  if (!item) return false;
  const expired = item.expiry !== null && now >= item.expiry;
  if (expired && LEFT_BY_EXPIRED.includes(channel)) return false;
  return decide(state, viewer, itemName, item.versions.length, channel, now).outcome !== 'Nothing';
}

/** R9: what was said is read with the version under which it was said. @returns {boolean} */
export function showsComment(state, viewer, name, channel, now) {
  const comment = state.comments.get(name);
  return comment !== undefined && decide(state, viewer, comment.item, comment.version, channel, now).outcome === 'Full';
}

/**
 * C2: how a disclosure is recorded.
 * @param {State} state @param {Viewer} viewer @param {string} itemName @param {Decision} decision @param {Channel} channel
 * @returns {'not'|'counted'|'listed'|'recorded'}
 */
export function recordOf(state, viewer, itemName, decision, channel, now) {
  const item = state.items.get(itemName);
  if (!item || decision.label === null || !['Full', 'Summary'].includes(decision.outcome)) return 'not';
  // W7: the anonymous author's own readings are not recorded.
  if (item.attribution === 'anonymous' && isAuthor(resolve(state, viewer, now), item)) return 'not';
  if (rank(decision.label) < rank('AMBER')) return 'counted';
  return channel === 'list' ? 'listed' : 'recorded';
}

