/**
 * The office's side of one terminal: what comes up is taken, refused or answered, what goes down is sent.
 * Everything here may be lost at any moment: the terminal says `hello` again and both stand where their databases stand.
 */

import type { Clock, Log } from '../../drivers/host/types.js';
import type { Link } from '../../drivers/link/types.js';
import { isTerminalError, messageOf, TerminalError } from '../../protocol/errors.js';
import { encodeDown, splitUp } from '../../protocol/sync/codec.js';
import { scanCommits } from '../../protocol/sync/commit-scan.js';
import { type DownMessage, MAX_PAYLOAD, type UpHead } from '../../protocol/sync/messages.js';
import { topicDown } from '../../protocol/sync/topics.js';
import type { TerminalAccess } from '../config.js';
import type { Feed } from '../feed/feed.js';
import type { Eraser } from '../ingest/erase.js';
import type { Ingest } from '../ingest/ingest.js';
import type { CommitStore, Refusal } from '../ingest/store.js';
import { type Notes, newNotes } from './notes.js';

export interface TerminalDesk {
  readonly notes: Notes;
  /** A payload from the terminal's up topic. Resolves when there is room for the next; never rejects. */
  take(payload: Uint8Array): Promise<void>;
  /** Sends feed items that it has not been sent, if it has said where it stands. */
  push(): Promise<void>;
  /** Tells where the office stands; a terminal that waits for an answer that was lost goes on from there. */
  announce(): Promise<void>;
  /** Counts and logs something that was refused before it came here. */
  note(reason: string): void;
}

export interface DeskOptions {
  readonly access: TerminalAccess;
  readonly ingest: Ingest;
  readonly feed: Feed;
  readonly link: Pick<Link, 'publish'>;
  readonly commits: Pick<CommitStore, 'lines'>;
  /** Where it is not given, erasures are not answered: the terminal tells them again. */
  readonly eraser?: Eraser;
  readonly clock: Clock;
  readonly log: Log;
  readonly quarantine: (refusal: Refusal) => Promise<void>;
  /** Keeps what the terminal said of itself. */
  readonly remember: (terminal: string, notes: Notes) => Promise<void>;
}

/** Of one answer to a terminal that was restored. */
const BACK_COMMITS = 500;
const BACK_BYTES = MAX_PAYLOAD / 2;

type Ack = Extract<DownMessage, { kind: 'ack' }>;

export function createDesk(options: DeskOptions): TerminalDesk {
  const { access, ingest, feed, clock } = options;
  const log = options.log.child({ terminal: access.terminal });
  const topic = topicDown(access.store, access.terminal);
  const notes = newNotes();
  let ackDue: Ack | undefined;
  let acking = false;

  async function send(message: DownMessage, lines: readonly Uint8Array[] = []): Promise<void> {
    try {
      await options.link.publish(topic, encodeDown(message, lines));
    } catch (error) {
      // Nothing is lost: the terminal asks again.
      log.info({ kind: message.kind, err: error }, 'an answer was not sent');
    }
  }

  /** Only the newest place matters: while one answer is under way, later ones replace each other. */
  function ack(message: Ack): void {
    ackDue = message;
    if (!acking) void sendAcks();
  }

  async function sendAcks(): Promise<void> {
    acking = true;
    while (ackDue) {
      const message = ackDue;
      ackDue = undefined;
      await send(message);
    }
    acking = false;
  }

  async function refuse(error: unknown, payload: Uint8Array): Promise<void> {
    const reason = isTerminalError(error) ? (error.code.split('/')[1] ?? error.code) : 'failed';
    const seq = isTerminalError(error) ? seqOf(error) : undefined;
    note(reason, seq);
    const kept = {
      terminal: access.terminal,
      reason,
      ...(seq && { seq }),
      detail: messageOf(error),
      payload,
    };
    await options
      .quarantine(kept)
      .catch((failed: unknown) => log.error({ err: failed }, 'a refused message could not be kept'));
    await send({ v: 1, kind: 'refused', reason, ...(seq !== undefined && { seq }) });
  }

  function note(reason: string, seq?: number): void {
    notes.refused += 1;
    notes.lastRefusal = reason;
    log.warn({ reason, seq }, 'refused');
  }

  async function takeCommits(
    body: Uint8Array,
    first: number,
    last: number,
    payload: Uint8Array,
  ): Promise<void> {
    try {
      const outcome = await ingest.take({ terminal: access.terminal, first, last, body });
      const gap = outcome.kind === 'gap';
      if (gap) notes.gaps += 1;
      else if (outcome.fresh === 0) notes.repeated += 1;
      else notes.fresh += outcome.fresh;
      ack({ v: 1, kind: 'ack', through: outcome.through, ...(gap && { gap }) });
    } catch (error) {
      if (isTerminalError(error, 'sync/')) return refuse(error, payload);
      // The database is away: no answer, so the terminal keeps its commits and sends them again.
      log.error({ err: error, first, last }, 'commits were not stored');
    }
  }

  async function greet(head: Extract<UpHead, { kind: 'hello' }>, payload: Uint8Array): Promise<void> {
    const through = ingest.through(access.terminal);
    notes.software = head.software;
    ack({ v: 1, kind: 'ack', through });
    if (head.last < through && !head.restored) await refuse(behind('journal-behind', through), payload);
    await answer(head.cursor, payload);
  }

  async function answer(cursor: number, payload: Uint8Array): Promise<void> {
    const head = feed.head(access.store);
    notes.cursor = cursor;
    await options.remember(access.terminal, notes);
    if (cursor > head) {
      await feed.jump(access.store, cursor);
      await refuse(behind('cursor-ahead', head), payload);
    }
    notes.sent = cursor;
    await sendPage();
  }

  /** `pushed`: nobody asked, so what holds nothing for the terminal can wait. */
  async function sendPage(pushed = false): Promise<void> {
    if (notes.sent === undefined) return;
    const { items, head } = await feed.page(access.store, notes.sent, access.terminal);
    if (pushed && items.every(({ kind }) => kind === 'passed')) return;
    notes.sent = items.at(-1)?.n ?? notes.sent;
    await send({ v: 1, kind: 'feed', items, head });
  }

  /** Batches that were sent before it have their place first. */
  async function erase(head: Extract<UpHead, { kind: 'erased' }>, body: Uint8Array): Promise<void> {
    const { eraser } = options;
    const { erasure, customer, first, last } = head;
    if (!eraser) return;
    await ingest.idle();
    if (first === undefined || last === undefined) {
      await eraser.forget(access.store, customer);
      return send({ v: 1, kind: 'erased', erasure });
    }
    scanCommits(body, first, last);
    return eraser.replace(access.terminal, first, body);
  }

  /** Its own commits, for a journal that came out of a backup. */
  async function giveBack(after: number): Promise<void> {
    const first = after + 1;
    const through = ingest.through(access.terminal);
    const known = await options.commits.lines(
      access.terminal,
      first,
      Math.min(through, after + BACK_COMMITS),
    );
    const lines: Uint8Array[] = [];
    let size = 0;
    for (const line of known) {
      const bytes = Buffer.from(`${line}\n`);
      if (lines.length > 0 && size + bytes.length > BACK_BYTES) break;
      lines.push(bytes);
      size += bytes.length;
    }
    if (lines.length === 0) return ack({ v: 1, kind: 'ack', through });
    await send({ v: 1, kind: 'lines', first, last: after + lines.length, through }, lines);
  }

  async function takeMessage(payload: Uint8Array): Promise<void> {
    const { head, body } = splitUp(payload);
    switch (head.kind) {
      case 'hello':
        return greet(head, payload);
      case 'want':
        return answer(head.cursor, payload);
      case 'lines':
        return giveBack(head.after);
      case 'erased':
        return erase(head, body);
      case 'commits':
        // Not awaited: the next batch may come while this one waits for the database.
        void takeCommits(body, head.first, head.last, payload);
        return ingest.room();
    }
  }

  return {
    notes,
    note,
    take: async (payload) => {
      notes.seenMs = clock.now();
      try {
        await takeMessage(payload);
      } catch (error) {
        if (isTerminalError(error, 'sync/')) await refuse(error, payload);
        else log.error({ err: error }, 'a message was not answered');
      }
    },
    push: async () => {
      // What is further behind asks for itself, page by page.
      if (notes.sent !== undefined && notes.sent < feed.head(access.store)) await sendPage(true);
    },
    announce: async () => {
      ack({ v: 1, kind: 'ack', through: ingest.through(access.terminal) });
      // A broker of its own keeps the terminal connected while the office starts again: it will not say hello.
      notes.sent ??= Math.min(notes.cursor, feed.head(access.store));
      await sendPage();
    },
  };
}

function behind(reason: 'journal-behind' | 'cursor-ahead', seq: number): TerminalError {
  const why =
    reason === 'journal-behind'
      ? `its journal ends before commit ${seq}, which the office has: was its disk replaced?`
      : `it has feed items after ${seq}, where the feed ends: was the office restored from a backup?`;
  return new TerminalError(`sync/${reason}`, why, { context: { seq }, retry: 'person' });
}

function seqOf(error: TerminalError): number | undefined {
  const { seq } = error.context;
  return typeof seq === 'number' ? seq : undefined;
}
