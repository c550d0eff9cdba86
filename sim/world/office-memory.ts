/** What the office keeps, in memory: it outlives the office's crashes as a database does. */
import type { ItemStore, NewItem } from '../../office/feed/store.js';
import type { CommitStore } from '../../office/ingest/store.js';
import { TerminalError } from '../../protocol/errors.js';

export interface OfficeMemory {
  readonly commits: CommitStore;
  readonly items: ItemStore;
  /** Journal lines of a terminal, in order, without line ends. */
  lines(terminal: string): readonly string[];
}

export interface OfficeMemoryParts {
  /** Resolves when the database has done its work; never, when the office dies first. */
  readonly work: () => Promise<void>;
  /** After a commit, before the office knows of it. */
  readonly onStored: (terminal: string) => void;
}

export function officeMemory({ work, onStored }: OfficeMemoryParts): OfficeMemory {
  const kept = new Map<string, string[]>();
  const feeds = new Map<string, NewItem[]>();
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
    heads: async () => new Map([...feeds].map(([store, all]) => [store, all.length])),
    async add(item) {
      await work();
      const all = feeds.get(item.store) ?? [];
      if (item.source !== undefined && all.some(({ source }) => source === item.source)) return false;
      feeds.set(item.store, [...all, item]);
      return true;
    },
    after: async (store, n, limit) => (feeds.get(store) ?? []).slice(n, n + limit),
  };
  return { commits, items, lines: linesOf };
}
