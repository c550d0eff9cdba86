/** A kernel on a disk in memory, a clock that a test moves, and random numbers that are the same every time. */
import type { Host, Log, Random } from '../../drivers/host/types.js';
import { type MemoryDisk, memoryDisk } from '../../sim/world/disk/memory-disk.js';
import { ALL_TABLES } from '../../terminal/capabilities.js';
import type { Tables } from '../../terminal/kernel/capability.js';
import type { DomainEvent } from '../../terminal/kernel/events.js';
import { type Cause, type Kernel, type Opened, openKernel } from '../../terminal/kernel/kernel.js';
import { silentLog } from './silent-log.js';
import { type VirtualClock, virtualClock } from './virtual-clock.js';

export const DATA = '/data';
export const STAFF: Cause = { actor: 'staff', origin: 'keypad' };
/** Sunday 2026-11-22 10:42 in Shanghai. */
export const NOW_MS = Date.UTC(2026, 10, 22, 2, 42, 0);

export interface TestKernel extends Opened {
  readonly kernel: Kernel;
  readonly disk: MemoryDisk;
  readonly clock: VirtualClock;
  readonly host: Host;
}

export interface TestKernelOptions {
  readonly disk?: MemoryDisk;
  readonly clock?: VirtualClock;
  /** Every capability's, when left out. */
  readonly tables?: readonly Tables[];
  readonly segmentBytes?: number;
  readonly log?: Log;
}

export async function openTestKernel(options: TestKernelOptions = {}): Promise<TestKernel> {
  const { disk = memoryDisk(), clock = virtualClock(NOW_MS), tables = ALL_TABLES } = options;
  const host: Host = { clock, random: countingRandom(), disk, log: options.log ?? silentLog };
  const { segmentBytes } = options;
  const opened = await openKernel({ host, dir: DATA, tables, ...(segmentBytes && { segmentBytes }) });
  return { ...opened, disk, clock, host };
}

/** Commits `events` as they are. */
export function happen(kernel: Kernel, ...events: DomainEvent[]): Promise<void> {
  return kernel.transact(STAFF, () => ({ events, result: undefined }));
}

/** 0, 1, 2 …: never the same ten bytes twice in a test. */
export function countingRandom(): Random {
  let next = 0;
  return {
    bytes(count) {
      const bytes = new Uint8Array(count);
      for (let i = count - 1, rest = next; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest & 0xff;
      next += 1;
      return bytes;
    },
  };
}
