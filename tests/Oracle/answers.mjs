// What an act may answer: allowed, with its effect, or refused, with the classes of refusal that the law leaves open.

/**
 * @typedef {'NotFound'|'Refused'|'SignIn'} Kind Refused: Forbidden, Invalid, Conflict, TooLarge or TooMany
 * @typedef {{apply?: () => void, kinds?: Kind[], why: string, unclear?: string}} Answer
 *   unclear: the law does not say; such acts are left out of generated worlds.
 */

/** @param {() => void} apply @param {string} [unclear] @returns {Answer} */
export const allow = (apply, unclear) => ({ apply, why: 'allowed', unclear });

/** @param {string} why @returns {Answer} */
export const notFound = why => ({ kinds: ['NotFound'], why });

/** @param {string} why @param {string} [unclear] @returns {Answer} */
export const refuse = (why, unclear) => ({ kinds: ['Refused'], why, unclear });

/** Refused either way: the actor may know of it, or need not. @param {string} why @param {string} [unclear] @returns {Answer} */
export const refuseAny = (why, unclear) => ({ kinds: ['NotFound', 'Refused'], why, unclear });

/** @param {string} why @param {Kind[]} [kinds] @returns {Answer} */
export const signIn = (why, kinds = ['SignIn']) => ({ kinds, why });
