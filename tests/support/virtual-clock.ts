import type { Clock } from '../../drivers/host/types.js';

/** A clock that stands still until a test moves it. */
export interface VirtualClock extends Clock {
  /** Lets what is already under way (promises, queued immediates) come to rest; no time passes. */
  settle(): Promise<void>;
  /** Moves time on by `ms`, running timers in their order and letting promises settle after each. */
  advance(ms: number): Promise<void>;
  /** Moves time on, timer by timer, until `condition` holds; fails after `limitMs` of virtual time. */
  until(condition: () => boolean, limitMs?: number): Promise<void>;
  /** Moves the wall clock alone: what a time server does. */
  stepWall(ms: number): void;
  /** Timers that wait. */
  readonly pending: number;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly fn: () => void;
}

/** Rounds of the event loop that one piece of work may need to come to rest. */
const SETTLE_ROUNDS = 12;

/** `start` is the wall clock's first reading, milliseconds since 1970 UTC. */
export function virtualClock(start = Date.UTC(2026, 0, 5, 1, 0, 0)): VirtualClock {
  const timers = new Set<Timer>();
  let elapsed = 0;
  let wall = start;
  let order = 0;

  const settle = async () => {
    for (let round = 0; round < SETTLE_ROUNDS; round += 1) await new Promise((done) => setImmediate(done));
  };
  const nextBefore = (limit: number): Timer | undefined => {
    let best: Timer | undefined;
    for (const timer of timers) {
      if (timer.at > limit) continue;
      if (best === undefined || timer.at < best.at || (timer.at === best.at && timer.order < best.order))
        best = timer;
    }
    return best;
  };
  const moveTo = (moment: number) => {
    if (moment <= elapsed) return;
    wall += moment - elapsed;
    elapsed = moment;
  };
  const fire = async (timer: Timer) => {
    timers.delete(timer);
    moveTo(timer.at);
    timer.fn();
    await settle();
  };

  return {
    now: () => wall,
    monotonic: () => elapsed,
    after(ms, fn) {
      order += 1;
      const timer: Timer = { at: elapsed + Math.max(ms, 0), order, fn };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    settle,
    async advance(ms) {
      const target = elapsed + ms;
      await settle();
      for (let timer = nextBefore(target); timer !== undefined; timer = nextBefore(target)) await fire(timer);
      moveTo(target);
    },
    async until(condition, limitMs = 600_000) {
      const target = elapsed + limitMs;
      await settle();
      while (!condition()) {
        const timer = nextBefore(target);
        if (timer === undefined)
          throw new Error(`no timer is left and the condition does not hold: ${condition}`);
        await fire(timer);
      }
    },
    stepWall(ms) {
      wall += ms;
    },
    get pending() {
      return timers.size;
    },
  };
}
