/** A process of sim/world/many.ts: runs the seeds that it is told, one after the other, and ends with its parent. */
import type { FaultName } from './faults.js';
import { shrink } from './seeds.js';
import { type RunResult, runWorld } from './world.js';

export interface Task {
  readonly seed: number;
  readonly days: number;
  readonly faults: readonly FaultName[];
}

/**
 * A sign of life; then what the run found; when it broke a promise, a sign of life for each run with fewer faults, and what
 * they found.
 */
export interface Answer {
  readonly run?: RunResult;
  /** Nothing more comes for this seed. */
  readonly last: boolean;
}

const tell = (answer: Answer): void => void process.send?.(answer);

async function run(task: Task): Promise<void> {
  tell({ last: false });
  const found = await runWorld(task);
  if (!found.violation) return tell({ run: { ...found, last: [] }, last: true });
  tell({ run: found, last: false });
  tell({ run: await shrink(found, task, () => tell({ last: false })), last: true });
}

process.on('message', (task: Task) => void run(task));
process.on('disconnect', () => process.exit());
// The parent hears them too, and decides.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
