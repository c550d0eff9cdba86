/** What the parts of the simulated modem share: its options, its settings, and how a command ends. */
import type { Cancel, Clock } from '../../drivers/host/types.js';
import type { Network } from '../network/types.js';
import type { CallList } from './calls.js';
import type { FaultBoard } from './faults.js';
import type { Phonebook } from './phonebook.js';
import type { TextStore } from './text-store.js';

export interface Identity {
  readonly manufacturer: string;
  readonly model: string;
  readonly revision: string;
  readonly imei: string;
  readonly imsi: string;
  readonly iccid: string;
  /** The SIM's own number. */
  readonly number: string;
}

/** When unsolicited codes come out: never inside a command; only while it waits for the network; at any moment. */
export type UnsolicitedTiming = 'between-commands' | 'while-network-works' | 'anytime';

export interface ModemOptions {
  readonly identity?: Partial<Identity>;
  /** Texts that fit into the SIM and into the phone; default 20 and 50. */
  readonly storage?: { readonly SM?: number; readonly ME?: number };
  /** Unsolicited line when a text finds no room, such as `^SMMEMFULL: "SM"`; default none: the texts just stop. */
  readonly fullUrc?: string;
  /** PIN of the SIM; default none is asked. */
  readonly pin?: string;
  /** Whether there is a SIM; default true. */
  readonly sim?: boolean;
  /** Time that each command takes, by name (`+CPIN`, `D`); `*` for the others. Default 3 ms, +CPIN 300 ms. */
  readonly latencyMs?: Readonly<Record<string, number>>;
  /** From Ctrl-Z to the network's answer; default 1500. */
  readonly sendMs?: number;
  /** From a reset or plugging in to `RDY`; default 2000. Between the following boot lines, default 500. */
  readonly bootMs?: number;
  readonly bootStepMs?: number;
  /** Between two rings; default 3000. */
  readonly ringMs?: number;
  readonly unsolicited?: UnsolicitedTiming;
  /** Whether calls are refused while a text is sent, as SIM800 does; default false. */
  readonly refuseCallsWhileSending?: boolean;
  /** How long +CNMA may take before routing goes off; default 15000. */
  readonly acknowledgeMs?: number;
  /** What USSD codes are answered with; default a balance for every code. */
  readonly ussd?: Readonly<Record<string, string>>;
}

/** Settings that the host changes; a reset brings the defaults back, apart from those that `&W` kept. */
export interface Settings {
  echo: boolean;
  verbose: boolean;
  quiet: boolean;
  errorMode: 0 | 1 | 2;
  charset: 'IRA' | 'GSM' | 'UCS2' | 'HEX';
  registers: Map<number, number>;
  textMode: boolean;
  showHeader: boolean;
  service: 0 | 1;
  serviceCentre: string;
  /** +CSMP: first octet, validity, PID, DCS. */
  textParameters: { firstOctet: number; validity: number; pid: number; dcs: number };
  /** +CNMI: mode, mt, bm, ds, bfr. */
  indications: { mode: number; texts: number; broadcasts: number; reports: number; buffer: number };
  memories: [Memory, Memory, Memory];
  callerId: boolean;
  extendedRing: boolean;
  callWaiting: boolean;
  connectedLine: boolean;
  registrationUrc: { '+CREG': number; '+CGREG': number; '+CEREG': number };
  operatorFormat: 0 | 1 | 2;
  timeZoneUrc: boolean;
  ussdUrc: boolean;
  phonebook: string;
}

export type Memory = 'SM' | 'ME';

/** Registration as +CREG counts it: 0 none, 1 home, 2 searching, 3 denied, 4 unknown, 5 roaming. */
export type Registration = 0 | 1 | 2 | 3 | 4 | 5;

/** What is true whatever the host sets. */
export interface Radio {
  /** 0–31, 99 unknown: +CSQ. */
  signal: number;
  /** What the network would grant; +CREG tells 0 while the radio is off. */
  registration: Registration;
  /** The boot is over: the SIM is read, the network is looked for. */
  booted: boolean;
  /** +CFUN: 0 minimum, 1 full, 4 flight. */
  functionality: 0 | 1 | 4;
  lock: 'READY' | 'SIM PIN' | 'SIM PUK';
  pinTriesLeft: number;
  clockOffsetMs: number;
  sending: boolean;
}

/** How one command ends. `wait` counts as network time. */
export type Outcome =
  | { readonly kind: 'done'; readonly lines: readonly string[]; readonly final: Final }
  | { readonly kind: 'wait'; readonly ms: number; next(): Outcome }
  | { readonly kind: 'prompt'; next(text: string): Outcome }
  /** Runs until `finish`; any byte from the host aborts it (V.250, 5.6.1). */
  | { readonly kind: 'abortable'; start(finish: (outcome: Outcome) => void): Cancel }
  /** Nothing is ever answered. */
  | { readonly kind: 'silence' };

export type ResultCode = 'OK' | 'ERROR' | 'NO CARRIER' | 'BUSY' | 'NO ANSWER';

export type Final =
  | { readonly code: ResultCode }
  | { readonly code: '+CME ERROR' | '+CMS ERROR'; readonly number: number };

export interface Command {
  /** Upper case: `+CMGF`, `^HCSQ`, `E`, `&F`, `S`, `D`. */
  readonly name: string;
  readonly kind: 'run' | 'set' | 'read' | 'test';
  /** Values after `=`; undefined where one is left out. For E, V, S… the number. For D the dial string. */
  readonly args: ReadonlyArray<string | undefined>;
}

/** What a command's handler works with. */
export interface ModemCore {
  readonly clock: Clock;
  readonly network: Network;
  readonly options: ModemOptions;
  readonly identity: Identity;
  readonly settings: Settings;
  readonly radio: Radio;
  readonly store: TextStore;
  readonly calls: CallList;
  readonly phonebook: Phonebook;
  readonly faults: FaultBoard;
  /** An unsolicited line, now or when the command in hand allows it. */
  urc(line: string): void;
  /** +CREG status as told now. */
  registered(): boolean;
  /** Defaults again; with `stored`, those that &W kept. */
  resetSettings(stored: boolean): void;
  storeSettings(): void;
  /** Power cycle: boot lines follow. */
  reboot(): void;
  /** The next TP-Message-Reference, 0–255. */
  nextReference(): number;
  /** A pending +CNMA, when a text was routed straight to the host. */
  acknowledge(): boolean;
  /** After a change of radio, lock or registration: tells the network and the host. */
  registrationChanged(): void;
}

export type Handler = (command: Command, modem: ModemCore) => Outcome;
export type CommandTable = Readonly<Record<string, Handler>>;
