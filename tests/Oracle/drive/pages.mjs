// A list that is cut into pages.

/**
 * @param {import('./visitor.mjs').Visitor} visitor @param {string} path @param {number} most pages that there may be: each but the last has an item at least @param {() => void} endless
 * @returns {Promise<string>} the text of all pages
 */
export async function pages(visitor, path, most, endless) {
  let text = '';
  let count = 0;
  for (let next = /** @type {string|null} */ (path); next; ) {
    count += 1;
    if (count > most) {
      endless();
      return text;
    }
    const answer = await visitor.get(next);
    if (answer.status !== 200) return `${text} status ${answer.status}`;
    text += answer.text;
    // A page's forms carry its own address, with its own cursor.
    const cursor = /rel="next"[^>]*[?&](?:amp;)?cursor=([\w%.-]+)/.exec(answer.text)?.[1] ?? /"next":"([^"]+)"/.exec(answer.text)?.[1];
    next = cursor ? `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}` : null;
  }
  return text;
}
