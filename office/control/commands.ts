/** What the control port understands. One line in, one line of JSON out. */

import type { DeviceStatus } from '../../drivers/device.js';
import { isTerminalError, messageOf, TerminalError } from '../../protocol/errors.js';
import type { Publication } from '../feed/feed.js';
import type { TerminalStatus } from '../fleet/fleet.js';
import { type CustomerSums, PAGE_MAX, type Sums, type Twice, type WentOver } from '../follow/money.js';

/** What the commands act on. */
export interface Desk {
  publish(item: Publication): Promise<number | undefined>;
  status(): OfficeStatus;
  /** Stored journal lines as JSON texts, from `from` on, at most COMMITS_MAX. */
  commits(terminal: string, from: number): Promise<readonly string[]>;
  /** Sums by account of a store. */
  money(store: string): Promise<Sums>;
  /** Sums by customer, after customer `after`. */
  customers(store: string, after: string): Promise<readonly CustomerSums[]>;
  /** One customer's sums, empty when nothing was ever entered. */
  customer(store: string, customer: string): Promise<Sums>;
  /** What should not have happened at two tills at once. */
  conflicts(store: string): Promise<{ readonly over: readonly WentOver[]; readonly twice: readonly Twice[] }>;
}

export interface OfficeStatus {
  readonly broker: DeviceStatus;
  readonly database: string;
  readonly terminals: readonly TerminalStatus[];
  readonly feed: Readonly<Record<string, number>>;
  /** Stored commits that the books and the other tills do not know of yet. */
  readonly behind: number;
}

export const COMMITS_MAX = 1000;

const HELP = [
  'publish STORE KIND JSON: adds an item to a store’s feed; answers {"n":…}',
  'status: the terminals, what they have sent, the feeds’ heads',
  `commits TERMINAL [FROM]: up to ${COMMITS_MAX} stored commits as one JSON array`,
  'money STORE: what all its customers have together, by account (points; principal, bonus and deposit in fen)',
  `customers STORE [AFTER]: up to ${PAGE_MAX} customers and what each has, in the order of their ids`,
  'customer STORE ID: what one customer has',
  'conflicts STORE: accounts below zero and by which till; entries made at two tills, counted once',
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
    case 'money':
      return JSON.stringify(await desk.money(words(rest, 'money STORE')[0]));
    case 'customers':
      return JSON.stringify(await desk.customers(...words(rest, 'customers STORE [AFTER]')));
    case 'customer':
      return JSON.stringify(await desk.customer(...words(rest, 'customer STORE ID', 2)));
    case 'conflicts':
      return JSON.stringify(await desk.conflicts(words(rest, 'conflicts STORE')[0]));
    case 'help':
      return JSON.stringify({ help: HELP });
    default:
      throw new TerminalError('office/control', `no such command: "${name.slice(0, 40)}"; try help`);
  }
}

/** One or two words. */
function words(rest: string, wanted: string, least = 1): [string, string] {
  const found = rest.split(/\s+/).filter((word) => word !== '');
  if (found.length < least || found.length > 2)
    throw new TerminalError('office/control', `wanted: ${wanted}`);
  const [first = '', second = ''] = found;
  return [first, second];
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
