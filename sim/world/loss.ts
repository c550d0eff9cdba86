/**
 * What follows when a disk said "synced" and lied: commits that people were told of are gone. That is out of promise; but a
 * person must be told, at the start or when the terminal meets the office, as soon as anything proves it. Then the run ends.
 */
import { isTerminalError } from '../../protocol/errors.js';
import type { SyncStatus } from '../../terminal/sync/service.js';
import { createBooks, DATA } from './books.js';
import type { MemoryDisk } from './disk/memory-disk.js';
import type { Timeline } from './timeline.js';
import type { Trace } from './trace.js';
import type { Witness } from './witness.js';

export interface LossWatch {
  /** At a power cut: `believed` commits were there before it, and this is left. */
  compare(believed: number, left: MemoryDisk, hasLied: boolean): void;
  /** True when a start that fails so has told of the loss. */
  isToldBy(error: unknown): boolean;
  /** After a start; `status` is what people see of the line to the office, undefined while the program is away. */
  watch(medium: MemoryDisk, status: () => SyncStatus | undefined): void;
}

export interface LossParts {
  readonly name: string;
  readonly timeline: Timeline;
  readonly trace: Trace;
  readonly witness: Witness;
  /** Commits of this till that the office has. */
  readonly officeHas: () => number;
}

/** A cut line is back after five minutes, and the office is asked again after half a minute. */
const TELL_WITHIN_MS = 20 * 60_000;
const LOOK_MS = 1_000;

export function createLossWatch({ name, timeline, trace, witness, officeHas }: LossParts): LossWatch {
  let deadline: number | undefined;
  let mayBeDamaged = false;

  function look(status: () => SyncStatus | undefined): void {
    const refused = status()?.refused;
    if (refused !== undefined) witness.tellLoss(`${name}: ${refused}`);
    else if (deadline !== undefined && timeline.now() > deadline)
      witness.broken('no-silent-loss', `${name} has lost commits, and tells nobody`);
    else timeline.after(LOOK_MS, () => look(status));
  }

  return {
    compare(believed, left, hasLied) {
      mayBeDamaged ||= hasLied;
      const books = createBooks(left);
      const kept = books.commits().length;
      if (kept >= believed) return;
      trace.add(name, `its disk lied: commits ${kept + 1} to ${believed} are gone`);
      witness.lose();
    },
    isToldBy(error) {
      if (!(witness.hasLost || mayBeDamaged) || !isTerminalError(error, 'journal/')) return false;
      witness.tellLoss(`${name}: ${error.code}`);
      return true;
    },
    watch(medium, status) {
      if (!witness.hasLost || deadline !== undefined) return;
      const note = `${DATA}/acked`;
      const noted = medium.paths().includes(note) ? Number(Buffer.from(medium.bytes(note)).toString()) : 0;
      const end = createBooks(medium).commits().length;
      deadline = timeline.now() + TELL_WITHIN_MS;
      if (Math.max(noted, officeHas()) <= end) witness.tellLoss(`${name}: nothing proves it`);
      else look(status);
    },
  };
}
