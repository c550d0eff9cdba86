/**
 * Simulated days a minute on every core, everything going wrong by chance; against the same days in which nothing goes wrong:
 * fewer starts, no repairs, nothing sent again.
 */
import { availableParallelism } from 'node:os';
import { FAULT_NAMES, type FaultName } from '../../../sim/world/faults.js';
import { runMany } from '../../../sim/world/many.js';
import type { Row } from '../measure.js';

const DAYS = 200;
const WANTED = 1_000;

export async function worldDays(): Promise<Row> {
  await perMinute(FAULT_NAMES, 20); // The program comes from the disk once.
  const value = await perMinute(FAULT_NAMES, DAYS);
  const floor = await perMinute([], DAYS);
  return {
    name: 'world.days_per_min',
    value,
    unit: 'days/min',
    floor,
    ratio: value / floor,
    n: DAYS,
    goal: value >= WANTED,
    wanted: `≥ ${WANTED}`,
    note: `${availableParallelism()} processes`,
  };
}

async function perMinute(faults: readonly FaultName[], last: number): Promise<number> {
  const began = performance.now();
  const { runs } = await runMany({
    ...{ first: 1, last, days: 1, faults, workers: availableParallelism() },
    onRun: () => undefined,
  });
  return (runs * 60_000) / (performance.now() - began);
}
