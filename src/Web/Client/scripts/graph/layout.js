// Places nodes: a force layout in short turns between frames, so that the page answers while it runs.
import forceAtlas2 from 'graphology-layout-forceatlas2';

const turn = 24;   // milliseconds of work in one frame
const longest = 6000;

/** Where a new node first stands: around what it came from, each at another angle. */
export function seat(graph, around, at) {
  const angle = at * 2.399963;   // the golden angle: no two stand on one ray
  const far = 1 + Math.sqrt(at);
  return { x: (around?.x ?? 0) + Math.cos(angle) * far, y: (around?.y ?? 0) + Math.sin(angle) * far };
}

/** @returns a function that ends it. What is `fixed` stays where it is. */
export function layOut(graph, { whole, done = () => {} }) {
  const settings = { ...forceAtlas2.inferSettings(graph), barnesHutOptimize: graph.order > 300, gravity: 0.6, scalingRatio: 8, slowDown: 1 + Math.log(graph.order + 1), adjustSizes: false };
  const rounds = graph.order > 2000 ? 120 : 240;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  let [ran, spent, ended] = [0, 0, false];
  const step = () => {
    if (ended) {
      return;
    }

    const from = performance.now();
    do {
      forceAtlas2.assign(graph, { iterations: 1, settings });
      ran++;
    } while (ran < rounds && (still ? performance.now() - from < 1000 : performance.now() - from < turn));
    spent += performance.now() - from;
    if (ran < rounds && spent < longest) {
      requestAnimationFrame(step);
    } else {
      done({ ran, spent });
    }
  };
  if (whole || graph.order > 1) {
    requestAnimationFrame(step);
  }

  return () => {
    ended = true;
  };
}
