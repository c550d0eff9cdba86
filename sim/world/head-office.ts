/** The head office of the world: the shipped ingest, feed and terminal desks over a memory that outlives their crashes. */
import type { Link } from '../../drivers/link/types.js';
import { createFeed, type Feed } from '../../office/feed/feed.js';
import type { ItemStore } from '../../office/feed/store.js';
import { announceTills } from '../../office/feed/tills.js';
import { createDesk, type TerminalDesk } from '../../office/fleet/terminal.js';
import { createFollower, type Follower } from '../../office/follow/follower.js';
import { createIngest } from '../../office/ingest/ingest.js';
import type { CommitStore } from '../../office/ingest/store.js';
import type { Chance } from './chance.js';
import type { Broker } from './line.js';
import { type BookedRow, officeMemory } from './office-memory.js';
import type { Planted } from './planted.js';
import { type MachineClock, machineClock, type Timeline } from './timeline.js';
import { type Trace, traceLog } from './trace.js';

export const STORE = 'shop';

export interface HeadOffice {
  boot(): Promise<void>;
  /** Everything that the office knew but its database is gone; it boots again after `forMs`. */
  crash(forMs: number): void;
  /** Crashes right after the next commit of its database, before it can acknowledge; and once more after the next one of its follower. */
  crashAfterNextCommit(forMs: number): void;
  publish(kind: string, body: unknown, source?: string): Promise<void>;
  /** Journal lines that it has of a terminal. */
  lines(terminal: string): readonly string[];
  /** All that its database keeps, as text. */
  everything(): string;
  head(): number;
  /** The newest item that a terminal has to take: what it told itself is none. */
  headFor(terminal: string): number;
  /** Its books: what all tills of the store, and itself, have entered. */
  ledger(): readonly BookedRow[];
  /** Stored commits that were not followed yet. */
  behind(): number;
  /** Why it refused something, each time. */
  readonly refusals: readonly string[];
}

interface Life {
  alive: boolean;
  readonly clock: MachineClock;
  readonly link: Link;
  feed?: Feed;
  follower?: Follower;
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
  const access = parts.terminals.map((terminal) => ({ store: STORE, terminal, secret: '' }));
  /** In its database, as what `fleet` remembers. */
  const cursors = new Map<string, number>();
  let life: Life | undefined;
  let crashNext: number | undefined;
  let crashFollowing: number | undefined;

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
    onFollowed: (stream, through) => {
      trace.add('office', `followed ${stream} to ${through}`);
      const forMs = crashFollowing;
      crashFollowing = undefined;
      if (forMs === undefined) return;
      trace.add('office', 'crashes before its follower knows');
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
    await announceTills(feed, items, access);
    mine.feed = feed;
    mine.desks = access.map((one) => {
      const { terminal } = one;
      const desk = createDesk({
        ...{ access: one, ingest, commits, feed, link, clock, log },
        eraser: parts.planted.eraser?.(memory.eraser) ?? memory.eraser,
        quarantine: async ({ reason }) => void refusals.push(`${terminal}: ${reason}`),
        remember: async (_, { cursor }) => void cursors.set(terminal, cursor),
      });
      desk.notes.cursor = cursors.get(terminal) ?? 0;
      link.subscribe(`zhanggui/v1/${STORE}/${terminal}/up`, desk.take);
      return desk;
    });
    mine.follower = await createFollower({
      ...{ terminals: access, ingest, commits, items, feed, follow: memory.follow, clock, log },
      onShared: () => void Promise.all(mine.desks.map((desk) => desk.push())),
    });
    mine.follower.start();
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
      crashFollowing = forMs;
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
      if (kind === 'opening') mine.follower?.opened();
      for (const desk of mine.desks) await desk.push();
    },
    lines: memory.lines,
    everything: memory.everything,
    head: () => life?.feed?.head(STORE) ?? 0,
    headFor: memory.headFor,
    ledger: () => memory.ledger,
    behind: () => life?.follower?.behind() ?? 1,
    refusals,
  };
}
