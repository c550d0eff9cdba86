/**
 * The database of a position made again, from the journal and an older snapshot, away from the one that is in use: beside the running
 * terminal, in a thread of its own (terminal/snapshot-thread.ts).
 */
import type { Disk, Log } from '../../drivers/host/types.js';
import { TerminalError } from '../../protocol/errors.js';
import type { Tables } from './capability.js';
import { openDatabase } from './database.js';
import { openEmpty } from './empty.js';
import { type Position, readJournal, START } from './journal/recover.js';
import { createProjection } from './projection.js';
import { loadSnapshot, writeSnapshot } from './snapshot.js';

export interface Replica {
  readonly disk: Disk;
  readonly log: Log;
  /** The data folder. */
  readonly dir: string;
  readonly tables: readonly Tables[];
  /** A position of the journal that is durable. */
  readonly upTo: Position;
}

/** Commits after the position are left alone, whole or half written. Throws `journal/…`, `disk/…`, and `snapshot/behind`. */
export async function writeReplica({ disk, log, dir, tables, upTo }: Replica): Promise<void> {
  const projection = createProjection(tables);
  const newest = await loadSnapshot(disk, `${dir}/snapshots`, projection.version, log);
  const snapshot = newest && newest.position.seq <= upTo.seq ? newest : undefined;
  const db = snapshot ? await openDatabase(snapshot.database) : await openEmpty(projection);
  try {
    const from = snapshot?.position ?? START;
    let { seq } = from;
    db.run('BEGIN');
    await readJournal(disk, `${dir}/journal`, from, (commit) => {
      if (commit.seq > upTo.seq) return;
      projection.apply(db, commit);
      seq = commit.seq;
    });
    db.run('COMMIT');
    if (seq !== upTo.seq)
      throw new TerminalError('snapshot/behind', `the journal was read to commit ${seq} of ${upTo.seq}`, {
        retry: 'retry',
      });
    const database = db.export();
    await writeSnapshot(disk, `${dir}/snapshots`, projection.version, { position: upTo, database });
  } finally {
    db.close();
  }
}
