/** The bodies of feed items, by kind: `FeedBodies` of messages.ts as schemas that check at both ends. */

import * as v from 'valibot';
import { TerminalError } from '../errors.js';
import type { FeedBodies, FeedKind } from './messages.js';
import { parseWith } from './schemas.js';
import { sharedEvent } from './shared.js';
import { NAME_PATTERN } from './topics.js';

const MAX_FEN = 1_000_000_000;

const fen = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_FEN));
const amount = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const key = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const till = v.pipe(v.string(), v.regex(NAME_PATTERN));
const line = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

const SCHEMAS = {
  product: v.object({
    sku: key,
    name: line,
    price: fen,
    barcode: v.exactOptional(key),
    removed: v.exactOptional(v.boolean()),
  }),
  'points-rule': v.object({
    points: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000)),
    per: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MAX_FEN)),
  }),
  template: v.object({
    key,
    purpose: v.picklist(['service', 'care', 'marketing']),
    text: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)),
  }),
  shop: v.object({
    name: line,
    signature: line,
    phone: v.exactOptional(line),
    address: v.exactOptional(line),
  }),
  customer: v.object({
    id: key,
    name: v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
    phone: v.exactOptional(v.pipe(v.string(), v.maxLength(40))),
    level: v.exactOptional(v.pipe(v.string(), v.maxLength(40))),
    stamp: key,
  }),
  opening: v.object({
    customer: key,
    points: amount,
    principal: amount,
    bonus: amount,
    visits: v.exactOptional(
      v.pipe(
        v.array(v.object({ at: amount, amount: fen, items: v.pipe(v.string(), v.maxLength(200)) })),
        v.maxLength(50),
      ),
    ),
  }),
  tills: v.object({ tills: v.pipe(v.array(till), v.minLength(1), v.maxLength(1000)), home: till }),
  shared: v.object({
    from: till,
    seq: v.pipe(amount, v.minValue(1)),
    part: amount,
    at: v.pipe(v.number(), v.safeInteger()),
    events: v.pipe(v.array(sharedEvent), v.minLength(1)),
  }),
  passed: v.object({}),
} satisfies { readonly [K in FeedKind]: v.GenericSchema<unknown, FeedBodies[K]> };

export type TypedFeedItem = {
  [K in FeedKind]: { readonly kind: K; readonly body: FeedBodies[K] };
}[FeedKind];

/** Kinds that the office itself makes; nobody publishes them by hand. */
export const OWN_KINDS: readonly FeedKind[] = ['tills', 'shared', 'passed'];

export function isFeedKind(kind: string): kind is FeedKind {
  return Object.hasOwn(SCHEMAS, kind);
}

/**
 * Checks an item's body against its kind. Fields that this version does not know are left out.
 * @throws TerminalError `sync/unknown-kind`, or `sync/schema` whose context names the field
 */
export function parseFeedItem(kind: string, body: unknown): TypedFeedItem {
  if (!isFeedKind(kind)) {
    throw new TerminalError('sync/unknown-kind', `no feed item is called "${kind.slice(0, 64)}"`, {
      context: { kind: kind.slice(0, 64) },
    });
  }
  return { kind, body: parseWith(SCHEMAS[kind], body, kind) } as TypedFeedItem;
}
