/** A bit that flips in a sealed segment of a journal, where everybody believes it to be safe, and the person who repairs it. */
import { repairJournal } from '../../terminal/kernel/journal/repair.js';
import { DATA } from './books.js';
import type { MemoryDisk } from './disk/memory-disk.js';

const LOG = /^\/data\/journal\/(\d{12})\.log$/;

/** Turns the lowest bit of a byte. */
export function flip(medium: MemoryDisk, path: string, offset: number): void {
  const bytes = medium.bytes(path);
  const at = Math.min(bytes.length - 1, Math.max(0, offset));
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  medium.put(path, bytes);
}

/**
 * Flips one in the last sealed segment that the office has wholly (`has` commits), at `byte`, and takes the snapshots away: a
 * start from a snapshot reads no old segments. True when there was one.
 */
export function rotSealed(medium: MemoryDisk, has: number, byte: number): boolean {
  const logs = medium.paths().filter((path) => LOG.test(path));
  const firstOf = (path: string | undefined): number =>
    Number(LOG.exec(path ?? '')?.[1] ?? Number.POSITIVE_INFINITY);
  const path = logs.findLast((_, index) => firstOf(logs[index + 1]) - 1 <= has);
  if (path === undefined) return false;
  flip(medium, path, byte % medium.bytes(path).length);
  for (const snapshot of medium.paths().filter((name) => name.endsWith('.snapshot'))) medium.lose(snapshot);
  return true;
}

/** What a person does who read "run: zhanggui journal repair", with the office's lines at hand. */
export async function repairFrom(medium: MemoryDisk, lines: readonly string[]): Promise<string> {
  const { mended, last } = await repairJournal(
    medium,
    DATA,
    Buffer.from(lines.map((line) => `${line}\n`).join('')),
  );
  return `put back commits ${mended.join(', ')}, the last one is ${last}`;
}
