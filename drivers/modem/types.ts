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
  /** Of an ended call that we dialled: why the network ended it, when it said so. */
  readonly why?: 'busy' | 'no-answer' | 'no-carrier';
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
  /** The network's clock minus ours, milliseconds; undefined until the modem told it. */
  readonly clockAheadMs?: number;
  /** The network's zone, minutes east of UTC. */
  readonly zoneMinutes?: number;
  /** Tries left for the SIM's PIN, when it is locked and the module can say. */
  readonly pinTriesLeft?: number;
  /** Whether it can read a text out in a call. */
  readonly speaks?: boolean;
  /** Since the driver started, for `doctor` and the fleet's health page. */
  readonly counters?: ModemCounters;
}

/** What the network answered to a USSD code. */
export interface UssdAnswer {
  readonly text: string;
  /** It is a menu: the next `ussd` is the reply to it. */
  readonly awaitsReply: boolean;
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
  /** Lines that the modem sent by itself. */
  readonly unsolicited: number;
  /** Commands that it refused. */
  readonly refusals: number;
  /** Times that its settings were put back (ATZ) or its power was cut to heal it. */
  readonly resets: number;
  /** Parts of texts and reports that the keeper took, and those that it did not take at the first try. */
  readonly textsIn: number;
  readonly textsNotKept: number;
  /** PDUs that came damaged over the line and were read again. */
  readonly textsDamaged: number;
  /** Parts that were sent, refused, and lost between the prompt and the result. */
  readonly textsOut: number;
  readonly textsFailed: number;
  readonly textsUnknown: number;
  readonly callsIn: number;
  readonly callsMissed: number;
  readonly callsOut: number;
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
  /**
   * Tones into the call that is talked to: digits, `*`, `#`, A to D; a comma is a pause of one second.
   * Errors: `modem/not-ready`, `modem/no-call`, `modem/bad-tones`, `modem/no-tones`.
   */
  sendDtmf(digits: string): Promise<void>;
  /**
   * Reads a text out in the call that is talked to; resolves when it has been said, or the call ended.
   * Errors: `modem/not-ready`, `modem/no-call`, `modem/no-speech` for a module without a voice,
   * `modem/too-long` above 1,200 characters, `modem/timeout`, `at/…`.
   */
  say(text: string): Promise<void>;
  /**
   * A code such as `*100#`, or the reply to a menu. One at a time. Errors: `modem/not-ready`, `modem/bad-ussd`,
   * `modem/ussd-busy`, `modem/ussd-refused`, `modem/timeout`, `at/…`.
   */
  ussd(code: string): Promise<UssdAnswer>;
  counters(): ModemCounters;
}
