/** Decides what a batch of rows, or of an undo, does. Rows are looked at again: the shop went on since the preview. */
import { TerminalError } from '../../protocol/errors.js';
import { type CustomersEvents, customerById, customersByPhone, phonesOf } from '../customers/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { type Account, entriesOf, type LedgerEvents } from '../ledger/index.js';
import type { ImportingEvents, Touched } from './events.js';
import type { KnownCustomer, PlannedRow, ProfileField, RowValues } from './plan.js';
import { notUndone } from './queries.js';

type Event = EventOf<CustomersEvents> | EventOf<LedgerEvents> | EventOf<ImportingEvents>;

/** Everybody of this name with one of these numbers; a name without a number is nobody's. */
export function knownCustomer(
  state: Reader,
  name: string,
  phones: readonly string[],
): KnownCustomer | undefined {
  for (const key of phones) {
    const found = customersByPhone(state, key).find((customer) => customer.name === name);
    if (!found) continue;
    const { id, gender, birthday, level, tags, email } = found;
    return { id, name, phones: phonesOf(state, found.no), gender, birthday, level, tags, email };
  }
  return undefined;
}

export interface Batch {
  readonly import: string;
  readonly file: string;
  /** Planned as `new` or `changed`. */
  readonly rows: readonly PlannedRow[];
  /** Last line of the file that this batch answers for. */
  readonly line: number;
  readonly ids: { next(): string };
  readonly stamps: { next(): string };
}

export function importBatch(state: Reader, batch: Batch): Decision<{ added: number; changed: number }> {
  const events: Event[] = [];
  const touched: Touched[] = [];
  for (const row of batch.rows) {
    if (row.kind === 'new') {
      if (knownCustomer(state, row.values.name, row.values.phones) !== undefined) continue;
      const customer = batch.ids.next();
      events.push(...newCustomer(customer, row.values, batch));
      touched.push({ customer });
    } else if (row.kind === 'changed') {
      const known = customerById(state, row.customer);
      if (!known) continue;
      const before = Object.fromEntries(
        Object.keys(row.fields).map((field) => [field, known[field as ProfileField]]),
      );
      events.push(...changed(row, batch.stamps.next()));
      touched.push({ customer: row.customer, before });
    }
  }
  const { import: id, file, line } = batch;
  events.push({ type: 'importing.imported', v: 1, import: id, file, line, customers: touched });
  const added = touched.filter(({ before }) => before === undefined).length;
  return { events, result: { added, changed: touched.length - added } };
}

function newCustomer(customer: string, values: RowValues, { import: id, stamps }: Batch): Event[] {
  const { name, level, phones, gender, birthday, tags, email } = values;
  const stamp = stamps.next();
  const events: Event[] = [{ type: 'customers.registered', v: 1, customer, name, level, stamp }];
  for (const key of phones) events.push({ type: 'customers.phone-added', v: 1, customer, key });
  const fields = filled({ gender, birthday, tags, email });
  if (Object.keys(fields).length > 0)
    events.push({ type: 'customers.changed', v: 1, customer, fields, stamp: stamps.next() });
  for (const account of ['points', 'principal', 'bonus'] as const) {
    const amount = values[account];
    if (amount === 0) continue;
    const cause = `import:${id}`;
    events.push({ type: 'ledger.entered', v: 1, customer, account, amount, reason: 'opening', cause });
  }
  return events;
}

function filled(fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

function changed(row: PlannedRow & { kind: 'changed' }, stamp: string): Event[] {
  const { customer, fields, phones } = row;
  const events: Event[] = phones.map((key) => ({ type: 'customers.phone-added', v: 1, customer, key }));
  if (Object.keys(fields).length > 0)
    events.push({ type: 'customers.changed', v: 1, customer, fields, stamp });
  return events;
}

/** Ends an import. */
export function endImport(id: string, stopped: boolean): Decision<void> {
  const event: Event = { type: 'importing.ended', v: 1, import: id, stopped };
  return { events: [event], result: undefined };
}

/** Gives up to `limit` customers of an import back; the result says how many it looked at: 0 is the end. */
export function undoBatch(
  state: Reader,
  id: string,
  limit: number,
  stamps: { next(): string },
): Decision<number> {
  const rows = notUndone(state, id, limit);
  if (rows.length === 0) return { events: [], result: 0 };
  const events: Event[] = [];
  const customers: string[] = [];
  const kept: string[] = [];
  for (const { customer, before } of rows) {
    if (before !== null) {
      const fields = JSON.parse(before) as Readonly<Record<string, string>>;
      if (Object.keys(fields).length > 0)
        events.push({ type: 'customers.changed', v: 1, customer, fields, stamp: stamps.next() });
      customers.push(customer);
    } else if (isInUse(state, customer, `import:${id}`)) kept.push(customer);
    else {
      events.push(...givenBack(state, customer, id));
      customers.push(customer);
    }
  }
  events.push({ type: 'importing.undone', v: 1, import: id, customers, kept });
  return { events, result: rows.length };
}

/** Points or money moved since, or somebody bought something. */
function isInUse(state: Reader, customer: string, cause: string): boolean {
  const no = customerById(state, customer)?.no;
  if (no === undefined) return false;
  const moved = 'SELECT 1 FROM ledger WHERE customer = ? AND cause <> ? LIMIT 1';
  const bought = 'SELECT 1 FROM sales WHERE customer = ? LIMIT 1';
  return state.value(moved, no, cause) !== undefined || state.value(bought, no) !== undefined;
}

/** The customer goes, and what the import gave them goes back. */
function givenBack(state: Reader, customer: string, id: string): Event[] {
  const no = customerById(state, customer)?.no ?? -1;
  const back: Event[] = entriesOf(state, no, 0, ENTRIES_MAX).map(({ account, amount }) => ({
    ...{ type: 'ledger.entered', v: 1, customer, account: account satisfies Account, amount: -amount },
    ...{ reason: 'opening', cause: `undo:${id}` },
  }));
  return [...back, { type: 'customers.removed', v: 1, customer }];
}

/** An opening has one entry for each account. */
const ENTRIES_MAX = 3;

/** Remembers what the columns of a file mean. Throws `command/no-name-column`. */
export function learnColumns(heads: Readonly<Record<string, string>>): Decision<void> {
  if (!Object.values(heads).includes('name'))
    throw new TerminalError('command/no-name-column', 'no column holds the names');
  const event: Event = { type: 'importing.columns-learned', v: 1, heads };
  return { events: [event], result: undefined };
}
