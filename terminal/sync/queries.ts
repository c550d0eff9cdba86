import type { Reader } from '../kernel/database.js';

/** Number of the last feed item taken in; 0 before the first. */
export function feedCursor(state: Reader): number {
  return state.value<number>('SELECT cursor FROM feed_cursor') ?? 0;
}

export interface SkippedItem {
  readonly n: number;
  readonly kind: string;
  readonly reason: string;
}

export function skippedItems(state: Reader): SkippedItem[] {
  return state.all<SkippedItem>('SELECT n, kind, reason FROM feed_skipped ORDER BY n DESC LIMIT 50');
}

/** Whether commit `seq` (its part `part`) of another till was taken in before. */
export function knowsShared(state: Reader, from: string, seq: number, part: number): boolean {
  const last = state.one<{ seq: number; part: number }>(
    'SELECT seq, part FROM feed_tills WHERE terminal = ?',
    from,
  );
  return last !== undefined && (seq < last.seq || (seq === last.seq && part <= last.part));
}
