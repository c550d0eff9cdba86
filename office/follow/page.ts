/** Stored commits of one till, as one step of the follower keeps them: its books, and the feed's new items. Pure. */

import type { FeedBodies } from '../../protocol/sync/messages.js';
import { isLaterType, type SharedEvent } from '../../protocol/sync/shared.js';
import type { Refusal } from '../ingest/store.js';
import { type CommitFacts, factsOf, sizeOf } from './facts.js';

/** A row of the office's ledger. */
export interface LedgerRow {
  readonly store: string;
  /** Where it was entered; empty for the office itself. */
  readonly terminal: string;
  /** Its commit there, or the number of the feed's item. */
  readonly seq: number;
  /** Its place in the commit. */
  readonly part: number;
  readonly customer: string;
  readonly account: string;
  /** Points, or fen. */
  readonly amount: number;
  readonly reason: string;
  readonly cause: string;
  readonly atMs: number;
}

export interface FollowedPage {
  readonly store: string;
  /** A till's name, or `feed:STORE`. */
  readonly stream: string;
  /** What was read: everything after `after` up to `through`. */
  readonly after: number;
  readonly through: number;
  readonly rows: readonly LedgerRow[];
  /** Bodies of `shared` items, in order. */
  readonly shared: readonly FeedBodies['shared'][];
  readonly refusals: readonly Refusal[];
}

/** An item's events take at most so many bytes, unless it is one event; what is more goes into the next part. */
const PART_BYTES = 48 * 1024;

/** @param lines journal lines after `after`, in order, without line ends */
export function pageOf(
  store: string,
  terminal: string,
  after: number,
  lines: readonly string[],
): FollowedPage {
  const rows: LedgerRow[] = [];
  const shared: FeedBodies['shared'][] = [];
  const refusals: Refusal[] = [];
  for (const [index, line] of lines.entries()) {
    const seq = after + 1 + index;
    const facts = factsOf(line);
    rows.push(...rowsOf(store, terminal, seq, facts));
    const known = facts.events.filter(({ type }) => !isLaterType(type));
    const later = facts.events.filter(({ type }) => isLaterType(type));
    for (const [part, events] of [...partsOf(known), ...partsOf(later)].entries()) {
      shared.push({ from: terminal, seq, part, at: facts.at, events });
    }
    if (facts.wrong.length > 0) {
      const detail = facts.wrong.join('; ');
      refusals.push({ terminal, reason: 'unreadable', seq, detail, payload: Buffer.from(line) });
    }
  }
  return { store, stream: terminal, after, through: after + lines.length, rows, shared, refusals };
}

function rowsOf(store: string, terminal: string, seq: number, { at, events }: CommitFacts): LedgerRow[] {
  return events.flatMap((event, part) => {
    if (event.type !== 'ledger.entered') return [];
    const { customer, account, amount, reason, cause } = event;
    return [{ store, terminal, seq, part, customer, account, amount, reason, cause, atMs: at }];
  });
}

function partsOf(events: readonly SharedEvent[]): SharedEvent[][] {
  const parts: SharedEvent[][] = [];
  let bytes = 0;
  for (const event of events) {
    const size = sizeOf(event);
    const last = parts.at(-1);
    if (last && bytes + size <= PART_BYTES) last.push(event);
    else parts.push([event]);
    bytes = last && bytes + size <= PART_BYTES ? bytes + size : size;
  }
  return parts;
}
