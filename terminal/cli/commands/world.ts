/** `zhanggui world`: runs the whole product in the deterministic world, seed after seed. */

import { availableParallelism } from 'node:os';
import { FAULTS } from '../../../sim/world/faults.js';
import { runMany } from '../../../sim/world/many.js';
import { explain } from '../../../sim/world/seeds.js';
import { faultNames, strikeText } from '../../../sim/world/strikes.js';
import type { RunResult } from '../../../sim/world/world.js';
import {
  type Command,
  type CommandContext,
  EXIT,
  integerOption,
  parseArguments,
  usageError,
} from '../command.js';

const SEED_MAX = 2 ** 31 - 1;

const HELP = `zhanggui world [--seeds A..B] [--days N] [--faults NAME,…|all|none]
               [--workers N] [--json]
  --seeds   which seeds, 1..100 without; one number is one seed, and prints its trace's hash
  --days    short days in each run, 1 without
  --faults  what may go wrong, all without
  --workers how many processes run them; as many as there are cores without. What comes out is the same.

Faults, and why nothing has to be lost by them:
${Object.entries(FAULTS)
  .map(
    ([name, { unit, amount, recovers }]) => `  ${name.padEnd(18)} ${amount.join('–')} ${unit}: ${recovers}`,
  )
  .join('\n')}`;

export const command: Command = {
  name: 'world',
  summary: 'the deterministic world: the product against everything that may go wrong, by seed',
  help: HELP,
  run,
};

async function run(context: CommandContext): Promise<number> {
  const { values } = parseArguments(context.args, {
    seeds: { type: 'string', default: '1..100' },
    days: { type: 'string' },
    faults: { type: 'string', default: 'all' },
    workers: { type: 'string' },
  });
  const [first, last] = seedsOf(values.seeds);
  const days = integerOption('days', values.days, 1, 1000) ?? 1;
  const workers = integerOption('workers', values.workers, 1, 1024) ?? availableParallelism();
  const faults = faultNames(values.faults);
  const progress = showProgress(last - first + 1, days);
  const began = performance.now();
  const { hash, ...sum } = await runMany({
    ...{ first, last, days, faults, workers, signal: context.signal },
    onRun(run) {
      progress.clear();
      if (run.violation) tell(context, run, days, values.faults);
      else if (first === last) tellOne(context, run);
      progress.count(run.violation !== undefined);
    },
  });
  progress.clear();
  const daysAll = sum.runs * days;
  const perMin = Math.round(daysAll / ((performance.now() - began) / 60_000));
  context.emit({ event: 'world', ...sum, days: daysAll, days_per_min: perMin, hash });
  if (!context.json) {
    const figures = `${sum.runs} runs, ${daysAll} days, ${sum.commits} commits, ${perMin} days a minute`;
    const lost = sum.outOfPromise > 0 ? `${sum.outOfPromise} out of promise and told, ` : '';
    context.out(`${figures}, hash ${hash.slice(0, 16)}, ${lost}${sum.violations} violations`);
  }
  return sum.violations === 0 ? EXIT.ok : EXIT.failure;
}

function tell(context: CommandContext, failed: RunResult, days: number, faults: string): void {
  const { seed, violation, hash, strikes } = failed;
  context.emit({ event: 'violation', seed, ...violation, hash, faults: strikes.map(strikeText) });
  if (!context.json) for (const line of explain(failed, days, faults)) context.out(line);
}

function tellOne(context: CommandContext, { seed, lines, hash }: RunResult): void {
  context.emit({ event: 'run', seed, lines, hash });
  if (!context.json) context.out(`seed ${seed}: ${lines} lines, hash ${hash}`);
}

/** A line that is written over again and again at a tty, and one now and then in a log. */
function showProgress(runs: number, days: number) {
  const { stderr } = process;
  const began = performance.now();
  let done = 0;
  let violations = 0;
  let shownAt = began;
  return {
    count(isViolation: boolean): void {
      done += 1;
      if (isViolation) violations += 1;
      const now = performance.now();
      if (now - shownAt < (stderr.isTTY ? PROGRESS_MS : LOG_MS)) return;
      shownAt = now;
      const perMin = Math.round((done * days * 60_000) / (now - began));
      const line = `${done} of ${runs} seeds, ${perMin} days a minute, ${violations} violations`;
      stderr.write(stderr.isTTY ? line : `${line}\n`);
    },
    clear(): void {
      if (stderr.isTTY && shownAt > began) stderr.write('\r\x1b[K');
    },
  };
}

const PROGRESS_MS = 500;
const LOG_MS = 60_000;

/** `3` or `1..50`. */
function seedsOf(text: string): [number, number] {
  const match = /^(\d{1,10})(?:\.\.(\d{1,10}))?$/.exec(text);
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  if (!match || last < first || last > SEED_MAX) throw usageError(`--seeds wants A..B, not "${text}"`);
  return [first, last];
}
