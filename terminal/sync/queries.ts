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
