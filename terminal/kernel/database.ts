/**
 * The projection's database: SQLite in memory (sql.js 1.16). Statements are kept and reused; they are freed before an
 * export, which closes and reopens the database underneath.
 */
import { createHash } from 'node:crypto';
import initSqlJs, { type Database as SqlDatabase, type SqlJsStatic, type Statement } from 'sql.js';
import { TerminalError } from '../../protocol/errors.js';

export type SqlValue = number | string | Uint8Array | null;

export interface Reader {
  /** The first row, or undefined. Column names are the query's. */
  one<T>(sql: string, ...params: SqlValue[]): T | undefined;
  all<T>(sql: string, ...params: SqlValue[]): T[];
  /** The first column of the first row, or undefined. */
  value<T extends SqlValue>(sql: string, ...params: SqlValue[]): T | undefined;
  /** Calls `row` with the values of each row, without keeping them: for long results. */
  each(sql: string, params: readonly SqlValue[], row: (values: readonly SqlValue[]) => void): void;
}

export interface Writer extends Reader {
  run(sql: string, ...params: SqlValue[]): void;
}

export interface Database extends Writer {
  /** Several statements without parameters, read anew each time: a schema. */
  script(sql: string): void;
  /** A copy of the whole database file. */
  export(): Uint8Array;
  /** SHA-256 over every row of every table, in key order: equal content gives equal hashes. */
  contentHash(): string;
  close(): void;
}

let library: Promise<SqlJsStatic> | undefined;

/** Opens a database on a copy of `bytes`, or an empty one. */
export async function openDatabase(bytes?: Uint8Array): Promise<Database> {
  library ??= initSqlJs();
  const SQL = await library;
  const db = new SQL.Database(bytes ?? null);
  db.run(PRAGMAS);
  return wrap(db);
}

/**
 * The rollback journal stays in memory: a decision is tried and taken back when several wait (see kernel.ts). Nobody else can
 * open the database: with the lock kept, a question need not look first whether somebody else has written.
 */
const PRAGMAS =
  'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY';

interface Prepared {
  readonly statement: Statement;
  readonly names: string[];
}

function wrap(db: SqlDatabase): Database {
  const cache = new Map<string, Prepared>();

  function prepare(sql: string): Prepared {
    const known = cache.get(sql);
    if (known) return known;
    const statement = db.prepare(sql);
    const prepared = { statement, names: statement.getColumnNames() };
    cache.set(sql, prepared);
    return prepared;
  }

  function query(
    sql: string,
    params: SqlValue[],
    row: (values: SqlValue[], names: string[]) => boolean,
  ): void {
    guard(sql, () => {
      const { statement, names } = prepare(sql);
      try {
        statement.bind(params);
        while (statement.step()) if (!row(statement.get() as SqlValue[], names)) break;
      } finally {
        statement.reset();
      }
    });
  }

  function dropStatements(): void {
    for (const { statement } of cache.values()) statement.free();
    cache.clear();
  }

  const reader: Reader = {
    one<T>(sql: string, ...params: SqlValue[]) {
      let found: T | undefined;
      query(sql, params, (values, names) => {
        found = toObject<T>(values, names);
        return false;
      });
      return found;
    },
    all<T>(sql: string, ...params: SqlValue[]) {
      const rows: T[] = [];
      query(sql, params, (values, names) => rows.push(toObject<T>(values, names)) > 0);
      return rows;
    },
    value<T extends SqlValue>(sql: string, ...params: SqlValue[]) {
      let found: T | undefined;
      query(sql, params, (values) => {
        found = values[0] as T;
        return false;
      });
      return found;
    },
    each(sql, params, row) {
      query(sql, [...params], (values) => {
        row(values);
        return true;
      });
    },
  };

  return {
    ...reader,
    run: (sql, ...params) => query(sql, params, () => true),
    script: (sql) => guard(sql, () => void db.run(sql)),
    export() {
      dropStatements();
      const bytes = db.export();
      db.run(PRAGMAS); // The export closed and reopened the database.
      return bytes;
    },
    contentHash: () => contentHash(reader),
    close() {
      dropStatements();
      db.close();
    },
  };
}

function toObject<T>(values: SqlValue[], names: string[]): T {
  const row: Record<string, SqlValue> = {};
  for (let i = 0; i < names.length; i++) row[names[i] as string] = values[i] as SqlValue;
  return row as T;
}

function guard<T>(sql: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new TerminalError('database/failed', `the database refused: ${sql.slice(0, 80)}`, { cause });
  }
}

function contentHash(reader: Reader): string {
  const hash = createHash('sha256');
  const tables = reader.all<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  );
  for (const { name } of tables) {
    const count = reader.all(`PRAGMA table_info("${name}")`).length;
    const order = Array.from({ length: count }, (_, i) => i + 1).join(', ');
    hash.update(`\n${name}\n`);
    for (const row of reader.all(`SELECT * FROM "${name}" ORDER BY ${order}`))
      hash.update(JSON.stringify(row));
  }
  return hash.digest('hex');
}
