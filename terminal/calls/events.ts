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
  'calls.closed': { v: 1; call: string };
}
