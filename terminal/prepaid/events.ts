/** Stored value. Money in fen; principal was paid for, bonus was given. */
import type { PrepaidRules } from './rules.js';

export interface PrepaidEvents {
  /** Counts from `from` (ms since 1970 UTC) on. */
  'prepaid.rules-set': { v: 1; from: number; rules: PrepaidRules };
  /** A customer asked for a statement: what it said. */
  'prepaid.stated': {
    v: 1;
    customer: string;
    job: string;
    points: number;
    principal: number;
    bonus: number;
    /** When there was one. */
    deposit?: number;
  };
  'prepaid.recharged': {
    v: 1;
    recharge: string;
    /** Printed on the receipt. */
    number: string;
    customer: string;
    /** Cash taken; becomes principal. */
    amount: number;
    bonus: number;
    points: number;
  };
  'prepaid.recharge-refunded': {
    v: 1;
    refund: string;
    number: string;
    recharge: string;
    customer: string;
    /** Leaves the principal. */
    principal: number;
    /** Leaves the bonus. */
    bonus: number;
    /** Bonus that came with it and is spent: kept back from the cash. */
    kept: number;
    /** Given out: principal less what is kept. */
    cash: number;
    /** That came with it. */
    points: number;
    /** Of these, how many had expired: they are not taken from the customer once more. None without. */
    expired?: number;
  };
}
