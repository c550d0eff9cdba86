/**
 * The screen as a person sees it, in one process: the real toolkit writes its bytes into a stream that looks like a tty,
 * and an emulator reads them back.
 */
import { Writable } from 'node:stream';
import { createEmulator, type Emulator } from '../../sim/screen/emulator.js';
import { createTtyDisplay } from '../../terminal/ui/toolkit/blessed-display.js';
import type { Display } from '../../terminal/ui/toolkit/display.js';
import type { Size } from '../../terminal/ui/types.js';

export interface FakeTty extends Writable {
  columns: number;
  rows: number;
  readonly isTTY: boolean;
}

export interface SeenDisplay {
  readonly display: Display;
  readonly tty: FakeTty;
  /** Everything written so far. */
  bytes(): string;
  /** Rows after everything written was parsed. */
  seen(): Promise<string[]>;
  /** Lets go of the bytes so far, for tests that draw much. */
  forget(): void;
  cursor(): ReturnType<Emulator['cursor']>;
  close(): void;
}

/** A real blessed display of `size` on a tty of `tty` (the same size when left out). */
export function openSeenDisplay(size: Size, ttySize: Size = size): SeenDisplay {
  const emulator = createEmulator(ttySize.columns, ttySize.rows);
  const written: string[] = [];
  let parsed: Promise<void> = Promise.resolve();
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk: string | Buffer, _encoding, done) => {
      written.push(chunk.toString());
      parsed = emulator.write(chunk.toString());
      done();
    },
  });
  const tty: FakeTty = Object.assign(stream, { columns: ttySize.columns, rows: ttySize.rows, isTTY: true });
  const display = createTtyDisplay({ output: tty, size, term: 'xterm' });
  return {
    display,
    tty,
    bytes: () => written.join(''),
    seen: async () => {
      await parsed;
      return emulator.rows();
    },
    forget: () => {
      written.length = 0;
    },
    cursor: emulator.cursor,
    close: () => {
      display.close();
      emulator.dispose();
    },
  };
}
