// Places nodes: a force layout in short turns between frames, so that the page answers while it runs.
import { inferSettings } from 'graphology-layout-forceatlas2';
import { assignLayoutChanges, graphToByteArrays } from 'graphology-layout-forceatlas2/helpers.js';
import iterate from 'graphology-layout-forceatlas2/iterate.js';
import defaults from 'graphology-layout-forceatlas2/defaults.js';

const turn = 24;   // milliseconds of work in one frame
const longest = 6000;

/** Where a new node first stands: around what it came from, each at another angle. */
export function seat(graph, around, at) {
  const angle = at * 2.399963;   // the golden angle: no two stand on one ray
  const far = 1 + Math.sqrt(at);
  return { x: (around?.x ?? 0) + Math.cos(angle) * far, y: (around?.y ?? 0) + Math.sin(angle) * far };
}

/** What is `fixed` stays where it is. @returns a function that ends it. */
export function layOut(graph, done) {
  const settings = { ...defaults, ...inferSettings(graph), barnesHutOptimize: graph.order > 300, gravity: 0.6, scalingRatio: 8, slowDown: 1 + Math.log(graph.order + 1) };
  const { nodes, edges } = graphToByteArrays(graph, () => 1);
  const rounds = graph.order > 2000 ? 150 : 300;
  // To move 5,000 nodes takes longer than to reckon where to.
  const between = graph.order > 1000 ? 500 : 0;
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  let [ran, spent, moved, ended] = [0, 0, performance.now(), false];
  const step = () => {
    if (ended) {
      return;
    }

    const from = performance.now();
    do {
      iterate(settings, nodes, edges);
      ran++;
    } while (ran < rounds && performance.now() - from < turn);
    spent += performance.now() - from;
    const isDone = ran >= rounds || spent > longest;
    if (isDone || (!isStill && performance.now() - moved >= between)) {
      assignLayoutChanges(graph, nodes, null);
      moved = performance.now();
    }

    if (isDone) {
      done({ ran, spent });
    } else {
      requestAnimationFrame(step);
    }
  };
  requestAnimationFrame(step);
  return () => {
    ended = true;
  };
}
