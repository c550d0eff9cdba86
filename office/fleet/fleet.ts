/** All terminals of this office: their desks, and what is known of them. */

import type { Clock, Log } from '../../drivers/host/types.js';
import type { Link } from '../../drivers/link/types.js';
import { TerminalError } from '../../protocol/errors.js';
import { topicUp } from '../../protocol/sync/topics.js';
import type { TerminalAccess } from '../config.js';
import type { Database } from '../db/types.js';
import type { Feed } from '../feed/feed.js';
import type { Eraser } from '../ingest/erase.js';
import type { Ingest } from '../ingest/ingest.js';
import { type CommitStore, quarantine } from '../ingest/store.js';
import type { Notes } from './notes.js';
import { createDesk, type TerminalDesk } from './terminal.js';

export interface TerminalStatus {
  readonly store: string;
  readonly terminal: string;
  /** Highest commit in the database; everything up to it is there once. */
  readonly through: number;
  readonly cursor: number;
  readonly fresh: number;
  readonly repeated: number;
  readonly gaps: number;
  readonly refused: number;
  readonly last_refusal?: string;
  readonly software: string;
  readonly seen_ms: number;
}

export interface Fleet {
  status(): TerminalStatus[];
  /** Sends new feed items to the terminals of a store. */
  push(store: string): Promise<void>;
  announce(): Promise<void>;
  /** @param terminal undefined when nobody knows who it was */
  violation(terminal: string | undefined, reason: string): void;
  /** @throws TerminalError `office/unknown-terminal` */
  check(terminal: string): void;
}

export interface FleetOptions {
  readonly terminals: readonly TerminalAccess[];
  readonly db: Database;
  readonly ingest: Ingest;
  readonly commits: Pick<CommitStore, 'lines'>;
  readonly eraser: Eraser;
  readonly feed: Feed;
  readonly link: Link;
  readonly clock: Clock;
  readonly log: Log;
}

/** Makes a desk for each terminal and subscribes to its topic. */
export async function createFleet(options: FleetOptions): Promise<Fleet> {
  const { db, clock, link, log } = options;
  const desks = new Map<string, { readonly access: TerminalAccess; readonly desk: TerminalDesk }>();
  for (const access of options.terminals) {
    const desk = createDesk({
      ...options,
      access,
      quarantine: (refusal) => quarantine(db, refusal, clock.now()),
      remember: (terminal, notes) => remember(db, terminal, notes),
    });
    await recall(db, access, desk.notes);
    desks.set(access.terminal, { access, desk });
    link.subscribe(topicUp(access.store, access.terminal), desk.take);
  }
  const all = [...desks.values()];
  return {
    status: () =>
      all.map(({ access, desk }) => statusOf(access, desk.notes, options.ingest.through(access.terminal))),
    push: async (store) => {
      // Side by side: a terminal that reads slowly keeps nobody else waiting.
      await Promise.all(all.filter(({ access }) => access.store === store).map(({ desk }) => desk.push()));
    },
    announce: async () => {
      await Promise.all(all.map(({ desk }) => desk.announce()));
    },
    violation: (terminal, reason) => {
      const found = desks.get(terminal ?? '');
      if (found) found.desk.note(reason);
      else log.warn({ reason }, 'refused at the broker');
    },
    check: (terminal) => {
      if (desks.has(terminal)) return;
      throw new TerminalError('office/unknown-terminal', `no terminal is called "${terminal.slice(0, 40)}"`, {
        context: { terminal: terminal.slice(0, 40) },
      });
    },
  };
}

function statusOf({ store, terminal }: TerminalAccess, notes: Notes, through: number): TerminalStatus {
  const { cursor, fresh, repeated, gaps, refused, lastRefusal, software, seenMs } = notes;
  return {
    store,
    terminal,
    through,
    cursor,
    fresh,
    repeated,
    gaps,
    refused,
    ...(lastRefusal !== undefined && { last_refusal: lastRefusal }),
    software,
    seen_ms: seenMs,
  };
}

/** Makes the terminal's row, which the ingest moves, and reads what was last known. */
async function recall(db: Database, { store, terminal }: TerminalAccess, notes: Notes): Promise<void> {
  const [row] = await db.query(
    `insert into terminals (terminal, store) values ($1, $2) on conflict (terminal) do update set store = $2
     returning cursor, software, seen_ms`,
    [terminal, store],
  );
  notes.cursor = Number(row?.cursor ?? 0);
  notes.software = String(row?.software ?? '');
  notes.seenMs = Number(row?.seen_ms ?? 0);
}

async function remember(db: Database, terminal: string, notes: Notes): Promise<void> {
  await db.query('update terminals set cursor = $2, software = $3, seen_ms = $4 where terminal = $1', [
    terminal,
    notes.cursor,
    // PostgreSQL's text cannot hold U+0000.
    notes.software.replaceAll('\0', ' '),
    notes.seenMs,
  ]);
}
