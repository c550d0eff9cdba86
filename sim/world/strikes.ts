/** What goes wrong in one run: which fault strikes which till, when, how hard and for how long. */
import { TerminalError } from '../../protocol/errors.js';
import type { Chance } from './chance.js';
import { FAULT_NAMES, FAULTS, type Fault, type FaultName } from './faults.js';

/** One fault of one run. */
export interface Strike {
  readonly name: FaultName;
  /** Which till. */
  readonly till: number;
  readonly atMs: number;
  readonly forMs: number;
  readonly amount: number;
}

/** `power-cut,line-cut`, `all` or `none`. Throws `cli/usage` for a name that no fault has. */
export function faultNames(list: string): readonly FaultName[] {
  if (list === 'all') return FAULT_NAMES;
  if (list === 'none' || list === '') return [];
  return list.split(',').map((name) => {
    const known = FAULT_NAMES.find((one) => one === name);
    if (known === undefined)
      throw new TerminalError(
        'cli/usage',
        `no fault is called "${name}"; there are ${FAULT_NAMES.join(', ')}`,
      );
    return known;
  });
}

/** What goes wrong in a run, by chance alone. */
export function planStrikes(
  names: readonly FaultName[],
  tills: number,
  dayMs: number,
  days: number,
  chance: (name: string) => Chance,
): Strike[] {
  const strikes: Strike[] = [];
  for (const name of names) {
    const { often, amount, forMs }: Fault = FAULTS[name];
    const own = chance(`fault ${name}`);
    for (let till = 0; till < tills; till++) {
      for (let day = 0; day < days; day++) {
        for (let left = 2 * often * own.fraction(); left > 0 && own.hit(left); left--) {
          const atMs = day * dayMs + own.between(0, dayMs);
          strikes.push({
            name,
            till,
            atMs,
            forMs: own.between(forMs[0], forMs[1]),
            amount: own.between(amount[0], amount[1]),
          });
        }
      }
    }
  }
  return strikes.sort((a, b) => a.atMs - b.atMs);
}

/** A strike in words: `power-cut@123456:till-1×7 for 5000 ms`. */
export function strikeText({ name, till, atMs, forMs, amount }: Strike): string {
  return `${name}@${atMs} till-${till + 1} ×${amount} for ${forMs} ms`;
}
