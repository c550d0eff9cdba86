/** Stands in for a process of sim/world/many.ts: some seeds end it, one makes it silent, one breaks a promise. */
import type { Answer, Task } from '../../sim/world/many-child.js';
import type { RunResult } from '../../sim/world/world.js';

const BROKEN = { promise: 'told-is-kept', detail: 'planted' } as const;

function answer({ seed }: Task): void {
  const run: RunResult = {
    ...{ seed, hash: `hash ${seed}`, lines: 1, last: [], strikes: [], commits: 10 },
    violation: undefined,
  };
  const tell = (one: Answer): void => void process.send?.(one);
  tell({ last: false });
  if (seed === 3) process.exit(7);
  if (seed === 4) process.kill(process.pid, 'SIGKILL');
  if (seed === 5) return;
  if (seed === 6) {
    tell({ run: { ...run, violation: BROKEN }, last: true });
    return;
  }
  if (seed === 7) {
    process.send?.({ run: { ...run, violation: BROKEN }, last: false }, () => process.exit(1));
    return;
  }
  tell({ run, last: true });
}

process.on('message', answer);
process.on('disconnect', () => process.exit());
