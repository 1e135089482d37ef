// Passing on, and asking for wider (W3, reading 7).
import { current } from '../state.mjs';
import { fits, rank } from '../labels.mjs';
import { isAuthor, mayReach, ofOriginatorsSide, throughAudience, throughGrants } from '../readers.mjs';
import { mayName, partOf } from '../naming.mjs';
import { allow, notFound, refuse, refuseAny } from '../answers.mjs';
import { onItem } from './items.mjs';

/** @typedef {import('../world.mjs').Context} Context */

/** @type {Record<string, (it: Context) => import('../answers.mjs').Answer>} */
export const passingActs = {
  'pass-on': onItem((it, item) => {
    const { state, act, at, who, mark } = it;
    const now = current(item);
    const part = partOf(state, act.part);
    if (item.state === 'draft') return refuse('a draft', 'passing on a draft');
    if (item.release !== null && at < item.release) return refuse('not released', 'passing on before the release');
    if (item.embargo !== null) mark('embargo', at >= item.embargo);
    if (item.embargo !== null && at < item.embargo) return refuse('under embargo');

    const naming = mayName(state, { person: who.person, organisation: /** @type {string} */ (who.organisation) }, part);
    const reach = mayReach(state, now.label, part, /** @type {string} */ (who.organisation));
    const direct = throughAudience(state, who, item, now).reads;
    const through = throughGrants(state, who, item, now, now.label).holding;
    const byGrant = direct || rank(now.label) < rank('AMBER');
    mark('W3', reach && byGrant);
    if (!reach || !byGrant) return naming === 'yes' ? refuse('the label does not let it be passed there') : refuseAny('label and part');
    mark('W2', naming === 'yes');
    if (naming === 'hidden') return notFound('no such circle to this person');
    if (naming === 'no') return refuse('not theirs to name');
    if (naming === 'inactive') return refuseAny('a part that cannot be named');

    let unclear = now.audience.includes(part) ? 'a part that stands already' : undefined;
    if (item.attribution === 'anonymous' && isAuthor(who, item)) unclear = 'the anonymous author passes on';
    if (!direct && through.length !== 1) unclear = 'which grant it relies on';
    return allow(() => {
      const grants = state.grants.get(item.name) ?? [];
      state.grants.set(item.name, [...grants, {
        name: act.name, item: item.name, passer: act.by, organisation: /** @type {string} */ (who.organisation), part, at,
        version: now.n, via: direct ? null : through[0].name, ended: false,
      }]);
    }, unclear);
  }),

  'ask-wider': onItem((it, item) => {
    const { state, act, at, who } = it;
    const now = current(item);
    const part = partOf(state, act.part);
    const naming = mayName(state, { person: who.person, organisation: /** @type {string} */ (who.organisation) }, part);
    const early = [item.release, item.embargo].some(time => time !== null && at < time);
    if (naming === 'hidden') return early ? refuseAny('no such circle to this person, and too early') : notFound('no such circle to this person');
    let unclear = naming === 'yes' ? undefined : 'asking for a part that cannot be named';
    if (item.state === 'draft') unclear = 'asking about a draft';
    if (early) unclear = 'asking before release or under embargo';
    if (ofOriginatorsSide(state, who, item, now.label)) unclear = 'asking oneself';
    if (now.audience.includes(part)) unclear = 'a part that stands already';
    if (!fits(now.label, [part])) unclear = 'asking for what the label does not hold';
    return allow(() => {
      state.asks.set(act.name, { name: act.name, item: item.name, by: act.by, part, answered: false });
    }, unclear);
  }),

  'answer-wider': it => {
    const ask = it.state.asks.get(it.act.ask);
    if (!ask) return notFound('no such request');
    const answer = onItem((inner, item) => answerWider(inner, item, ask))({ ...it, act: { ...it.act, item: ask.item } });
    return answer;
  },
};

/** @param {Context} it @returns {import('../answers.mjs').Answer} */
function answerWider(it, item, ask) {
  const { state, act, at, who, mark } = it;
  const now = current(item);
  const mine = ofOriginatorsSide(state, who, item, now.label);
  mark('W3', mine);
  if (!mine) return refuseAny('not of the originator\'s side');
  if (ask.answered) return refuse('answered before', 'answering twice');
  if (!act.give) return allow(() => { ask.answered = true; });
  if (item.embargo !== null && at < item.embargo) return refuse('wider under embargo');
  const fit = fits(now.label, [...now.audience, ask.part]);
  mark('H1', fit);
  if (!fit) return refuse('the label does not hold this audience');
  const naming = mayName(state, { person: who.person, organisation: /** @type {string} */ (who.organisation) }, ask.part);
  const unclear = now.audience.includes(ask.part) ? 'a part that stands already' : undefined;
  mark('W2', naming === 'yes');
  if (naming !== 'yes') return refuseAny('a part that cannot be named', unclear);
  return allow(() => {
    ask.answered = true;
    item.versions.push({ n: now.n + 1, label: now.label, audience: [...now.audience, ask.part], at, by: act.act });
  }, unclear);
}
