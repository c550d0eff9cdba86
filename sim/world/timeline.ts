/**
 * The world's time: a queue of what happens when. Between two happenings every promise comes to rest, so that a run
 * depends on nothing but its seed.
 */
import type { Cancel, Clock } from '../../drivers/host/types.js';

export interface Timeline {
  /** Milliseconds since the world began. */
  now(): number;
  after(ms: number, fn: () => void): Cancel;
  /** Time stands still until `work` is done: for what waits for a thread, and depends on nothing else. */
  hold(work: Promise<unknown>): void;
  /** Lets things happen until `untilMs`, or until `over` holds. */
  run(untilMs: number, over?: () => boolean): Promise<void>;
}

interface Happening {
  readonly at: number;
  readonly order: number;
  fn: (() => void) | undefined;
}

/** Node runs every microtask before the next immediate. */
const rest = () => new Promise<void>((resolve) => setImmediate(resolve));

const before = (a: Happening, b: Happening): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

export function createTimeline(): Timeline {
  const heap: Happening[] = [];
  const held: Promise<unknown>[] = [];
  let now = 0;
  let order = 0;

  async function stillness(): Promise<void> {
    await rest();
    for (let work = held.shift(); work; work = held.shift()) {
      await work;
      await rest();
    }
  }

  function push(happening: Happening): void {
    let at = heap.push(happening) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !before(happening, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = happening;
  }

  function pop(): Happening | undefined {
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      const left = heap[2 * at + 1];
      const right = heap[2 * at + 2];
      const smaller = right !== undefined && left !== undefined && before(right, left) ? right : left;
      if (smaller === undefined || !before(smaller, last)) break;
      heap[at] = smaller;
      at = smaller === left ? 2 * at + 1 : 2 * at + 2;
    }
    heap[at] = last;
    return first;
  }

  return {
    now: () => now,
    after(ms, fn) {
      order += 1;
      const happening: Happening = { at: now + Math.max(0, ms), order, fn };
      push(happening);
      return () => {
        happening.fn = undefined;
      };
    },
    hold: (work) => void held.push(work),
    async run(untilMs, over = () => false) {
      await stillness();
      while (!over()) {
        const next = heap[0];
        if (next === undefined || next.at > untilMs) break;
        pop();
        if (next.fn === undefined) continue;
        now = next.at;
        next.fn();
        await stillness();
      }
      if (!over()) now = Math.max(now, untilMs);
    },
  };
}

/** Sunday 2026-11-22 10:00 in Shanghai. */
export const WORLD_BEGAN = Date.UTC(2026, 10, 22, 2, 0, 0);

/** A clock of one machine: its wall clock may be wrong, its timers end with its power. */
export interface MachineClock extends Clock {
  /** Power is gone: no timer fires any more. */
  end(): void;
}

export function machineClock(timeline: Timeline, wallErrorMs: () => number = () => 0): MachineClock {
  let on = true;
  return {
    now: () => Math.floor(WORLD_BEGAN + timeline.now() + wallErrorMs()),
    monotonic: () => timeline.now(),
    after: (ms, fn) => (on ? timeline.after(ms, () => on && fn()) : () => undefined),
    end: () => {
      on = false;
    },
  };
}
