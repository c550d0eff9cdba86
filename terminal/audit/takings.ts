import type { Reader } from '../kernel/database.js';

/** What somebody took at this terminal. Money in fen. */
export interface Takings {
  /** Employee id, or `staff` from before there were any. */
  readonly actor: string;
  readonly sales: number;
  readonly sold: number;
  readonly refunded: number;
  readonly recharged: number;
}

/** Of everybody who took or gave anything from `from` on, before `to` (ms since 1970 UTC); the most sold first. */
export function takings(state: Reader, from: number, to: number): Takings[] {
  const sum = (kind: string): string => `coalesce(sum(amount) FILTER (WHERE kind = '${kind}'), 0)`;
  return state.all<Takings>(
    `SELECT actor, count(*) FILTER (WHERE kind = 'sale') AS sales, ${sum('sale')} AS sold, ${sum('refund')} AS refunded,
      ${sum('recharge')} AS recharged
    FROM takings WHERE at >= ? AND at < ? GROUP BY actor ORDER BY sold DESC, actor`,
    from,
    to,
  );
}
