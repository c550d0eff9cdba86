/** Wishes and reminders. An occasion is what is kept, and for whom: it is there once, for ever. */
import type { CareRule } from './rules.js';

export interface Wish {
  readonly rule: string;
  readonly customer: string;
  /** Number key. */
  readonly key: string;
  readonly what: string;
  readonly once: string;
  /** The last day on which it is worth a text, counted from 1970-01-01. */
  readonly until: number;
  /** Sent without asking. */
  readonly auto: boolean;
}

export interface CareEvents {
  'care.rule-set': { v: 1; rule: CareRule };
  /** Customers up to row number `through` were looked at for `day` (counted from 1970-01-01). */
  'care.proposed': { v: 1; day: number; through: number; done: boolean; wishes: readonly Wish[] };
  /** A person said yes, or no. */
  'care.approved': { v: 1; occasions: readonly string[] };
  'care.declined': { v: 1; occasions: readonly string[] };
  /** Approved, and taken back before it left: it waits for a yes again. */
  'care.recalled': { v: 1; occasions: readonly string[] };
  /** It is in the outbox as `text`, or the gate stopped it at last (`why`). */
  'care.wished': { v: 1; occasion: string; text?: string; why?: string };
}
