// The form in which a version is told: its label (W6, C4), what is masked (C3, H3), the words at its foot.
import { canonical, rank } from '../labels.mjs';
import { filesInPage, textVersion, tokensIn } from './tokens.mjs';

/**
 * @typedef {import('../cells.mjs').Channel} Channel
 * @typedef {import('../state.mjs').Item} Item
 * @typedef {import('../law.mjs').Decision} Decision
 * @typedef {{who: string, where: string, item: Item, version: number, channel: Channel, text: string, decision: Decision}} Told one version, as an answer told it to somebody
 */

const REFERENCE = 'https://www.first.org/tlp/';

export class Form {
  /** @type {Set<string>} */ #referring;

  /** @param {import('./compare.mjs').Comparison} comparison */
  constructor(comparison) {
    this.comparison = comparison;
    this.world = comparison.world;
    this.#referring = new Set(this.world.log.filter(({ act, prediction }) => prediction.ok && act.references?.length).map(({ act }) => act.name));
  }

  /** @param {Told} told in full */
  full(told) {
    if (told.text.startsWith('{')) this.#machine(told);
    else this.#page(told);
    const shown = tokensIn(told.text);
    for (const file of filesInPage(told.item, told.version, told.channel, told.decision)) this.#fact(told.who, told.where, [['R8', true]], `shows ${file}`, shown.includes(file) ? `shows ${file}` : 'does not');
  }

  /** @param {Told} told as a tombstone, by REST */
  tombstone({ who, where, text, decision }) {
    if (!text.startsWith('{')) return;
    this.#fact(who, where, [['W6', true]], canonical(/** @type {any} */ (decision.label)), JSON.parse(text).label);
  }

  /** @param {Told} told */
  #machine({ who, where, item, version, channel, text, decision }) {
    const label = canonical(/** @type {any} */ (decision.label));
    const whole = JSON.parse(text);
    const post = whole.post ?? whole;
    // An export of AMBER and above is marked for its reader (section 5).
    const marked = channel === 'export' && rank(/** @type {any} */ (decision.label)) >= rank('AMBER') ? ', marked' : '';
    const labels = whole.post ? [whole.label, post.label] : [post.label];
    const words = [...new Set(labels)].join(' and ') + (/\bas is\b/i.test(post.terms ?? '') ? ', as is' : '') + (marked && whole.copyFor?.startsWith(`${who}, `) ? ', marked' : '');
    this.#fact(who, where, [['W6', true], ['C4', true]], `${label}, as is${marked}`, words);
    const values = (post.observables ?? []).map((/** @type {{value: string}} */ each) => each.value);
    const domain = this.#domain(item, version);
    this.#fact(who, where, [['C3', true]], `${domain} as a value`, values.includes(domain) ? `${domain} as a value` : `the values ${values.join(', ')}`);
    this.#masked(who, where, domain, post.body ?? '', post.body ?? '');
  }

  /** @param {Told} told */
  #page({ who, where, item, version, channel, text, decision }) {
    const article = /<article class="document"[\s\S]*?<\/article>/.exec(text)?.[0] ?? '';
    const found = [...article.matchAll(/<p class="doc-label[^"]*"[^>]*>\s*<span class="tlp[^"]*" translate="no">([^<]*)|<\/p><span class="tlp[^"]*" translate="no">([^<]*)/g)].map(([, one, other]) => unescaped(one ?? other));
    const words = `${[...new Set(found)].join(' and ')}${/\bas is\b/i.test(article) ? ', as is' : ''}`;
    this.#fact(who, where, [['W6', true], ...(channel === 'export' ? [/** @type {[string, boolean]} */ (['C4', true])] : [])], `${canonical(/** @type {any} */ (decision.label))}, as is`, words);
    this.#masked(who, where, this.#domain(item, version), plain(article), article);
    if (channel === 'page' && this.#referring.has(item.name)) {
      this.#fact(who, where, [['H3', true]], 'a live reference', article.includes(`href="${REFERENCE}"`) ? 'a live reference' : 'none');
    }
    this.comments(who, where, article);
  }

  /** H3, C3: the link in each comment that is told. @param {string} who @param {string} where @param {string} text a page's, or REST's */
  comments(who, where, text) {
    const told = plain(text);
    for (const [, name] of new Set([...told.matchAll(/tok-(m\d+)-[a-z0-9]{4}/g)].map(match => match))) {
      const live = new RegExp(`http://${name}\\.|${name}\\.lure-links\\.com`).test(text);
      const masked = told.includes(`hxxp://${name}[.]lure-links[.]com`);
      this.#fact(who, where, [['H3', false], ['C3', false]], 'a masked link', live ? 'a live link' : masked ? 'a masked link' : 'no link');
    }
  }

  /** @param {string} who @param {string} where @param {string} domain @param {string} told @param {string} raw */
  #masked(who, where, domain, told, raw) {
    const masked = told.includes(domain.replaceAll('.', '[.]'));
    this.#fact(who, where, [['C3', false]], `${domain} masked`, raw.includes(domain) ? `${domain} live` : masked ? `${domain} masked` : `no ${domain}`);
  }

  /** The value that a version's text holds. @param {Item} item @param {number} version */
  #domain(item, version) { return `${item.name}v${textVersion(this.world, item.name, version)}.lure-invoices.com`; }

  /** @param {string} who @param {string} where @param {[string, boolean][]} marks @param {string} expected @param {string} observed */
  #fact(who, where, marks, expected, observed) {
    this.comparison.fact('form', { who, where, rules: marks.map(([rule, allow]) => ({ rule, allow })), expected, observed });
  }
}

const unescaped = (/** @type {string} */ html) => html.replaceAll('&#x2B;', '+');

/** @param {string} html */
const plain = html => html.replace(/<[^>]*>/g, '');
