// Builds wwwroot/dist: app.css, app.js, chart.js for pages with a chart, graph.js for the page with a graph, and icons.svg. Names carry no hash: the host's static assets add one.
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { tabler } from './tabler.mjs';

const here = (path) => new URL(path, import.meta.url);
const dist = here('../wwwroot/dist/');
const browsers = ['chrome123', 'firefox121', 'safari17.5'];

async function ownStyles() {
  const names = (await readdir(here('styles/'))).filter((n) => n.endsWith('.css'));
  return (await Promise.all(names.map((n) => readFile(here(`styles/${n}`), 'utf8')))).join('\n');
}

const tablerPlugin = {
  name: 'tabler',
  setup(on) {
    on.onResolve({ filter: /^tabler$/ }, () => ({ path: 'tabler', namespace: 'tabler' }));
    on.onLoad({ filter: /.*/, namespace: 'tabler' }, async () => ({ contents: await tabler(await ownStyles()), loader: 'css' }));
  },
};

async function icons() {
  const names = JSON.parse(await readFile(here('icons.json'), 'utf8'));
  const symbols = await Promise.all(names.map(async (name) => {
    const svg = await readFile(here(`node_modules/@tabler/icons/icons/outline/${name}.svg`), 'utf8');
    const paths = svg
      .slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
      .replace(/<path stroke="none"[^>]*\/>/, '')
      .replace(/\s*\n\s*/g, '')
      .replaceAll(' />', '/>');
    return `<symbol id="${name}" viewBox="0 0 24 24">${paths}</symbol>`;
  }));
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`;
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await build({
  entryPoints: [{ in: 'styles/app.css', out: 'app' }, { in: 'scripts/app.js', out: 'app' }, { in: 'scripts/chart.js', out: 'chart' }, { in: 'scripts/graph.js', out: 'graph' }],
  absWorkingDir: here('.').pathname,
  plugins: [tablerPlugin],
  bundle: true,
  minify: true,
  format: 'esm',
  target: browsers,
  outdir: dist.pathname,
  legalComments: 'none',
});
await writeFile(new URL('icons.svg', dist), await icons());
