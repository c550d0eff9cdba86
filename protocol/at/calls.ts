import { type Arg, argsOf, decimal } from './args.js';
import { numberOf } from './number.js';

/** CLI validity (27.007 7.11) in words: 0 · 1 · 2, 3 (payphone) and 4. */
export type CliValidity = 'valid' | 'withheld' | 'unavailable';

export interface CallerId {
  /** As given, `+` added by type 145; undefined when not valid. */
  readonly number?: string;
  readonly validity: CliValidity;
}

export interface CurrentCall extends Partial<CallerId> {
  readonly id: number;
  readonly direction: 'out' | 'in';
  /** 27.007 7.18 <stat>. */
  readonly state: 'active' | 'held' | 'dialing' | 'alerting' | 'incoming' | 'waiting';
  readonly voice: boolean;
}

const CALL_STATES = ['active', 'held', 'dialing', 'alerting', 'incoming', 'waiting'] as const;

function callerId(number: Arg | undefined, type: Arg | undefined, validity: Arg | undefined): CallerId {
  const told = numberOf(number, decimal(type));
  const code = decimal(validity);
  // With CLIR some networks pass the number on to the modem and only the validity forbids to show it.
  if (code === 1) return { validity: 'withheld' };
  if (told !== undefined) return { number: told, validity: 'valid' };
  // `,128` without a validity is what older modules say of a caller who hides the number.
  return { validity: code === undefined ? 'withheld' : 'unavailable' };
}

/** `+CLIP: "13800138000",129,,,,0` (27.007 7.11): number, type, subaddress, its type, name, validity. */
export function parseClip(line: string): CallerId | undefined {
  const args = argsOf(line, '+CLIP:');
  return args && callerId(args[0], args[1], args[5]);
}

/** `+CCWA: "13800138000",129,1,,0` (27.007 7.12): number, type, class, name, validity. */
export function parseCallWaiting(line: string): CallerId | undefined {
  const args = argsOf(line, '+CCWA:');
  return args && callerId(args[0], args[1], args[4]);
}

/** `+CLCC: 1,1,4,0,0,"13800138000",129` (27.007 7.18). Undefined when the id, direction or state make no sense. */
export function parseCurrentCall(line: string): CurrentCall | undefined {
  const args = argsOf(line, '+CLCC:');
  const [id, direction, stat, mode] = (args ?? []).map(decimal);
  const state = CALL_STATES[stat ?? -1];
  if (args === undefined || id === undefined || state === undefined) return undefined;
  if (direction !== 0 && direction !== 1) return undefined;
  const told = args[5] === undefined ? {} : callerId(args[5], args[6], args[9]);
  return { id, direction: direction === 0 ? 'out' : 'in', state, voice: mode === 0, ...told };
}

/** What a module says of a call besides NO CARRIER: an outgoing one was answered, or one has ended. */
export type CallNews = 'connected' | 'ended';

/**
 * `VOICE CALL: BEGIN`, `VOICE CALL: END: 000005`, `MISSED_CALL: …` (SIM7600, A7670 manuals), `^CONN:1,0`, `^CEND:1,5,29,16`
 * (Huawei). Undefined for other lines.
 */
export function parseCallNews(line: string): CallNews | undefined {
  if (/^(?:VOICE CALL: ?BEGIN|\^CONN:)/.test(line)) return 'connected';
  return /^(?:VOICE CALL: ?END|MISSED_CALL:|\^CEND:)/.test(line) ? 'ended' : undefined;
}
