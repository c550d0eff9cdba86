/** What a stored commit tells the other tills of its store, and the office's books. Its contents come from outside. */

import { isTerminalError, messageOf } from '../../protocol/errors.js';
import { readCommitLine } from '../../protocol/sync/commit-line.js';
import { isSharedType, parseShared, type SharedEvent } from '../../protocol/sync/shared.js';

export interface CommitFacts {
  /** The till's wall clock, ms since 1970 UTC; 0 when the line could not be read. */
  readonly at: number;
  readonly events: readonly SharedEvent[];
  /** Why an event, or the whole line, was left out. */
  readonly wrong: readonly string[];
}

/** Bytes of JSON: an event that is larger does not fit into a message beside others. */
const EVENT_BYTES_MAX = 48 * 1024;

/** Never throws. What a till took from the feed is nobody's news: its commits hold `sync.advanced`, and give nothing. */
export function factsOf(line: string): CommitFacts {
  try {
    const { at, events } = readCommitLine(line);
    if (events.some(({ type }) => type === 'sync.advanced')) return { at, events: [], wrong: [] };
    return { at, ...sharedOf(events) };
  } catch (error) {
    if (!isTerminalError(error, 'sync/')) throw error;
    return { at: 0, events: [], wrong: [messageOf(error)] };
  }
}

function sharedOf(events: readonly { readonly type: string }[]): Pick<CommitFacts, 'events' | 'wrong'> {
  const shared: SharedEvent[] = [];
  const wrong: string[] = [];
  for (const event of events) {
    if (!isSharedType(event.type) || isNobodys(event)) continue;
    try {
      const read = parseShared(event.type, event);
      if (sizeOf(read) <= EVENT_BYTES_MAX) shared.push(read);
      else wrong.push(`${event.type} is too large`);
    } catch (error) {
      if (!isTerminalError(error, 'sync/')) throw error;
      wrong.push(messageOf(error));
    }
  }
  return { events: shared, wrong };
}

/** A sale without a customer changes nothing at another till. */
function isNobodys(event: { readonly type: string }): boolean {
  return /^counter\./.test(event.type) && !('customer' in event);
}

export function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
