import type { NumberValidity } from '../../drivers/modem/types.js';

/** Phone calls from the first ring to their end. */
export interface CallsEvents {
  /** `number` as the network gave it, `key` as protocol/number makes it; both empty when withheld or not told. */
  'calls.rang': { v: 1; call: string; number: string; key: string; validity: NumberValidity };
  /** The number came after `calls.rang` was written. */
  'calls.identified': { v: 1; call: string; number: string; key: string; validity: NumberValidity };
  'calls.answered': { v: 1; call: string };
  /** `missed`: nobody answered; it is a task until somebody closes it. */
  'calls.ended': { v: 1; call: string; missed: boolean };
  /** Somebody has dealt with it, and says how it went. */
  'calls.closed': { v: 1; call: string; word?: string };
  /** The caller's number is blocked: hung up, or left ringing unseen behind another call. Never a task. */
  'calls.rejected': { v: 1; call: string };
  'calls.noted': { v: 1; call: string; note: string };
  /** To be called back at `at` (ms since 1970 UTC): a task until somebody closes it. */
  'calls.call-back-set': { v: 1; call: string; at: number };
  /** Staff dialled the number of this call. */
  'calls.called-back': { v: 1; call: string };
  /** Calls from `key` are rejected from now on, and its texts are filed apart. */
  'calls.blocked': { v: 1; key: string; why: string };
  'calls.unblocked': { v: 1; key: string };
}
