/** A daemon of another project, run in the foreground in a folder of its own until the test is over. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '../support/wait-for.js';

export interface Daemon {
  readonly child: ChildProcess;
  /** What it wrote to its output and its log, for a message when something fails. */
  said(): string;
  stop(): Promise<void>;
}

/** Its absence is a failure that says what to install. */
export async function startDaemon(command: string, args: readonly string[], log: string): Promise<Daemon> {
  let output = '';
  let failed: Error | undefined;
  const child = spawn(command, args, {
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const keep = (bytes: Buffer) => {
    output += bytes.toString('utf8');
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.on('error', (error) => {
    failed = error;
  });
  await waitFor(`${command} to start`, () => failed !== undefined || child.pid !== undefined);
  if (failed !== undefined)
    throw new Error(`${command} does not start; is its Debian package installed?`, { cause: failed });
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  return {
    child,
    said: () => `${output}\n${readText(log)}`,
    async stop() {
      if (!ended()) child.kill('SIGTERM');
      await waitFor(`${command} to end`, ended, 5_000).catch(() => child.kill('SIGKILL'));
      await waitFor(`${command} to be gone`, ended, 5_000);
    },
  };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // It has not written anything yet.
  }
}

/** The contents of the files in a folder, in the order of their names. */
export function filesIn(dir: string, read = (bytes: Buffer) => bytes.toString('utf8')): string[] {
  return readdirSync(dir)
    .sort()
    .flatMap((name) => readIfThere(join(dir, name)) ?? [])
    .map((bytes) => read(bytes));
}

/** The daemon writes under another name first: that file may be gone again, also between two looks at it. */
function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (['ENOENT', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** Waits, and shows what the daemon said when it waits in vain. */
export async function until(
  daemon: Daemon,
  what: string,
  condition: () => boolean,
  limitMs: number,
): Promise<void> {
  try {
    await waitFor(what, condition, limitMs);
  } catch (error) {
    throw new Error(`${what}\n${daemon.said().slice(-6_000)}`, { cause: error });
  }
}
