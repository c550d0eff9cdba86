/**
 * Remembers over restarts that a SIM PIN was given and never accepted. A module that cannot say how many tries are left, and a program that
 * is started again and again, would lock the SIM.
 */
import { createHash } from 'node:crypto';
import type { Disk } from '../host/types.js';

export interface PinMemory {
  /** This PIN was given once, and nothing says that it was right. */
  wasTried(pin: string): Promise<boolean>;
  /** Durable before the PIN goes out. */
  tried(pin: string): Promise<void>;
  accepted(): Promise<void>;
}

/** A file in `dir`. Another PIN in the configuration is another matter: it may be tried. */
export function pinMemory(disk: Disk, dir: string): PinMemory {
  const path = `${dir}/sim-pin-tried`;
  const mark = (pin: string): string => createHash('sha256').update(pin).digest('hex');
  const isThere = async (): Promise<boolean> => (await disk.size(path)) !== undefined;
  return {
    wasTried: async (pin) => (await isThere()) && Buffer.from(await disk.read(path)).toString() === mark(pin),
    async tried(pin) {
      await disk.write(path, Buffer.from(mark(pin)));
      await disk.syncDir(dir);
    },
    async accepted() {
      if (await isThere()) await disk.remove(path);
    },
  };
}
