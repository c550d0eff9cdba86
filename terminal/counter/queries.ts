import type { Reader } from '../kernel/database.js';

export interface Purchase {
  readonly at: number;
  /** fen */
  readonly amount: number;
  /** Names of what was bought; empty when only the amount was rung up. */
  readonly items: string;
}

/** Newest first. */
export function purchasesOf(state: Reader, customerNo: number, limit: number): Purchase[] {
  return state.all<Purchase>(
    'SELECT at, amount, items FROM sales WHERE customer = ? ORDER BY at DESC LIMIT ?',
    customerNo,
    limit,
  );
}

export interface RecentSale {
  readonly at: number;
  /** fen */
  readonly amount: number;
  /** Row number. */
  readonly customer: number | null;
}

/** Sales at this terminal, the newest first. */
export function recentSales(state: Reader, limit: number): RecentSale[] {
  return state.all<RecentSale>(
    "SELECT at, amount, customer FROM sales WHERE id <> '' ORDER BY no DESC LIMIT ?",
    limit,
  );
}

export interface Totals {
  readonly count: number;
  /** fen */
  readonly amount: number;
}

/** Sales at this terminal from `since` on. */
export function salesSince(state: Reader, since: number): Totals {
  const sql =
    "SELECT count(*) AS count, coalesce(sum(amount), 0) AS amount FROM sales WHERE at >= ? AND id <> ''";
  return state.one<Totals>(sql, since) ?? { count: 0, amount: 0 };
}

/** How many sales this terminal has made; the next serial number follows. */
export function saleCount(state: Reader): number {
  return state.value<number>('SELECT last FROM sale_serial') ?? 0;
}
