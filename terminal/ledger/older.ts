import type { Reader } from '../kernel/database.js';
import { ACCOUNTS } from './tables.js';

/** Points that came before `before` (ms since 1970 UTC) and have not gone since: what goes takes the oldest first. */
export function pointsOlderThan(state: Reader, no: number, before: number): number {
  const left = state.value<number>(
    `SELECT coalesce(sum(amount) FILTER (WHERE amount > 0 AND at < ?3), 0) + coalesce(sum(amount) FILTER (WHERE amount < 0), 0)
       FROM ledger WHERE account = ?2 AND customer IN (SELECT ?1 UNION ALL SELECT alias FROM customer_aliases WHERE main = ?1)`,
    ...[no, ACCOUNTS.points, before],
  );
  return Math.max(0, left ?? 0);
}
