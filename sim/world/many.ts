/**
 * Many seeds on all cores, each run in one of several processes.
 *
 * INVARIANTS
 * - Every seed that was begun gets an answer: a process that dies, or says nothing for too long, is a violation of the seed
 *   that it was at, and another process goes on with the next one.
 * - Runs are told in the order of their seeds, so that nothing told depends on the number of processes.
 * - No process outlives the call.
 */
import { type ChildProcess, fork, type StdioOptions } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { FaultName } from './faults.js';
import type { Answer, Task } from './many-child.js';
import type { RunResult } from './world.js';

export interface ManyOptions {
  readonly first: number;
  /** Included. */
  readonly last: number;
  readonly days: number;
  readonly faults: readonly FaultName[];
  /** Processes. */
  readonly workers: number;
  /** Each run, in the order of seeds; one that broke a promise with the fewest faults that it takes. */
  readonly onRun: (run: RunResult) => void;
  /** Ends early; what was not told by then is not. */
  readonly signal?: AbortSignal;
  /** How long a run of one day may say nothing, in real ms. */
  readonly silenceMs?: number;
  /** What the processes run. */
  readonly program?: string;
}

export interface Many {
  readonly runs: number;
  readonly commits: number;
  readonly violations: number;
  /** Runs with a loss that nobody promises to prevent (a disk that lies), and that a person was told of. */
  readonly outOfPromise: number;
  /** SHA-256 over the traces' hashes, in the order of seeds. */
  readonly hash: string;
}

const PROGRAM = fileURLToPath(new URL('./many-child.js', import.meta.url));
const SILENCE_MS = 60_000;
/** Until the first sign of life: the process may have to load the program first, on a busy machine. */
const START_MS = 60_000;

/** Runs the seeds, and says what came of all. */
export async function runMany(options: ManyOptions): Promise<Many> {
  const { first, last, workers } = options;
  const done = inOrder(options);
  let next = first;
  const take = (): number | undefined =>
    next > last || options.signal?.aborted === true ? undefined : next++;
  const count = Math.min(workers, last - first + 1);
  await Promise.all(Array.from({ length: count }, () => work(options, take, done.add)));
  return done.sum();
}

/** Tells runs in the order of their seeds, whenever they end. */
function inOrder({ first, onRun, signal }: ManyOptions) {
  const early = new Map<number, RunResult>();
  const hash = createHash('sha256');
  let next = first;
  let commits = 0;
  let violations = 0;
  let outOfPromise = 0;
  return {
    add(run: RunResult): void {
      early.set(run.seed, run);
      for (let due = early.get(next); due && signal?.aborted !== true; due = early.get(next)) {
        early.delete(next);
        next += 1;
        commits += due.commits;
        if (due.violation) violations += 1;
        else if (due.outOfPromise !== undefined) outOfPromise += 1;
        hash.update(`${due.seed} ${due.hash}\n`);
        onRun(due);
      }
    },
    sum: (): Many => ({ runs: next - first, commits, violations, outOfPromise, hash: hash.digest('hex') }),
  };
}

/** One process after the other, until there is nothing to take: the next one only when one died. */
async function work(
  options: ManyOptions,
  take: () => number | undefined,
  tell: (run: RunResult) => void,
): Promise<void> {
  let seed = take();
  while (seed !== undefined) {
    const child = fork(options.program ?? PROGRAM, [], { execArgv: CHILD_FLAGS, stdio: CHILD_STDIO });
    const stop = (): void => void child.kill('SIGKILL');
    options.signal?.addEventListener('abort', stop);
    try {
      for (let alive = true; alive && seed !== undefined; seed = take()) {
        const answer = await ask(child, { seed, days: options.days, faults: options.faults }, options);
        alive = answer.alive;
        if (options.signal?.aborted === true) return;
        tell(answer.run);
      }
    } finally {
      options.signal?.removeEventListener('abort', stop);
      await end(child);
    }
  }
}

/** Room for what a run throws away: collected seldom, in young age. */
const CHILD_FLAGS = ['--enable-source-maps', '--max-semi-space-size=32'];
const CHILD_STDIO: StdioOptions = ['ignore', 'ignore', 'inherit', 'ipc'];

interface Answered {
  readonly run: RunResult;
  /** The process can be asked again. */
  readonly alive: boolean;
}

/** A run of one seed. What a process found before it died in search of fewer faults counts. */
function ask(
  child: ChildProcess,
  task: Task,
  { days, silenceMs = SILENCE_MS }: ManyOptions,
): Promise<Answered> {
  return new Promise((resolve) => {
    let found: RunResult | undefined;
    const dead = (why: string): void => settle({ run: found ?? died(task.seed, why), alive: false });
    const silent = (): void => dead('nothing was heard of the run any more');
    let timer = setTimeout(silent, START_MS);
    const onExit = (code: number | null, signal: string | null): void =>
      dead(`the process of the run ended: ${signal ?? `exit code ${code}`}`);
    const onError = (error: Error): void => dead(`the process of the run: ${error.message}`);
    const onAnswer = (answer: Answer): void => {
      clearTimeout(timer);
      timer = setTimeout(silent, silenceMs * days);
      found = answer.run ?? found;
      if (answer.last && found) settle({ run: found, alive: true });
    };
    function settle(answered: Answered): void {
      clearTimeout(timer);
      child.off('exit', onExit).off('error', onError).off('message', onAnswer);
      resolve(answered);
    }
    child.on('exit', onExit).on('error', onError).on('message', onAnswer);
    if (child.exitCode !== null || child.signalCode !== null) onExit(child.exitCode, child.signalCode);
    else child.send(task, (error) => error && onError(error));
  });
}

function died(seed: number, detail: string): RunResult {
  const violation = { promise: 'nothing-escapes', detail } as const;
  return { seed, violation, hash: 'none', lines: 0, last: [], strikes: [], commits: 0 };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL'); // It keeps nothing.
  await gone;
}
