// A random world and the questions to it with the law's answers, for the mutants of the kernel.
//   node questions.mjs --seed 1 --size small --sample 0 --directory D   writes D/world.jsonl and D/questions.jsonl
import { createInterface } from 'node:readline';
import { createReadStream, createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeQueries } from '../Oracle/drive.mjs';
import { answerOf } from '../Oracle/drive/compare.mjs';
import { Generator } from '../Oracle/generate.mjs';
import { World } from '../Oracle/world.mjs';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, size: { type: 'string', default: 'small' }, sample: { type: 'string', default: '0' }, directory: { type: 'string', default: '.' } },
});
const acts = new Generator(Number(values.seed), /** @type {any} */ (values.size)).run();
writeFileSync(join(values.directory, 'world.jsonl'), acts.map(act => `${JSON.stringify(act)}\n`).join(''));
const world = new World(acts);
const asked = join(values.directory, 'asked.jsonl');
await writeQueries(world, asked, Number(values.sample));
const out = createWriteStream(join(values.directory, 'questions.jsonl'));
for await (const line of createInterface({ input: createReadStream(asked) })) {
  const query = JSON.parse(line);
  out.write(`${JSON.stringify({ ...query, expected: answerOf(world.state, query, 0).outcome })}\n`);
}
out.end();
