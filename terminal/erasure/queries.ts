import type { Reader } from '../kernel/database.js';

export interface Erasure {
  readonly id: string;
  readonly customer: string;
}

/** Ordered, and not done; the oldest first. */
export function openErasures(state: Reader): Erasure[] {
  return state.all<Erasure>('SELECT id, customer FROM erasures WHERE done IS NULL ORDER BY no');
}

export function doneErasures(state: Reader): Erasure[] {
  return state.all<Erasure>('SELECT id, customer FROM erasures WHERE done IS NOT NULL ORDER BY no');
}

/** Whether somebody has asked that nothing of this customer stays, or of whom they were merged into. */
export function isErased(state: Reader, customer: string): boolean {
  const sql = `SELECT 1 FROM erasures WHERE customer = ?1 OR customer = (SELECT m.id FROM customers c
    JOIN customer_aliases ON alias = c.no JOIN customers m ON m.no = main WHERE c.id = ?1)`;
  return state.value(sql, customer) !== undefined;
}

/** Done, and the office has not said that it has done so too. */
export function untoldErasures(state: Reader): Erasure[] {
  return state.all<Erasure>(
    'SELECT id, customer FROM erasures WHERE done IS NOT NULL AND told IS NULL ORDER BY no',
  );
}

/** Commits that an erasure wrote anew: first and last of each run, in order. */
export function commitsOf(
  state: Reader,
  erasure: string,
): { readonly first: number; readonly last: number }[] {
  return state.all('SELECT first, last FROM erasure_commits WHERE erasure = ? ORDER BY first', erasure);
}

/** Whether some erasure has said that it wrote this commit anew. */
export function isAccounted(state: Reader, seq: number): boolean {
  const sql = 'SELECT count(*) FROM erasure_commits WHERE first <= ?1 AND last >= ?1';
  return (state.value<number>(sql, seq) ?? 0) > 0;
}
