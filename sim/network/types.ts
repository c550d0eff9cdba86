/** The wire between the simulated phone network and the handsets on it. */
import type { Clock } from '../../drivers/host/types.js';

/** Why a call ended, as the modem's result code tells it. */
export type CallEnd = 'hung-up' | 'busy' | 'no-answer' | 'unreachable';

/** What the far end does with a call from us. */
export type DialBehaviour = 'answer' | 'busy' | 'no-answer' | 'unreachable';

export interface NetworkCall {
  readonly id: number;
  /** The far end's number; undefined when it withholds it. */
  readonly number: string | undefined;
  readonly direction: 'in' | 'out';
}

/** What the network asks of a handset. */
export interface Handset {
  /** A DELIVER or STATUS-REPORT. `full`: no room, the network waits for `memoryAvailable`; `absent`: not registered. */
  deliver(tpdu: Uint8Array): 'accepted' | 'full' | 'absent';
  /** A call comes in. */
  ring(call: NetworkCall): 'ringing' | 'busy' | 'absent';
  /** The far end of a call from us is being rung. */
  alerting(call: NetworkCall): void;
  /** The far end answered a call from us. */
  answered(call: NetworkCall): void;
  /** The far end or the network ended a call. */
  ended(call: NetworkCall, why: CallEnd): void;
}

/** One text as its receiver sees it, its parts joined. */
export interface SentText {
  readonly to: string;
  readonly text: string;
  /** Parts that arrived; fewer than `total` while some are missing. */
  readonly parts: number;
  readonly total: number;
  readonly alphabet: 'gsm7' | 'octets' | 'ucs2';
  readonly reportRequested: boolean;
  /** Message references that the modem gave to the parts, in order of arrival. */
  readonly references: readonly number[];
  /** TPDUs as they were submitted, hex, in order of arrival. */
  readonly tpdus: readonly string[];
  /** Milliseconds since 1970 of the first part. */
  readonly at: number;
}

export interface NetworkOptions {
  readonly clock: Clock;
  /** Zone of the time stamps in quarters of an hour east; default 32, China. */
  readonly zoneQuarters?: number;
  readonly operator?: { readonly name: string; readonly shortName: string; readonly code: string };
  readonly serviceCentre?: string;
  /** From the acceptance of a part to its status report, default 1000. */
  readonly reportAfterMs?: number;
  /** TP-Status of reports, default 0: received. */
  readonly reportStatus?: number;
  /** From dialling to the far end's ringing, default 800. */
  readonly alertAfterMs?: number;
  /** From the far end's ringing to its answer, default 2000. */
  readonly answerAfterMs?: number;
  /** How long a call may ring, either way; default 60000. */
  readonly ringForMs?: number;
}

export interface Network {
  readonly operator: { readonly name: string; readonly shortName: string; readonly code: string };
  readonly serviceCentre: string;
  readonly zoneQuarters: number;

  /** Puts the handset on the network: one at a time, the newest. */
  attach(handset: Handset): void;
  /** A SUBMIT from the handset. @throws TerminalError `sim/pdu` when it is not one. */
  submit(tpdu: Uint8Array, reference: number): void;
  /** The handset has room, or is back on the network: what waited is delivered. */
  memoryAvailable(): void;
  /** The handset dials; later `alerting`, `answered`, `ended`. */
  dial(number: string): NetworkCall;
  /** The handset answers. */
  accept(call: NetworkCall): void;
  /** The handset ends or refuses a call. */
  release(call: NetworkCall): void;

  /**
   * Somebody calls; `withheld` hides the number.
   * @throws TerminalError `sim/number`, or `sim/busy` or `sim/absent` when it cannot ring.
   */
  call(number: string): NetworkCall;
  /** The far end hangs up its newest call. @throws TerminalError `sim/no-call`. */
  hangUp(): void;
  /** Somebody texts; a long text comes in parts. Returns how many parts are waiting for room or coverage. */
  text(from: string, text: string): number;
  /** A raw DELIVER or STATUS-REPORT TPDU, hex: for what no honest sender makes. Returns how many wait. */
  inject(tpduHex: string): number;
  /** What the far end does with calls from us from now on; default `answer`. */
  whenDialled(behaviour: DialBehaviour): void;
  /** Texts submitted so far, oldest first. */
  sent(): SentText[];
  /** Calls in progress. */
  calls(): NetworkCall[];
}
