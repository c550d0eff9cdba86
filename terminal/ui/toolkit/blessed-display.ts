/**
 * The tty, through blessed. The only file that knows blessed.
 *
 * INVARIANTS
 * - One box per row, made once: creating and destroying widgets leaks.
 * - blessed never reads keys: it is given an input that stays silent; the keypad drivers own the keys.
 * - Boxes start at column 0 (wide characters must begin on even columns of a box) and rows are exactly as wide as the
 *   profile, so that nothing wraps and nothing of an older picture stays.
 * - Only rows that changed are given to blessed; it then writes only the cells that changed.
 * - Bytes are handed to the tty before `draw` returns. While the tty does not take them (a slow serial console), only
 *   the newest picture waits.
 */
import { PassThrough, type Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import blessed from 'blessed';
import type { Line, Size } from '../types.js';
import type { Display, Frame } from './display.js';
import { THEME } from './theme.js';

/** What is needed of a tty: a `tty.WriteStream`, or a stream that says its size. */
export type Tty = Writable & Pick<WriteStream, 'columns' | 'rows'>;

export interface TtyOptions {
  /** The tty; draws nothing else to it. */
  readonly output: Tty;
  /** Size of the picture: the profile's. Drawn at the top left of a larger tty. */
  readonly size: Size;
  /** Terminal type for its control sequences. */
  readonly term: string;
}

export function createTtyDisplay(options: TtyOptions): Display {
  const { output, size } = options;
  const program = blessed.program({
    input: new PassThrough() as unknown as NodeJS.ReadStream,
    output: output as unknown as NodeJS.WriteStream,
    terminal: options.term,
    forceUnicode: true,
  } as blessed.Widgets.IScreenOptions) as Program;
  // Line drawing as characters, never as a switch of the character set (NCURSES_NO_UTF8_ACS).
  program.tput.brokenACS = true;
  const screen = blessed.screen({
    program,
    fullUnicode: true,
    forceUnicode: true,
    smartCSR: false,
    useBCE: false,
  });
  const boxes = Array.from({ length: size.rows }, (_, top) =>
    blessed.box({ parent: screen, top, left: 0, width: size.columns, height: 1, tags: true, wrap: false }),
  );
  const drawn: string[] = [];
  let waiting: Frame | undefined;
  let blocked = false;
  let closed = false;
  output.on('drain', () => {
    blocked = false;
    const next = waiting;
    waiting = undefined;
    if (next !== undefined) draw(next);
  });

  function draw(frame: Frame): void {
    if (closed) return;
    if (blocked) {
      waiting = frame;
      return;
    }
    for (const [index, box] of boxes.entries()) {
      const content = tagged(frame.rows[index] ?? []);
      if (drawn[index] === content) continue;
      drawn[index] = content;
      box.setContent(content);
    }
    screen.render();
    placeCursor(program, frame.cursor);
    program.flush();
    blocked = output.writableNeedDrain;
  }

  return {
    size: () => ({ columns: output.columns || size.columns, rows: output.rows || size.rows }),
    draw,
    onResize: (listener) => output.on('resize', listener),
    close: () => {
      if (closed) return;
      closed = true;
      screen.destroy();
    },
  };
}

/** The parts of blessed's program that its types leave out. */
interface Program extends blessed.BlessedProgram {
  tput: { brokenACS: boolean };
}

function placeCursor(program: Program, cursor: Frame['cursor']): void {
  if (cursor === undefined) {
    program.hideCursor();
    return;
  }
  program.cup(cursor.row, cursor.column);
  program.showCursor();
}

/** A row as tagged content; braces of the text itself are escaped, so that `{bold}` is shown as it was typed. */
function tagged(row: Line): string {
  let out = '';
  for (const part of row) {
    const open = part.style === undefined ? '' : THEME[part.style];
    const text = blessed.escape(part.text);
    out += open === '' ? text : `${open}${text}{/}`;
  }
  return out;
}
