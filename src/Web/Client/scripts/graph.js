// Loaded by the page with a graph (graphs.js): draws what the page lists, and what is asked for on it. Each node comes from the hub, which reads anew who asks.
import { UndirectedGraph } from 'graphology';
import Sigma from 'sigma';
import { layOut, seat } from './graph/layout.js';
import { Lists } from './graph/lists.js';
import { picture } from './graph/picture.js';
import { ShapeProgram } from './graph/shapes.js';

const most = 5000;
const fill = (text, ...args) => text.replace(/\{(\d)\}/g, (_, at) => args[at]);

export function draw(place) {
  const words = JSON.parse(place.dataset.words);
  const said = document.querySelector('[data-graph-said]');
  const canvas = place.querySelector('.graph-canvas');
  const graph = new UndirectedGraph();
  const hidden = new Set();   // kinds
  const hiddenNodes = new Set();
  const links = { labels: new Set(), embargoed: false };   // of what says that things belong together
  let [pointed, found, renderer, stopLayout] = ['', null, null, () => {}];
  const hue = coloursOf(place);

  const nodeOf = (id) => graph.getNodeAttributes(id).node;
  const lists = new Lists(place, {
    words,
    act,
    edgesOf: (id) => graph.mapEdges(id, (_, { edges }) => edges).flat().filter((edge) => edge.from === id || edge.to === id)
      .map((edge) => ({ word: edge.word, isFrom: edge.from === id, node: nodeOf(edge.from === id ? edge.to : edge.from) })),
  });

  /** The renderer hears of each node that comes: of many it is told once. */
  function merge(told, from) {
    renderer?.setGraph(new UndirectedGraph());
    links.labels.add(told.label);
    links.embargoed ||= told.embargoed;
    for (const node of told.nodes.filter(({ id }) => graph.hasNode(id))) {
      const known = nodeOf(node.id);
      known.embargoed ||= node.embargoed;
      known.objects = [...new Set([...known.objects, ...node.objects])];
    }

    const fresh = told.nodes.filter((node) => !graph.hasNode(node.id) && !hiddenNodes.has(node.id));
    const taken = fresh.slice(0, Math.max(0, most - graph.order));
    const around = from && graph.hasNode(from) ? graph.getNodeAttributes(from) : null;
    taken.forEach((node, at) => graph.addNode(node.id, { ...seat(graph, around, at + 1), size: 5, label: node.name, kind: node.kind, type: 'shape', node }));
    for (const edge of told.edges.filter(({ from: a, to: b }) => a !== b && graph.hasNode(a) && graph.hasNode(b))) {
      if (!graph.hasEdge(edge.from, edge.to)) {
        graph.addEdge(edge.from, edge.to, { size: 1, edges: [edge] });
      } else {
        const known = graph.getEdgeAttributes(edge.from, edge.to).edges;
        if (!known.some((k) => k.from === edge.from && k.to === edge.to && k.word === edge.word)) {
          known.push(edge);
        }
      }
    }

    taken.forEach(({ id }) => graph.setNodeAttribute(id, 'size', (!from && told.starts.includes(id) ? 8 : 4) + Math.min(8, Math.sqrt(graph.degree(id)))));
    renderer?.setGraph(graph);
    renderer?.setSetting('hideEdgesOnMove', graph.size > 2000);
    return { taken, isFull: taken.length < fresh.length };
  }

  function say(...more) {
    said.textContent = [fill(words.count, graph.order, graph.size), ...more].filter(Boolean).join(' ');
    choose();
  }

  const shown = () => graph.filterNodes((_, { kind }) => !hidden.has(kind)).map(nodeOf);

  /** What is shown is what a file is made of. */
  function choose() {
    place.querySelector('[data-graph-ids]').value = [...new Set(shown().flatMap((node) => node.objects))].join(' ');
  }

  /** What stands keeps its place; what came finds one beside it. */
  function settle(isWhole, standing = []) {
    stopLayout();
    const keep = new Set(standing);
    graph.updateEachNodeAttributes((id, data) => ({ ...data, fixed: !isWhole && keep.has(id) }), { attributes: ['fixed'] });
    stopLayout = layOut(graph, (detail) => canvas.dispatchEvent(new CustomEvent('graph-settled', { detail })));
  }

  async function expand(id) {
    const { ask } = nodeOf(id);
    const standing = graph.nodes();
    let told = null;
    try {
      // A second time: all of them.
      const isAgain = graph.getNodeAttribute(id, 'expanded');
      const answer = await fetch(`/intelligence/graph?${ask}${isAgain ? '&all=true' : ''}`, { headers: { accept: 'application/json' } });
      told = answer.ok ? await answer.json() : null;
    } catch {
      // said below
    }

    if (!told || !graph.hasNode(id)) {
      say(words.failed);
      return;
    }

    graph.setNodeAttribute(id, 'expanded', true);
    const { taken, isFull } = merge(told, id);
    taken.forEach((node) => lists.add(node));
    lists.refresh(new Set([id, ...taken.flatMap((node) => [node.id, ...graph.neighbors(node.id)])]));
    say(
      isFull ? fill(words.full, most) : '',
      told.neighbours > told.drawn || told.orMore ? fill(told.orMore ? words.more : words.some, told.drawn, told.neighbours) : taken.length === 0 ? words.none : '',
    );
    if (taken.length > 0) {
      settle(false, standing);
    }

    lists.show(id);
  }

  function drop(id) {
    stopLayout();
    const beside = graph.neighbors(id);
    const row = lists.show(id);
    const next = row?.nextElementSibling ?? row?.previousElementSibling ?? place.querySelector('.graph-lists');
    graph.dropNode(id);
    hiddenNodes.add(id);
    lists.remove(id);
    lists.refresh(beside);
    (next.querySelector('[data-act="hide"]') ?? next).focus();
    say();
  }

  function point(id) {
    pointed = graph.hasNode(id) ? id : '';
    renderer?.refresh({ skipIndexation: true });
  }

  function look(id) {
    const at = renderer?.getNodeDisplayData(id);
    if (at) {
      renderer.getCamera().animate({ x: at.x, y: at.y, ratio: Math.min(renderer.getCamera().ratio, 0.4) }, { duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 250 });
    }

    point(id);
    lists.show(id);
  }

  function act(name, id) {
    if (name === 'point') {
      point(id);
    } else if (graph.hasNode(id)) {
      ({ expand, find: look, hide: drop })[name](id);
    }
  }

  const find = place.querySelector('#graph-find');
  find.addEventListener('input', () => {
    const asked = find.value.trim().toLowerCase();
    found = asked ? new Set(graph.filterNodes((_, { node }) => `${node.name} ${node.type}`.toLowerCase().includes(asked))) : null;
    lists.filter((id) => !found || found.has(id));
    renderer?.refresh({ skipIndexation: true });
  });
  find.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && found?.size > 0) {
      event.preventDefault();
      look([...found][0]);
    }
  });
  place.querySelectorAll('[data-kind-shown]').forEach((box) => box.addEventListener('change', () => {
    const section = box.closest('[data-kind]');
    hidden[box.checked ? 'delete' : 'add'](section.dataset.kind);
    section.querySelector('ul').hidden = !box.checked;
    choose();
    renderer?.refresh({ skipIndexation: true });
  }));
  const acts = {
    layout: () => settle(true),
    whole: () => renderer.getCamera().animatedReset({ duration: 0 }),
    png: () => {
      if (links.embargoed || shown().some((node) => node.embargoed)) {
        say(words.embargo);
        return;
      }

      point('');
      picture(renderer, canvas, { labels: [...links.labels, ...shown().map((node) => node.label)], copy: words.copy, ground: hue.ground, ink: hue.ink });
    },
  };
  place.querySelectorAll('[data-graph-act]').forEach((button) => button.addEventListener('click', () => acts[button.dataset.graphAct]()));

  merge(JSON.parse(place.dataset.graph), null);
  if (!document.createElement('canvas').getContext('webgl2')) {
    place.querySelector('.graph-board').hidden = true;
    return;
  }

  renderer = new Sigma(graph, canvas, {
    nodeProgramClasses: { shape: ShapeProgram },
    defaultNodeType: 'shape',
    allowInvalidContainer: true,
    labelColor: { color: hue.ink },
    labelFont: getComputedStyle(place).fontFamily,
    labelSize: 12,
    labelRenderedSizeThreshold: 5,
    defaultEdgeColor: hue.line,
    defaultDrawNodeHover: (pen, data, settings) => boxed(pen, data, settings, hue),
    zIndex: true,
    stagePadding: 60,
    renderEdgeLabels: true,
    edgeLabelColor: { color: hue.ink },
    edgeLabelFont: getComputedStyle(place).fontFamily,
    edgeLabelSize: 11,
    nodeReducer: (id, data) => {
      const isFaint = (found && !found.has(id)) || (pointed && id !== pointed && !graph.areNeighbors(id, pointed));
      return { ...data, hidden: hidden.has(data.kind), color: isFaint ? hue.faint : hue.of(data.kind), label: isFaint ? '' : data.label, highlighted: id === pointed, zIndex: isFaint ? 0 : 1 };
    },
    edgeReducer: (id, data) => (pointed && graph.hasExtremity(id, pointed) ? { ...data, color: hue.accent, size: 2, zIndex: 1, forceLabel: true, label: [...new Set(data.edges.map((edge) => edge.word))].join(', ') } : data),
  });
  renderer.on('clickNode', ({ node }) => {
    point(node);
    lists.show(node);
  });
  renderer.on('doubleClickNode', ({ node, preventSigmaDefault }) => {
    preventSigmaDefault();
    if (nodeOf(node).ask) {
      expand(node);
    }
  });
  renderer.on('clickStage', () => point(''));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    Object.assign(hue, coloursOf(place));
    renderer.setSetting('labelColor', { color: hue.ink });
    renderer.setSetting('edgeLabelColor', { color: hue.ink });
    renderer.setSetting('defaultEdgeColor', hue.line);
  });
  settle(true);
}

/** Names stand on the ground of the page, in both schemes. */
function boxed(pen, data, settings, hue) {
  if (!data.label) {
    return;
  }

  pen.font = `${settings.labelSize}px ${settings.labelFont}`;
  const wide = pen.measureText(data.label).width;
  pen.fillStyle = hue.ground;
  pen.fillRect(data.x + data.size, data.y - settings.labelSize, wide + 10, settings.labelSize * 2);
  pen.fillStyle = hue.ink;
  pen.fillText(data.label, data.x + data.size + 4, data.y + settings.labelSize / 3);
}

/** The style sheet's colours: light-dark() is resolved on a property that takes a colour. */
function coloursOf(place) {
  const probe = document.createElement('span');
  probe.hidden = true;
  place.append(probe);
  const of = (property) => {
    probe.style.color = `var(${property})`;
    return getComputedStyle(probe).color;
  };
  const kinds = Object.fromEntries([...place.querySelectorAll('[data-kind]')].map(({ dataset }) => [dataset.kind, of(`--kind-${dataset.kind}`)]));
  const told = { ink: of('--ink'), line: of('--edge'), faint: of('--line'), accent: of('--accent'), ground: of('--surface'), of: (kind) => kinds[kind] ?? kinds.others };
  probe.remove();
  return told;
}
