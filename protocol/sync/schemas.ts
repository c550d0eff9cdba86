/** What a message's head may contain. One schema per kind; anything else is refused with the name of the field. */

import * as v from 'valibot';
import { TerminalError } from '../errors.js';
import { SYNC_VERSION } from './messages.js';

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const positiveNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const shortText = v.pipe(v.string(), v.maxLength(100));
const version = v.literal(SYNC_VERSION);
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

export const upSchema = v.variant('kind', [
  v.object({
    v: version,
    kind: v.literal('hello'),
    last: wholeNumber,
    cursor: wholeNumber,
    software: shortText,
    restored: v.exactOptional(v.boolean()),
  }),
  v.object({ v: version, kind: v.literal('commits'), first: positiveNumber, last: positiveNumber }),
  v.object({ v: version, kind: v.literal('want'), cursor: wholeNumber }),
  v.object({ v: version, kind: v.literal('lines'), after: wholeNumber }),
  v.object({
    ...{ v: version, kind: v.literal('erased'), erasure: name, customer: name },
    ...{ first: v.exactOptional(positiveNumber), last: v.exactOptional(positiveNumber) },
  }),
]);

const feedItem = v.object({
  n: positiveNumber,
  from: v.exactOptional(positiveNumber),
  kind: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  body: v.unknown(),
});

export const downSchema = v.variant('kind', [
  v.object({ v: version, kind: v.literal('ack'), through: wholeNumber, gap: v.exactOptional(v.boolean()) }),
  v.object({ v: version, kind: v.literal('feed'), items: v.array(feedItem), head: wholeNumber }),
  v.object({
    ...{ v: version, kind: v.literal('lines'), first: positiveNumber, last: positiveNumber },
    through: wholeNumber,
  }),
  v.object({ v: version, kind: v.literal('erased'), erasure: name }),
  v.object({
    v: version,
    kind: v.literal('refused'),
    reason: shortText,
    seq: v.exactOptional(wholeNumber),
  }),
]);

/**
 * Checks `value`, which came from outside.
 * @throws TerminalError `sync/schema` whose context names the first wrong field
 */
export function parseWith<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  what: string,
): v.InferOutput<S> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const issue = result.issues[0];
  const field = v.getDotPath(issue) ?? '(whole)';
  throw new TerminalError('sync/schema', `${what}: ${field} is wrong: ${issue.message.slice(0, 200)}`, {
    context: { what, field },
  });
}
