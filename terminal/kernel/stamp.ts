/**
 * Hybrid logical clock stamps: wall milliseconds, a counter, the writer's name, in text that sorts. The newest stamp wins
 * a profile field, and a stamp is always newer than any stamp that its writer had seen (Kulkarni et al. 2014).
 */
import type { Clock } from '../../drivers/host/types.js';

export interface Stamps {
  next(): string;
  /** Tells of a stamp from elsewhere. */
  saw(stamp: string): void;
}

/**
 * `stamp`, or the next one after `standing` when that is newer: what somebody does who sees what stands must take its place, also when it
 * was written by a clock that runs a year ahead.
 */
export function stampAfter(standing: string, stamp: string): string {
  const [, ms = '', count = ''] = FORM.exec(standing) ?? [];
  const [, , , writer] = FORM.exec(stamp) ?? [];
  if (stamp > standing || ms === '' || writer === undefined) return stamp;
  const full = Number(count) >= COUNT_MAX;
  const [nextMs, nextCount] = full ? [Number(ms) + 1, 0] : [Number(ms), Number(count) + 1];
  return `${String(nextMs).padStart(15, '0')}-${String(nextCount).padStart(5, '0')}-${writer}`;
}

const COUNT_MAX = 99_999;
const FORM = /^(\d{15})-(\d{5})-([a-z0-9-]{1,32})$/;
/** A stamp from a clock that runs more than a day ahead is not followed: one wrong clock must not drag all along. */
const AHEAD_MS_MAX = 24 * 3600 * 1000;

export function createStamps(clock: Clock, writer: string): Stamps {
  let ms = 0;
  let count = 0;
  return {
    next() {
      const now = clock.now();
      if (now > ms) [ms, count] = [now, 0];
      else count += 1;
      return `${String(ms).padStart(15, '0')}-${String(count).padStart(5, '0')}-${writer}`;
    },
    saw(stamp) {
      const match = FORM.exec(stamp);
      if (!match) return;
      const seenMs = Number(match[1]);
      if (seenMs > clock.now() + AHEAD_MS_MAX) return;
      const seenCount = Number(match[2]);
      if (seenMs > ms || (seenMs === ms && seenCount > count)) [ms, count] = [seenMs, seenCount];
    },
  };
}
