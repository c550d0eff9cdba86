/** The office's control port, from the other side. */
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { TerminalError } from '../../protocol/errors.js';

export interface OfficeControl {
  /** One line asked, one line of JSON answered. Throws `sim/office` when it refuses. */
  ask(line: string): Promise<unknown>;
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

  async function ask(line: string): Promise<unknown> {
    const answer = await new Promise<string>((resolve) => {
      waiting.push(resolve);
      socket.write(`${line}\n`);
    });
    const said: unknown = JSON.parse(answer);
    if (typeof said === 'object' && said !== null && 'error' in said)
      throw new TerminalError('sim/office', answer);
    return said;
  }

  async function commits(terminal: string): Promise<OfficeCommit[]> {
    const all: OfficeCommit[] = [];
    for (;;) {
      const from = (all.at(-1)?.seq ?? 0) + 1;
      const page = (await ask(`commits ${terminal} ${from}`)) as OfficeCommit[];
      if (page.length === 0) return all;
      all.push(...page);
    }
  }

  return { ask, commits, close: () => socket.destroy() };
}
