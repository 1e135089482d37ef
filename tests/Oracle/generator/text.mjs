// Texts that say of themselves which version or comment they are.

const words = ('phishing campaign against mailboxes of the finance office seen at two gateways since morning sender domains were '
  + 'registered last week lures quote an invoice number and a delivery address macros are not used credentials are asked for on '
  + 'a copied sign in page please check proxy logs and reset sessions of those who clicked').split(' ');

/** @param {import('./random.mjs').Random} random @param {number} count */
const prose = (random, count) => Array.from({ length: count }, () => random.pick(words)).join(' ');

/**
 * The token stands with `t` in the title, `h` at the head of the body and `e` at its end, more than 200 characters on:
 * title and head without the end is a summary.
 * @param {import('./random.mjs').Random} random @param {string} item @param {number} version
 */
export function texts(random, item, version) {
  const token = `tok-${item}-v${version}-${random.letters(4)}`;
  // Its own value, for block lists.
  const domain = `${item}v${version}.lure-invoices.com`;
  return {
    title: `${prose(random, 4)} ${token}t`,
    body: `${token}h ${prose(random, 60)} ${domain} ${token}e`,
  };
}

/** A comment, with a live link of its own. @param {import('./random.mjs').Random} random @param {string} comment */
export const remark = (random, comment) => `${prose(random, 8)} http://${comment}.lure-links.com/login tok-${comment}-${random.letters(4)}`;

/** @param {import('./random.mjs').Random} random @param {string} item @param {number} version */
export const fileText = (random, item, version) => `${prose(random, 20)} tok-${item}-v${version}-${random.letters(4)}f`;
