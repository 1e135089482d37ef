// How much must be decided, rule by rule and cell by cell, which rules no world can reach, and why.

/**
 * @typedef {{name: string, by: ('kernel'|'http')[], act?: true}} Rule by: the runs that must hit it both ways; act: asked once for each act, not for each question
 * @typedef {{asked: number, rule: number, act: number, own: number, cell: number}} Floor decisions in all; of a rule by reading, by acting, and of one that only this run asks, each way; in a cell
 */

/** @param {string} names @param {('kernel'|'http')[]} by @returns {Rule[]} */
const reading = (names, ...by) => names.split(' ').map(name => ({ name, by }));

/** @param {string} names @param {('kernel'|'http')[]} by @returns {Rule[]} */
const acting = (names, ...by) => reading(names, ...by).map(rule => ({ ...rule, act: true }));

/** Every rule of the law, by its number; a rule with letters by each of them. @type {Rule[]} */
export const RULES = [
  ...reading('R1a R1b R1c R1d R1e R1f R1g R2 R3 R4 R5 R6', 'kernel', 'http'), ...reading('R7'), ...reading('R8 R9', 'kernel', 'http'), ...reading('R10 R11', 'http'),
  ...reading('W1', 'http'), ...acting('W2', 'kernel', 'http'), ...reading('W3', 'kernel', 'http'), ...reading('W4', 'kernel'), ...reading('W5'), ...reading('W6', 'http'),
  ...acting('W7', 'kernel', 'http'), ...acting('W8', 'kernel'), ...reading('W9', 'http'),
  ...reading('C1', 'kernel'), ...reading('C2 C3', 'http'), ...reading('C4', 'kernel', 'http'),
  ...acting('H1', 'kernel', 'http'), ...acting('H2', 'kernel'), ...reading('H3', 'http'), ...acting('H4', 'kernel'),
];

/** What neither run can decide, or another check does. @type {Record<string, string>} */
export const exempt = {
  R7: 'a difference between two worlds: two-worlds.mjs',
  W5: 'what is taken in by TAXII has its label asked by tests/Taxii; labelFromOutside by hand in law.test.mjs',
};

/** What is counted beside the rules. @type {Rule[]} */
const beside = [...acting('elevation', 'kernel'), ...reading('embargo', 'kernel')];

/** What only denies or only allows, and why. @type {Record<string, {never: 'allow'|'deny', why: string}>} */
const oneSided = {
  'R5:ended': { never: 'allow', why: 'marks who has left' },
  'R5:paused': { never: 'allow', why: 'marks who is suspended' },
  'R2:history': { never: 'allow', why: 'marks what was shared before the joining' },
  'R3:moved': { never: 'allow', why: 'marks pairs that have ended' },
  'key:scope': { never: 'allow', why: 'marks keys that do not read' },
  'key:circles': { never: 'allow', why: 'marks parts that a key leaves out' },
};

/** Cells that are never reached, for an earlier rule ends it. @type {Record<string, string>} */
const unreachable = {
  'machine:RED': 'no ceiling is RED: R1(e)', 'feed:RED': 'no ceiling is RED: R1(e)', 'block-list:RED': 'no ceiling is RED: R1(e)',
  'partner-hub:AMBER+STRICT': 'the ceiling is AMBER at most: R1(e)', 'partner-hub:RED': 'the ceiling is AMBER at most: R1(e)',
  'public:GREEN': 'the anonymous are no readers: R1(c)', 'public:AMBER': 'the anonymous are no readers: R1(c)',
  'public:AMBER+STRICT': 'the anonymous are no readers: R1(c)', 'public:RED': 'the anonymous are no readers: R1(c)',
};

const channels = [
  'list', 'page', 'public', 'machine', 'feed', 'partner-hub', 'mail', 'webhook', 'export', 'block-list', 'look-up-outside', 'translation-outside', 'analysis',
  'public-statistics',
];
const labels = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'];

/** @type {Record<string, Floor>} */
const floors = {
  kernel: { asked: 50_000, rule: 10, act: 5, own: 1, cell: 1 },
  deep: { asked: 1_000_000, rule: 1000, act: 1000, own: 1000, cell: 200 },
  http: { asked: 50_000, rule: 1, act: 1, own: 50, cell: 0 },
  'http-deep': { asked: 300_000, rule: 100, act: 10, own: 1000, cell: 0 },
};

/** @typedef {{text: string, holds: boolean}} Line */

/** @param {import('../drive/compare.mjs').Comparison} all @param {'kernel'|'deep'|'http'|'http-deep'} depth @returns {Line[]} */
export function tally(all, depth) {
  const floor = floors[depth];
  const run = depth.startsWith('http') ? 'http' : 'kernel';
  const lines = [{ text: `${all.asked} decisions, at least ${floor.asked}`, holds: all.asked >= floor.asked }];
  for (const rule of [...RULES, ...beside]) lines.push(ruleLine(all, rule, floor, run));
  if (run === 'http') return lines;
  for (const [rule, { never, why }] of Object.entries(oneSided)) {
    const { allow, deny } = countOf(all, rule);
    const holds = (never === 'allow' || allow >= floor.rule) && (never === 'deny' || deny >= floor.rule);
    lines.push({ text: `${rule}: ${allow} allowed, ${deny} denied, at least ${floor.rule}; never to ${never}: ${why}`, holds });
  }
  const known = new Set([...RULES, ...beside].map(rule => rule.name));
  for (const rule of all.rules.keys()) if (!known.has(rule) && !(rule in oneSided) && !rule.startsWith('cell:')) lines.push({ text: `${rule}: counted, and on no list of rules`, holds: false });
  return [...lines, ...cellLines(all, floor.cell)];
}

/** @param {import('../drive/compare.mjs').Comparison} all @param {Rule} rule @param {Floor} floor @param {'kernel'|'http'} run @returns {Line} */
function ruleLine(all, { name, by, act }, floor, run) {
  const { allow, deny } = countOf(all, name);
  const counted = `${name}: ${allow} allowed, ${deny} denied`;
  if (name in exempt) return { text: `${name}: exempt, ${exempt[name]}`, holds: true };
  if (!by.includes(run)) return { text: `${counted}; held to its number by the ${run === 'http' ? 'run of the kernel' : 'run with --http'}`, holds: true };
  const least = act ? floor.act : by.length === 1 ? floor.own : floor.rule;
  return { text: `${counted}, at least ${least}`, holds: allow >= least && deny >= least };
}

/** @param {import('../drive/compare.mjs').Comparison} all @param {number} least @returns {Line[]} */
function cellLines(all, least) {
  return channels.flatMap(channel => labels.map(label => {
    const cell = `${channel}:${label}`;
    const { allow, deny } = countOf(all, `cell:${cell}`);
    if (unreachable[cell]) return { text: `${cell}: not reached, ${unreachable[cell]}`, holds: allow + deny === 0 };
    return { text: `${cell}: ${allow} open, ${deny} shut, at least ${least}`, holds: allow + deny >= least };
  }));
}

/** @param {import('../drive/compare.mjs').Comparison} all @param {string} rule */
const countOf = (all, rule) => all.rules.get(rule) ?? { allow: 0, deny: 0 };
