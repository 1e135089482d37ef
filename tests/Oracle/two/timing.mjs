// R7: for one id, hidden and absent are not told apart by the time of the answer, in 1,000 samples of each.
import { ABSENT } from './watch.mjs';

const SAMPLES = 1000;
// Half of the samples choose the threshold, the other half are told apart by it: chance is 0.5, three deviations of 1,000 tosses 0.047.
const MARGIN = 0.05;

/** @param {import('./cast.mjs').Cast} cast @param {import('./twins.mjs').Twins} worlds @param {import('./doing.mjs').Doing} doing */
export async function told(cast, worlds, doing) {
  const person = cast.watchers.find(each => each.viewer.kind === 'person');
  const key = cast.watchers.find(each => each.kind === 'key of a person');
  const found = [];
  for (const [watcher, path] of /** @type {[any, (uid: string) => string][]} */ ([[person, uid => `/items/${uid}`], [key, uid => `/api/v1/posts/${uid}`]])) {
    const { a } = worlds.visitor(watcher.viewer.person ?? watcher.key);
    const hidden = (doing.hidden.item ?? []).slice(0, 8);
    const absent = hidden.map((_, n) => `${ABSENT.slice(0, 9)}${'0123456789ABCDEF'[n]}0`.slice(0, 11));
    /** @type {[number, boolean][]} */
    const times = [];
    for (let n = 0; n < 2 * SAMPLES + 200; n++) {
      const is = doing.random.chance(0.5);
      const uid = doing.random.pick(is ? hidden : absent);
      const begun = process.hrtime.bigint();
      const { status } = await a.get(path(uid));
      const took = Number(process.hrtime.bigint() - begun);
      if (status !== 404) throw new Error(`${path(uid)} answers ${status}`);
      // The first ones warm up.
      if (n >= 200) times.push([took, is]);
    }
    const right = accuracy(times.filter((_, n) => n % 2 === 0), times.filter((_, n) => n % 2 === 1));
    found.push({
      holds: right <= 0.5 + MARGIN,
      text: `by ${path('{id}')}, hidden and absent are told apart by the best threshold in ${(right * 100).toFixed(1)}% of ${SAMPLES} samples; chance is 50%, at most ${50 + MARGIN * 100}%`,
    });
  }
  return found;
}

/** @param {[number, boolean][]} learn @param {[number, boolean][]} tell */
function accuracy(learn, tell) {
  const sorted = [...learn].sort(([one], [other]) => one - other);
  let below = 0;
  let best = { score: 0, threshold: 0, above: true };
  const all = sorted.filter(([, is]) => is).length;
  sorted.forEach(([took, is], n) => {
    below += is ? 1 : 0;
    const rightIfBelow = below + (sorted.length - n - 1 - (all - below));
    for (const [score, above] of /** @type {[number, boolean][]} */ ([[rightIfBelow, false], [sorted.length - rightIfBelow, true]])) {
      if (score > best.score) best = { score, threshold: took, above };
    }
  });
  return tell.filter(([took, is]) => (took > best.threshold) === best.above === is).length / tell.length;
}
