/** Many seeds, and for one that fails the shortest list of faults that still breaks the promise. */
import { strikeText } from './strikes.js';
import { type RunOptions, type RunResult, runWorld } from './world.js';

/**
 * A failing run again, with one strike less at a time, for as long as the same promise stays broken.
 * @param onRun after each run
 */
export async function shrink(
  failed: RunResult,
  options: RunOptions,
  onRun: () => void = () => undefined,
): Promise<RunResult> {
  let best = failed;
  for (
    let size = Math.ceil(best.strikes.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let at = 0; at < best.strikes.length; ) {
      const strikes = best.strikes.filter((_, index) => index < at || index >= at + size);
      const again = await runWorld({ ...options, strikes });
      onRun();
      if (again.violation?.promise === failed.violation?.promise) best = again;
      else at += size;
    }
  }
  return best;
}

/** What somebody needs who is to find out why. */
export function explain(run: RunResult, days: number, faults: string): string[] {
  const { seed, violation, strikes, last } = run;
  return [
    `seed ${seed}: ${violation?.promise}: ${violation?.detail}`,
    `  again: zhanggui world --seeds ${seed} --days ${days} --faults ${faults}`,
    `  faults that it takes: ${strikes.length === 0 ? 'none' : strikes.map(strikeText).join('; ')}`,
    ...last.map((line) => `  | ${line}`),
  ];
}
