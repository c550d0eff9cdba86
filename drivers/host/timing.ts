import type { TerminalError } from '../../protocol/errors.js';
import type { Clock, Random } from './types.js';

/**
 * Resolves `ms` milliseconds from now, or at once when `signal` is aborted: a sleeper that is woken early looks at the
 * signal itself.
 */
export function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const wake = () => {
      cancel();
      signal?.removeEventListener('abort', wake);
      resolve();
    };
    const cancel = clock.after(ms, wake);
    signal?.addEventListener('abort', wake);
  });
}

/**
 * What `promise` brings, or the error of `onTimeout` when it has not settled within `ms` milliseconds. The promise is
 * not cancelled; its late result is dropped.
 */
export function deadline<T>(
  clock: Clock,
  ms: number,
  promise: Promise<T>,
  onTimeout: () => TerminalError,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(onTimeout()));
    promise.then(resolve, reject).finally(cancel);
  });
}

/** Milliseconds to wait, growing; `reset` after a success. */
export interface Backoff {
  next(): number;
  reset(): void;
}

/**
 * Doubling waits from `firstMs` up to `limitMs`, each between half of it and all of it by chance, so that a hundred
 * terminals that lost the same broker do not come back in step.
 */
export function backoff(random: Random, firstMs: number, limitMs: number): Backoff {
  let step = firstMs;
  return {
    next() {
      const wait = step;
      step = Math.min(step * 2, limitMs);
      const [low = 0, high = 0] = random.bytes(2);
      const fraction = (low + high * 256) / 65536;
      return Math.round(wait / 2 + (wait / 2) * fraction);
    },
    reset() {
      step = firstMs;
    },
  };
}
