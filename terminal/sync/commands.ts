import type { FeedItem } from '../../protocol/sync/messages.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Decision } from '../kernel/kernel.js';
import type { SyncEvents } from './events.js';
import { feedCursor } from './queries.js';
import { eventsOf } from './translate.js';

/**
 * Takes the next item of the feed, one to a commit: an item may need what the one before it made. What was taken before
 * is dropped; an item beyond the next one is left for later (`gap`).
 */
export function takeItem(state: Reader, item: FeedItem): Decision<'taken' | 'known' | 'gap'> {
  const cursor = feedCursor(state);
  if (item.n <= cursor) return { events: [], result: 'known' };
  if (item.n > cursor + 1) return { events: [], result: 'gap' };
  const advanced: EventOf<SyncEvents> = { type: 'sync.advanced', v: 1, cursor: item.n };
  const events: DomainEvent[] = [...eventsOf(state, item), advanced];
  return { events, result: 'taken' };
}
