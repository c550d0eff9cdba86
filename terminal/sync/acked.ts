/**
 * Remembers how far the office had acknowledged, so that a terminal without a line can say what is unsent, and notices that
 * its journal has lost what the office has. What is sent again is decided by what the office answers to `hello`.
 */
import type { Disk, Log } from '../../drivers/host/types.js';
import { messageOf } from '../../protocol/errors.js';

export interface AckedNote {
  load(): Promise<number>;
  save(seq: number): Promise<void>;
}

export function createAckedNote(disk: Disk, dir: string, log: Log): AckedNote {
  const path = `${dir}/acked`;
  return {
    async load() {
      try {
        if ((await disk.size(path)) === undefined) return 0;
        const seq = Number(Buffer.from(await disk.read(path)).toString('latin1'));
        return Number.isSafeInteger(seq) && seq > 0 ? seq : 0;
      } catch (error) {
        // The office says where it stands: a shop must not stay closed for a note.
        log.warn({ error: messageOf(error) }, 'the acknowledged position could not be read');
        return 0;
      }
    },
    async save(seq) {
      try {
        await disk.write(`${path}.new`, Buffer.from(String(seq)));
        await disk.rename(`${path}.new`, path);
        await disk.syncDir(dir);
      } catch (error) {
        log.warn({ error: messageOf(error) }, 'the acknowledged position could not be noted');
      }
    },
  };
}
