import { customFields } from '../customers/index.js';
import type { Reader } from '../kernel/database.js';
import { type ColumnMeaning, foldHead, MEANINGS } from './columns.js';

export interface ImportDone {
  readonly id: string;
  readonly file: string;
  readonly at: number;
  /** `running` after a power cut means: cut off. */
  readonly state: 'running' | 'done' | 'stopped' | 'undoing' | 'undone';
  readonly added: number;
  readonly changed: number;
  /** Customers that an undo left, because they are in use. */
  readonly kept: number;
}

/** The newest first. */
export function importsDone(state: Reader, offset: number, limit: number): ImportDone[] {
  return state.all<ImportDone>(
    `SELECT id, file, at, imports.state AS state, count(customer) FILTER (WHERE before IS NULL) AS added,
       count(before) AS changed, count(customer) FILTER (WHERE import_customers.state = 'kept') AS kept
     FROM imports LEFT JOIN import_customers ON import = id GROUP BY id ORDER BY at DESC, id LIMIT ? OFFSET ?`,
    limit,
    offset,
  );
}

export function importCount(state: Reader): number {
  return state.value<number>('SELECT count(*) FROM imports') ?? 0;
}

/** Rows up to and with this line of its file are done; 0 before the first. */
export function lineOf(state: Reader, id: string): number {
  return state.value<number>('SELECT line FROM imports WHERE id = ?', id) ?? 0;
}

/** What heads of columns mean here, by folded head: as somebody said before, and the names of the shop's own fields. */
export function learnedHeads(state: Reader): Readonly<Record<string, ColumnMeaning>> {
  const own = customFields(state).map(({ id, name }) => [foldHead(name), `x:${id}`] as const);
  const rows = state.all<{ head: string; meaning: string }>('SELECT head, meaning FROM import_heads');
  const all: readonly ColumnMeaning[] = [...MEANINGS, ...own.map(([, meaning]) => meaning)];
  const said = rows.flatMap(({ head, meaning }) => {
    const known = all.find((one) => one === meaning);
    return known === undefined ? [] : [[head, known] as const];
  });
  return Object.fromEntries([...own, ...said]);
}

/** Whether this import brought the customer. */
export function isAddedBy(state: Reader, id: string, customer: string): boolean {
  const sql = 'SELECT 1 FROM import_customers WHERE import = ? AND customer = ? AND before IS NULL';
  return state.value(sql, id, customer) !== undefined;
}

/** Whether an undo took the customer away again, of whichever import: there are few. */
export function isGivenBack(state: Reader, customer: string): boolean {
  const sql = `SELECT 1 FROM imports CROSS JOIN import_customers AS one ON one.import = imports.id
    WHERE one.customer = ? AND one.state = 'undone' AND before IS NULL`;
  return state.value(sql, customer) !== undefined;
}

export interface ImportedCustomer {
  readonly customer: string;
  /** JSON of the fields before, or null for a new customer. */
  readonly before: string | null;
  /** See `Touched`. */
  readonly stamp: string | null;
}

/** Customers of an import that an undo has not looked at yet. */
export function notUndone(state: Reader, id: string, limit: number): ImportedCustomer[] {
  return state.all<ImportedCustomer>(
    "SELECT customer, before, stamp FROM import_customers WHERE import = ? AND state = 'done' LIMIT ?",
    id,
    limit,
  );
}

/** How many an undo left because they are in use. */
export function keptCount(state: Reader, id: string): number {
  const sql = "SELECT count(*) FROM import_customers WHERE import = ? AND state = 'kept'";
  return state.value<number>(sql, id) ?? 0;
}
