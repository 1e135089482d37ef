// The live stream of a person in both worlds: the same events, and no waking more.

// A beat may fall before the end in one of them only, and two notices within a second may come as one event.
const APART = 2;

export class Live {
  /** @type {AbortController} */ #stop = new AbortController();
  /** @type {Promise<string[]>[]} */ #heard;

  /** @param {import('./twins.mjs').Double} who */
  constructor(who) {
    this.#heard = [who.a, who.b].map(visitor => listen(visitor, this.#stop.signal));
  }

  /** What was heard differently, or null. @returns {Promise<string|null>} */
  async end() {
    this.#stop.abort();
    const [one, other] = await Promise.all(this.#heard);
    const events = heard => heard.filter(text => text.startsWith('event'));
    const last = heard => events(heard).at(-1);
    const same = last(one) === last(other) && Math.abs(events(one).length - events(other).length) <= APART && Math.abs(one.length - other.length) <= APART;
    return same ? null : `${one.length} with ${JSON.stringify(events(one).slice(-4))} against ${other.length} with ${JSON.stringify(events(other).slice(-4))}`;
  }
}

/** @param {import('../drive/visitor.mjs').Visitor} visitor @param {AbortSignal} signal @returns {Promise<string[]>} events and signs of life: a waking without news is heard as one too many */
async function listen(visitor, signal) {
  /** @type {string[]} */
  const heard = [];
  try {
    let rest = '';
    for await (const part of await visitor.open('/live', signal)) {
      const texts = (rest + part.toString('utf8')).split('\n\n');
      rest = texts.pop() ?? '';
      heard.push(...texts);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return heard;
}
