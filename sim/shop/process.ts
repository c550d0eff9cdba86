/** A program of ours as a child that says `ready` on its first line of JSON. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { TerminalError } from '../../protocol/errors.js';

export interface ReadyProgram {
  /** The line that it began with. */
  readonly ready: Readonly<Record<string, unknown>>;
  stop(): Promise<void>;
}

const READY_MS = 60_000;
const STOP_MS = 10_000;

/** Throws `sim/program` when it ends or stays silent before it is ready; what it said on stderr is in the message. */
export async function startProgram(command: string, args: readonly string[]): Promise<ReadyProgram> {
  const child = spawn(command, [...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr?.on('data', (text: Buffer) => {
    complaints = (complaints + text.toString('utf8')).slice(-2_000);
  });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ready = await firstLine(child, gone, () => complaints);
  return { ready, stop: () => stop(child, gone) };
}

function firstLine(
  child: ChildProcess,
  gone: Promise<void>,
  complaints: () => string,
): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void =>
      reject(new TerminalError('sim/program', `${child.spawnargs.join(' ')}: ${why}\n${complaints()}`));
    const timer = setTimeout(() => fail('not ready in time'), READY_MS);
    void gone.then(() => fail('ended before it was ready'));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(timer);
      resolve(JSON.parse(line) as Record<string, unknown>);
    });
  });
}

async function stop(child: ChildProcess, gone: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await gone;
  clearTimeout(timer);
}
