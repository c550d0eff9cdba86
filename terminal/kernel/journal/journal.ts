/**
 * The journal that is being written: append only, one sync for a group of commits, a new segment when one is full.
 *
 * INVARIANTS
 * - `append` resolves only after a sync. When it rejects, nothing of the group stays: the file is cut back to its
 *   last good end before anything else is written.
 */
import type { AppendFile, Disk } from '../../../drivers/host/types.js';
import { TerminalError } from '../../../protocol/errors.js';
import type { Position } from './recover.js';
import { segmentPath } from './segments.js';

export interface Journal {
  /** After the last durable commit. */
  end(): Position;
  /** Writes one line a commit as one group. Rejects with `disk/…` and then nothing of it happened. */
  append(lines: readonly Uint8Array[]): Promise<void>;
  /** Begins a new segment, unless the one that is open is empty; returns the first commit that it will hold. */
  roll(): Promise<number>;
  close(): Promise<void>;
}

const SEGMENT_BYTES = 8 * 1024 * 1024;

export async function openJournal(
  disk: Disk,
  dir: string,
  start: Position,
  segmentBytes: number = SEGMENT_BYTES,
): Promise<Journal> {
  await disk.makeDir(dir);
  await disk.syncDir(dir.slice(0, dir.lastIndexOf('/')));
  let end = start;
  let file: AppendFile | undefined = await openSegment(start.segment);
  let dirty = false;

  async function openSegment(first: number): Promise<AppendFile> {
    const opened = await disk.openAppend(segmentPath(dir, first));
    try {
      await disk.syncDir(dir);
    } catch (error) {
      await opened.close();
      throw error;
    }
    return opened;
  }

  /** Takes back what a failed write left behind; throws while the disk does not let us. */
  async function cutBack(): Promise<AppendFile> {
    const current = file ?? (await openSegment(end.segment));
    file = current;
    if (!dirty && current.size === end.offset) return current;
    await current.truncate(end.offset);
    await current.sync();
    dirty = false;
    return current;
  }

  async function roll(current: AppendFile): Promise<AppendFile> {
    const first = end.seq + 1;
    const next = await openSegment(first);
    file = next;
    end = { seq: end.seq, segment: first, offset: 0 };
    await current.close();
    return next;
  }

  async function append(lines: readonly Uint8Array[]): Promise<void> {
    let current = await cutBack();
    if (end.offset >= segmentBytes) current = await roll(current);
    const bytes = Buffer.concat(lines);
    dirty = true;
    try {
      await current.append(bytes);
      await current.sync();
    } catch (cause) {
      await cutBack().catch(() => undefined); // Tried again before the next write; until then that one is refused.
      throw refused(cause);
    }
    dirty = false;
    end = { seq: end.seq + lines.length, segment: end.segment, offset: end.offset + bytes.length };
  }

  return {
    end: () => end,
    async roll() {
      const current = await cutBack();
      if (end.offset > 0) await roll(current);
      return end.seq + 1;
    },
    append: (lines) => append(lines).catch((error: unknown) => Promise.reject(refused(error))),
    async close() {
      await file?.close();
      file = undefined;
    },
  };
}

function refused(cause: unknown): TerminalError {
  if (cause instanceof TerminalError) return cause;
  return new TerminalError('journal/write-failed', 'the journal could not be written', {
    cause,
    retry: 'retry',
  });
}
