import type { Reader } from '../kernel/database.js';

/** Sorts that a person tells apart, and filters by. */
export const KINDS = [
  'call',
  'text',
  'sale',
  'money',
  'points',
  'card',
  'case',
  'appointment',
  'followup',
  'record',
] as const;

export type HappeningKind = (typeof KINDS)[number];

/** Something that happened with a customer. */
export interface Happening {
  /** ms since 1970 UTC */
  readonly at: number;
  readonly kind: HappeningKind;
  /** What it was: `timeline.<kind>.<what>` of the catalogue says it in words. */
  readonly what: string;
  /** What people wrote or bought; empty for nothing. */
  readonly words: string;
  /** fen; null when it is not about money. */
  readonly money: number | null;
  /** Null when it is not about points. */
  readonly points: number | null;
  /** Id of what it was, for whoever opens it; empty when there is nothing to open. */
  readonly ref: string;
}

/** Whom it is told of: the same person as the tables name them. */
export interface Whose {
  /** Row numbers: the person's own, and of those that were merged into it. */
  readonly rows: readonly number[];
  /** Number keys. */
  readonly keys: readonly string[];
}

/** One table's part of a timeline. */
export interface HappeningSource {
  readonly kind: HappeningKind;
  /** Newest first, at most `limit`. */
  newest(state: Reader, whose: Whose, limit: number): Happening[];
  count(state: Reader, whose: Whose): number;
}
