import { type Arg, argsOf, decimal, hexadecimal, splitArgs } from './args.js';

/** 27.007 7.2 <stat>, in words. */
export const REGISTRATION_STATES = [
  'idle',
  'home',
  'searching',
  'denied',
  'unknown',
  'roaming',
  'home-sms-only',
  'roaming-sms-only',
  'emergency-only',
  'home-csfb-not-preferred',
  'roaming-csfb-not-preferred',
  'attached-rlos',
] as const;

export type RegistrationState = (typeof REGISTRATION_STATES)[number];

/** 27.007 7.2 <AcT>, in words. */
const ACCESS = ['gsm', 'gsm-compact', 'umts', 'edge', 'hsdpa', 'hsupa', 'hspa', 'lte'] as const;

export interface Registration {
  readonly state: RegistrationState;
  /** Location or tracking area; undefined when not told. */
  readonly area?: number;
  readonly cell?: number;
  readonly access?: (typeof ACCESS)[number];
}

const PREFIX = /^\+C(?:5G|E|G)?REG:/;

/** A <stat> is an unquoted number of one to three digits; an area is quoted or four digits and more. */
function isStat(arg: Arg | undefined): boolean {
  return arg !== undefined && !arg.quoted && /^\d{1,3}$/.test(arg.text) && Number(arg.text) <= 11;
}

/** Old CEREG forms put a routing area of one octet between area and cell: `1F00, 20 ,79D903 ,7`. */
function withoutRoutingArea(rest: readonly Arg[], prefix: string): readonly Arg[] {
  const [area, second, third, fourth] = rest;
  const old = prefix === '+CEREG:' && fourth !== undefined && /^[0-9A-Fa-f]{2}$/.test(second?.text ?? '');
  return old && area !== undefined && third !== undefined ? [area, third, fourth] : rest;
}

/**
 * `+CREG:`, `+CGREG:`, `+CEREG:` or `+C5GREG:`, as a reply (`n,stat,…`) or unsolicited (`stat,…`): the shapes are told apart
 * by their second argument, because a reply and an unsolicited line may cross on the wire. Undefined when it is neither.
 */
export function parseRegistration(line: string): Registration | undefined {
  const prefix = PREFIX.exec(line.trim())?.[0];
  if (prefix === undefined) return undefined;
  const args = argsOf(line.trim().split(/[\r\n]/)[0] ?? '', prefix) ?? [];
  const reply = isStat(args[1]);
  const stat = decimal(args[reply ? 1 : 0]);
  const state = stat === undefined ? undefined : REGISTRATION_STATES[stat];
  if (state === undefined) return undefined;
  const [area, cell, access] = withoutRoutingArea(args.slice(reply ? 2 : 1), prefix);
  return {
    state,
    area: hexadecimal(area),
    cell: hexadecimal(cell),
    access: ACCESS[decimal(access) ?? -1],
  };
}

/** Whether the network takes calls and texts from us. */
export function isRegistered(state: RegistrationState): boolean {
  return state.startsWith('home') || state.startsWith('roaming');
}

/** `+COPS: 0,0,"CHINA MOBILE",7`: the operator's name, or undefined when there is none. */
export function parseOperator(line: string): string | undefined {
  const name = argsOf(line, '+COPS:')?.[2]?.text;
  return name === undefined || name === '' ? undefined : name;
}

export interface Signal {
  readonly dbm: number;
  /** 0–5. */
  readonly bars: number;
}

/** `+CSQ: 20,99` (27.007 8.5): 0–31 stand for −113 to −51 dBm; 100–191, on TD-SCDMA modules, for −116 to −25 dBm. */
export function parseSignal(line: string): Signal | undefined {
  const rssi = decimal(argsOf(line, '+CSQ:')?.[0]);
  if (rssi === undefined || rssi < 0 || (rssi > 31 && rssi < 100) || rssi > 191) return undefined;
  const dbm = rssi <= 31 ? rssi * 2 - 113 : rssi - 216;
  const bars = [-109, -101, -93, -85, -77].filter((floor) => dbm >= floor).length;
  return { dbm, bars };
}

/** Numbers of `+CNUM: [alpha],number,type` lines (27.007 7.1): the alpha may be bare, the order is fixed. */
export function parseOwnNumber(line: string): string | undefined {
  const args = argsOf(line, '+CNUM:');
  const number = args?.[1]?.text;
  return number === undefined || number === '' ? undefined : number;
}

/** The reply to a test command `+CNMI: (0-3),(0,1)`, as one list of items a group. */
export function parseGroups(line: string): Arg[] {
  const colon = line.indexOf(':');
  return colon < 0 ? [] : splitArgs(line.slice(colon + 1));
}
