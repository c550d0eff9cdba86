/** A terminal emulator without a window: takes the bytes a tty is given and tells what a person would see. */
import xterm from '@xterm/headless';

export interface Emulator {
  /** Resolves when the bytes are on the screen. */
  write(bytes: Uint8Array | string): Promise<void>;
  /** Rows as text, without the spaces at their ends. */
  rows(): string[];
  /** Zero-based. Whether it is shown the emulator does not tell. */
  cursor(): { readonly row: number; readonly column: number };
  resize(columns: number, rows: number): void;
  dispose(): void;
}

export function createEmulator(columns: number, rows: number): Emulator {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  return {
    write: (bytes) => new Promise((resolve) => terminal.write(bytes, resolve)),
    rows: () => {
      const buffer = terminal.buffer.active;
      return Array.from(
        { length: terminal.rows },
        (_, row) =>
          buffer
            .getLine(buffer.viewportY + row)
            ?.translateToString(true)
            .trimEnd() ?? '',
      );
    },
    cursor: () => ({ row: terminal.buffer.active.cursorY, column: terminal.buffer.active.cursorX }),
    resize: (width, height) => terminal.resize(width, height),
    dispose: () => terminal.dispose(),
  };
}
