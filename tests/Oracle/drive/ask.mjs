// Asks a running hub. Each way out gets one function here; what it shows is read from the tokens in the text.

/**
 * @typedef {{base: string, results: Map<string, any>}} Hub results of the loading, by the world's names
 * @typedef {(hub: Hub, viewer: import('../viewers.mjs').Viewer, item: string, version: number) => Promise<string>} Asker
 */

/** The ways out that the hub serves over HTTP. @type {Partial<Record<import('../cells.mjs').Channel, Asker>>} */
export const askers = {};

/**
 * The version whose text a version shows: a change of label alone brings no text.
 * @param {import('../world.mjs').World} world @param {string} item @param {number} version
 */
export function textVersion(world, item, version) {
  const versions = world.state.items.get(item)?.versions ?? [];
  for (let n = version; n >= 1; n--) if (['share', 'draft', 'revise'].includes(versions[n - 1]?.by)) return n;
  return 1;
}

/**
 * How much of a version a text shows.
 * @param {string} text of the answer @param {string} item @param {number} version one that brought text
 * @returns {'Full'|'Summary'|'Nothing'}
 */
export function shownIn(text, item, version) {
  const shows = end => new RegExp(`tok-${item}-v${version}-[a-z0-9]{4}${end}`).test(text);
  if (shows('e')) return 'Full';
  return shows('t') || shows('h') ? 'Summary' : 'Nothing';
}

/** Every item, version and comment that a text shows: for lists, search and feeds, where nothing else may stand. @param {string} text */
export function tokensIn(text) {
  return [...new Set([...text.matchAll(/tok-([a-z]\d+)(?:-v(\d+))?-[a-z0-9]{4}/g)].map(found => (found[2] ? `${found[1]}-v${found[2]}` : found[1])))];
}
