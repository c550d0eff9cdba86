/** A file of lines that is set aside as FILE.1 … FILE.3 when it has grown; the oldest goes. */
import * as fs from 'node:fs';
import { dirname } from 'node:path';

const BYTES_MAX = 5 * 1024 * 1024;
const KEPT = 3;

/** A log that cannot be written must not stop a sale: what does not fit on the disk is counted and left out. */
export function openRotatingFile(path: string): { write(line: string): void } {
  fs.mkdirSync(dirname(path), { recursive: true });
  let fd = fs.openSync(path, 'a', 0o600);
  let size = fs.fstatSync(fd).size;
  let lost = 0;

  function turnOver(): void {
    fs.closeSync(fd);
    for (let n = KEPT - 1; n >= 1; n--) {
      if (fs.existsSync(`${path}.${n}`)) fs.renameSync(`${path}.${n}`, `${path}.${n + 1}`);
    }
    fs.renameSync(path, `${path}.1`);
    fd = fs.openSync(path, 'a', 0o600);
    size = 0;
  }

  return {
    write(line) {
      try {
        if (size > BYTES_MAX) turnOver();
        const note = lost > 0 ? `{"level":40,"lost":${lost},"msg":"log lines lost"}\n` : '';
        size += fs.writeSync(fd, note + line);
        lost = 0;
      } catch {
        lost += 1; // Said in the first line that fits again.
      }
    },
  };
}
