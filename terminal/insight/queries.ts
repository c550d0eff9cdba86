import { rowsOf } from '../identity/index.js';
import type { Reader } from '../kernel/database.js';
import { type BinCount, binsOf, type Limits, limitsOf, MEASURES, type Measure, scoreOf } from './bins.js';
import { type AllLimits, type Scores, type Segment, segmentFor, segmentSql } from './segments.js';

export interface CustomerValue {
  /** Row number of the person. */
  readonly customer: number;
  /** First and last visit, ms since 1970 UTC. */
  readonly first: number;
  readonly last: number;
  readonly visits: number;
  /** All that they spent, less what went back: their worth so far. fen */
  readonly spent: number;
  /** Mean ms between visits; null without a rhythm. */
  readonly rhythm: number | null;
  /** From when on they count as lapsed; null without a rhythm. */
  readonly missed: number | null;
}

const COLUMNS = 'customer, first, last, visits, spent, rhythm, missed';
const YEAR_MS = 365 * 24 * 3600_000;

/** Undefined for who never bought anything. */
export function customerValue(state: Reader, customer: number): CustomerValue | undefined {
  return state.one<CustomerValue>(`SELECT ${COLUMNS} FROM customer_value WHERE customer = ?`, customer);
}

/** Whether they stay away longer than they ever do, at `now`. */
export function isLapsed({ missed }: CustomerValue, now: number): boolean {
  return missed !== null && missed <= now;
}

/** What the next year should bring if they come as they did; 0 without a rhythm, or when they are lapsed. fen */
export function yearAhead(value: CustomerValue, now: number): number {
  const { rhythm, spent, visits } = value;
  if (rhythm === null || rhythm <= 0 || isLapsed(value, now)) return 0;
  return Math.round((Math.max(0, spent) / visits) * (YEAR_MS / Math.max(rhythm, 24 * 3600_000)));
}

/** How customers part into fifths now. Reads some hundred rows, however many customers there are. */
export function limits(state: Reader): AllLimits {
  const of = (measure: Measure): Limits =>
    limitsOf(
      state.all<BinCount>(
        'SELECT bin, count FROM value_bins WHERE measure = ? AND count > 0 ORDER BY bin',
        measure,
      ),
    );
  return { week: of('week'), often: of('often'), much: of('much') };
}

export interface Rating {
  /** 1 to 5: how lately, how often, how much. */
  readonly scores: Scores;
  readonly segment: Segment;
}

export function ratingOf(value: CustomerValue, all: AllLimits, now: number): Rating {
  const bins = binsOf(value);
  const entries = MEASURES.map((measure) => [measure, scoreOf(bins[measure], all[measure])] as const);
  const scores = Object.fromEntries(entries) as Scores;
  const { visits, last } = value;
  return { scores, segment: segmentFor({ scores, visits, last, isMissed: isLapsed(value, now) }, now) };
}

/** Undefined for who never bought anything. */
export function segmentOf(state: Reader, customer: number, now: number): Segment | undefined {
  const value = customerValue(state, customer);
  return value && ratingOf(value, limits(state), now).segment;
}

/**
 * For filters of other capabilities: a SELECT whose rows are the row numbers of the persons in a segment at `now`; to stand in `IN (…)`, or after
 * a narrower condition. It looks at every customer who ever bought something.
 */
export function customersInSegmentSql(state: Reader, segment: Segment, now: number): string {
  return `SELECT customer FROM customer_value WHERE ${segmentSql(limits(state), now)} = '${segment}'`;
}

/** The same for who is lapsed by their own rhythm at `now` (ms since 1970 UTC), by an index. */
export function lapsedSql(now: number): string {
  return `SELECT customer FROM customer_value WHERE missed <= ${Math.floor(now)}`;
}

/** How many persons ever bought something. */
export function valuedCount(state: Reader): number {
  return state.value<number>("SELECT coalesce(sum(count), 0) FROM value_bins WHERE measure = 'often'") ?? 0;
}

export type Order = 'spent' | 'visits';

/** The first in a ranking, the most first. */
export function ranking(state: Reader, order: Order, offset: number, limit: number): CustomerValue[] {
  return state.all<CustomerValue>(
    `SELECT ${COLUMNS} FROM customer_value ORDER BY ${order} DESC LIMIT ? OFFSET ?`,
    limit,
    offset,
  );
}

/** Lapsed at `now`; who has been missed for the shortest time first: they are won back most easily. */
export function lapsed(state: Reader, now: number, offset: number, limit: number): CustomerValue[] {
  return state.all<CustomerValue>(
    `SELECT ${COLUMNS} FROM customer_value WHERE missed <= ? ORDER BY missed DESC LIMIT ? OFFSET ?`,
    now,
    limit,
    offset,
  );
}

/** The same by row numbers alone. */
export function lapsedNumbers(state: Reader, now: number): number[] {
  const sql = 'SELECT customer FROM customer_value WHERE missed <= ? ORDER BY missed DESC LIMIT ?';
  return numbers(state, sql, now, COUNT_MAX);
}

/** More than this are counted no further, and go to no file. */
const COUNT_MAX = 20_000;

/** Long lists by row number: a tenth of the time that rows with names take. */
function numbers(state: Reader, sql: string, ...params: (string | number)[]): number[] {
  const found: number[] = [];
  state.each(sql, params, ([customer]) => void found.push(customer as number));
  return found;
}

export function lapsedCount(state: Reader, now: number): number {
  const sql = 'SELECT count(*) FROM (SELECT 1 FROM customer_value WHERE missed <= ? LIMIT ?)';
  return state.value<number>(sql, now, COUNT_MAX) ?? 0;
}

export interface SegmentSlice {
  readonly found: readonly { readonly customer: number; readonly segment: Segment }[];
  /** Row number to go on after; undefined when all were looked at. */
  readonly next: number | undefined;
}

/** Segments of the next `limit` persons after row `after`: one slice of a look at everybody. */
export function segmentSlice(
  state: Reader,
  { all, now, after, limit }: { all: AllLimits; now: number; after: number; limit: number },
): SegmentSlice {
  const found = state.all<{ customer: number; segment: Segment }>(
    `SELECT customer, ${segmentSql(all, now)} AS segment FROM customer_value WHERE customer > ? ORDER BY customer LIMIT ?`,
    after,
    limit,
  );
  return { found, next: found.length < limit ? undefined : found.at(-1)?.customer };
}

export interface ProductValue {
  readonly product: string;
  /** Sales that it stood on. */
  readonly times: number;
  readonly quantity: number;
  /** Before discounts and refunds, fen. */
  readonly amount: number;
}

/** The most first. */
export function products(state: Reader, offset: number, limit: number): ProductValue[] {
  return state.all<ProductValue>(
    'SELECT product, times, quantity, amount FROM product_value ORDER BY amount DESC LIMIT ? OFFSET ?',
    limit,
    offset,
  );
}

export function productCount(state: Reader): number {
  return state.value<number>('SELECT count(*) FROM product_value') ?? 0;
}

export interface Buyer {
  readonly customer: number;
  readonly times: number;
  readonly amount: number;
}

/** Who bought the most of a product. */
export function buyersOf(state: Reader, product: string, offset: number, limit: number): Buyer[] {
  return state.all<Buyer>(
    `SELECT customer, times, amount FROM customer_products WHERE product = ? ORDER BY amount DESC LIMIT ? OFFSET ?`,
    product,
    limit,
    offset,
  );
}

export function buyerCount(state: Reader, product: string): number {
  return state.value<number>('SELECT count(*) FROM customer_products WHERE product = ?', product) ?? 0;
}

/** The same by row numbers alone. */
export function buyerNumbers(state: Reader, product: string): number[] {
  const sql = 'SELECT customer FROM customer_products WHERE product = ? ORDER BY amount DESC LIMIT ?';
  return numbers(state, sql, product, COUNT_MAX);
}

export interface Bought {
  readonly product: string;
  readonly times: number;
  /** Of all together. */
  readonly quantity: number;
  readonly last: number;
}

/** What a person buys, the most often first. */
export function usualOf(state: Reader, customer: number, limit: number): Bought[] {
  return state.all<Bought>(
    `SELECT product, sum(times) AS times, sum(quantity) AS quantity, max(last) AS last FROM customer_products
       WHERE customer IN (SELECT value FROM json_each(?)) GROUP BY product ORDER BY times DESC, last DESC LIMIT ?`,
    JSON.stringify(rowsOf(state, customer)),
    limit,
  );
}
