/** What the control port understands. One line in, one line of JSON out. */

import type { DeviceStatus } from '../../drivers/device.js';
import { isTerminalError, messageOf, TerminalError } from '../../protocol/errors.js';
import type { Publication } from '../feed/feed.js';
import type { TerminalStatus } from '../fleet/fleet.js';

/** What the commands act on. */
export interface Desk {
  publish(item: Publication): Promise<number | undefined>;
  status(): OfficeStatus;
  /** Stored journal lines as JSON texts, from `from` on, at most COMMITS_MAX. */
  commits(terminal: string, from: number): Promise<readonly string[]>;
}

export interface OfficeStatus {
  readonly broker: DeviceStatus;
  readonly database: string;
  readonly terminals: readonly TerminalStatus[];
  readonly feed: Readonly<Record<string, number>>;
}

export const COMMITS_MAX = 1000;

const HELP = [
  'publish STORE KIND JSON: adds an item to a store’s feed; answers {"n":…}',
  'status: the terminals, what they have sent, the feeds’ heads',
  `commits TERMINAL [FROM]: up to ${COMMITS_MAX} stored commits as one JSON array`,
  'help: this',
];

/** Runs one line. Never rejects: what goes wrong is `{"error":code,"message":…}`. */
export async function runControlLine(line: string, desk: Desk): Promise<string> {
  try {
    return await run(line.trim(), desk);
  } catch (error) {
    const code = isTerminalError(error) ? error.code : 'office/failed';
    return JSON.stringify({ error: code, message: messageOf(error) });
  }
}

async function run(line: string, desk: Desk): Promise<string> {
  const [, name = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(line) ?? [];
  switch (name) {
    case 'publish':
      return JSON.stringify({ n: await publish(rest, desk) });
    case 'status':
      return JSON.stringify(desk.status());
    case 'commits':
      return commits(rest, desk);
    case 'help':
      return JSON.stringify({ help: HELP });
    default:
      throw new TerminalError('office/control', `no such command: "${name.slice(0, 40)}"; try help`);
  }
}

async function publish(rest: string, desk: Desk): Promise<number | undefined> {
  const [, store = '', kind = '', json = ''] = /^(\S+)\s+(\S+)\s+(.+)$/s.exec(rest) ?? [];
  if (json === '') throw new TerminalError('office/control', 'wanted: publish STORE KIND JSON');
  return desk.publish({ store, kind, body: bodyOf(json) });
}

function bodyOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new TerminalError('office/control', `the body is not JSON: ${messageOf(cause)}`, { cause });
  }
}

async function commits(rest: string, desk: Desk): Promise<string> {
  const [, terminal = '', from = '1'] = /^(\S+)(?:\s+(\d{1,15}))?$/.exec(rest) ?? [];
  if (terminal === '') throw new TerminalError('office/control', 'wanted: commits TERMINAL [FROM]');
  return `[${(await desk.commits(terminal, Number(from))).join(',')}]`;
}
