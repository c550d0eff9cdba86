/**
 * Takes batches of commits into the database, exactly once.
 *
 * INVARIANTS
 * - An outcome `stored` is given after the database's own commit.
 * - For each terminal the database holds 1 … through without a gap: what comes after a gap is not taken, the terminal sends
 *   it again. What was seen before must be the same, line by line, or the whole batch is refused as a conflict.
 * - One transaction at a time; batches that arrive meanwhile share the next one.
 */

import type { Clock } from '../../drivers/host/types.js';
import { TerminalError } from '../../protocol/errors.js';
import { scanCommits } from '../../protocol/sync/commit-scan.js';
import { isErasureOf } from '../../protocol/sync/erased.js';
import { type Batch, batchFrom, linesOf } from './prepare.js';
import type { CommitStore, PackedBatch } from './store.js';

export type Outcome =
  /** In the database, or was there before (`fresh` is 0 then). `through` is now the highest commit there. */
  | { readonly kind: 'stored'; readonly through: number; readonly fresh: number }
  /** Not taken: commits from `through + 1` are missing. */
  | { readonly kind: 'gap'; readonly through: number };

export interface Ingest {
  /** The highest commit of a terminal in the database. */
  through(terminal: string): number;
  /**
   * @throws TerminalError `sync/damaged-line`, `sync/wrong-seq`, `sync/schema`, `sync/conflict`: refused for good; or
   *   `database/failed`: nothing of it was stored, and it may be sent again
   */
  take(batch: Batch): Promise<Outcome>;
  /** Resolves when less than `IN_HAND_MAX` batches wait. */
  room(): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Called after commits were stored. Returns how to end that. */
  onStored(listener: () => void): () => void;
}

interface Job {
  readonly batch: Batch;
  readonly packed: Promise<Uint8Array>;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

interface Group {
  readonly rows: PackedBatch[];
  readonly jobs: Job[];
  /** Where each terminal will stand when the group is committed. */
  readonly through: Map<string, number>;
}

/** Batches of one transaction: at most 4 MB of payload, so that nobody waits long for it. */
const GROUP_MAX = 16;
const IN_HAND_MAX = 32;

export async function createIngest(commits: CommitStore, clock: Clock): Promise<Ingest> {
  let stored = await commits.through();
  let queue: Job[] = [];
  let running: Promise<void> | undefined;
  let roomWaiters: (() => void)[] = [];
  const listeners = new Set<() => void>();

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const jobs = queue.slice(0, GROUP_MAX);
      queue = queue.slice(GROUP_MAX);
      await takeTogether(jobs);
      releaseRoom();
    }
    running = undefined;
  }

  function releaseRoom(): void {
    if (queue.length >= IN_HAND_MAX) return;
    for (const wake of roomWaiters) wake();
    roomWaiters = [];
  }

  async function takeTogether(jobs: readonly Job[]): Promise<void> {
    let group = newGroup();
    for (const job of jobs) {
      const { batch } = job;
      const through = group.through.get(batch.terminal) ?? stored.get(batch.terminal) ?? 0;
      if (batch.first === through + 1) await add(group, job, batch);
      else if (batch.first > through) job.resolve({ kind: 'gap', through });
      else {
        // What it repeats may be in this very group: that one first.
        await commit(group);
        group = newGroup();
        await takeRepeated(group, job);
      }
    }
    await commit(group);
  }

  async function takeRepeated(group: Group, job: Job): Promise<void> {
    const { batch } = job;
    const through = stored.get(batch.terminal) ?? 0;
    try {
      const known = await commits.lines(batch.terminal, batch.first, Math.min(batch.last, through));
      const given = linesOf(batch.body);
      const differs = known.findIndex((line, index) => !isSame(line, given[index] ?? ''));
      if (differs >= 0) throw conflict(batch.terminal, batch.first + differs);
    } catch (error) {
      job.reject(error);
      return;
    }
    if (batch.last <= through) job.resolve({ kind: 'stored', through, fresh: 0 });
    else await add(group, job, batchFrom(batch, through + 1));
  }

  async function add(group: Group, job: Job, batch: Batch): Promise<void> {
    const packed = await (batch === job.batch ? job.packed : commits.pack(batch.body));
    group.rows.push({ ...batch, packed });
    group.jobs.push(job);
    group.through.set(batch.terminal, batch.last);
  }

  async function commit(group: Group): Promise<void> {
    if (group.rows.length === 0) return;
    try {
      await commits.append(group.rows, clock.now());
    } catch (error) {
      for (const job of group.jobs) job.reject(error);
      // A server may have committed before its line broke: only the database knows where it stands.
      stored = await commits.through().catch(() => stored);
      return;
    }
    for (const [terminal, through] of group.through) stored.set(terminal, through);
    for (const listener of listeners) listener();
    for (const [index, job] of group.jobs.entries()) {
      const row = group.rows[index] ?? job.batch;
      job.resolve({ kind: 'stored', through: row.last, fresh: row.last - row.first + 1 });
    }
  }

  return {
    through: (terminal) => stored.get(terminal) ?? 0,
    take: async (batch) => {
      scanCommits(batch.body, batch.first, batch.last);
      const packed = commits.pack(batch.body);
      const outcome = new Promise<Outcome>((resolve, reject) =>
        queue.push({ batch, packed, resolve, reject }),
      );
      running ??= drain();
      return outcome;
    },
    room: async () => {
      if (queue.length >= IN_HAND_MAX) await new Promise<void>((resolve) => roomWaiters.push(resolve));
    },
    idle: async () => running,
    onStored: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** One of both may have lost values to an erasure that the other does not know of yet. */
function isSame(line: string, given: string): boolean {
  return line === given || isErasureOf(line, given) || isErasureOf(given, line);
}

function newGroup(): Group {
  return { rows: [], jobs: [], through: new Map() };
}

function conflict(terminal: string, seq: number): TerminalError {
  return new TerminalError('sync/conflict', `commit ${seq} of ${terminal} is known with another content`, {
    context: { terminal, seq },
    retry: 'person',
  });
}
