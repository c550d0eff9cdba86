/** What the screen stack asks of a display: a whole picture at a time. */
import type { Line, Size } from '../types.js';

/** A picture: rows from the top, each exactly as wide as the profile, and where the cursor stands. */
export interface Frame {
  readonly rows: readonly Line[];
  readonly cursor?: { readonly row: number; readonly column: number };
}

export interface Display {
  /** What the display has room for now. */
  size(): Size;
  /** Draws what differs from the picture before, and hands it to the tty before it returns. */
  draw(frame: Frame): void;
  onResize(listener: () => void): void;
  /** Gives the tty back as it was. */
  close(): void;
}
