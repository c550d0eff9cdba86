import type { Clock } from '../host/types.js';

/** Waits that can be ended early. AbortSignal.any would do, but it leaks when the sources live as long as the program. */
export interface Pauses {
  /** Resolves after `ms`, or when woken; `onStart` is given what wakes this one alone. */
  pause(ms: number, onStart?: (wake: () => void) => void): Promise<void>;
  wakeAll(): void;
}

export function createPauses(clock: Clock): Pauses {
  const waiting = new Set<() => void>();
  return {
    pause: (ms, onStart) =>
      new Promise((resolve) => {
        const wake = () => {
          cancel();
          waiting.delete(wake);
          resolve();
        };
        const cancel = clock.after(ms, wake);
        waiting.add(wake);
        onStart?.(wake);
      }),
    wakeAll() {
      for (const wake of [...waiting]) wake();
    },
  };
}
