// The table of law §5, cell by cell, with R8 for RED.
import { kindOf, papIsOpen, within } from './labels.mjs';

/**
 * @typedef {'Nothing'|'Tombstone'|'Notice'|'Summary'|'Full'} Outcome
 * @typedef {'list'|'page'|'public'|'machine'|'feed'|'partner-hub'|'mail'|'webhook'|'export'|'block-list'|'look-up-outside'
 *   |'translation-outside'|'analysis'|'public-statistics'} Channel
 * @typedef {{who: import('./viewers.mjs').Principal, item: import('./state.mjs').Item, label: import('./labels.mjs').Label,
 *   parts: string[], newestParts: string[], public: boolean}} Case
 */

const keys = ['person-key', 'organisation-key'];

/** Which viewers a way out serves at all. @type {Record<Channel, string[]>} */
export const SERVES = {
  list: ['person'], page: ['person'], public: ['anonymous'], machine: keys, feed: ['feed'], 'partner-hub': ['hub'],
  mail: ['recipient'], webhook: ['recipient'], export: ['person', ...keys], 'block-list': ['person', 'feed', ...keys],
  'look-up-outside': ['person', ...keys], 'translation-outside': ['person', ...keys], analysis: ['person', ...keys],
  'public-statistics': ['anonymous'],
};

/** @type {Channel[]} */
export const CHANNELS = /** @type {Channel[]} */ (Object.keys(SERVES));

/** Reading 9, and what else would carry an embargoed item out of the hub. @type {Channel[]} */
export const STOPPED_BY_EMBARGO = ['export', 'block-list', 'feed', 'public', 'look-up-outside', 'translation-outside', 'public-statistics'];

/** C4: formats that other programs read. @type {Channel[]} */
export const BY_MACHINES = ['machine', 'feed', 'partner-hub', 'export', 'block-list'];

/** Reading 8. @type {Channel[]} */
export const SHOWS_TOMBSTONES = ['list', 'page', 'machine', 'partner-hub'];

/** R1(b), reading 1. @type {Channel[]} */
export const SHOWS_DRAFTS = ['page', 'list', 'machine', 'export'];

/** Reading 10: at its address an expired item stays; here it leaves. @type {Channel[]} */
export const LEFT_BY_EXPIRED = ['list', 'feed', 'block-list', 'public', 'analysis'];

const full = () => 'Full';
const nothing = () => 'Nothing';
const summary = () => 'Summary';
const notice = () => 'Notice';
const raised = ({ who, label }) => (who.ceiling !== 'RED' && within(label, who.ceiling) ? 'Full' : 'Nothing');
const openPap = ({ item }) => (papIsOpen(item.pap) ? 'Full' : 'Nothing');
const raisedAndOpenPap = it => (openPap(it) === 'Full' ? raised(it) : 'Nothing');
// R8: strong authentication within 15 minutes; without it the page is what the list shows.
const strong = ({ who }) => (who.strong <= 15 ? 'Full' : 'Notice');
const ifPublic = it => (it.public ? 'Full' : 'Nothing');
const named = parts => parts.some(part => ['circle', 'organisation'].includes(kindOf(part)));
const partOrMember = it => (named(it.parts) && named(it.newestParts) ? 'Full' : 'Nothing');

/** Columns: CLEAR, GREEN, AMBER, AMBER+STRICT, RED. @type {Record<Channel, ((it: Case) => string)[]>} */
const TABLE = {
  page: [full, full, full, full, strong],
  list: [full, full, full, full, notice],
  public: [ifPublic, nothing, nothing, nothing, nothing],
  machine: [full, full, raised, raised, nothing],
  feed: [full, full, raised, raised, nothing],
  'partner-hub': [full, full, partOrMember, nothing, nothing],
  mail: [full, summary, notice, notice, notice],
  webhook: [full, summary, notice, notice, nothing],
  export: [full, full, full, full, nothing],
  'block-list': [openPap, openPap, raisedAndOpenPap, raisedAndOpenPap, nothing],
  'look-up-outside': [full, openPap, nothing, nothing, nothing],
  'translation-outside': [full, nothing, nothing, nothing, nothing],
  analysis: [full, full, full, full, nothing],
  'public-statistics': [full, full, nothing, nothing, nothing],
};

const COLUMNS = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'];

/** @param {Channel} channel @param {Case} it @returns {Outcome} */
export function cell(channel, it) {
  return /** @type {Outcome} */ (TABLE[channel][COLUMNS.indexOf(it.label)](it));
}
