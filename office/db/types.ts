/** The little that the office asks of PostgreSQL, embedded or on a server. */

export type Row = Readonly<Record<string, unknown>>;
export type Param = string | number | boolean | null | Uint8Array;

export interface Query {
  /** Rows of one statement; `$1`, `$2` … are its parameters. `bigint` columns come as text: read them with `Number`. */
  query(sql: string, params?: readonly Param[]): Promise<readonly Row[]>;
}

export interface Database extends Query {
  /** What runs in it, for the log: `embedded PGlite in ./data` or `PostgreSQL server`. */
  readonly name: string;
  /** Runs `work` in one transaction, committed when it resolves and rolled back when it rejects. One at a time. */
  transaction<T>(work: (tx: Query) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
