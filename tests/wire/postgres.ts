/** A PostgreSQL server of the test's own, with a cluster in a folder that goes away, on a free port of 127.0.0.1. */
import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../support/free-port.js';
import { type Daemon, startDaemon, until } from './daemon.js';

const run = promisify(execFile);

const VERSIONS = '/usr/lib/postgresql';
const OWNER = 'office';
const NOBODY = 65534;

export interface Postgres {
  readonly url: string;
  start(): Promise<void>;
  /** Ends it as a power cut does: nothing is finished, and the next start recovers from its log (SIGQUIT, "immediate shutdown"). */
  crash(): Promise<void>;
  /** What `psql` prints for a query, a line for each row. */
  ask(sql: string): Promise<string[]>;
  remove(): Promise<void>;
}

export async function createPostgres(): Promise<Postgres> {
  const bin = programs();
  const dir = mkdtempSync(join(tmpdir(), 'zhanggui-postgres-'));
  const data = join(dir, 'data');
  // It refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(dir, NOBODY, NOBODY);
  const asNobody = isRoot ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : ['env'];
  const [command = '', ...before] = asNobody;
  await run(command, [
    ...before,
    ...[join(bin, 'initdb'), '-D', data, '-U', OWNER, '-A', 'trust', '-E', 'UTF8', '--no-locale'],
  ]);
  const port = await freePort();
  const url = `postgres://${OWNER}@127.0.0.1:${port}/postgres`;
  let daemon: Daemon | undefined;

  async function ask(sql: string): Promise<string[]> {
    const { stdout } = await run(join(bin, 'psql'), ['-X', '-A', '-t', '-c', sql, url]);
    return stdout.split('\n').filter((line) => line !== '');
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const last = daemon;
    daemon = undefined;
    last?.child.kill(signal);
    await last?.stop();
  }

  return {
    url,
    ask,
    crash: () => end('SIGQUIT'),
    async start() {
      const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
      const args = settings.flatMap((setting) => ['-c', setting]);
      daemon = await startDaemon(command, [...before, join(bin, 'postgres'), '-D', data, ...args], '');
      const { said } = daemon;
      await until(daemon, 'PostgreSQL to be ready', () => said().includes('ready to accept'), 30_000);
    },
    async remove() {
      await end('SIGINT');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Debian keeps each major version apart. */
function programs(): string {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS).map(Number) : [];
  if (versions.length === 0) throw new Error('this test needs a database server: apt-get install postgresql');
  return join(VERSIONS, String(Math.max(...versions)), 'bin');
}
