import { sourceOf } from '../happenings/index.js';
import { ACCOUNTS } from './tables.js';

/** Entries that come with a sale or a recharge are told of with it. */
const ALONE = "reason NOT IN ('sale', 'spend', 'refund', 'recharge', 'recharge-refund')";

/** Points that came or went by themselves: given for a gift, set right, too old. */
export const pointsHappenings = sourceOf({
  kind: 'points',
  by: 'rows',
  columns: { at: 'at', what: 'reason', points: 'amount', ref: "''" },
  from: `ledger WHERE customer IN (SELECT value FROM json_each(?1)) AND account = ${ACCOUNTS.points} AND ${ALONE}`,
});

/** Money of the same sort. */
export const moneyHappenings = sourceOf({
  kind: 'money',
  by: 'rows',
  columns: { at: 'at', what: 'reason', money: 'amount', ref: "''" },
  from: `ledger WHERE customer IN (SELECT value FROM json_each(?1)) AND account IN (${ACCOUNTS.principal}, ${ACCOUNTS.bonus}) AND ${ALONE}`,
});
