import type { FeedItem } from '../../protocol/sync/messages.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Decision } from '../kernel/kernel.js';
import type { SyncEvents } from './events.js';
import { feedCursor } from './queries.js';
import { eventsOf, skipped } from './translate.js';

/**
 * Takes the next item of the feed, one to a commit: an item may need what the one before it made. What was taken before
 * is dropped; an item beyond the next one is left for later (`gap`). `here` is this terminal.
 */
export function takeItem(state: Reader, item: FeedItem, here: string): Decision<'taken' | 'known' | 'gap'> {
  return takeAs(state, item, () => eventsOf(state, item, here));
}

/** Passes over an item that the tables would not take; it stands on record. */
export function skipItem(state: Reader, item: FeedItem, reason: string): Decision<'taken' | 'known' | 'gap'> {
  return takeAs(state, item, () => [skipped(item, reason)]);
}

function takeAs(
  state: Reader,
  { n, from = n }: FeedItem,
  events: () => readonly DomainEvent[],
): Decision<'taken' | 'known' | 'gap'> {
  const cursor = feedCursor(state);
  if (n <= cursor) return { events: [], result: 'known' };
  if (from > cursor + 1) return { events: [], result: 'gap' };
  const advanced: EventOf<SyncEvents> = { type: 'sync.advanced', v: 1, cursor: n };
  return { events: [...events(), advanced], result: 'taken' };
}
