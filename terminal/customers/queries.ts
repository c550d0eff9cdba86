import type { Reader } from '../kernel/database.js';

export interface Customer {
  /** Row number, only for joins inside this database. */
  readonly no: number;
  readonly id: string;
  readonly name: string;
  /** Level name as the office gave it; empty for none. */
  readonly level: string;
  /** ms since 1970 UTC */
  readonly created: number;
  /** `f`, `m` or empty. */
  readonly gender: string;
  /** As birthday.ts writes it, or empty. */
  readonly birthday: string;
  /** Words with spaces between, or empty. */
  readonly tags: string;
  /** As protocol/mail writes it, or empty. */
  readonly email: string;
  /** When it was removed, ms since 1970 UTC; null for a customer that is there. */
  readonly removed: number | null;
}

const COLUMNS = 'no, id, name, level, created, gender, birthday, tags, email, removed';

export function customerById(state: Reader, id: string): Customer | undefined {
  return state.one<Customer>(`SELECT ${COLUMNS} FROM customers WHERE id = ?`, id);
}

export function customerByNo(state: Reader, no: number): Customer | undefined {
  return state.one<Customer>(`SELECT ${COLUMNS} FROM customers WHERE no = ?`, no);
}

/** Everyone who has this number, the oldest customer first. */
export function customersByPhone(state: Reader, key: string): Customer[] {
  return state.all<Customer>(
    `SELECT ${COLUMNS} FROM customer_phones JOIN customers ON no = customer
       WHERE key = ? AND removed IS NULL ORDER BY no`,
    key,
  );
}

/** Number keys of a customer. */
export function phonesOf(state: Reader, no: number): string[] {
  return state
    .all<{ key: string }>('SELECT key FROM customer_phones WHERE customer = ? ORDER BY key', no)
    .map(({ key }) => key);
}

export function customerCount(state: Reader): number {
  return state.value<number>('SELECT count(*) FROM customers WHERE removed IS NULL') ?? 0;
}

/** Newest first. */
export function customers(state: Reader, offset: number, limit: number): Customer[] {
  return state.all<Customer>(
    `SELECT ${COLUMNS} FROM customers WHERE removed IS NULL ORDER BY no DESC LIMIT ? OFFSET ?`,
    limit,
    offset,
  );
}

/** The newest stamp in the database: new ones must be newer. */
export function newestStamp(state: Reader): string | undefined {
  return state.value<string>(
    'SELECT max(stamp) FROM (SELECT max(stamp) AS stamp FROM customer_stamps UNION ALL SELECT max(stamp) FROM customers)',
  );
}
