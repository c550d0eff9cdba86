import type { Clock } from './types.js';

/** The largest delay that a Node timer keeps; longer ones would fire at once. */
const TIMER_MS_MAX = 0x7fffffff;

/** The machine's own clock and timers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, fn) {
    const timer = setTimeout(fn, Math.min(Math.max(ms, 0), TIMER_MS_MAX));
    return () => clearTimeout(timer);
  },
};
