/**
 * Reads what the ingest has stored, some time after it: what happened at one till reaches the others, and the office's books.
 *
 * INVARIANTS
 * - Each commit of a till is followed once, in order: its place moves in the transaction that keeps what it told.
 * - It never holds up the ingest: while that is busy, it takes one page of each till and rests.
 * - Whatever a line says, the next one is followed.
 */

import type { Clock, Log } from '../../drivers/host/types.js';
import { isTerminalError, messageOf, TerminalError } from '../../protocol/errors.js';
import type { TerminalAccess } from '../config.js';
import type { Feed } from '../feed/feed.js';
import type { ItemStore } from '../feed/store.js';
import type { Ingest } from '../ingest/ingest.js';
import type { CommitStore } from '../ingest/store.js';
import { openingsPage, openingsStream } from './openings.js';
import { type FollowedPage, pageOf } from './page.js';
import type { FollowStore } from './store.js';

export interface Follower {
  start(): void;
  /** The office has published an opening. */
  opened(): void;
  /** Stored commits that were not followed yet, of all tills. */
  behind(): number;
  /** Resolves when the step that runs is over. */
  stop(): Promise<void>;
}

export interface FollowerOptions {
  readonly terminals: readonly Pick<TerminalAccess, 'store' | 'terminal'>[];
  readonly ingest: Pick<Ingest, 'through' | 'idle' | 'onStored'>;
  readonly commits: Pick<CommitStore, 'lines'>;
  readonly items: Pick<ItemStore, 'openings'>;
  readonly feed: Feed;
  readonly follow: FollowStore;
  readonly clock: Clock;
  readonly log: Log;
  /** A store's feed has new items. */
  readonly onShared: (store: string) => void;
}

/** SQLSTATE class 22: the values are at fault, and will be the next time (PostgreSQL, appendix A). */
function isDataFault(error: unknown): boolean {
  const cause = isTerminalError(error, 'database/') ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && code.startsWith('22');
}

const PAGE_COMMITS = 200;
const PAGE_OPENINGS = 500;
/** Longest wait for a pause of the ingest between two pages. */
const GIVE_WAY_MS = 1_000;
const AFTER_ERROR_MS = 5_000;

export async function createFollower(options: FollowerOptions): Promise<Follower> {
  const { terminals, ingest, feed, follow, clock, log } = options;
  const stores = [...new Set(terminals.map(({ store }) => store))];
  let through = await follow.through();
  let openingsDue = true;
  let running = false;
  let woken = false;
  let working: Promise<void> | undefined;
  let forget: (() => void) | undefined;
  let endRest: (() => void) | undefined;

  const behindOf = (terminal: string): number => ingest.through(terminal) - (through.get(terminal) ?? 0);

  async function keep(page: FollowedPage): Promise<void> {
    await feed.append(page.store, page.shared.length, (first) => follow.keep(page, first, clock.now()));
    through.set(page.stream, page.through);
    for (const { terminal, seq, detail } of page.refusals)
      log.warn({ terminal, seq, detail }, 'a stored commit tells something that cannot be read');
    if (page.shared.length > 0) options.onShared(page.store);
  }

  async function followTill(store: string, terminal: string): Promise<void> {
    const after = through.get(terminal) ?? 0;
    const last = Math.min(ingest.through(terminal), after + PAGE_COMMITS);
    const lines = await options.commits.lines(terminal, after + 1, last);
    if (lines.length === 0)
      throw new TerminalError('office/lines-missing', `commits of ${terminal} after ${after} are not stored`);
    try {
      await keep(pageOf(store, terminal, after, lines));
    } catch (error) {
      if (!isDataFault(error)) throw error;
      for (const [index, line] of lines.entries()) await followAlone(store, terminal, after + index, line);
    }
  }

  /** A commit that the database takes in no page is kept for a person to look at, and passed over. */
  async function followAlone(store: string, terminal: string, after: number, line: string): Promise<void> {
    const page = pageOf(store, terminal, after, [line]);
    try {
      await keep(page);
    } catch (error) {
      if (!isDataFault(error)) throw error;
      const [seq, detail, payload] = [after + 1, messageOf(error), Buffer.from(line)];
      const refusals = [{ terminal, reason: 'unreadable', seq, detail, payload }];
      await keep({ ...page, rows: [], shared: [], refusals });
    }
  }

  async function followOpenings(store: string): Promise<void> {
    const after = through.get(openingsStream(store)) ?? 0;
    const items = await options.items.openings(store, after, PAGE_OPENINGS);
    if (items.length === 0) return;
    await keep(openingsPage(store, after, items));
    openingsDue = true;
  }

  /** A page of each that is behind; whether there was one. */
  async function step(): Promise<boolean> {
    const due = openingsDue;
    openingsDue = false;
    if (due) for (const store of stores) await followOpenings(store);
    const late = terminals.filter(({ terminal }) => behindOf(terminal) > 0);
    for (const { store, terminal } of late) await followTill(store, terminal);
    return late.length > 0 || openingsDue;
  }

  async function work(): Promise<void> {
    while (running) {
      woken = false;
      await Promise.race([ingest.idle(), rest(GIVE_WAY_MS)]);
      const more = await step().catch(failed);
      if (!more && !woken) break;
    }
    working = undefined;
  }

  /** A server may have committed before its line broke: only the database knows where it stands. */
  async function failed(error: unknown): Promise<boolean> {
    log.error({ err: error }, 'following the tills failed; it is tried again');
    openingsDue = true;
    await rest(AFTER_ERROR_MS);
    through = await follow.through().catch(() => through);
    return true;
  }

  /** Ends early when the follower stops. */
  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      endRest = () => {
        cancel();
        resolve();
      };
    });

  function wake(): void {
    woken = true;
    if (running) working ??= work();
  }

  return {
    start() {
      running = true;
      forget = ingest.onStored(wake);
      wake();
    },
    opened() {
      openingsDue = true;
      wake();
    },
    behind: () => terminals.reduce((sum, { terminal }) => sum + Math.max(0, behindOf(terminal)), 0),
    async stop() {
      running = false;
      forget?.();
      endRest?.();
      await working;
    },
  };
}
