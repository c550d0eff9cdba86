/** What the office keeps, in memory: it outlives the office's crashes as a database does. */
import type { ItemStore, NewItem } from '../../office/feed/store.js';
import type { LedgerRow } from '../../office/follow/page.js';
import type { FollowStore } from '../../office/follow/store.js';
import { type Eraser, linesAfter } from '../../office/ingest/erase.js';
import { tracesIn, withoutPerson } from '../../office/ingest/erase-feed.js';
import { linesOf as linesIn } from '../../office/ingest/prepare.js';
import type { CommitStore } from '../../office/ingest/store.js';
import { TerminalError } from '../../protocol/errors.js';

/** A row of the ledger; `twice` when another terminal has made the same entry. */
export type BookedRow = LedgerRow & { readonly twice: boolean };

export interface OfficeMemory {
  readonly commits: CommitStore;
  readonly items: ItemStore;
  readonly follow: FollowStore;
  readonly eraser: Eraser;
  readonly ledger: readonly BookedRow[];
  /** The newest item that a terminal did not tell itself. */
  headFor(terminal: string): number;
  /** Journal lines of a terminal, in order, without line ends. */
  lines(terminal: string): readonly string[];
  /** All that it keeps, as text: what was erased must be nowhere in it. */
  everything(): string;
}

export interface OfficeMemoryParts {
  /** Resolves when the database has done its work; never, when the office dies first. */
  readonly work: () => Promise<void>;
  /** After a commit, before the office knows of it. */
  readonly onStored: (terminal: string) => void;
  /** After the follower's transaction, before the follower knows of it. */
  readonly onFollowed: (stream: string, through: number) => void;
}

export function officeMemory({ work, onStored, onFollowed }: OfficeMemoryParts): OfficeMemory {
  const kept = new Map<string, string[]>();
  const feeds = new Map<string, NewItem[]>();
  const followed = new Map<string, number>();
  const ledger: BookedRow[] = [];
  const itemsOf = (store: string): NewItem[] => feeds.get(store) ?? [];
  const linesOf = (terminal: string): string[] => kept.get(terminal) ?? [];

  const commits: CommitStore = {
    pack: (body) => Promise.resolve(body),
    through: async () => new Map([...kept].map(([terminal, lines]) => [terminal, lines.length])),
    async append(batches) {
      await work();
      const fresh = new Map<string, string[]>();
      for (const { terminal, first, packed } of batches) {
        const lines = fresh.get(terminal) ?? [];
        if (linesOf(terminal).length + lines.length !== first - 1)
          throw new TerminalError('office/moved', `${terminal} is elsewhere`);
        lines.push(...Buffer.from(packed).toString('utf8').split('\n').slice(0, -1));
        fresh.set(terminal, lines);
      }
      for (const [terminal, lines] of fresh) {
        const all = kept.get(terminal);
        if (all) all.push(...lines);
        else kept.set(terminal, lines);
      }
      for (const terminal of fresh.keys()) onStored(terminal);
      await work();
    },
    lines: async (terminal, first, last) => linesOf(terminal).slice(first - 1, last),
  };

  const items: ItemStore = {
    heads: async () => new Map([...feeds].map(([store, all]) => [store, all.at(-1)?.n ?? 0])),
    async add(item) {
      await work();
      const all = itemsOf(item.store);
      if (item.source !== undefined && all.some(({ source }) => source === item.source)) return false;
      feeds.set(item.store, [...all, item]);
      return true;
    },
    after: async (store, n, limit, terminal) =>
      itemsOf(store)
        .filter((item) => item.n > n && item.origin !== terminal)
        .slice(0, limit),
    openings: async (store, n, limit) =>
      itemsOf(store)
        .filter((item) => item.n > n && item.kind === 'opening')
        .slice(0, limit),
    last: async (store, kind) => itemsOf(store).findLast((item) => item.kind === kind),
  };

  const follow: FollowStore = {
    through: async () => new Map(followed),
    async keep(page, firstN, nowMs) {
      await work();
      if ((followed.get(page.stream) ?? 0) !== page.after)
        throw new TerminalError('office/moved', `${page.stream} is elsewhere`);
      const shared = page.shared.map((body, index) => ({
        ...{ store: page.store, n: firstN + index, kind: 'shared', body: JSON.stringify(body) },
        ...{ atMs: nowMs, origin: page.stream, source: `shared:${page.stream}:${body.seq}:${body.part}` },
      }));
      for (const { source } of shared)
        if (itemsOf(page.store).some((item) => item.source === source))
          throw new TerminalError('office/moved', `${source} is there`);
      followed.set(page.stream, page.through);
      for (const row of page.rows)
        ledger.push({ ...row, twice: ledger.some((known) => isTwice(known, row)) });
      feeds.set(page.store, [...itemsOf(page.store), ...shared]);
      onFollowed(page.stream, page.through);
      await work();
    },
  };
  const eraser: Eraser = {
    async replace(terminal, first, body) {
      await work();
      const lines = linesOf(terminal);
      kept.set(terminal, linesAfter(terminal, { first: 1, lines }, { first, lines: linesIn(body) }));
      await work();
    },
    async forget(store, customer) {
      await work();
      const told = itemsOf(store).filter(({ kind }) => kind === 'shared' || kind === 'customer');
      const traces = tracesIn(told, customer);
      feeds.set(
        store,
        itemsOf(store).map((item) =>
          told.includes(item) ? { ...item, body: withoutPerson(item, traces) } : item,
        ),
      );
      await work();
    },
  };
  const headFor = (terminal: string): number =>
    Math.max(
      0,
      ...[...feeds.values()].map((all) => all.findLast(({ origin }) => origin !== terminal)?.n ?? 0),
    );
  const everything = (): string => JSON.stringify([[...kept], [...feeds], ledger]);
  return { commits, items, follow, eraser, ledger, lines: linesOf, headFor, everything };
}

function isTwice(known: LedgerRow, row: LedgerRow): boolean {
  return (
    known.terminal !== row.terminal &&
    known.customer === row.customer &&
    known.account === row.account &&
    known.cause === row.cause &&
    known.amount === row.amount
  );
}
