/**
 * What we use of node-pty 1.1.0. The package is optional, so the build may not depend on the types in it; like every
 * optional package it is loaded with `await import()` where it is used.
 */
declare module 'node-pty' {
  export interface PtyOptions {
    readonly name?: string;
    readonly cols?: number;
    readonly rows?: number;
    readonly cwd?: string;
    readonly env?: Readonly<Record<string, string | undefined>>;
  }

  export interface Pty {
    readonly pid: number;
    onData(listener: (text: string) => void): { dispose(): void };
    onExit(listener: (exit: { exitCode: number; signal?: number }) => void): { dispose(): void };
    write(text: string): void;
    resize(columns: number, rows: number): void;
    /** @param signal SIGHUP when not given */
    kill(signal?: string): void;
  }

  /** Starts a program on a PTY of its own. Throws when there is no such program. */
  export function spawn(file: string, args: readonly string[], options: PtyOptions): Pty;

  /** The CommonJS module, with the addon that it wraps. */
  const commonJs: { readonly native?: object };
  export default commonJs;
}
