/** The office's control port, from the other side. */
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { TerminalError } from '../../protocol/errors.js';

export interface OfficeControl {
  /** One line asked, one line answered. */
  ask(line: string): Promise<string>;
  /** Commits of a terminal that the office has, in order. */
  commits(terminal: string): Promise<OfficeCommit[]>;
  close(): void;
}

export interface OfficeCommit {
  readonly seq: number;
  readonly id: string;
  readonly events: ReadonlyArray<{ readonly type: string } & Readonly<Record<string, unknown>>>;
}

export async function openOfficeControl(port: number): Promise<OfficeControl> {
  const socket = connect(port, '127.0.0.1');
  const waiting: Array<(line: string) => void> = [];
  createInterface({ input: socket }).on('line', (line) => waiting.shift()?.(line));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });

  function ask(line: string): Promise<string> {
    return new Promise((resolve) => {
      waiting.push(resolve);
      socket.write(`${line}\n`);
    });
  }

  async function commits(terminal: string): Promise<OfficeCommit[]> {
    const all: OfficeCommit[] = [];
    for (;;) {
      const from = (all.at(-1)?.seq ?? 0) + 1;
      const answer = await ask(`commits ${terminal} ${from}`);
      if (answer.startsWith('error')) throw new TerminalError('sim/office', answer);
      const page = JSON.parse(answer) as OfficeCommit[];
      if (page.length === 0) return all;
      all.push(...page);
    }
  }

  return { ask, commits, close: () => socket.destroy() };
}
