// A hub with its demo community, and the keys of its members.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from './client.mjs';

const program = fileURLToPath(new URL('../../artifacts/bin/Web/release/infohub', import.meta.url));
const often = String(1_000_000);

/** @typedef {{email: string, organisation: string, apiKey: string|null, apiKeyCeiling: string|null, circles: string[]}} Person */

export class Hub {
  /** @param {string} address @param {Person[]} people @param {() => Promise<void>} end */
  constructor(address, people, end) {
    this.address = address;
    this.people = people;
    this.end = end;
  }

  /** @param {string} name before the @ of an e-mail address @returns {Person & {apiKey: string}} */
  person(name) {
    const found = this.people.find(each => each.email.startsWith(`${name}@`));
    if (!found?.apiKey) throw new Error(`the demo community has no ${name} with a key`);
    return /** @type {Person & {apiKey: string}} */ (found);
  }

  /** @param {string} name @param {string} [root] */
  client(name, root) { return new Client(this.address, { key: this.person(name).apiKey }, root); }
}

/** @param {number} port @param {import('../Oracle/run/stores.mjs').Place} place @returns {Promise<Hub>} */
export async function open(port, place) {
  const data = join(place.directory, 'data');
  const environment = { ...process.env, DOTNET_TieredPGO: '0', Limits__Key: often, Limits__Anonymous: often, Limits__Network: often };
  const hub = spawn(program, ['serve', '--port', String(port), '--data', data, ...place.arguments], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [hub.stdout, hub.stderr]) stream.on('data', words => { said = (said + words).slice(-4000); });
  const ended = new Promise(resolve => { hub.once('exit', resolve); });
  const address = `http://localhost:${port}`;
  for (let tries = 0; tries < 900 && hub.exitCode === null; tries++) {
    if (await fetch(`${address}/health/ready`).then(answer => answer.ok, () => false)) {
      const { people } = JSON.parse(readFileSync(join(data, 'demo-accounts.json'), 'utf8'));
      return new Hub(address, people, async () => {
        hub.kill();
        await ended;
      });
    }
    await new Promise(resolve => { setTimeout(resolve, 100); });
  }
  hub.kill();
  throw new Error(`the hub is not ready: ${said}`);
}
