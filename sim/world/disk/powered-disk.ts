/**
 * The disk as one life of a terminal sees it: operations take time, and end when the power does. What is asked of it after
 * that never comes to an end, as in a machine that is off.
 */
import type { AppendFile, Disk } from '../../../drivers/host/types.js';
import { TerminalError } from '../../../protocol/errors.js';
import type { MemoryDisk } from './memory-disk.js';

export interface PowerCut {
  /** The writing operation at which it strikes, counted from now: 1 is the next one. */
  readonly nth: number;
  /** Before the operation happens, or after it, but before anybody is told. */
  readonly when: 'before' | 'after';
}

export interface PoweredDisk extends Disk {
  cutAt(cut: PowerCut): void;
  /** The writing operation that is under way, as `during sync x`, or `at rest`. */
  doing(): string;
  /** Power is gone, now. */
  end(): void;
  /** Lets everything that waits for this disk fail, so that it can be thrown away; the run is over. */
  abandon(): void;
}

export interface PoweredDiskParts {
  readonly medium: MemoryDisk;
  /** How long a sync takes, ms. */
  readonly syncMs: () => number;
  readonly after: (ms: number, fn: () => void) => void;
  readonly onCut: () => void;
  readonly onWrite: (what: string) => void;
}

const powerCut = () => new TerminalError('sim/power-cut', 'the power was cut');

export function poweredDisk(parts: PoweredDiskParts): PoweredDisk {
  const { medium } = parts;
  const hung = new Set<() => void>();
  let on = true;
  let abandoned = false;
  let doing = 'at rest';
  let cut: { left: number; when: PowerCut['when'] } | undefined;

  /** Never settles before the run is over. */
  const hang = () =>
    new Promise<never>((_, reject) => {
      if (abandoned) reject(powerCut());
      else hung.add(() => reject(powerCut()));
    });
  const strikes = (when: PowerCut['when']): boolean => {
    if (cut?.when !== when || cut.left > 0) return false;
    cut = undefined;
    parts.onCut();
    return true;
  };

  async function write<T>(what: string, work: () => Promise<T>): Promise<T> {
    if (!on) return hang();
    parts.onWrite(what);
    if (cut) cut.left -= 1;
    doing = `before ${what}`;
    if (strikes('before')) return hang();
    doing = `during ${what}`;
    const result = await work();
    doing = `after ${what}`;
    if (strikes('after') || !on) return hang();
    doing = 'at rest';
    return result;
  }

  const read = <T>(work: () => Promise<T>): Promise<T> => (on ? work() : hang());
  const slowly = () =>
    new Promise<void>((resolve, reject) => {
      hung.add(() => reject(powerCut()));
      parts.after(parts.syncMs(), resolve);
    });

  function powered(file: AppendFile, name: string): AppendFile {
    return {
      get size() {
        return file.size;
      },
      append: (bytes) => write(`append ${name} ${bytes.length}`, () => file.append(bytes)),
      sync: () => write(`sync ${name}`, () => slowly().then(() => file.sync())),
      truncate: (size) => write(`truncate ${name} ${size}`, () => file.truncate(size)),
      close: () => file.close(),
    };
  }

  return {
    makeDir: (path) => write(`makeDir ${path}`, () => medium.makeDir(path)),
    list: (dir) => read(() => medium.list(dir)),
    size: (path) => read(() => medium.size(path)),
    read: (path) => read(() => medium.read(path)),
    readAt: (path, offset, length) => read(() => medium.readAt(path, offset, length)),
    openAppend: async (path) => powered(await write(`open ${path}`, () => medium.openAppend(path)), path),
    write: (path, bytes) => write(`write ${path} ${bytes.length}`, () => medium.write(path, bytes)),
    rename: (from, to) => write(`rename ${from} ${to}`, () => medium.rename(from, to)),
    remove: (path) => write(`remove ${path}`, () => medium.remove(path)),
    syncDir: (path) => write(`syncDir ${path}`, () => medium.syncDir(path)),
    free: (path) => read(() => medium.free(path)),
    cutAt: ({ nth, when }) => {
      cut = { left: nth, when };
    },
    doing: () => doing,
    end: () => {
      on = false;
    },
    abandon: () => {
      on = false;
      abandoned = true; // Who is told so may go on with another question: that fails at once.
      for (const reject of hung) reject();
      hung.clear();
    },
  };
}
