// How much must be decided, rule by rule and cell by cell, and what no world can reach.

/** What only denies or only allows, and why. @type {Record<string, {never: 'allow'|'deny', why: string}>} */
const oneSided = {
  C2: { never: 'deny', why: 'marks what is recorded' },
  'R5:ended': { never: 'allow', why: 'marks who has left' },
  'R5:paused': { never: 'allow', why: 'marks who is suspended' },
  'R2:history': { never: 'allow', why: 'marks what was shared before the joining' },
  'R3:moved': { never: 'allow', why: 'marks pairs that have ended' },
  'key:scope': { never: 'allow', why: 'marks keys that do not read' },
  'key:circles': { never: 'allow', why: 'marks parts that a key leaves out' },
};

/** Asked once for each act, not for each question. */
const ofActs = ['elevation', 'H1', 'H2', 'W2', 'W7', 'W8'];

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

/** Decisions in all, of a rule by reading each way, of a rule by acting each way, in a cell. */
const floors = {
  kernel: { asked: 50_000, rule: 10, act: 5, cell: 1 },
  deep: { asked: 1_000_000, rule: 1000, act: 1000, cell: 200 },
  http: { asked: 50_000, rule: 0, act: 0, cell: 0 },
};

/** @param {import('../drive/compare.mjs').Comparison} all @param {keyof typeof floors} depth @returns {{text: string, holds: boolean}[]} */
export function tally(all, depth) {
  const floor = floors[depth];
  const found = [{ text: `${all.asked} decisions, at least ${floor.asked}`, holds: all.asked >= floor.asked }];
  if (depth === 'http') return found;
  for (const rule of new Set([...[...all.rules.keys()].filter(name => !name.startsWith('cell:')), ...Object.keys(oneSided), ...ofActs])) {
    const { allow, deny } = all.rules.get(rule) ?? { allow: 0, deny: 0 };
    const least = ofActs.includes(rule) ? floor.act : floor.rule;
    const { never, why } = oneSided[rule] ?? {};
    const holds = (never === 'allow' || allow >= least) && (never === 'deny' || deny >= least);
    found.push({ text: `${rule}: ${allow} allowed, ${deny} denied, at least ${least}${never ? `; never to ${never}: ${why}` : ''}`, holds });
  }
  for (const channel of channels) {
    for (const label of labels) {
      const cell = `${channel}:${label}`;
      const { allow, deny } = all.rules.get(`cell:${cell}`) ?? { allow: 0, deny: 0 };
      if (unreachable[cell]) found.push({ text: `${cell}: not reached, ${unreachable[cell]}`, holds: allow + deny === 0 });
      else found.push({ text: `${cell}: ${allow} open, ${deny} shut, at least ${floor.cell}`, holds: allow + deny >= floor.cell });
    }
  }
  return found;
}
