import { argsOf, decimal } from './args.js';

/** 27.007 8.3 <code>, as far as we act on it. */
export type SimState = 'ready' | 'pin' | 'puk' | 'other-lock' | 'missing';

/**
 * `+CPIN: READY`, `SIM PIN`, `SIM PUK`; other codes are locks of other kinds (phone to SIM, network, PIN2). SIMCom says `NOT INSERTED` and
 * `SIM REMOVED` in the same place, and `NOT READY` while it cannot tell yet: undefined.
 */
export function parseSimState(line: string): SimState | undefined {
  const code = argsOf(line, '+CPIN:')?.[0]?.text.toUpperCase();
  if (code === undefined || code === '' || code === 'NOT READY') return undefined;
  if (code === 'NOT INSERTED' || code === 'SIM REMOVED') return 'missing';
  if (code === 'READY') return 'ready';
  if (code === 'SIM PIN') return 'pin';
  return code === 'SIM PUK' ? 'puk' : 'other-lock';
}

/**
 * Tries left for the SIM PIN: `+CPINR: SIM PIN,3,3` (27.007 8.65), `+QPINC: "SC",3,10` (Quectel), `+SPIC: 3,10,…` (SIMCom),
 * `^CPIN: SIM PIN,3,10,3,10,3` (Huawei: the tries of the code that is asked, then PUK, PIN, PUK2, PIN2).
 */
export function parsePinTries(line: string): number | undefined {
  const named = argsOf(line, '+CPINR:') ?? argsOf(line, '+QPINC:');
  if (named !== undefined)
    return /^(SIM PIN|SC)$/i.test(named[0]?.text ?? '') ? decimal(named[1]) : undefined;
  const huawei = argsOf(line, '^CPIN:');
  if (huawei !== undefined)
    return huawei[0]?.text === 'SIM PIN' ? decimal(huawei[3] ?? huawei[1]) : undefined;
  return decimal(argsOf(line, '+SPIC:')?.[0]);
}

export interface NetworkTime {
  /** Milliseconds since 1970 UTC; local time taken as UTC when the offset is not known. */
  readonly at: number;
  /** Minutes east of UTC; undefined when not told. */
  readonly offsetMinutes?: number;
}

const CLOCK = /^(\d\d)\/(\d\d)\/(\d\d),(\d\d):(\d\d):(\d\d)([+-]\d\d?)?$/;

/** `+CCLK: "15/02/28,20:30:40-32"` (27.007 8.15): the zone counts quarters of an hour. Undefined for an unset clock. */
export function parseClock(line: string): NetworkTime | undefined {
  const text = line.trim().startsWith('+CCLK:') ? line.trim().slice(6).trim().replaceAll('"', '') : '';
  const match = CLOCK.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const offsetMinutes = match[7] === undefined ? undefined : Number(match[7]) * 15;
  const local = Date.UTC(2000 + year, month - 1, day, hour, minute, second);
  return { at: local - (offsetMinutes ?? 0) * 60_000, offsetMinutes };
}

/** CGMI, CGMM, CGMR, CGSN and CIMI answer with bare text; some put the command's name before it (`+CGMM: SIM800`). */
export function parseIdentity(lines: readonly string[]): string {
  const line = lines.find((text) => text.trim() !== '') ?? '';
  return line
    .replace(/^\+C[A-Z]+:\s*/, '')
    .replaceAll('"', '')
    .trim();
}

/**
 * What a module says by itself when the network tells it the time:
 * `+CTZV: +32,"24/05/06,07:08:09"` (27.007 8.40, local on SIM800), `*PSUTTZ: 2024,5,6,7,8,9,"+32",0` (SIM800, UTC),
 * `^NWTIME: "24/05/06,07:08:09+32,00"` (Huawei, UTC), `+NITZ: …`, `+CTZE: "+32",0,"2024/05/06,15:08:09"` (Quectel, local).
 * Only the offset when no time came with it.
 */
export function parseNetworkTime(line: string): Partial<NetworkTime> | undefined {
  const text = line.trim();
  if (!/^(?:\+CTZV|\+CTZE|\*PSUTTZ|\^NWTIME|\+NITZ):/.test(text)) return undefined;
  const zone = /["\d:,\s]([+-]\d{1,2})(?!\d)/.exec(text)?.[1];
  const offsetMinutes = zone === undefined || Math.abs(Number(zone)) > 56 ? undefined : Number(zone) * 15;
  const fields =
    /(\d{2,4})[/,]\s*(\d{1,2})[/,]\s*(\d{1,2}),\s*(\d{1,2})[:,]\s*(\d{1,2})[:,]\s*(\d{1,2})/.exec(text);
  if (fields === null) return offsetMinutes === undefined ? undefined : { offsetMinutes };
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields.slice(1).map(Number);
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60)
    return undefined;
  const told = Date.UTC(year < 100 ? 2000 + year : year, month - 1, day, hour, minute, second);
  const isUtc = /^(?:\*PSUTTZ|\^NWTIME)/.test(text);
  return { at: isUtc ? told : told - (offsetMinutes ?? 0) * 60_000, offsetMinutes };
}
