/**
 * The office's configuration: `key = value` lines, `#` begins a comment at the start of a line or after a space.
 * See deploy/examples/office.conf. Every mistake names the key and the line.
 */

import { configError, type Entry, readEntries } from '../protocol/config/entries.js';
import type { TerminalError } from '../protocol/errors.js';
import { isName } from '../protocol/sync/topics.js';

export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface TerminalAccess {
  readonly store: string;
  readonly terminal: string;
  readonly secret: string;
}

export type BrokerConfig =
  | { readonly kind: 'embedded'; readonly listen: Address }
  | {
      readonly kind: 'external';
      readonly url: string;
      readonly username?: string;
      readonly password?: string;
      readonly caFile?: string;
    };

export interface OfficeConfig {
  readonly broker: BrokerConfig;
  /** A folder for the embedded database, or a `postgres://` URL. */
  readonly database: string;
  /** Port on 127.0.0.1; 0 takes a free one; absent: no control port. */
  readonly control?: number;
  readonly items?: string;
  readonly terminals: readonly TerminalAccess[];
}

const FILE = 'office configuration';
const BROKER_KEYS = ['listen', 'broker', 'broker-user', 'broker-password', 'broker-ca-file'];
const SINGLE_KEYS = [...BROKER_KEYS, 'database', 'control', 'items'];
const SECRET_MIN = 8;

/**
 * @param env `DATABASE_URL` goes before the key `database`
 * @throws TerminalError `config/…` with `key` and `line` in the context
 */
export function parseOfficeConfig(
  text: string,
  env: Readonly<Record<string, string | undefined>> = {},
): OfficeConfig {
  const { single, terminals } = split(text);
  const database = env.DATABASE_URL || single.get('database')?.value;
  if (!database) throw wrong('missing', 'database', undefined, 'the key is missing');
  if (terminals.length === 0) {
    throw wrong('missing', 'terminal', undefined, 'no terminal is named: terminal = STORE NAME SECRET');
  }
  const control = single.get('control');
  const items = single.get('items')?.value;
  return {
    broker: brokerOf(single),
    database,
    ...(control && { control: portOf('control', control, control.value) }),
    ...(items !== undefined && { items }),
    terminals,
  };
}

function split(text: string): { single: Map<string, Entry>; terminals: TerminalAccess[] } {
  const single = new Map<string, Entry>();
  const terminals: TerminalAccess[] = [];
  for (const entry of readEntries(FILE, text, [...SINGLE_KEYS, 'terminal'], ['terminal'])) {
    if (entry.key === 'terminal') terminals.push(terminalOf(entry, terminals));
    else single.set(entry.key, entry);
  }
  return { single, terminals };
}

function terminalOf({ value, line }: Entry, before: readonly TerminalAccess[]): TerminalAccess {
  const [store = '', terminal = '', secret = '', ...rest] = value.split(/\s+/);
  if (rest.length > 0 || secret === '') throw wrong('value', 'terminal', line, 'wanted: STORE NAME SECRET');
  if (!isName(store) || !isName(terminal)) {
    throw wrong('value', 'terminal', line, 'store and name are 1 to 32 of a-z, 0-9 and -');
  }
  if (secret.length < SECRET_MIN) {
    throw wrong('value', 'terminal', line, `the secret has less than ${SECRET_MIN} characters`);
  }
  if (before.some((other) => other.terminal === terminal)) {
    throw wrong('twice', 'terminal', line, `the name ${terminal} is taken: names are unique over all stores`);
  }
  return { store, terminal, secret };
}

function brokerOf(single: ReadonlyMap<string, Entry>): BrokerConfig {
  const broker = single.get('broker');
  const listen = single.get('listen');
  const username = single.get('broker-user')?.value;
  const password = single.get('broker-password')?.value;
  const caFile = single.get('broker-ca-file')?.value;
  if (!broker) {
    const entry = listen ?? { key: 'listen', value: '127.0.0.1:1883', line: 0 };
    return { kind: 'embedded', listen: addressOf(entry) };
  }
  if (listen)
    throw wrong('twice', 'listen', listen.line, 'either a broker of its own (listen) or another (broker)');
  if (!/^mqtts?:\/\/[^/\s]+$/.test(broker.value)) {
    throw wrong('value', 'broker', broker.line, 'wanted: mqtt://HOST:PORT or mqtts://HOST:PORT');
  }
  return {
    kind: 'external',
    url: broker.value,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(caFile !== undefined && { caFile }),
  };
}

function addressOf(entry: Entry): Address {
  const [, host = '', port = ''] = /^(.+):(\d+)$/.exec(entry.value) ?? [];
  if (host === '') throw wrong('value', 'listen', entry.line, 'wanted: HOST:PORT');
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port: portOf('listen', entry, port) };
}

function portOf(key: string, entry: Entry, text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw wrong('value', key, entry.line, 'a port is a number from 0 to 65535');
}

function wrong(code: string, key: string, line: number | undefined, why: string): TerminalError {
  return configError(code, FILE, key, line, why);
}
