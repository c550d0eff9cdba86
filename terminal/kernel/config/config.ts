/** The terminal's configuration: deploy/examples/terminal.conf explains each key. */
import { configError, type Entry, readEntries } from '../../../protocol/config/entries.js';
import { mailAddress } from '../../../protocol/mail/address.js';
import { isName } from '../../../protocol/sync/topics.js';

export interface TerminalConfig {
  readonly store: string;
  readonly terminal: string;
  readonly data: string;
  readonly profile: 'standard' | 'advanced';
  readonly locale: 'zh-CN' | 'en';
  readonly timezone: string;
  readonly modem?: {
    /** `auto`: whichever USB serial port answers as a modem. */
    readonly path: string;
    /** `auto`: at whichever usual speed it answers. */
    readonly baud: number | 'auto';
    readonly pin?: string;
    /** Name of a driver profile, when the module's own name misleads. */
    readonly profile?: string;
  };
  readonly reader: boolean;
  /** File with the keys of cards that prove themselves. */
  readonly cardKeys?: string;
  readonly printer?: { readonly target: PortTarget; readonly columns: 32 | 48; readonly baud: number };
  readonly display?: { readonly path: string; readonly baud: number };
  /** `vendor:product` in hex, of a USB keypad that is not the console. */
  readonly keypad?: { readonly vendorId: number; readonly productId: number };
  readonly office?: OfficeAccess;
  readonly backup: { readonly folder?: string; readonly passphrase?: string; readonly keep: number };
  /** The shop's mailbox, for news by e-mail. */
  readonly mail?: MailConfig;
  /** Least time between two texts, ms. */
  readonly textGapMs: number;
  readonly log: { readonly level: 'debug' | 'info' | 'warn' | 'error'; readonly file?: string };
}

export interface OfficeAccess {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly caFile?: string;
}

export interface MailConfig {
  readonly host: string;
  readonly port: number;
  readonly tls: 'implicit' | 'starttls' | 'none';
  /** As protocol/mail writes it. */
  readonly from: string;
  readonly login?: { readonly user: string; readonly passwordFile: string };
  /** A file with certificates to trust beside the system's. */
  readonly caFile?: string;
}

export type PortTarget =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'lp'; readonly path: string }
  | { readonly kind: 'serial'; readonly path: string };

const KEYS = [
  'store',
  'terminal',
  'data',
  'profile',
  'locale',
  'timezone',
  'modem',
  'modem-baud',
  'modem-profile',
  'sim-pin',
  'reader',
  'card-keys',
  'printer',
  'printer-columns',
  'printer-baud',
  'display',
  'display-baud',
  'keypad',
  'office',
  'office-password',
  'office-ca-file',
  'mail-host',
  'mail-port',
  'mail-tls',
  'mail-from',
  'mail-user',
  'mail-password-file',
  'mail-ca-file',
  'backup',
  'backup-passphrase',
  'backup-keep',
  'text-gap-ms',
  'log-level',
  'log-file',
] as const;

type Key = (typeof KEYS)[number];

/** Throws TerminalError `config/…` that names the key and the line. */
export function parseTerminalConfig(text: string, file = 'terminal.conf'): TerminalConfig {
  const entries = new Map(readEntries(file, text, KEYS).map((entry) => [entry.key, entry]));
  const read = reader(file, entries);
  const modem = read.optional('modem', (value) => value);
  const pin = read.optional('sim-pin', pattern(/^\d{4,8}$/, 'a SIM PIN is 4 to 8 digits'));
  const modemProfile = read.optional(
    'modem-profile',
    oneOf('generic', 'sim800', 'sim7600', 'a7670', 'ec25', 'air724', 'huawei'),
  );
  const printer = read.optional('printer', targetOf);
  const display = read.optional('display', (value) => value);
  const keypad = read.optional('keypad', hidOf);
  const mail = mailOf(read);
  const logFile = read.optional('log-file', (value) => value);
  const cardKeys = read.optional('card-keys', (value) => value);
  const store = read.required('store', nameOf);
  const terminal = read.required('terminal', nameOf);
  const office = officeOf(read, terminal);
  return {
    store,
    terminal,
    data: read.required('data', (value) => value),
    profile: read.optional('profile', oneOf('standard', 'advanced')) ?? 'standard',
    locale: read.optional('locale', oneOf('zh-CN', 'en')) ?? 'zh-CN',
    timezone: read.optional('timezone', zoneOf) ?? 'Asia/Shanghai',
    backup: backupOf(read),
    reader: read.optional('reader', oneOf('yes', 'no')) !== 'no',
    textGapMs: read.optional('text-gap-ms', integer(0, 3_600_000)) ?? 2_000,
    log: {
      level: read.optional('log-level', oneOf('debug', 'info', 'warn', 'error')) ?? 'info',
      ...(logFile && { file: logFile }),
    },
    ...(modem && {
      modem: {
        path: modem,
        baud: read.optional('modem-baud', baudOf) ?? 115_200,
        ...(pin && { pin }),
        ...(modemProfile && { profile: modemProfile }),
      },
    }),
    ...(printer && {
      printer: {
        target: printer,
        columns: read.optional('printer-columns', columnsOf) ?? 32,
        baud: read.optional('printer-baud', integer(1200, 921_600)) ?? 9_600,
      },
    }),
    ...(display && {
      display: { path: display, baud: read.optional('display-baud', integer(1200, 115_200)) ?? 9_600 },
    }),
    ...(keypad && { keypad }),
    ...(mail && { mail }),
    ...(cardKeys && { cardKeys }),
    ...(office && { office }),
  };
}

/** The user name is the terminal's own. */
function officeOf(read: Read, user: string): OfficeAccess | undefined {
  const url = read.optional('office', urlOf);
  if (url === undefined) return undefined;
  const caFile = read.optional('office-ca-file', (value) => value);
  const password = read.required('office-password', (value) => value);
  return { url, user, password, ...(caFile !== undefined && { caFile }) };
}

/** The daily backup: a folder, and a passphrase without which it cannot be made. */
function backupOf(read: ReturnType<typeof reader>): TerminalConfig['backup'] {
  const folder = read.optional('backup', (value) => value);
  const keep = read.optional('backup-keep', integer(1, 365)) ?? 7;
  if (folder === undefined) return { keep };
  const passphrase = read.required('backup-passphrase', pattern(/^.{8,}$/, 'at least 8 characters'));
  return { keep, folder, passphrase };
}

type Read = ReturnType<typeof reader>;

/** Ports of RFC 8314 3.3 and RFC 6409; where nothing is encrypted the server is this machine. */
const MAIL_PORTS = { implicit: 465, starttls: 587, none: 25 } as const;

function mailOf(read: Read): MailConfig | undefined {
  const host = read.optional('mail-host', hostOf);
  if (host === undefined) return undefined;
  const isHere = /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host);
  const tls = read.optional(
    'mail-tls',
    isHere ? oneOf('implicit', 'starttls', 'none') : oneOf('implicit', 'starttls'),
  );
  const user = read.optional('mail-user', (value) => value);
  const caFile = read.optional('mail-ca-file', (value) => value);
  return {
    ...{ host, tls: tls ?? 'implicit', from: read.required('mail-from', addressOf) },
    port: read.optional('mail-port', integer(1, 65_535)) ?? MAIL_PORTS[tls ?? 'implicit'],
    ...(user !== undefined && {
      login: { user, passwordFile: read.required('mail-password-file', (value) => value) },
    }),
    ...(caFile !== undefined && { caFile }),
  };
}

/** Serial ports that are not the modem's: they are not asked when it is searched. */
export function otherPorts({ printer, display }: TerminalConfig): string[] {
  return [
    ...(printer?.target.kind === 'serial' ? [printer.target.path] : []),
    ...(display ? [display.path] : []),
  ];
}

/** Turns a value into what it means, or says why it cannot: the sentence of the error. */
type Meaning<T> = (value: string) => T | { readonly wrong: string };

function reader(file: string, entries: ReadonlyMap<string, Entry>) {
  function optional<T>(key: Key, meaning: Meaning<T>): T | undefined {
    const entry = entries.get(key);
    if (!entry) return undefined;
    const value = meaning(entry.value);
    if (typeof value === 'object' && value !== null && 'wrong' in value) {
      throw configError('value', file, key, entry.line, value.wrong);
    }
    return value as T;
  }
  function required<T>(key: Key, meaning: Meaning<T>): T {
    const value = optional(key, meaning);
    if (value === undefined) throw configError('missing', file, key, undefined, 'the key is missing');
    return value;
  }
  return { optional, required };
}

function oneOf<const T extends string>(...values: T[]): Meaning<T> {
  return (value) => values.find((known) => known === value) ?? { wrong: `wanted: ${values.join(' or ')}` };
}

function integer(min: number, max: number): Meaning<number> {
  return (value) => {
    const number = Number(value);
    return /^\d+$/.test(value) && number >= min && number <= max
      ? number
      : { wrong: `a whole number from ${min} to ${max}` };
  };
}

function pattern(form: RegExp, wrong: string): Meaning<string> {
  return (value) => (form.test(value) ? value : { wrong });
}

const baudOf: Meaning<number | 'auto'> = (value) => {
  if (value === 'auto') return value;
  const baud = integer(1200, 4_000_000)(value);
  return typeof baud === 'number' ? baud : { wrong: `${baud.wrong}, or auto` };
};

const nameOf: Meaning<string> = (value) => (isName(value) ? value : { wrong: '1 to 32 of a-z, 0-9 and -' });

const columnsOf: Meaning<32 | 48> = (value) =>
  value === '32' ? 32 : value === '48' ? 48 : { wrong: 'wanted: 32 (58 mm paper) or 48 (80 mm paper)' };

const hostOf: Meaning<string> = (value) =>
  /^[a-z0-9]([a-z0-9.:-]*[a-z0-9])?$/i.test(value)
    ? value
    : { wrong: 'wanted: the name or address of a server' };

const addressOf: Meaning<string> = (value) => mailAddress(value) ?? { wrong: 'wanted: an e-mail address' };

const urlOf: Meaning<string> = (value) =>
  /^mqtts?:\/\/[^/\s]+$/.test(value) ? value : { wrong: 'wanted: mqtt://HOST:PORT or mqtts://HOST:PORT' };

const zoneOf: Meaning<string> = (value) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return value;
  } catch {
    return { wrong: 'wanted: a time zone such as Asia/Shanghai' };
  }
};

const hidOf: Meaning<{ vendorId: number; productId: number }> = (value) => {
  const match = /^([0-9a-f]{4}):([0-9a-f]{4})$/i.exec(value);
  if (!match) return { wrong: 'wanted: VENDOR:PRODUCT in hex, as lsusb prints it' };
  return {
    vendorId: Number.parseInt(match[1] as string, 16),
    productId: Number.parseInt(match[2] as string, 16),
  };
};

/** `tcp:HOST:PORT`, `lp:PATH` or `serial:PATH`. */
export const targetOf: Meaning<PortTarget> = (value) => {
  const [, kind, rest = ''] = /^(tcp|lp|serial):(.+)$/.exec(value) ?? [];
  if (kind === 'lp' || kind === 'serial') return { kind, path: rest };
  const [, host = '', port = ''] = /^(.+):(\d{1,5})$/.exec(rest) ?? [];
  if (kind !== 'tcp' || host === '' || Number(port) > 65_535) {
    return { wrong: 'wanted: tcp:HOST:PORT, lp:PATH or serial:PATH' };
  }
  return { kind, host, port: Number(port) };
};
