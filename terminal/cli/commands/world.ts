/** `zhanggui world`: runs the whole product in the deterministic world, seed after seed. */

import { FAULTS } from '../../../sim/world/faults.js';
import { explain, shrink } from '../../../sim/world/seeds.js';
import { faultNames, strikeText } from '../../../sim/world/strikes.js';
import { type RunResult, runWorld } from '../../../sim/world/world.js';
import {
  type Command,
  type CommandContext,
  EXIT,
  integerOption,
  parseArguments,
  usageError,
} from '../command.js';

const SEED_MAX = 2 ** 31 - 1;

const HELP = `zhanggui world [--seeds A..B] [--days N] [--faults NAME,…|all|none] [--json]
  --seeds   which seeds, 1..100 without; one number is one seed, and prints its trace's hash
  --days    short days in each run, 1 without
  --faults  what may go wrong, all without

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
  });
  const [first, last] = seedsOf(values.seeds);
  const days = integerOption('days', values.days, 1, 1000) ?? 1;
  const faults = faultNames(values.faults);
  const began = performance.now();
  let runs = 0;
  let commits = 0;
  let violations = 0;
  for (let seed = first; seed <= last && !context.signal.aborted; seed++) {
    const found = await runWorld({ seed, days, faults });
    runs += 1;
    commits += found.commits;
    if (found.violation) {
      violations += 1;
      tell(context, await shrink(found, { seed, days, faults }), days, values.faults);
    } else if (first === last) context.out(`seed ${seed}: ${found.lines} lines, hash ${found.hash}`);
  }
  const minutes = (performance.now() - began) / 60_000;
  const figures = {
    runs,
    days: runs * days,
    commits,
    violations,
    days_per_min: Math.round((runs * days) / minutes),
  };
  context.emit({ event: 'world', ...figures });
  if (!context.json) {
    context.out(
      `${runs} runs, ${figures.days} days, ${commits} commits, ${figures.days_per_min} days a minute, ${violations} violations`,
    );
  }
  return violations === 0 ? EXIT.ok : EXIT.failure;
}

function tell(context: CommandContext, failed: RunResult, days: number, faults: string): void {
  const { seed, violation, hash, strikes } = failed;
  context.emit({ event: 'violation', seed, ...violation, hash, faults: strikes.map(strikeText) });
  if (!context.json) for (const line of explain(failed, days, faults)) context.out(line);
}

/** `3` or `1..50`. */
function seedsOf(text: string): [number, number] {
  const match = /^(\d{1,10})(?:\.\.(\d{1,10}))?$/.exec(text);
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  if (!match || last < first || last > SEED_MAX) throw usageError(`--seeds wants A..B, not "${text}"`);
  return [first, last];
}
