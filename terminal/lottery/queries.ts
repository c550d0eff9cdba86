import { maskNumber } from '../../protocol/number/index.js';
import type { Reader } from '../kernel/database.js';
import type { Entry } from './draw.js';
import type { Prize } from './events.js';

export interface Lottery {
  readonly no: number;
  readonly id: string;
  readonly title: string;
  readonly prizes: readonly Prize[];
  readonly closes: number;
  readonly state: 'open' | 'frozen' | 'drawn' | 'cancelled';
  /** From here on: null before the entries were frozen. */
  readonly seed: string | null;
  readonly codes: string | null;
  readonly list: string | null;
  readonly source: string | null;
  readonly commitment: string | null;
  /** Null before the draw. */
  readonly public: string | null;
}

type Row = Omit<Lottery, 'prizes'> & { readonly prizes: string };

const lotteryOf = (row: Row): Lottery => ({ ...row, prizes: JSON.parse(row.prizes) as Prize[] });

export function lotteryById(state: Reader, id: string): Lottery | undefined {
  const row = state.one<Row>('SELECT * FROM lotteries WHERE id = ?', id);
  return row && lotteryOf(row);
}

/** Newest first. */
export function lotteries(state: Reader, offset: number, limit: number): Lottery[] {
  const sql = 'SELECT * FROM lotteries ORDER BY no DESC LIMIT ? OFFSET ?';
  return state.all<Row>(sql, limit, offset).map(lotteryOf);
}

export function lotteryCount(state: Reader): number {
  return state.value<number>('SELECT count(*) FROM lotteries') ?? 0;
}

/** The newest that takes entries. */
export function openLottery(state: Reader, now: number): Lottery | undefined {
  const row = state.one<Row>(
    "SELECT * FROM lotteries WHERE state = 'open' AND closes > ? ORDER BY no DESC LIMIT 1",
    now,
  );
  return row && lotteryOf(row);
}

export function entryCount(state: Reader, lottery: string): number {
  return state.value<number>('SELECT count(*) FROM lottery_entries WHERE lottery = ?', lottery) ?? 0;
}

export function entryOf(state: Reader, lottery: string, key: string): number | undefined {
  return state.value<number>('SELECT entry FROM lottery_entries WHERE lottery = ? AND key = ?', lottery, key);
}

/** What stands in the place of a number that was erased is none, and has no mask. */
const maskOf = (key: string): string => (/^\+?\d+$/.test(key) ? maskNumber(key) : '');

/** As they are published. */
export function entriesOf(state: Reader, lottery: string): Entry[] {
  return state
    .all<{ entry: number; key: string }>(
      'SELECT entry, key FROM lottery_entries WHERE lottery = ? ORDER BY entry',
      lottery,
    )
    .map(({ entry, key }) => ({ entry, mask: maskOf(key) }));
}

export interface WonEntry {
  readonly entry: number;
  readonly key: string;
  /** Place in the prizes, from 0. */
  readonly prize: number;
  /** ms since 1970 UTC; null while the prize waits. */
  readonly redeemed: number | null;
}

export function winnersOf(state: Reader, lottery: string): WonEntry[] {
  return state.all<WonEntry>(
    'SELECT entry, key, prize, redeemed FROM lottery_entries WHERE lottery = ? AND prize IS NOT NULL ORDER BY prize, entry',
    lottery,
  );
}
