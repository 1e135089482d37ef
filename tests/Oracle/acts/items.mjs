// Acts on items (law §4, §6): sharing, versions, labels, going, comments.
import { active, current } from '../state.mjs';
import { fits, labelOf, rank, within } from '../labels.mjs';
import { must } from '../viewers.mjs';
import { isAuthor, ofOriginatorsSide } from '../readers.mjs';
import { containedIn, mayName, partOf, sectorsShown } from '../naming.mjs';
import { allow, notFound, refuse, refuseAny } from '../answers.mjs';

/**
 * @typedef {import('../world.mjs').Context} Context
 * @typedef {import('../state.mjs').Item} Item
 * @typedef {import('../answers.mjs').Answer} Answer
 */

/** @type {Record<string, (it: Context) => Answer>} */
export const itemActs = {
  share: it => share(it, 'shared'),
  draft: it => share(it, 'draft'),

  revise: onItem((it, item) => {
    if (!isAuthor(it.who, item)) return notTheAuthor(it, item);
    return allow(() => addVersion(it, item, current(item).label, current(item).audience));
  }),

  relabel: onItem((it, item) => {
    const { state, act, mark, who } = it;
    const now = current(item);
    const mine = ofOriginatorsSide(state, who, item, now.label);
    mark('W3', mine);
    if (!mine) return refuse('not of the originator\'s side');
    const label = labelOf(act.label);
    const audience = audienceOf(it);
    if (label === null) return refuse('no label');
    const refused = checkNaming(it, label, audience, now.audience);
    if (refused) return refused;
    if (!within(label, who.ceiling)) return refuse('above the key\'s ceiling');
    const told = it.told(item.name);
    const untold = audience.some(part => now.audience.includes(part) && !told.includes(part)) ? 'a part that stands by an address that the actor is not told of (R11)' : undefined;

    const narrower = containedIn(state, audience, now.audience, { person: who.person, organisation: /** @type {string} */ (who.organisation) });
    const embargoed = item.embargo !== null && it.at < item.embargo;
    // Reading 9: only what is contained in the old audience may follow it.
    if (embargoed) mark('W4', narrower);
    if (embargoed && !narrower) {
      mark('embargo', false);
      const own = audience.filter(part => !now.audience.includes(part)).some(part => part.endsWith(item.author.organisation));
      return refuse('wider under embargo', own ? 'adding those who read anyway' : untold);
    }
    let unclear = same(audience, now.audience) && label === now.label ? 'nothing changes' : untold;
    if (embargoed && rank(label) < rank(now.label)) unclear = 'a weaker label under embargo';
    if (audience.length === 0) unclear = 'an empty audience';
    if (item.state === 'draft') unclear = 'a draft relabelled';
    if (who.kind === 'person-key' && !isAuthor(who, item)) unclear = 'an administrator\'s own key';
    if (item.author.key && label === 'RED') unclear = 'RED whose author is a key';
    return allow(() => addVersion(it, item, label, audience), unclear);
  }),

  attach: it => {
    const script = /\.(js|ps1|vbs|sh|bat|hta|lnk)$/i.test(it.act.file);
    it.mark('H2', !script);
    const rest = attach(it);
    if (!script) return rest;
    // Looking at the file first tells nothing of the item.
    return rest.kinds?.includes('NotFound') ? refuseAny('a script file, and not read') : refuse('a script file');
  },

  withdraw: onItem((it, item) => {
    const mine = ofOriginatorsSide(it.state, it.who, item, current(item).label);
    it.mark('W3', mine);
    if (!mine) return refuse('not of the originator\'s side');
    return allow(() => { item.state = 'withdrawn'; }, item.state === 'draft' ? 'a draft discarded' : undefined);
  }),

  'open-attribution': onItem((it, item) => {
    if (!isAuthor(it.who, item)) return refuse('not the author');
    it.mark('W7', item.attribution === 'anonymous');
    if (item.attribution !== 'anonymous') return refuse('not anonymous');
    return allow(() => {
      item.attribution = 'named';
      addVersion(it, item, current(item).label, current(item).audience);
    }, item.state === 'draft' ? 'a draft' : undefined);
  }),

  comment: onItem((it, item) => {
    const { state, act, who } = it;
    if (item.state === 'draft') return refuse('a draft');
    if (who.key && current(item).label === 'RED') return refuse('RED by key');
    const author = who.key && !who.person ? `key:${who.key}` : /** @type {string} */ (who.person);
    return allow(() => {
      state.comments.set(act.name, { name: act.name, item: item.name, version: current(item).n, author, image: Boolean(act.image) });
    });
  }),

  hide: underElevation(['shared'], (it, item) => { item.state = 'hidden'; }),
  unhide: underElevation(['hidden'], (it, item) => { item.state = 'shared'; }),
  erase: underElevation(['shared', 'withdrawn', 'hidden'], (it, item) => { item.state = 'erased'; }),
};

const attach = onItem((it, item) => {
  if (!isAuthor(it.who, item)) return notTheAuthor(it, item);
  const unclear = item.state === 'draft' ? 'attached to a draft' : undefined;
  return allow(() => addVersion(it, item, current(item).label, current(item).audience), unclear);
});

/** @param {Context} it @param {'shared'|'draft'} as @returns {Answer} */
function share(it, as) {
  const { state, act, at, who, mark } = it;
  const label = labelOf(act.label);
  const audience = audienceOf(it);
  if (label === null) return refuse('no label');
  const refused = checkNaming(it, label, audience, []);
  if (refused) return { ...refused, unclear: as === 'draft' ? 'what a draft may hold' : refused.unclear ?? unclearTimes(it) };
  if (!within(label, who.ceiling)) {
    mark('R1e', false);
    return refuse('above the key\'s ceiling');
  }
  // Reading 13.
  if (act.attribution === 'anonymous' && !who.person) {
    mark('W7', false);
    return refuse('anonymous is for persons only');
  }
  const unclear = unclearShare(it, as, audience);
  if (act.attribution === 'anonymous') mark('W7', true);
  return allow(() => {
    state.items.set(act.name, {
      name: act.name, author: { person: who.person, organisation: /** @type {string} */ (who.organisation), key: who.person ? null : who.key },
      attribution: act.attribution ?? 'named', pap: act.pap ?? null, state: as, release: act.release ?? null,
      embargo: act.embargo ?? null, expiry: act.expiry ?? null, reviewers: reviewersOf(it), versions: [],
      sectorsShown: act.attribution === 'anonymous' ? sectorsShown(state, /** @type {string} */ (who.organisation), audience) : [],
    });
    addVersion(it, must(state.items, act.name), label, audience);
  }, unclear);
}

/** @param {Context} it @returns {string|undefined} */
function unclearShare({ state, act, who, at }, as, audience) {
  if (audience.length === 0) return 'an empty audience';
  if (who.circles) {
    const counted = part => ['public', 'community'].includes(part) || who.circles?.some(name => part === `circle:${name}`);
    if (!audience.every(counted)) return 'a key with circles names other parts';
  }
  if (!who.person && act.attribution === 'named') return 'named, by a key of an organisation';
  if (as === 'draft' && who.key && !who.scopes.includes('drafts')) return 'a draft by a key without scope drafts';
  if ((act.reviewers ?? []).some(person => !active(state, person))) return 'a reviewer who is not active';
  return unclearTimes({ act, at });
}

/** @param {{act: any, at: number}} it @returns {string|undefined} */
function unclearTimes({ act, at }) {
  if ([act.release, act.embargo, act.expiry].some(time => time !== null && time !== undefined && time <= at)) return 'times in the past';
  return act.expiry && act.release && act.expiry <= act.release ? 'an expiry before the release' : undefined;
}

/** H1 and W2. Parts that stood already may stay. @param {Context} it @returns {Answer|null} */
function checkNaming({ state, who, mark }, label, audience, stood) {
  const namer = { person: who.person, organisation: /** @type {string} */ (who.organisation) };
  const naming = audience.filter(part => !stood.includes(part)).map(part => mayName(state, namer, part));
  const fit = fits(label, audience);
  mark('H1', fit);
  for (const answer of naming) mark('W2', answer === 'yes');
  const wrong = naming.filter(answer => answer !== 'yes');
  if (fit && wrong.length === 0) return null;
  if (!fit) return wrong.length === 0 ? refuse('the label does not hold this audience') : refuseAny('label and parts');
  if (wrong.every(answer => answer === 'hidden')) return notFound('no such circle to this person');
  if (wrong.every(answer => answer === 'no')) return refuse('not theirs to name');
  return refuseAny('a part that cannot be named');
}

/** @param {Context} it @returns {string[]} */
function audienceOf({ state, act }) {
  return [...new Set(/** @type {object[]} */ (act.audience).map(written => partOf(state, /** @type {any} */ (written))))];
}

function reviewersOf({ state, act }) {
  return (act.reviewers ?? []).map(person => partOf(state, { part: 'person', person }));
}

/** @param {Context} it @param {Item} item */
function addVersion(it, item, label, audience) {
  item.versions.push({ n: item.versions.length + 1, label, audience, at: it.at, by: it.act.act });
}

const same = (a, b) => a.length === b.length && a.every(part => b.includes(part));

/** Only its author writes an item; that an administrator might is not said. */
function notTheAuthor({ state, who }, item) {
  const mine = ofOriginatorsSide(state, who, item, current(item).label);
  return refuse('not the author', mine ? 'an administrator writes for the author' : undefined);
}

/** Reading first: who gets nothing of the item is told nothing. @param {(it: Context, item: Item) => Answer} then */
export function onItem(then) {
  return (/** @type {Context} */ it) => {
    const item = it.state.items.get(it.act.item);
    const decision = it.reads(it.act.item);
    if (!item || decision.outcome === 'Nothing') return notFound('may not read');
    if (['withdrawn', 'hidden', 'erased'].includes(item.state)) return refuseAny('what is gone takes no more acts');
    return then(it, item);
  };
}

/** Reading 11: one officer asks and acts, another grants; neither need read. */
function underElevation(from, then) {
  return (/** @type {Context} */ it) => {
    const { state, act, mark } = it;
    const officer = name => active(state, name) && state.persons.get(name)?.roles.has('officer');
    const item = state.items.get(act.item);
    if (!item) return notFound('no such item');
    const entitled = officer(act.by) && officer(act.second) && act.by !== act.second;
    mark('elevation', Boolean(entitled));
    // H4: an officer hides, and two are asked for it; nobody else stops what is shared.
    mark('H4', Boolean(entitled));
    if (!entitled) {
      return { kinds: /** @type {import('../answers.mjs').Kind[]} */ (['NotFound', 'Refused', 'SignIn']), why: 'not two officers' };
    }
    if (state.persons.get(act.second)?.terms !== state.terms) return refuse('the second has not accepted the terms', 'terms of the second');
    if (item.state === 'draft') return refuseAny('a draft', 'a draft');
    const unclear = item.release !== null && it.at < item.release ? 'before the release time' : undefined;
    if (!from.includes(item.state)) {
      return refuse(`it is ${item.state}`, act.act === 'hide' && item.state === 'withdrawn' ? 'hiding what is withdrawn' : undefined);
    }
    return allow(() => then(it, item), unclear);
  };
}
