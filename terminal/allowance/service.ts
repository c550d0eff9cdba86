/** Answers other tills that ask, and gives back what was lent and not spent. */
import type { Clock, Log } from '../../drivers/host/types.js';
import type { Kernel } from '../kernel/kernel.js';
import { createWorker, type StepResult, type Worker } from '../kernel/worker.js';
import { nextReturn, settleNext } from './commands.js';

const CAUSE = { actor: 'system', origin: 'timer' } as const;

export function createAllowance(kernel: Kernel, clock: Clock, log: Log): Pick<Worker, 'start' | 'stop'> {
  const worker = createWorker(clock, log, 'allowance', step);
  let forget: (() => void) | undefined;

  async function step(): Promise<StepResult> {
    const more = await kernel.transact(CAUSE, (state) => settleNext(state, clock.now()));
    if (more) return 'again';
    const next = nextReturn(kernel.state);
    return next === undefined ? 'idle' : Math.max(1_000, next - clock.now());
  }

  return {
    start() {
      forget = kernel.onCommit(({ events }) => {
        if (events.some(({ type }) => type.startsWith('allowance.'))) worker.wake();
      });
      worker.start();
    },
    async stop() {
      forget?.();
      await worker.stop();
    },
  };
}
