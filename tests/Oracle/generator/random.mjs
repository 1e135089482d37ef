// Deterministic chance: the same seed makes the same world.

export class Random {
  #state;

  /** @param {number} seed */
  constructor(seed) {
    this.#state = (seed * 2654435761 + 0x9e3779b9) >>> 0;
  }

  /** Mulberry32. @returns {number} in [0, 1) */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** @param {number} probability */
  chance(probability) { return this.next() < probability; }

  /** @param {number} from @param {number} to both included */
  int(from, to) { return from + Math.floor(this.next() * (to - from + 1)); }

  /** @template T @param {T[]} list @returns {T} */
  pick(list) { return list[Math.floor(this.next() * list.length)]; }

  /** @template T @param {T[]} list @param {number} count @returns {T[]} */
  some(list, count) {
    const rest = [...list];
    const taken = [];
    while (taken.length < count && rest.length > 0) taken.push(...rest.splice(Math.floor(this.next() * rest.length), 1));
    return taken;
  }

  /** @template T @param {[number, T][]} weighted @returns {T} */
  weighted(weighted) {
    let left = this.next() * weighted.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, value] of weighted) {
      left -= weight;
      if (left < 0) return value;
    }
    return weighted[weighted.length - 1][1];
  }

  /** @param {number} length */
  letters(length) {
    return Array.from({ length }, () => 'abcdefghjkmnpqrstuvwxyz23456789'[Math.floor(this.next() * 31)]).join('');
  }
}
