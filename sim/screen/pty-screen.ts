/**
 * A program on a PTY with a terminal emulator behind it: start it, see its screen, type. Used by the demo and by the
 * end-to-end tests. Time is real here: the program on the other side is a process of its own.
 */
import { TerminalError } from '../../protocol/errors.js';
import { createEmulator } from './emulator.js';

export interface ProgramOptions {
  readonly columns: number;
  readonly rows: number;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Also told every byte the program writes, in order: the demo shows them on its own tty. */
  readonly onOutput?: (text: string) => void;
}

export interface ProgramScreen {
  readonly pid: number;
  /** What a person sees now, row by row. */
  screen(): string[];
  /** Keys as a tty sends them: `\r`, `\x1b`, digits, `\x1bOP` for F1, Chinese. */
  type(text: string): void;
  /** Resolves with the screen as soon as `wanted` is on it; `sim/screen-time-out` shows what was there instead. */
  waitFor(wanted: string | RegExp, deadlineMs?: number): Promise<string[]>;
  resize(columns: number, rows: number): void;
  /** SIGTERM by default; resolves with `exited`. */
  kill(signal?: string): Promise<Exit>;
  readonly exited: Promise<Exit>;
}

export interface Exit {
  readonly code: number;
  readonly signal: number | undefined;
}

const WAIT_MS = 10_000;

/** Starts `command` on a new PTY. Throws `sim/no-pty` when node-pty is not installed. */
export async function openTerminalProcess(
  command: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<ProgramScreen> {
  const pty = await loadPty();
  const child = pty.spawn(command, [...args], {
    name: 'xterm-256color',
    cols: options.columns,
    rows: options.rows,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...process.env, ...options.env },
  });
  const emulator = createEmulator(options.columns, options.rows);
  const watchers = new Set<() => void>();
  let written: Promise<void> = Promise.resolve();
  let gone = false;
  child.onData((text) => {
    options.onOutput?.(text);
    written = emulator.write(text).then(() => {
      for (const watcher of [...watchers]) watcher();
    });
  });
  const exited = new Promise<Exit>((resolve) => {
    child.onExit(({ exitCode, signal }) => {
      void written.then(() => {
        gone = true;
        resolve({ code: exitCode, signal });
        for (const watcher of [...watchers]) watcher();
      });
    });
  });
  return {
    pid: child.pid,
    screen: emulator.rows,
    type: (text) => child.write(text),
    waitFor: (wanted, deadlineMs = WAIT_MS) =>
      waitFor({ wanted, deadlineMs, watchers, rows: emulator.rows, gone: () => gone }),
    resize: (columns, rows) => {
      emulator.resize(columns, rows);
      child.resize(columns, rows);
    },
    kill: (signal) => {
      if (!gone) child.kill(signal ?? 'SIGTERM');
      return exited;
    },
    exited,
  };
}

interface Wait {
  readonly wanted: string | RegExp;
  readonly deadlineMs: number;
  readonly watchers: Set<() => void>;
  readonly rows: () => string[];
  readonly gone: () => boolean;
}

function waitFor(wait: Wait): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish('time'), wait.deadlineMs);
    const look = (): void => {
      const seen = wait.rows();
      if (matches(seen, wait.wanted)) finish('seen', seen);
      else if (wait.gone()) finish('gone');
    };
    const finish = (how: 'seen' | 'time' | 'gone', seen: string[] = wait.rows()): void => {
      clearTimeout(timer);
      wait.watchers.delete(look);
      if (how === 'seen') resolve(seen);
      else reject(notSeen(wait, how, seen));
    };
    wait.watchers.add(look);
    look();
  });
}

function matches(rows: readonly string[], wanted: string | RegExp): boolean {
  const text = rows.join('\n');
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}

function notSeen(wait: Wait, how: 'time' | 'gone', seen: readonly string[]): TerminalError {
  const why =
    how === 'time' ? `not on the screen after ${wait.deadlineMs} ms` : 'the program ended before it showed';
  return new TerminalError(
    'sim/screen-time-out',
    `${String(wait.wanted)}: ${why}; the screen was\n${seen.join('\n')}`,
    {
      context: { wanted: String(wait.wanted), screen: seen },
    },
  );
}

async function loadPty(): Promise<typeof import('node-pty')> {
  try {
    return await import('node-pty');
  } catch (cause) {
    throw new TerminalError('sim/no-pty', 'node-pty is not installed: no program can be run on a PTY', {
      cause,
    });
  }
}
