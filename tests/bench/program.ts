/** Programs on a PTY, timed from their start to a text in what they write. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTerminalProcess, type ProgramScreen } from '../../sim/screen/pty-screen.js';

const DIST = fileURLToPath(new URL('../..', import.meta.url));
/** The command line as it is shipped. */
export const ZHANGGUI = join(DIST, 'terminal', 'cli', 'zhanggui.js');

export interface Watched extends ProgramScreen {
  /** Milliseconds from the start of the program to the first of its output with `wanted` in it. */
  readonly sawMs: Promise<number>;
  /** Hears every piece of output as it comes. */
  onOutput(listener: (text: string) => void): void;
}

export async function startOnPty(args: readonly string[], wanted: string): Promise<Watched> {
  const listeners = new Set<(text: string) => void>();
  let written = '';
  let saw: (ms: number) => void = () => undefined;
  const sawMs = new Promise<number>((resolve) => {
    saw = resolve;
  });
  const start = performance.now();
  const program = await openTerminalProcess(process.execPath, args, {
    columns: 80,
    rows: 25,
    env: { TERM: 'xterm-256color' },
    onOutput: (text) => {
      if (written !== wanted) written += text;
      if (written.includes(wanted)) {
        written = wanted;
        saw(performance.now() - start);
      }
      for (const listener of listeners) listener(text);
    },
  });
  void program.exited.then(() => saw(Number.NaN));
  return { ...program, sawMs, onOutput: (listener) => void listeners.add(listener) };
}

/** Resident memory, MB. */
export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

/** Writes the configuration of a terminal on the shop's data and returns its path. */
export async function terminalConfig(data: string, more: Readonly<Record<string, string>>): Promise<string> {
  const path = `${data}.conf`;
  const keys = {
    store: 'shop-1',
    terminal: 'till-1',
    data,
    profile: 'advanced',
    locale: 'zh-CN',
    'log-file': `${data}.log`,
    ...more,
  };
  await writeFile(
    path,
    Object.entries(keys)
      .map(([key, value]) => `${key} = ${value}\n`)
      .join(''),
  );
  return path;
}
