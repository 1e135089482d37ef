// What an answer shows of the world is read from the tokens in its texts.

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
 * @param {string} [otherwise] where it shows nothing
 */
export function shownIn(text, item, version, otherwise = 'Nothing') {
  const shows = end => new RegExp(`tok-${item}-v${version}-[a-z0-9]{4}${end}`).test(text);
  if (shows('e')) return 'Full';
  return shows('t') || shows('h') ? 'Summary' : otherwise;
}

/** Every version's title, head, end or file and every comment that a text shows. @param {string} text */
export function tokensIn(text) {
  return [...new Set([...text.matchAll(/tok-([a-z]\d+)(?:-v(\d+))?-[a-z0-9]{4}([thef]?)/g)].map(([, name, version, end]) => (version ? `${name}-v${version}${end}` : name)))];
}

/**
 * R8: at RED the page itself shows what is attached, for nothing is downloaded there.
 * @param {import('../state.mjs').Item} item @param {number} version @param {import('../cells.mjs').Channel} channel @param {import('../law.mjs').Decision} decision
 */
export function filesInPage(item, version, channel, decision) {
  if (channel !== 'page' || decision.outcome !== 'Full' || decision.label !== 'RED') return [];
  return item.versions.filter(({ n, by }) => by === 'attach' && n <= version).map(({ n }) => `${item.name}-v${n}f`);
}
