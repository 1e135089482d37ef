// The live stream of a person in both worlds: the same news, and no waking more.

/** The moments of two streams differ, so a beat may fall before the end in one of them only. */
const BEATS_APART = 2;

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
    return difference(...await Promise.all(this.#heard));
  }
}

/**
 * What tells two streams apart, or null. A stream looks once a second at a count, so of numbers that come within a second the last alone may be heard;
 * nothing else may differ: no number twice, none that is not on the way from one that both heard to the next, and the same first and last.
 * @param {string[]} one @param {string[]} other each event and sign of life as it came
 * @returns {string|null}
 */
export function difference(one, other) {
  const numbers = heard => heard.flatMap(text => /^event: inbox\ndata: (\d+)$/.exec(text)?.[1] ?? []).map(Number);
  const beats = heard => heard.filter(text => text.startsWith(':')).length;
  const [a, b] = [numbers(one), numbers(other)];
  const twice = [a, b].some(all => all.some((number, at) => number === all[at - 1]));
  const strange = [one, other].some(heard => heard.some((text, at) => !(at === 0 ? /^retry: \d+$/ : /^(event: inbox\ndata: \d+|: still here)$/).test(text)));
  return !twice && !strange && together(a, b) && Math.abs(beats(one) - beats(other)) <= BEATS_APART ? null : `${beats(one)} beats and ${a} against ${beats(other)} and ${b}`;
}

/** Whether both are looks at one count as it went. @param {number[]} a @param {number[]} b */
function together(a, b) {
  if (a.length === 0 || b.length === 0) return a.length === b.length;
  const met = a.map(() => b.map(() => false));
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      met[i][j] = a[i] === b[j] && ((i === 0 && j === 0) || earlier(i, j));
    }
  }
  return met[a.length - 1][b.length - 1];

  /** A number that both heard before, with none but passed ones since. @param {number} i @param {number} j */
  function earlier(i, j) {
    for (let from = i - 1; from >= 0 && onward(a, from, i); from--) {
      for (let start = j - 1; start >= 0 && onward(b, start, j); start--) if (met[from][start]) return true;
    }
    return false;
  }
}

/** Rises all the way, or falls. @param {number[]} all @param {number} from @param {number} to */
function onward(all, from, to) {
  const up = all[to] > all[from];
  for (let at = from; at < to; at++) if (all[at + 1] === all[at] || all[at + 1] > all[at] !== up) return false;
  return true;
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
