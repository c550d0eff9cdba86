/** Items that the office publishes at its start from a file: a JSON array of {store, kind, body}, each content once. */

import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { messageOf, TerminalError } from '../../protocol/errors.js';
import { isFeedKind, parseFeedItem } from '../../protocol/sync/feed.js';
import { isName } from '../../protocol/sync/topics.js';
import { checkPublishable, type Feed, type Publication } from './feed.js';

const fileSchema = v.array(
  v.strictObject({ store: v.pipe(v.string(), v.check(isName)), kind: v.string(), body: v.unknown() }),
);

/**
 * Reads the file's text.
 * @throws TerminalError `office/items` that says which item is wrong, and where
 */
export function parseItems(text: string): Publication[] {
  const parsed = v.safeParse(fileSchema, jsonOf(text));
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw wrongItems(`${v.getDotPath(issue) ?? 'the whole file'}: ${issue.message}`);
  }
  return parsed.output.map((item, index) => ({ ...checked(item, index), source: sourceOf(item) }));
}

/** Publishes what was not published before; resolves to how many were new. */
export async function publishItems(feed: Feed, items: readonly Publication[]): Promise<number> {
  let fresh = 0;
  for (const item of items) if ((await feed.publish(item)) !== undefined) fresh += 1;
  return fresh;
}

function checked<T extends { readonly kind: string; readonly body: unknown }>(item: T, index: number): T {
  if (!isFeedKind(item.kind)) throw wrongItems(`${index}.kind: no feed item is called "${item.kind}"`);
  try {
    checkPublishable(item.kind);
    parseFeedItem(item.kind, item.body);
  } catch (cause) {
    throw wrongItems(`${index}.body: ${messageOf(cause)}`, cause);
  }
  return item;
}

function sourceOf(item: { readonly kind: string; readonly body: unknown }): string {
  return `items:${createHash('sha256')
    .update(JSON.stringify([item.kind, item.body]))
    .digest('hex')}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw wrongItems(messageOf(cause), cause);
  }
}

function wrongItems(why: string, cause?: unknown): TerminalError {
  return new TerminalError('office/items', `the file of items: ${why}`, { cause });
}
