/**
 * What we use of @xterm/headless 6.0.0. The package is optional, so the build may not depend on the types in it. It is
 * CommonJS without named exports that Node can see: everything hangs on the default export.
 */
declare module '@xterm/headless' {
  interface Line {
    translateToString(trimRight?: boolean, startColumn?: number, endColumn?: number): string;
  }

  interface Buffer {
    /** Rows and columns from 0; `viewportY` is the line at the top of the screen. */
    readonly cursorX: number;
    readonly cursorY: number;
    readonly viewportY: number;
    getLine(y: number): Line | undefined;
  }

  class Terminal {
    constructor(options: { cols: number; rows: number; allowProposedApi: boolean });
    readonly cols: number;
    readonly rows: number;
    readonly buffer: { readonly active: Buffer };
    /** @param callback called when the bytes are on the screen */
    write(bytes: Uint8Array | string, callback?: () => void): void;
    resize(columns: number, rows: number): void;
    dispose(): void;
  }

  const commonJs: { readonly Terminal: typeof Terminal };
  export default commonJs;
}
