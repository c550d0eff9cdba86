import { PERSON_ROWS, personOf } from '../identity/index.js';
import type { Reader } from '../kernel/database.js';
import type { ProfileFields } from './events.js';
import { PROFILE_FIELDS } from './fields.js';
import type { Item, ItemKind } from './items.js';
import { readings } from './pinyin.js';

/** Every field is empty when nobody knows. */
export interface Customer extends ProfileFields {
  /** Row number, only for joins inside this database. */
  readonly no: number;
  readonly id: string;
  /** ms since 1970 UTC */
  readonly created: number;
  /** When it was removed, ms since 1970 UTC; null for a customer that is there. */
  readonly removed: number | null;
}

const COLUMNS = `no, id, created, ${PROFILE_FIELDS.join(', ')}, removed`;

export function customerById(state: Reader, id: string): Customer | undefined {
  return state.one<Customer>(`SELECT ${COLUMNS} FROM customers WHERE id = ?`, id);
}

export function customerByNo(state: Reader, no: number): Customer | undefined {
  return state.one<Customer>(`SELECT ${COLUMNS} FROM customers WHERE no = ?`, no);
}

/** Whether a row has this number, be it one out of sight: told at once, and most numbers of a table that is imported are nobody's. */
export function isSomebodysNumber(state: Reader, key: string): boolean {
  return state.value('SELECT 1 FROM customer_phones WHERE key = ?', key) !== undefined;
}

/** Everyone who has this number, the oldest customer first. */
export function customersByPhone(state: Reader, key: string): Customer[] {
  return state.all<Customer>(
    `SELECT ${COLUMNS} FROM customers WHERE no IN (SELECT ${personOf('customer')} FROM customer_phones WHERE key = ?)
       AND removed IS NULL ORDER BY no`,
    key,
  );
}

/** Rows of this number that are out of sight: deleted, or merged into another. */
export function removedByPhone(state: Reader, key: string): Customer[] {
  return state.all<Customer>(
    `SELECT ${COLUMNS} FROM customers WHERE no IN (SELECT customer FROM customer_phones WHERE key = ?)
       AND removed IS NOT NULL ORDER BY no`,
    key,
  );
}

/** Every row of this very name, also those out of sight; the name is as `cleanName` writes it. Nobody, for most names: found out at once. */
export function customersNamed(state: Reader, name: string): Customer[] {
  const where = 'FROM customers WHERE readings = ? AND name = ?';
  const spoken = readings(name);
  if (state.value(`SELECT 1 ${where} LIMIT 1`, spoken, name) === undefined) return [];
  return state.all<Customer>(`SELECT ${COLUMNS} ${where} ORDER BY no`, spoken, name);
}

/** Number keys of a customer: the one that they named first, then by their digits. */
export function phonesOf(state: Reader, no: number): string[] {
  return state
    .all<{ key: string }>(
      `SELECT DISTINCT key FROM customer_phones WHERE customer IN ${PERSON_ROWS}
         ORDER BY key <> (SELECT number FROM customers WHERE no = ?1), key`,
      no,
    )
    .map(({ key }) => key);
}

/** Addresses, contact persons, days: those of a kind, or all, in the order in which they were told. */
export function itemsOf(state: Reader, no: number, kind?: ItemKind): Item[] {
  return state
    .all<{ id: string; kind: ItemKind; facts: string }>(
      `SELECT id, kind, facts FROM customer_items WHERE customer IN ${PERSON_ROWS} AND (?2 = '' OR kind = ?2) ORDER BY id`,
      no,
      kind ?? '',
    )
    .map((item) => ({ ...item, facts: JSON.parse(item.facts) as Item['facts'] }));
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

/** A removed customer may be restored for so long. */
export const RESTORABLE_MS = 30 * 24 * 3600_000;

/** The stamp of whoever is gone and cannot be brought back: it is newer than all. */
export const FOR_GOOD = '~';

const RESTORABLE = `removed IS NOT NULL AND removed > ? AND no NOT IN (SELECT alias FROM customer_aliases)
  AND no NOT IN (SELECT customer FROM customer_stamps WHERE field = 'gone' AND stamp = '${FOR_GOOD}')`;

/** Who may be restored, the last removed first; `now` in ms since 1970 UTC. */
export function restorable(state: Reader, now: number, offset: number, limit: number): Customer[] {
  return state.all<Customer>(
    `SELECT ${COLUMNS} FROM customers WHERE ${RESTORABLE} ORDER BY removed DESC, no LIMIT ? OFFSET ?`,
    ...[now - RESTORABLE_MS, limit, offset],
  );
}

/** Whether this one is among the `restorable`. */
export function isRestorable(state: Reader, { no, removed }: Customer, now: number): boolean {
  if (removed === null || removed <= now - RESTORABLE_MS) return false;
  const sql = `SELECT 1 FROM customer_aliases WHERE alias = ?1
    UNION ALL SELECT 1 FROM customer_stamps WHERE customer = ?1 AND field = 'gone' AND stamp = ?2`;
  return state.value(sql, no, FOR_GOOD) === undefined;
}

export function restorableCount(state: Reader, now: number): number {
  return state.value<number>(`SELECT count(*) FROM customers WHERE ${RESTORABLE}`, now - RESTORABLE_MS) ?? 0;
}

/** A hand-over to an employee (`owner`, an id) by whoever stood at the keypad. */
export interface HandOver {
  readonly at: number;
  readonly owner: string;
  readonly reason: string;
  readonly actor: string;
}

/** Newest first. */
export function handOvers(state: Reader, no: number, limit: number): HandOver[] {
  return state.all<HandOver>(
    `SELECT at, owner, reason, actor FROM customer_owners WHERE customer IN ${PERSON_ROWS} ORDER BY stamp DESC LIMIT ?2`,
    no,
    limit,
  );
}

/** Somebody who was merged into another. */
export interface Alias {
  readonly no: number;
  readonly id: string;
  readonly name: string;
  readonly at: number;
}

/** Who was merged into `no`, the last first; those who were merged into one of them before are theirs. */
export function aliasesOf(state: Reader, no: number): Alias[] {
  return state.all<Alias>(
    `SELECT no, id, name, at FROM customer_aliases JOIN customers ON no = alias WHERE into_no = ?
       ORDER BY at DESC, no DESC`,
    no,
  );
}

/** Levels, types, sources and the like that customers have, by their words. */
export function wordsInUse(state: Reader, field: 'level' | 'type' | 'source'): string[] {
  return state
    .all<{ word: string }>(`SELECT DISTINCT ${field} AS word FROM customers WHERE ${field} <> '' ORDER BY 1`)
    .map(({ word }) => word);
}

/** The newest that stands of these fields of a customer. */
export function standingStamp(state: Reader, no: number, fields: readonly string[]): string {
  return (
    state.value<string | null>(
      `SELECT max(stamp) FROM (SELECT stamp FROM customers WHERE no = ?1 UNION ALL
        SELECT stamp FROM customer_stamps WHERE customer = ?1 AND field IN (SELECT value FROM json_each(?2)))`,
      ...[no, JSON.stringify(fields)],
    ) ?? ''
  );
}

/** The newest stamp in the database: new ones must be newer. */
export function newestStamp(state: Reader): string | undefined {
  return state.value<string>(
    `SELECT max(stamp) FROM (SELECT max(stamp) AS stamp FROM customer_stamps WHERE stamp <> '${FOR_GOOD}' UNION ALL SELECT max(stamp) FROM customers
       UNION ALL SELECT max(stamp) FROM customer_fields)`,
  );
}
