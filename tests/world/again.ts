/** A day in which one thing goes wrong again and again. */
import { chanceOf } from '../../sim/world/chance.js';
import { FAULTS, type FaultName } from '../../sim/world/faults.js';
import type { Strike } from '../../sim/world/strikes.js';

const STRIKES = 12;
const LONGEST_MS = 60_000;

/** The fault again and again through one day. */
export function again(name: FaultName, seed: number): Strike[] {
  const chance = chanceOf(seed, `again ${name}`);
  const { amount, forMs } = FAULTS[name];
  return Array.from({ length: STRIKES }, (_, index) => ({
    ...{ name, till: 0, atMs: 30_000 + index * 140_000 + chance.between(0, 60_000) },
    forMs: Math.min(LONGEST_MS, chance.between(forMs[0], forMs[1])),
    amount: chance.between(amount[0], amount[1]),
  }));
}
