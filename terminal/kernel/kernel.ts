/**
 * The heart: decide, write, sync, apply, tell.
 *
 * INVARIANTS
 * - `transact` resolves only after its commit is on the medium and in the database.
 * - A decision sees everything that was decided before it, also what is not yet durable; readers see only what is.
 * - The database is the journal's function: nothing else writes to it.
 */

import { messageOf, TerminalError } from '../../protocol/errors.js';
import { type Database, openDatabase } from './database.js';
import { openEmpty } from './empty.js';
import type { Commit } from './events.js';
import { createIds } from './ids.js';
import { continued, mustWait } from './journal/continued.js';
import { type Journal, openJournal } from './journal/journal.js';
import { lastCommit } from './journal/last.js';
import { sealLine } from './journal/line.js';
import { cutAside, type Position, readJournal, START } from './journal/recover.js';
import { finishSwap, forgetRestored, isRestored } from './journal/swap.js';
import { openTail } from './journal/tail.js';
import { createPersonal, veilFor } from './personal.js';
import { createProjection, type Projection } from './projection.js';
import { readerOf } from './reader.js';
import { keepSnapshot, loadSnapshot, removeUnfinished, saveSnapshot } from './snapshot.js';
import { createTurns } from './turns.js';
import type { Cause, Decide, Kernel, KernelOptions, Opened } from './types.js';

export type { Cause, Decide, Decision, Kernel, KernelOptions, MakeSnapshot, Opened } from './types.js';

interface Waiting {
  readonly cause: Cause;
  readonly decide: Decide<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface Decided {
  readonly waiting: Waiting;
  readonly result: unknown;
  /** Undefined when nothing happens. */
  readonly kept: Kept | undefined;
}

interface Kept {
  readonly commit: Commit;
  /** The journal's line. */
  readonly line: Uint8Array;
}

/** More wait for the next group, so that one group's sync stays short. */
const GROUP_MAX = 256;

/** Opens the data folder: snapshot, replay, repair of a torn tail. Throws `journal/…` for damage that a person must see. */
export async function openKernel(options: KernelOptions): Promise<Opened> {
  const { host, dir } = options;
  const projection = createProjection(options.tables);
  await finishSwap(host.disk, dir);
  const restored = await isRestored(host.disk, dir);
  const snapshot = await loadSnapshot(host.disk, `${dir}/snapshots`, projection.version, host.log);
  const db = snapshot ? await openDatabase(snapshot.database) : await openEmpty(projection);
  const from = snapshot?.position ?? START;
  try {
    const { recovery, replayed, last } = await replay(options, projection, db, from);
    const aside = recovery.torn ? await cutAside(host.disk, `${dir}/journal`, recovery.torn) : undefined;
    const journal = await openJournal(host.disk, `${dir}/journal`, recovery.end, options.segmentBytes);
    const before = last ?? (await lastCommit(host.disk, `${dir}/journal`, recovery.end));
    const start = { snapshotAt: from.seq, chain: before?.chain ?? '', restored };
    const kernel = run(options, projection, db, journal, start);
    const boot = { replayed, fromSnapshot: from.seq };
    return { kernel, boot: aside ? { ...boot, cutAside: aside } : boot };
  } catch (error) {
    db.close(); // Nothing else gives its memory back: a start may be tried again and again.
    throw error;
  }
}

async function replay(options: KernelOptions, projection: Projection, db: Database, from: Position) {
  let replayed = 0;
  let last: Commit | undefined;
  db.run('BEGIN');
  const recovery = await readJournal(options.host.disk, `${options.dir}/journal`, from, (commit) => {
    projection.apply(db, commit);
    replayed += 1;
    last = commit;
    if (replayed % 10_000 === 0) options.progress?.(replayed);
  });
  db.run('COMMIT');
  return { recovery, replayed, last };
}

/** What the tables would not take must never get into the journal: it would stop every later start. */
function tryOut(db: Database, projection: Projection, commits: readonly Commit[]): void {
  db.run('BEGIN');
  try {
    for (const commit of commits) projection.apply(db, commit);
  } finally {
    db.run('ROLLBACK');
  }
}

function run(
  options: KernelOptions,
  projection: Projection,
  opened: Database,
  journal: Journal,
  start: { readonly snapshotAt: number; readonly chain: string; readonly restored: boolean },
): Kernel {
  const { clock, random, disk, log } = options.host;
  const ids = createIds(clock, random);
  const personal = createPersonal(options.tables);
  const turns = createTurns();
  const listeners = new Set<(commit: Commit) => void>();
  const queue: Waiting[] = [];
  let db = opened;
  let working: Promise<void> | undefined;
  /** The group that runs, or ran last. */
  let group: Promise<void> | undefined;
  let waits = start.restored;
  /** Segments were replaced so often: whoever reads them begins anew. */
  let swaps = 0;
  let broken: unknown;
  let lastSnapshot = start.snapshotAt;
  /** Of the last durable commit. */
  let chain = start.chain;
  /** What the database shows; the journal's own end runs ahead of it for a moment after each sync. */
  let applied = journal.end();
  /** The decided group stands in an open transaction, while it is being synced and nobody reads. */
  let onTrial = false;

  /** Takes a group that is not durable yet out of the database, before somebody reads; it is applied again later. */
  function takeBack(): void {
    if (!onTrial) return;
    onTrial = false;
    db.run('ROLLBACK');
  }

  const state = readerOf(() => db);
  /** What everybody but a decision reads: durable commits only. */
  const durable = readerOf(() => {
    takeBack();
    return db;
  });

  /** Decides each against the state that the ones before it leave, and leaves that state on trial. */
  function decideGroup(group: readonly Waiting[]): Decided[] {
    const first = journal.end().seq + 1;
    const decided: Decided[] = [];
    let seq = first;
    let before = chain;
    db.run('BEGIN');
    try {
      for (const waiting of group) {
        const one = decideOne(waiting, { seq, sync: first }, before);
        if (one?.kept) {
          seq += 1;
          before = one.kept.commit.chain ?? '';
        }
        if (one) decided.push(one);
      }
    } finally {
      onTrial = true;
    }
    return decided;
  }

  /**
   * Its commit is applied on trial: what the tables would not take must never get into the journal, where it would stop
   * every boot. Undefined when it was refused; what a refused one had changed is taken back.
   */
  function decideOne(
    waiting: Waiting,
    place: Pick<Commit, 'seq' | 'sync'>,
    before: string,
  ): Decided | undefined {
    db.run('SAVEPOINT decision');
    try {
      const { events, result } = waiting.decide(state);
      if (events.length === 0) return { waiting, result, kept: undefined };
      const veil = veilFor(personal, events, random);
      const head = { ...place, at: clock.now(), id: ids.next(), ...waiting.cause };
      const commit: Commit = { ...head, events, ...(veil && { veil }) };
      const sealed = sealLine(before, commit);
      projection.apply(db, commit);
      return { waiting, result, kept: { commit: { ...commit, chain: sealed.chain }, line: sealed.line } };
    } catch (error) {
      db.run('ROLLBACK TO decision');
      waiting.reject(error);
      return undefined;
    } finally {
      db.run('RELEASE decision');
    }
  }

  function applyGroup(commits: readonly Commit[]): void {
    if (!onTrial) db.run('BEGIN');
    try {
      if (!onTrial) for (const commit of commits) projection.apply(db, commit);
      onTrial = false;
      db.run('COMMIT');
      applied = journal.end();
      chain = commits.at(-1)?.chain ?? chain;
    } catch (cause) {
      db.run('ROLLBACK');
      broken = new TerminalError(
        'database/apply',
        'a kept commit could not be applied; start the program again',
        { cause, retry: 'person' },
      );
      throw broken;
    }
  }

  /** Settles every promise of the group. */
  async function runGroup(group: readonly Waiting[]): Promise<void> {
    let commits: Commit[] = [];
    try {
      if (broken !== undefined) throw broken;
      const decided = decideGroup(group);
      const kept = decided.flatMap((one) => one.kept ?? []);
      commits = kept.map(({ commit }) => commit);
      if (kept.length > 0) {
        await journal.append(kept.map(({ line }) => line));
        applyGroup(commits);
      } else takeBack();
      for (const { waiting, result } of decided) waiting.resolve(result);
    } catch (error) {
      takeBack();
      for (const waiting of group) waiting.reject(error); // Those that were refused keep their own refusal.
      return;
    }
    for (const commit of commits) tell(commit);
  }

  function tell(commit: Commit): void {
    for (const listener of listeners) {
      try {
        listener(commit);
      } catch (error) {
        log.error({ seq: commit.seq, error: messageOf(error) }, 'a listener failed');
      }
    }
  }

  async function work(): Promise<void> {
    await Promise.resolve(); // Everything asked for in this turn shares one sync.
    while (queue.length > 0) {
      while (turns.held() !== undefined) await turns.held();
      group = runGroup(queue.splice(0, GROUP_MAX));
      await group;
    }
    working = undefined;
  }

  /** Runs `task` while no group is: what is asked for meanwhile waits. */
  function alone<T>(task: () => Promise<T>): Promise<T> {
    const running = async (): Promise<void> => {
      await group;
      takeBack();
    };
    return turns.alone(running, task);
  }

  async function adopt(lines: readonly Uint8Array[]): Promise<void> {
    const commits = await alone(async () => {
      const read = continued(lines, applied.seq, chain);
      tryOut(db, projection, read);
      await journal.append(lines);
      applyGroup(read);
      return read;
    });
    for (const commit of commits) tell(commit);
  }

  async function exchange(fresh: Database, upTo: number): Promise<void> {
    await alone(async () => {
      await finishSwap(disk, options.dir);
      const from = { seq: upTo, segment: upTo + 1, offset: 0 };
      await readJournal(disk, `${options.dir}/journal`, from, (commit) => projection.apply(fresh, commit));
      db.close();
      db = fresh;
      swaps += 1;
      lastSnapshot = 0;
    });
  }

  function transact<R>(cause: Cause, decide: Decide<R>): Promise<R> {
    if (waits) return Promise.reject(mustWait());
    return new Promise<R>((resolve, reject) => {
      queue.push({ cause, decide, resolve: resolve as (result: unknown) => void, reject });
      working ??= work();
    });
  }

  async function snapshot(): Promise<void> {
    await working;
    while (turns.held() !== undefined) await turns.held();
    takeBack();
    const position = applied;
    if (position.seq === lastSnapshot) return;
    await saveSnapshot(disk, `${options.dir}/snapshots`, projection.version, {
      position,
      database: db.export(),
    });
    lastSnapshot = position.seq;
  }

  async function snapshotBeside(): Promise<void> {
    const { makeSnapshot: make, dir } = options;
    if (!make) return snapshot();
    const position = applied;
    const before = swaps;
    if (position.seq <= lastSnapshot) return;
    await make({ dir, upTo: position });
    await alone(async () => {
      // Segments were replaced meanwhile: it may hold what was erased.
      if (swaps !== before) return removeUnfinished(disk, `${dir}/snapshots`);
      await keepSnapshot(disk, `${dir}/snapshots`, position);
      lastSnapshot = Math.max(lastSnapshot, position.seq);
    });
  }

  const kernel = (): Kernel => ({
    state: durable,
    ids,
    transact,
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    adopt,
    waitsForOffice: () => waits,
    async goOn() {
      await forgetRestored(disk, options.dir);
      waits = false;
    },
    roll: () => alone(() => journal.roll()),
    exchange,
    tables: options.tables,
    end: () => applied,
    chain: () => chain,
    tail: (after) =>
      openTail(
        disk,
        `${options.dir}/journal`,
        after,
        () => applied,
        () => swaps,
      ),
    sinceSnapshot: () => applied.seq - lastSnapshot,
    snapshot,
    snapshotBeside,
    contentHash() {
      takeBack();
      return db.contentHash();
    },
    async close() {
      await working;
      await journal.close();
      db.close();
    },
  });
  return kernel();
}
