/**
 * Customers are counted by how long ago they came, how often, and how much they spent, in bins fine enough for quantiles: no question
 * need look at everybody. Pure.
 */

/** The measures, and their columns in `customer_value`. */
export const MEASURES = ['week', 'often', 'much'] as const;
export type Measure = (typeof MEASURES)[number];

const WEEK_MS = 7 * 24 * 3600_000;
const OFTEN_MAX = 200;
/** Bins for each doubling: an eighth of it is 9 % at most. */
const STEPS = 8;

export interface Facts {
  /** Last visit, ms since 1970 UTC. */
  readonly last: number;
  readonly visits: number;
  /** fen */
  readonly spent: number;
}

export type Bins = Readonly<Record<Measure, number>>;

export function binsOf({ last, visits, spent }: Facts): Bins {
  return { week: Math.floor(last / WEEK_MS), often: Math.min(visits, OFTEN_MAX), much: muchOf(spent) };
}

/** Exact in floating point, so that each machine says the same: halving and doubling lose nothing. */
function muchOf(fen: number): number {
  if (fen < 1) return 0;
  let octave = 0;
  let rest = fen;
  while (rest >= 2) {
    rest /= 2;
    octave += 1;
  }
  return 1 + octave * STEPS + Math.floor((rest - 1) * STEPS);
}

export interface BinCount {
  readonly bin: number;
  readonly count: number;
}

/** The first bins of the scores 2, 3, 4 and 5. */
export type Limits = readonly [number, number, number, number];

/**
 * Fifths of all customers, by bins in rising order. A bin is never divided: all in it have the score of its middle, so that where all are
 * alike all are in the middle.
 */
export function limitsOf(counts: readonly BinCount[]): Limits {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const limits: number[] = [];
  let below = 0;
  for (const { bin, count } of counts) {
    while (limits.length < 4 && (2 * below + count) * 5 >= 2 * total * (limits.length + 1)) limits.push(bin);
    below += count;
  }
  const limit = (at: number): number => limits[at] ?? Number.MAX_SAFE_INTEGER;
  return [limit(0), limit(1), limit(2), limit(3)];
}

/** 1 to 5. */
export function scoreOf(bin: number, limits: Limits): number {
  return 1 + limits.filter((limit) => bin >= limit).length;
}
