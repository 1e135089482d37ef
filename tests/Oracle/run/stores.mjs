// Where the hubs under test keep their data: directories, and a PostgreSQL server for those that ask for one.
import { spawnSync } from 'node:child_process';
import { chownSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * @typedef {{directory: string, arguments: string[], copy: () => Place, end: () => void}} Place a hub's directory, and the command line's words for its database;
 *   a copy, made while no hub runs there, holds the same
 * @typedef {{take: () => Place, close: () => Promise<void>, halt?: (mode: string) => void, resume?: () => void}} Store where the server was started for it: stopped and started again
 */

const NOBODY = 65534;

/** @param {string} engine @param {boolean} [own] a server of its own, that keeps what it acknowledged when it is stopped @returns {Promise<Store>} */
export async function store(engine, own = false) {
  if (engine === 'sqlite') return { take: () => place([], () => place([])), close: async () => {} };
  if (engine !== 'postgres') throw new Error(`no engine is called ${engine}`);
  const server = process.env.INFOHUB_TEST_POSTGRES && !own ? { address: process.env.INFOHUB_TEST_POSTGRES, stop: () => {} } : await start(own);
  let made = 0;
  const take = (template = '') => {
    made += 1;
    const name = `law_${process.pid}_${made}`;
    query(server.address, `create database ${name}${template}`);
    return place(
      ['--postgres', server.address.replace(/Database=[^;]*/, `Database=${name}`)], () => take(` template ${name}`),
      () => query(server.address, `drop database ${name} with (force)`));
  };
  return {
    take: () => take(),
    close: async () => server.stop(),
    ...'halt' in server ? { halt: server.halt, resume: server.resume } : {},
  };
}

/** @param {string[]} words @param {() => Place} copy of the database @param {() => void} [more] @returns {Place} */
function place(words, copy, more) {
  const directory = mkdtempSync(join(tmpdir(), 'infohub-law-'));
  return {
    directory,
    arguments: words,
    copy: () => {
      const other = copy();
      cpSync(directory, other.directory, { recursive: true });
      return other;
    },
    end: () => {
      more?.();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const programs = () => join('/usr/lib/postgresql', readdirSync('/usr/lib/postgresql').sort().at(-1) ?? '', 'bin');

/** @param {string} address @param {string} sql */
function query(address, sql) {
  const named = new Map(address.split(';').map(pair => /** @type {[string, string]} */ (pair.split('='))));
  const words = ['-h', named.get('Host'), '-p', named.get('Port'), '-U', named.get('Username'), '-d', named.get('Database'), '-qc', sql];
  run(join(programs(), 'psql'), /** @type {string[]} */ (words));
}

/** A cluster of its own, on a free port; PostgreSQL does not run as root. @param {boolean} keeps */
async function start(keeps) {
  const directory = mkdtempSync(join(tmpdir(), 'infohub-law-pg-'));
  const root = process.getuid?.() === 0;
  if (root) chownSync(directory, NOBODY, NOBODY);
  const as = root ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : [];
  const data = join(directory, 'data');
  const port = await freePort();
  const call = (/** @type {string} */ program, /** @type {string[]} */ ...words) => {
    const [first, ...rest] = [...as, join(programs(), program), ...words.flat()];
    run(/** @type {string} */ (first), rest);
  };
  call('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync', '-E', 'UTF8', '--locale=C']);
  const hasty = keeps ? '' : ' -c synchronous_commit=off -c full_page_writes=off';
  const options = `-p ${port} -k ${directory} -c listen_addresses=127.0.0.1 -c fsync=off${hasty} -c max_connections=200`;
  const resume = () => call('pg_ctl', ['-D', data, '-w', '-l', join(directory, 'log'), '-o', options, 'start']);
  resume();
  return {
    address: `Host=127.0.0.1;Port=${port};Username=postgres;Database=postgres`,
    resume,
    halt: (/** @type {string} */ mode) => call('pg_ctl', ['-D', data, '-w', '-m', mode, 'stop']),
    stop: () => {
      call('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/** @param {string} program @param {string[]} words */
function run(program, words) {
  const done = spawnSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  if (done.status !== 0) throw new Error(`${program} ${words.join(' ')}: ${done.error ?? done.stderr}`);
}
