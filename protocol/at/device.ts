import { argsOf, decimal } from './args.js';

/** 27.007 8.3 <code>, as far as we act on it. */
export type SimState = 'ready' | 'pin' | 'puk' | 'other-lock';

/** `+CPIN: READY`, `SIM PIN`, `SIM PUK`; other codes are locks of other kinds (phone to SIM, network, PIN2). */
export function parseSimState(line: string): SimState | undefined {
  const code = argsOf(line, '+CPIN:')?.[0]?.text.toUpperCase();
  if (code === undefined || code === '') return undefined;
  if (code === 'READY') return 'ready';
  if (code === 'SIM PIN') return 'pin';
  return code === 'SIM PUK' ? 'puk' : 'other-lock';
}

/**
 * Tries left for the SIM PIN: `+CPINR: SIM PIN,3,3` (27.007 8.65), `+QPINC: "SC",3,10` (Quectel), `+SPIC: 3,10,…` (SIMCom).
 */
export function parsePinTries(line: string): number | undefined {
  const named = argsOf(line, '+CPINR:') ?? argsOf(line, '+QPINC:');
  if (named !== undefined)
    return /^(SIM PIN|SC)$/i.test(named[0]?.text ?? '') ? decimal(named[1]) : undefined;
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
