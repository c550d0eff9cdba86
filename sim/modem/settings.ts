/** What the host can set, as it is after power-on; and what `&W` keeps of it. */
import type { Settings } from './types.js';

/** S3 CR, S4 LF, S5 backspace (V.250, 6.2); S0 automatic answer off, S7 wait for carrier. */
const REGISTERS: ReadonlyArray<readonly [number, number]> = [
  [0, 0],
  [3, 13],
  [4, 10],
  [5, 8],
  [7, 60],
];

export type StoredSettings = Pick<
  Settings,
  'echo' | 'verbose' | 'quiet' | 'errorMode' | 'registers' | 'callerId' | 'extendedRing' | 'textMode'
>;

export function defaultSettings(serviceCentre: string): Settings {
  return {
    echo: true,
    verbose: true,
    quiet: false,
    errorMode: 0,
    charset: 'IRA',
    registers: new Map(REGISTERS),
    textMode: false,
    showHeader: false,
    service: 0,
    serviceCentre,
    textParameters: { firstOctet: 17, validity: 167, pid: 0, dcs: 0 },
    indications: { mode: 2, texts: 1, broadcasts: 0, reports: 0, buffer: 0 },
    memories: ['SM', 'SM', 'SM'],
    callerId: false,
    extendedRing: false,
    callWaiting: false,
    connectedLine: false,
    registrationUrc: { '+CREG': 0, '+CGREG': 0, '+CEREG': 0 },
    operatorFormat: 0,
    timeZoneUrc: false,
    ussdUrc: true,
    phonebook: 'SM',
  };
}

export function storedPart(settings: Settings): StoredSettings {
  const { echo, verbose, quiet, errorMode, registers, callerId, extendedRing, textMode } = settings;
  return { echo, verbose, quiet, errorMode, registers: new Map(registers), callerId, extendedRing, textMode };
}
