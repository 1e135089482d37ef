// Seeded bugs: each patch re-creates a defect that systems of this kind had; the independent checks must find it.
//   node run.mjs                          every patch still applies to the tree
//   node run.mjs --deep [--only 03,17]    each is built into a copy of the tree, and caught by a check (also: INFOHUB_DEEP=1)
//   node run.mjs --deep --copy DIR        the same, and the copy stays there for the next time
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * @typedef {{name: string, file: string, class: string, bug: string, expected: string, modules: string[]}} Seeded expected: the check that is asked first
 * @typedef {{words: string[], difference: RegExp}} Check a program, and how it writes what differs
 * @typedef {{found: string, whole: boolean, output: string}} Verdict found: the first thing that differs; whole: the check came to its end
 */

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const longest = 20 * 60_000;

/** The projects that the checks run. */
const programs = ['tests/Answers', 'src/Web'];

/** The independent checks: the kernel's as ./test runs it, the others on small worlds. @type {Record<string, Check>} */
const checks = {
  kernel: { words: ['tests/Oracle/run.mjs', '--engine', 'sqlite'], difference: /^(?:ANSWER|ACT|SQL) .*/m },
  http: { words: ['tests/Oracle/run.mjs', '--engine', 'sqlite', '--http', '--first', '--seeds', '2-4'], difference: /^(?:ANSWER|ACT|HTTP|ROUTE) .*/m },
  // One world: what the whole run covers beside is not asked for.
  'two-worlds': { words: ['tests/Oracle/two-worlds.mjs', '--engine', 'sqlite', '--pairs', '1'], difference: /(?<=^NOT OK .* gets \d+ differences\n).*|^NOT OK .* the live stream of .*/m },
};

const { values } = parseArgs({ options: { deep: { type: 'boolean', default: process.env.INFOHUB_DEEP === '1' }, only: { type: 'string', default: '' }, copy: { type: 'string', default: '' } } });
const only = values.only.split(',').filter(Boolean);
const all = readdirSync(here).filter(name => name.endsWith('.patch')).sort().map(read)
  .filter(({ name }) => only.length === 0 || only.some(each => name.startsWith(each)));

let passed = 0;
let failed = 0;
for (const each of all) if (!values.deep) say(applies(root, each.file), each.name);
if (values.deep) await deep();
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

/** @param {string} name @returns {Seeded} */
function read(name) {
  const file = join(here, name);
  const text = readFileSync(file, 'utf8');
  const said = (/** @type {string} */ word) => new RegExp(`^# ${word}: (.+)$`, 'm').exec(text)?.[1] ?? '';
  const seeded = { name: name.replace(/\.patch$/, ''), file, class: said('Class'), bug: said('Bug'), expected: said('Caught by'), modules: [...new Set([...text.matchAll(/^\+\+\+ b\/src\/(\w+)\//gm)].map(([, module]) => module))] };
  if (!seeded.class || !seeded.bug || !(seeded.expected in checks)) throw new Error(`${name} does not say its class, its bug and the check that catches it`);
  return seeded;
}

/** @param {string} directory @param {string} file */
function applies(directory, file) {
  const done = spawnSync('git', ['apply', '--check', file], { cwd: directory, encoding: 'utf8' });
  if (done.status !== 0) process.stdout.write(done.stderr);
  return done.status === 0;
}

/** One copy of the tree for all patches: each costs the compiling of the modules that it touches. */
async function deep() {
  const copy = values.copy || mkdtempSync(join(tmpdir(), 'infohub-seeded-'));
  try {
    copyTree(copy);
    for (const project of programs) if (!await build(copy, project)) throw new Error(`${project} does not build`);
    cpSync(bin(copy), whole(copy), { recursive: true });
    for (const check of Object.keys(checks)) {
      const begun = Date.now();
      const { found, whole: ended, output } = await run(copy, check);
      say(ended && !found, `${'the tree as it is'.padEnd(34)} ${check.padEnd(12)} ${String(seconds(begun)).padStart(5)} s  ${found}`);
      if (!ended || found) return void process.stdout.write(output.slice(-4000));
    }
    for (const each of all) await tryOne(copy, each);
  } finally {
    if (!values.copy) rmSync(copy, { recursive: true, force: true });
  }
}

/** @param {string} copy @param {Seeded} seeded */
async function tryOne(copy, seeded) {
  const begun = Date.now();
  const row = (/** @type {boolean} */ holds, /** @type {string} */ by, /** @type {string} */ found) =>
    say(holds, `${seeded.name.padEnd(34)} ${by.padEnd(12)} ${String(seconds(begun)).padStart(5)} s  ${found}`);
  if (!apply(copy, seeded.file)) return row(false, 'nothing', 'does not apply');
  try {
    for (const module of seeded.modules) if (!await put(copy, module)) return row(false, 'nothing', 'does not build');
    for (const check of [seeded.expected, ...Object.keys(checks).filter(name => name !== seeded.expected)]) {
      const { found, whole: ended, output } = await run(copy, check);
      if (!ended) return row(false, 'nothing', `${check} broke off: ${output.slice(-300)}`);
      if (found) return row(true, check, found);
    }
    row(false, 'nothing', seeded.bug);
  } finally {
    apply(copy, seeded.file, '--reverse');
    cpSync(whole(copy), bin(copy), { recursive: true });
  }
}

/** @param {string} copy */
function bin(copy) { return join(copy, 'artifacts/bin'); }

/** The programs without a bug, to be put back. @param {string} copy */
function whole(copy) { return join(copy, 'artifacts/whole'); }

/** Compiles one module, and puts it into the programs: a bug changes what a method does, not how it is called. @param {string} copy @param {string} module */
async function put(copy, module) {
  if (!await build(copy, `src/${module}`, '--no-restore', '--no-dependencies')) return false;
  const name = module === 'Web' ? 'infohub.dll' : `Infohub.${module}.dll`;
  for (const program of programs.map(project => join(bin(copy), project.split('/')[1], 'release', name))) {
    if (existsSync(program)) cpSync(join(bin(copy), module, 'release', name), program);
  }
  return true;
}

/** What git knows or would know, and what npm has installed. @param {string} copy */
function copyTree(copy) {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  for (const file of listed.stdout.split('\0').filter(name => name && existsSync(join(root, name)))) {
    const [from, to] = [join(root, file), join(copy, file)];
    // What is the same already keeps its time, and is not compiled again.
    if (existsSync(to) && readFileSync(from).equals(readFileSync(to))) continue;
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to);
  }
  const modules = 'src/Web/Client/node_modules';
  if (existsSync(join(root, modules)) && !existsSync(join(copy, modules))) cpSync(join(root, modules), join(copy, modules), { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
}

/** @param {string} copy @param {string} file @param {...string} words */
function apply(copy, file, ...words) { return spawnSync('git', ['apply', ...words, file], { cwd: copy }).status === 0; }

/** A seeded bug need not please the analyzers. @param {string} copy @param {string} project @param {...string} more */
async function build(copy, project, ...more) {
  const words = ['build', project, '-c', 'Release', '--nologo', '-v', 'quiet', '-clp:NoSummary', '-p:RunAnalyzers=false', '-p:TreatWarningsAsErrors=false', ...more];
  const { code, output } = await call('dotnet', words, copy);
  if (code !== 0) process.stdout.write(`${output.slice(-2000)}\n`);
  return code === 0;
}

/** A check that breaks off has found nothing. @param {string} copy @param {string} check @returns {Promise<Verdict>} */
async function run(copy, check) {
  const { output } = await call('node', checks[check].words, copy);
  return { found: (checks[check].difference.exec(output)?.[0] ?? '').trim().slice(0, 160), whole: /^\d+ passed, \d+ failed$/m.test(output) && !/^NOT OK .*: \w*Error/m.test(output), output };
}

/** @param {string} program @param {string[]} words @param {string} cwd @returns {Promise<{code: number, output: string}>} */
function call(program, words, cwd) {
  return new Promise(resolve => {
    const child = spawn(program, words, { cwd, timeout: longest, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', text => { output += text; });
    child.once('error', error => resolve({ code: -1, output: String(error) }));
    child.once('close', code => resolve({ code: code ?? -1, output }));
  });
}

/** @param {number} begun */
function seconds(begun) { return Math.round((Date.now() - begun) / 1000); }

/** @param {boolean} holds @param {string} text */
function say(holds, text) {
  if (holds) passed += 1;
  else failed += 1;
  process.stdout.write(`${holds ? 'ok    ' : 'NOT OK'}  ${text}\n`);
}
