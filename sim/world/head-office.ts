/** The head office of the world: the shipped ingest, feed and terminal desks over a memory that outlives their crashes. */
import type { Link } from '../../drivers/link/types.js';
import { createFeed, type Feed } from '../../office/feed/feed.js';
import type { ItemStore } from '../../office/feed/store.js';
import { createDesk, type TerminalDesk } from '../../office/fleet/terminal.js';
import { createIngest } from '../../office/ingest/ingest.js';
import type { CommitStore } from '../../office/ingest/store.js';
import type { Chance } from './chance.js';
import type { Broker } from './line.js';
import { officeMemory } from './office-memory.js';
import type { Planted } from './planted.js';
import { type MachineClock, machineClock, type Timeline } from './timeline.js';
import { type Trace, traceLog } from './trace.js';

export const STORE = 'shop';

export interface HeadOffice {
  boot(): Promise<void>;
  /** Everything that the office knew but its database is gone; it boots again after `forMs`. */
  crash(forMs: number): void;
  /** Crashes right after the next commit of its database, before it can acknowledge. */
  crashAfterNextCommit(forMs: number): void;
  publish(kind: string, body: unknown, source?: string): Promise<void>;
  /** Journal lines that it has of a terminal. */
  lines(terminal: string): readonly string[];
  head(): number;
  /** Why it refused something, each time. */
  readonly refusals: readonly string[];
}

interface Life {
  alive: boolean;
  readonly clock: MachineClock;
  readonly link: Link;
  feed?: Feed;
  desks: TerminalDesk[];
}

export interface HeadOfficeParts {
  readonly timeline: Timeline;
  readonly trace: Trace;
  readonly chance: Chance;
  readonly broker: Broker;
  readonly terminals: readonly string[];
  readonly planted: Planted;
  readonly onStored: (terminal: string) => void;
}

export function createHeadOffice(parts: HeadOfficeParts): HeadOffice {
  const { timeline, trace, chance, broker } = parts;
  const refusals: string[] = [];
  /** In its database, as what `fleet` remembers. */
  const cursors = new Map<string, number>();
  let life: Life | undefined;
  let crashNext: number | undefined;

  const memory = officeMemory({
    /** Work of a life that ended never ends. */
    work: () => new Promise((resolve) => life?.clock.after(chance.between(1, 25), resolve)),
    onStored: (terminal) => {
      trace.add('office', `has ${terminal} ${memory.lines(terminal).length}`);
      parts.onStored(terminal);
      const forMs = crashNext;
      crashNext = undefined;
      if (forMs === undefined) return;
      trace.add('office', 'crashes before it can acknowledge');
      crash(forMs);
    },
  });
  const commits: CommitStore = parts.planted.commits?.(memory.commits) ?? memory.commits;
  const items: ItemStore = memory.items;

  async function boot(): Promise<void> {
    if (life) return;
    const clock = machineClock(timeline);
    const link = broker.link('office', clock, () => mine.alive);
    const mine: Life = { alive: true, clock, link, desks: [] };
    life = mine;
    trace.add('office', 'boots');
    const log = traceLog(trace, 'office', () => mine.alive);
    const ingest = await createIngest(commits, clock);
    const feed = await createFeed(items, clock);
    mine.feed = feed;
    mine.desks = parts.terminals.map((terminal) => {
      const access = { store: STORE, terminal, secret: '' };
      const desk = createDesk({
        ...{ access, ingest, feed, link, clock, log },
        quarantine: async ({ reason }) => void refusals.push(`${terminal}: ${reason}`),
        remember: async (_, { cursor }) => void cursors.set(terminal, cursor),
      });
      desk.notes.cursor = cursors.get(terminal) ?? 0;
      link.subscribe(`zhanggui/v1/${STORE}/${terminal}/up`, desk.take);
      return desk;
    });
    link.onStatus(({ state }) => {
      if (state === 'ready') for (const desk of mine.desks) void desk.announce();
    });
    link.start();
  }

  function crash(forMs: number): void {
    if (!life) return;
    trace.add('office', `crashes for ${forMs} ms`);
    life.alive = false;
    life.clock.end();
    broker.gone('office');
    life = undefined;
    timeline.after(forMs, () => void boot());
  }

  return {
    boot,
    crash,
    crashAfterNextCommit: (forMs) => {
      crashNext = forMs;
    },
    async publish(kind, body, source) {
      const mine = life;
      if (!mine?.feed) return;
      const n = await mine.feed.publish({
        store: STORE,
        kind,
        body,
        ...(source !== undefined && { source }),
      });
      trace.add('office', `publishes ${kind} ${n ?? 'again'}`);
      for (const desk of mine.desks) await desk.push();
    },
    lines: memory.lines,
    head: () => life?.feed?.head(STORE) ?? 0,
    refusals,
  };
}
