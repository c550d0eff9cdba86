/** A display that keeps the last picture as plain text, for tests and for a terminal that runs without a tty. */
import type { Size } from '../types.js';
import type { Display, Frame } from './display.js';

export interface MemoryDisplay extends Display {
  /** Rows as text, without the spaces at their ends. */
  text(): string[];
  readonly frames: number;
  cursor(): Frame['cursor'];
}

export function createMemoryDisplay(size: Size): MemoryDisplay {
  let last: Frame = { rows: [] };
  let frames = 0;
  return {
    size: () => size,
    draw: (frame) => {
      last = frame;
      frames += 1;
    },
    onResize: () => undefined,
    close: () => undefined,
    text: () =>
      last.rows.map((row) =>
        row
          .map((part) => part.text)
          .join('')
          .trimEnd(),
      ),
    get frames() {
      return frames;
    },
    cursor: () => last.cursor,
  };
}
