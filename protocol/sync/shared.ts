/**
 * What one till of a store tells the others through the office: events of its journal, by type, as they stand there.
 * Everything else that happens at a till stays between it and the office.
 */

import * as v from 'valibot';
import { parseWith } from './schemas.js';

/** No control characters, no half of a surrogate pair: these stand in columns of databases, which take neither. */
const isPlain = (text: string): boolean => !/[\p{Cc}\p{Cs}]/u.test(text);
const key = v.pipe(v.string(), v.minLength(1), v.maxLength(64), v.check(isPlain, 'control characters'));
const text = v.pipe(v.string(), v.maxLength(400));
const version = v.literal(1);

/** Points, or fen: a billion yuan is a mistake or mischief, and the sum of many must stay a safe integer. */
const AMOUNT_MAX = 100_000_000_000;
const amount = v.pipe(v.number(), v.safeInteger(), v.minValue(-AMOUNT_MAX), v.maxValue(AMOUNT_MAX));
const positive = v.pipe(amount, v.minValue(1));
const taken = v.pipe(amount, v.minValue(0));
const account = v.picklist(['points', 'principal', 'bonus', 'deposit']);
/** Deposits are given back at the till that took them: no till asks another for a part of one. */
const lent = v.picklist(['points', 'principal', 'bonus']);

const fields = v.pipe(
  v.record(key, v.pipe(v.string(), v.maxLength(2000))),
  v.check((record) => Object.keys(record).length <= 100, 'too many fields'),
);

const SCHEMAS = {
  'customers.registered': v.object({ v: version, customer: key, name: text, level: text, stamp: key }),
  'customers.changed': v.object({ v: version, customer: key, fields, stamp: key }),
  'customers.phone-added': v.object({ v: version, customer: key, key }),
  'customers.phone-removed': v.object({ v: version, customer: key, key }),
  'customers.item-added': v.object({
    ...{ v: version, customer: key, item: key },
    kind: v.picklist(['address', 'contact', 'anniversary']),
    facts: fields,
  }),
  'customers.item-removed': v.object({ v: version, customer: key, item: key }),
  'customers.handed-over': v.object({ v: version, customer: key, owner: text, reason: text, stamp: key }),
  'customers.merged': v.object({
    ...{ v: version, customer: key, other: key },
    filled: v.pipe(v.array(v.object({ field: key, before: text, after: text })), v.maxLength(100)),
    stamp: v.exactOptional(key),
  }),
  'customers.unmerged': v.object({ v: version, customer: key, other: key, stamp: v.exactOptional(key) }),
  'customers.field-set': v.object({
    ...{ v: version, field: key, name: text, stamp: key },
    kind: v.picklist(['text', 'number', 'date', 'choice']),
    choices: v.pipe(v.array(text), v.maxLength(100)),
  }),
  'customers.field-removed': v.object({ v: version, field: key, stamp: key }),
  'customers.removed': v.object({ v: version, customer: key, stamp: v.exactOptional(key) }),
  'customers.restored': v.object({ v: version, customer: key, stamp: v.exactOptional(key) }),
  'customers.erased': v.object({ v: version, customer: key, erasure: key, reason: text }),
  'cards.issued': v.object({ v: version, uid: key, customer: key }),
  'cards.marked': v.object({
    ...{ v: version, uid: key, stamp: key },
    state: v.picklist(['valid', 'lost', 'replaced', 'retired']),
    by: v.exactOptional(key),
  }),
  'cards.proven': v.object({
    ...{ v: version, uid: key },
    counter: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(0xffffff)),
  }),
  'proof.pin-set': v.object({ v: version, customer: key, salt: key, hash: key, stamp: key }),
  'proof.pin-removed': v.object({ v: version, customer: key, stamp: key }),
  'proof.pin-wrong': v.object({ v: version, customer: key, stamp: key }),
  'proof.pin-right': v.object({ v: version, customer: key, stamp: key }),
  'messaging.refused': v.object({
    ...{ v: version, key, by: text },
    purposes: v.exactOptional(v.array(v.picklist(['otp', 'service', 'care', 'marketing']))),
  }),
  'counter.sold': v.object({ v: version, sale: key, customer: key, amount: taken, points: taken }),
  'counter.refunded': v.object({
    ...{ v: version, refund: key, sale: key, customer: key, amount: taken, points: taken },
  }),
  'ledger.entered': v.object({ v: version, customer: key, account, amount, reason: key, cause: key }),
  'allowance.asked': v.object({
    ...{ v: version, ask: key, customer: key, account: lent, by: key },
    amount: positive,
  }),
  'allowance.given': v.object({
    ...{ v: version, customer: key, account: lent, from: key, to: key },
    amount: positive,
    ask: v.exactOptional(key),
  }),
};

type Schemas = typeof SCHEMAS;
export type SharedType = keyof Schemas;

/** An event that other tills get to know: `type`, and its fields. */
export type SharedEvent = {
  [Type in SharedType]: { readonly type: Type } & Readonly<v.InferOutput<Schemas[Type]>>;
}[SharedType];

/**
 * Told since the second version of the feed. They stand in parts of their own: a till that does not know them passes over those, and
 * loses nothing of what stands in the others.
 */
export function isLaterType(type: SharedType): boolean {
  return type === 'counter.sold' || type === 'counter.refunded';
}

export function isSharedType(type: string): type is SharedType {
  return Object.hasOwn(SCHEMAS, type);
}

/**
 * Checks one event; fields that this version does not know are left out.
 * @throws TerminalError `sync/schema` whose context names the field
 */
export function parseShared(type: SharedType, event: unknown): SharedEvent {
  return { type, ...parseWith(SCHEMAS[type], event, type) } as SharedEvent;
}

/** A shared event inside a feed item. */
export const sharedEvent = v.pipe(
  v.looseObject({ type: v.string() }),
  v.rawTransform(({ dataset, addIssue, NEVER }): SharedEvent => {
    const { type } = dataset.value;
    if (!isSharedType(type)) {
      addIssue({ message: `no till tells another of ${type.slice(0, 64)}` });
      return NEVER;
    }
    const parsed = v.safeParse(SCHEMAS[type], dataset.value, { abortEarly: true });
    if (parsed.success) return { type, ...parsed.output } as SharedEvent;
    addIssue({ message: `${type}: ${v.getDotPath(parsed.issues[0]) ?? 'whole'} is wrong` });
    return NEVER;
  }),
);
