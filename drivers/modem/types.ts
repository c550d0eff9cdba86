import type { Device, Unsubscribe } from '../device.js';

/** CLI validity of 3GPP TS 27.007 7.11 (+CLIP), in words. `waiting`: not told yet. */
export type NumberValidity = 'valid' | 'withheld' | 'unavailable' | 'waiting';

/** One call object from the first ring to its end. The number may arrive after the first event. */
export interface CallEvent {
  /** Unique for the life of the driver; the same for every event of one call. */
  readonly id: string;
  readonly state: 'ringing' | 'answered' | 'ended' | 'missed';
  readonly direction: 'in' | 'out';
  /** As the network gave it, `+` put before it when the type says international; undefined when not known. */
  readonly number?: string;
  readonly validity: NumberValidity;
  /** Rings so far. */
  readonly rings: number;
  /** True while it waits behind another call (call waiting, +CCWA). */
  readonly waiting: boolean;
}

/** One DELIVER from the SIM, before it is deleted there. */
export interface InboundText {
  /** Raw PDU with SMSC prefix, hex. Kept for ever: it is the evidence. */
  readonly pdu: string;
  readonly store: string;
  readonly index: number;
}

export interface SendPart {
  /** PDU with SMSC prefix, hex. */
  readonly pdu: string;
  /** TPDU length in octets, as +CMGS wants it. */
  readonly length: number;
}

/**
 * What became of one part. `unknown`: the modem went silent or reset between the prompt and the result; it may or may
 * not have left. A part that never reached the prompt is `failed` and may be tried again.
 */
export type SendOutcome =
  | { readonly state: 'sent'; readonly reference: number }
  | { readonly state: 'failed'; readonly code: string; readonly retry: 'retry' | 'permanent' | 'person' }
  | { readonly state: 'unknown'; readonly code: string };

export interface ModemInfo {
  readonly manufacturer: string;
  readonly model: string;
  readonly revision: string;
  readonly imei?: string;
  /** Which profile (data) drives it: generic, sim800, ec25, … */
  readonly profile: string;
  readonly operator?: string;
  /** 0–5 bars; undefined when unknown. */
  readonly bars?: number;
  /** dBm; undefined when unknown. */
  readonly signalDbm?: number;
  readonly registration: 'none' | 'searching' | 'home' | 'roaming' | 'denied' | 'unknown';
  /** Since the driver started, for `doctor` and the fleet's health page. */
  readonly counters?: ModemCounters;
}

export interface ModemCounters {
  /** Bytes thrown away: noise and overlong lines. */
  readonly discardedBytes: number;
  /** Lines that belonged to nothing: late replies. */
  readonly strayLines: number;
  readonly commands: number;
  readonly timeouts: number;
  /** Times the port was opened. */
  readonly opens: number;
  /** Restarts of the modem, by itself or by us. */
  readonly restarts: number;
}

export interface Modem extends Device {
  info(): ModemInfo;
  onInfo(listener: (info: ModemInfo) => void): Unsubscribe;
  onCall(listener: (event: CallEvent) => void): Unsubscribe;
  /**
   * The keeper of inbound texts: one only. The driver deletes a text from the SIM after the promise resolves, never
   * before, and offers it again after a rejection or a power cut; so keeping must be idempotent.
   */
  keepTextsWith(keep: (text: InboundText) => Promise<void>): void;
  /** A STATUS-REPORT, raw, with the same promise as a text. */
  sendPart(part: SendPart): Promise<SendOutcome>;
  answer(): Promise<void>;
  hangUp(): Promise<void>;
  dial(number: string): Promise<void>;
}
