import { everyRow, PERSON_ROWS } from '../identity/index.js';
import type { Reader } from '../kernel/database.js';
import { ACCOUNTS } from './tables.js';

/** Points that came before `before` (ms since 1970 UTC) and have not gone since: what goes takes the oldest first. */
export function pointsOlderThan(state: Reader, no: number, before: number): number {
  const left = state.value<number>(
    `SELECT coalesce(sum(amount) FILTER (WHERE amount > 0 AND at < ?3), 0) + coalesce(sum(amount) FILTER (WHERE amount < 0), 0)
       FROM ledger WHERE account = ?2 AND customer IN ${PERSON_ROWS}`,
    ...[no, ACCOUNTS.points, before],
  );
  return Math.max(0, left ?? 0);
}

/** Rows of people after row `after` who have an entry of points from before `before`, in order. */
export function oldPointsOwners(
  state: Reader,
  { before, after, limit }: { readonly before: number; readonly after: number; readonly limit: number },
): number[] {
  const rows = state.all<{ customer: number }>(
    `SELECT no AS customer FROM customers WHERE no > ?1 AND no NOT IN (SELECT alias FROM customer_aliases) AND EXISTS (
       SELECT 1 FROM ledger WHERE account = ?2 AND at < ?3
         AND customer IN ${everyRow('no')}) ORDER BY no LIMIT ?4`,
    ...[after, ACCOUNTS.points, before, limit],
  );
  return rows.map(({ customer }) => customer);
}
