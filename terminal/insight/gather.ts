/** A look at everybody, in slices that nobody notices: who is in which segment now. */
import type { Cancel, Clock } from '../../drivers/host/types.js';
import type { Reader } from '../kernel/database.js';
import { limits, segmentSlice, valuedCount } from './queries.js';
import { SEGMENTS, type Segment } from './segments.js';

export interface Gathered {
  /** Row numbers by segment, so far. */
  readonly members: ReadonlyMap<Segment, readonly number[]>;
  /** 0 to 1. */
  readonly part: number;
}

/** A slice takes some milliseconds; between two of them whoever waits goes first. */
const SLICE = 1_000;
const BREATH_MS = 5;

/** Calls `told` after each slice; the last time with `part` 1. Returns what ends it. */
export function gatherSegments(state: Reader, clock: Clock, told: (gathered: Gathered) => void): Cancel {
  const members = new Map<Segment, number[]>(SEGMENTS.map((segment) => [segment, []]));
  const all = limits(state);
  const now = clock.now();
  const total = Math.max(1, valuedCount(state));
  let seen = 0;
  let cancel: Cancel = () => undefined;

  function slice(after: number): void {
    const { found, next } = segmentSlice(state, { all, now, after, limit: SLICE });
    for (const { customer, segment } of found) members.get(segment)?.push(customer);
    seen += found.length;
    if (next !== undefined) cancel = clock.after(BREATH_MS, () => slice(next));
    told({ members, part: next === undefined ? 1 : Math.min(0.99, seen / total) });
  }

  slice(0);
  return () => cancel();
}
