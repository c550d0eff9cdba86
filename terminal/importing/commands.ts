/** Decides what a batch of rows, or of an undo, does. Rows are looked at again: the shop went on since the preview. */

import { TerminalError } from '../../protocol/errors.js';
import { type CustomersEvents, customerById, phonesOf, standingStamp } from '../customers/index.js';
import { mainOf, rowsOf } from '../identity/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import { stampAfter } from '../kernel/stamp.js';
import { type Account, entriesOf, type LedgerEvents } from '../ledger/index.js';
import type { ImportingEvents, Touched } from './events.js';
import { knownCustomer, knownOf } from './known.js';
import type { KnownCustomer, PlannedRow, RowValues } from './plan.js';
import { lineOf, notUndone } from './queries.js';

type Event = EventOf<CustomersEvents> | EventOf<LedgerEvents> | EventOf<ImportingEvents>;

export interface Batch {
  readonly import: string;
  readonly file: string;
  /** Planned as `new` or `changed`. */
  readonly rows: readonly PlannedRow[];
  /** Last line that the batch before this one answered for; 0 for the first. */
  readonly after: number;
  /** Last line of the file that this batch answers for. */
  readonly line: number;
  readonly ids: { next(): string };
  readonly stamps: { next(): string };
}

/** Throws `command/import-gap` when the batch before it is missing: it was refused. */
export function importBatch(state: Reader, batch: Batch): Decision<{ added: number; changed: number }> {
  if (lineOf(state, batch.import) !== batch.after)
    throw new TerminalError('command/import-gap', 'the rows before these were not taken');
  const events: Event[] = [];
  const touched: Touched[] = [];
  for (const row of batch.rows) {
    if (row.kind === 'new') {
      if (knownCustomer(state, row.values, { import: batch.import }) !== undefined) continue;
      const customer = batch.ids.next();
      events.push(...newCustomer(customer, row.values, batch));
      touched.push({ customer });
    } else if (row.kind === 'changed') {
      const customer = customerById(state, row.customer);
      if (!customer || customer.removed !== null) continue;
      const item = row.address === '' ? '' : batch.ids.next();
      const before = beforeOf(knownOf(state, customer), row, item);
      const stamp = stampAfter(
        standingStamp(state, customer.no, Object.keys(row.fields)),
        batch.stamps.next(),
      );
      events.push(...changed(row, item, stamp));
      touched.push({ customer: row.customer, before, ...(Object.keys(row.fields).length > 0 && { stamp }) });
    }
  }
  const { import: id, file, line } = batch;
  events.push({ type: 'importing.imported', v: 1, import: id, file, line, customers: touched });
  const added = touched.filter(({ before }) => before === undefined).length;
  return { events, result: { added, changed: touched.length - added } };
}

function newCustomer(customer: string, values: RowValues, { import: id, ids, stamps }: Batch): Event[] {
  const { name, level, phones, gender, birthday, tags, email, more, address } = values;
  const stamp = stamps.next();
  const events: Event[] = [{ type: 'customers.registered', v: 1, customer, name, level, stamp }];
  for (const key of phones) events.push({ type: 'customers.phone-added', v: 1, customer, key });
  const fields = filled({ gender, birthday, tags, email, ...more });
  if (Object.keys(fields).length > 0)
    events.push({ type: 'customers.changed', v: 1, customer, fields, stamp: stamps.next() });
  if (address !== '') events.push(addressAdded(customer, ids.next(), address));
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

function addressAdded(customer: string, item: string, text: string): Event {
  return { type: 'customers.item-added', v: 1, customer, item, kind: 'address', facts: { text } };
}

type ChangedRow = PlannedRow & { kind: 'changed' };

/** What an undo needs: see `Touched`. */
function beforeOf(known: KnownCustomer, row: ChangedRow, item: string): Readonly<Record<string, string>> {
  const fields = Object.keys(row.fields).map((field) => {
    const plain = (known as unknown as Readonly<Record<string, string | undefined>>)[field];
    return [field, plain ?? known.more?.[field] ?? ''] as const;
  });
  const phones = row.phones.length === 0 ? [] : [['phones', row.phones.join(' ')] as const];
  return Object.fromEntries([...fields, ...phones, ...(item === '' ? [] : [['items', item] as const])]);
}

function changed(row: ChangedRow, item: string, stamp: string): Event[] {
  const { customer, fields, phones, address } = row;
  const events: Event[] = phones.map((key) => ({ type: 'customers.phone-added', v: 1, customer, key }));
  if (item !== '') events.push(addressAdded(customer, item, address));
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
  for (const { customer, before, stamp } of rows) {
    if (before !== null) {
      const known = JSON.parse(before) as Record<string, string>;
      events.push(...changedBack(state, customer, { before: known, stamp, now: stamps.next() }));
      customers.push(customer);
    } else if (isInUse(state, customer, `import:${id}`)) kept.push(customer);
    else {
      events.push(...givenBack(state, customer, id, stamps.next()));
      customers.push(customer);
    }
  }
  events.push({ type: 'importing.undone', v: 1, import: id, customers, kept });
  return { events, result: rows.length };
}

interface Back {
  readonly before: Readonly<Record<string, string>>;
  /** Of the import; null for one that did not write it down. */
  readonly stamp: string | null;
  readonly now: string;
}

/** Numbers and items go; the fields that nobody has changed since the import are as they were. */
function changedBack(state: Reader, customer: string, { before, stamp, now }: Back): Event[] {
  const { phones = '', items = '', ...fields } = before;
  const no = customerById(state, customer)?.no ?? -1;
  const events: Event[] = phones
    .split(' ')
    .filter((key) => key !== '')
    .map((key) => ({ type: 'customers.phone-removed', v: 1, customer, key }));
  for (const item of items.split(' '))
    if (item !== '') events.push({ type: 'customers.item-removed', v: 1, customer, item });
  const back = Object.fromEntries(
    Object.entries(fields).filter(([field]) => stamp === null || standingStamp(state, no, [field]) <= stamp),
  );
  const after = stampAfter(standingStamp(state, no, Object.keys(back)), now);
  if (Object.keys(back).length > 0)
    events.push({ type: 'customers.changed', v: 1, customer, fields: back, stamp: after });
  return events;
}

/** What shows that somebody has dealt with a customer (`?1`), whose numbers are `?2`, since the import made them at `?3` (ms since 1970 UTC). */
const DEALT_WITH = [
  'cards WHERE customer = ?1',
  'sales WHERE customer = ?1',
  'followups WHERE customer = ?1',
  'appointments WHERE key IN (SELECT value FROM json_each(?2)) AND at > ?3',
  'cases WHERE key IN (SELECT value FROM json_each(?2)) AND at > ?3',
];
/** Not by a table: what one has changed, its own undo changes back. */
const CHANGED_BY_HAND = 'record_changes WHERE customer = ?1 AND by_import = 0';

/**
 * Points or money moved since, somebody dealt with the customer or changed the record, or it is one person with somebody else by now.
 * Who was deleted is not kept for having been changed.
 */
function isInUse(state: Reader, customer: string, cause: string): boolean {
  const known = customerById(state, customer);
  if (known === undefined) return false;
  const { no, created, removed } = known;
  if (mainOf(state, no) !== no || rowsOf(state, no).length > 1) return true;
  const moved = 'SELECT 1 FROM ledger WHERE customer = ? AND cause <> ? LIMIT 1';
  if (state.value(moved, no, cause) !== undefined) return true;
  const signs = removed === null ? [...DEALT_WITH, CHANGED_BY_HAND] : DEALT_WITH;
  const any = `SELECT ${signs.map((from) => `EXISTS (SELECT 1 FROM ${from})`).join(' OR ')}`;
  return state.value<number>(any, no, JSON.stringify(phonesOf(state, no)), created) === 1;
}

/** The customer goes, and what the import gave them goes back. */
function givenBack(state: Reader, customer: string, id: string, stamp: string): Event[] {
  const no = customerById(state, customer)?.no ?? -1;
  const back: Event[] = entriesOf(state, no, 0, ENTRIES_MAX).map(({ account, amount }) => ({
    ...{ type: 'ledger.entered', v: 1, customer, account: account satisfies Account, amount: -amount },
    ...{ reason: 'opening', cause: `undo:${id}` },
  }));
  return [...back, { type: 'customers.removed', v: 1, customer, stamp }];
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
