/**
 * A piece of background work: runs step after step until there is nothing to do, sleeps, and looks again when woken. A
 * wake during a step is never lost. A step that throws is logged and tried again after a while.
 */
import type { Cancel, Clock, Log } from '../../drivers/host/types.js';
import { messageOf } from '../../protocol/errors.js';
import type { Kernel } from './kernel.js';

/** What a step leaves: more to do, nothing to do, or something to do in so many ms. */
export type StepResult = 'again' | 'idle' | number;

export interface Worker {
  start(): void;
  wake(): void;
  /** Resolves when the step that runs is over. */
  stop(): Promise<void>;
}

const AFTER_ERROR_MS = 5_000;

export function createWorker(clock: Clock, log: Log, what: string, step: () => Promise<StepResult>): Worker {
  let running = false;
  let woken = false;
  let working: Promise<void> | undefined;
  let timer: Cancel | undefined;

  async function safeStep(): Promise<StepResult> {
    try {
      return await step();
    } catch (error) {
      log.error({ work: what, error: messageOf(error) }, 'background work failed; it is tried again');
      return AFTER_ERROR_MS;
    }
  }

  async function work(): Promise<void> {
    while (running) {
      woken = false;
      const left = await safeStep();
      if (left === 'again' || woken) continue;
      if (left !== 'idle' && running) timer = clock.after(left, wake);
      break;
    }
    working = undefined;
  }

  function wake(): void {
    woken = true;
    timer?.();
    timer = undefined;
    if (running) working ??= work();
  }

  return {
    start() {
      running = true;
      wake();
    },
    wake,
    async stop() {
      running = false;
      timer?.();
      await working;
    },
  };
}

const BREATH_MS = { min: 5, max: 1_000 };

/** Does one piece of long work, and says when the next may begin: whoever waits, a call's card, has as long as the piece took. */
export async function breathing(
  clock: Pick<Clock, 'monotonic'>,
  piece: () => Promise<unknown>,
): Promise<number> {
  const began = clock.monotonic();
  await piece();
  return Math.min(BREATH_MS.max, Math.max(BREATH_MS.min, Math.ceil(clock.monotonic() - began)));
}

/** The worker, woken by commits that hold an event of such a type, for as long as it runs. */
export function wokenBy({ onCommit }: Pick<Kernel, 'onCommit'>, types: RegExp, worker: Worker): Worker {
  let forget = (): void => undefined;
  return {
    wake: worker.wake,
    start() {
      forget = onCommit(({ events }) => {
        if (events.some(({ type }) => types.test(type))) worker.wake();
      });
      worker.start();
    },
    async stop() {
      forget();
      await worker.stop();
    },
  };
}
