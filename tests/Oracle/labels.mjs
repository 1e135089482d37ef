// Labels, their order, and what an audience may hold under them (law §2, H1, W4 to W6).

/** @typedef {'CLEAR'|'GREEN'|'AMBER'|'AMBER+STRICT'|'RED'} Label */

/** @type {Label[]} From the weakest to the strictest. */
export const LABELS = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'];

/**
 * The label that a canonical word names (W6), or null.
 * @param {string} text `TLP:AMBER+STRICT`; inside worlds also without the prefix
 * @returns {Label|null}
 */
export function labelOf(text) {
  const word = String(text).startsWith('TLP:') ? text.slice(4) : text;
  return LABELS.includes(/** @type {Label} */ (word)) ? /** @type {Label} */ (word) : null;
}

/** @param {Label} label */
export const canonical = label => `TLP:${label}`;

/** @param {Label} label */
export const rank = label => LABELS.indexOf(label);

/** @param {Label[]} labels @returns {Label} */
export const strictest = (...labels) => labels.reduce((a, b) => (rank(a) >= rank(b) ? a : b));

/** A ceiling includes itself. @param {Label} label @param {Label} ceiling */
export const within = (label, ceiling) => rank(label) <= rank(ceiling);

/** @param {string} part `circle:c1`, `person:p1@o1`, `public` ... */
export function kindOf(part) {
  return part.split(':')[0];
}

/** @param {string} part */
export function nameOf(part) {
  return part.slice(part.indexOf(':') + 1);
}

const holds = {
  CLEAR: ['public', 'community', 'circle', 'organisation', 'person'],
  GREEN: ['community', 'circle', 'organisation', 'person'],
  AMBER: ['circle', 'organisation', 'person'],
  'AMBER+STRICT': ['circle', 'organisation', 'person'],
  RED: ['person'],
};

/** H1: the table of §2. @param {Label} label @param {string[]} parts */
export function fits(label, parts) {
  return parts.every(part => holds[label].includes(kindOf(part)));
}

/**
 * W5: the label of something that came from outside.
 * @param {string[]} words the labels it carries
 * @param {{tlp2?: boolean}} [sender] the TLP 2.0 marking, or an agreement that says 2.0
 * @returns {{label: Label, submitterOnly: boolean}}
 */
export function labelFromOutside(words, sender = {}) {
  const read = words.map(word => {
    const bare = word.trim().toUpperCase().replace(/^TLP:\s*/, '');
    if (bare === 'WHITE') return 'CLEAR';
    if (bare === 'AMBER') return sender.tlp2 ? 'AMBER' : 'AMBER+STRICT';
    return labelOf(bare);
  });
  if (read.length === 0 || read.includes(null)) {
    const known = /** @type {Label[]} */ (read.filter(Boolean));
    return { label: strictest('AMBER+STRICT', ...known), submitterOnly: true };
  }
  return { label: strictest(.../** @type {Label[]} */ (read)), submitterOnly: false };
}

/** A PAP that lets a value be used in block lists and looked up outside. @param {string|null|undefined} pap */
export function papIsOpen(pap) {
  return [undefined, null, 'PAP:CLEAR', 'PAP:GREEN', 'CLEAR', 'GREEN', 'PAP:WHITE'].includes(pap);
}
