/** This machine's clock. Timers do not keep the process alive: an open port does. */
import type { Clock } from '../../drivers/host/types.js';

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, fn) => {
    const timer = setTimeout(fn, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
