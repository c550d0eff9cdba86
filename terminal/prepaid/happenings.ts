import { sourceOf } from '../happenings/index.js';

export const rechargeHappenings = sourceOf({
  kind: 'money',
  by: 'rows',
  columns: { at: 'at', what: "'recharge'", money: 'amount', points: 'points', ref: 'number' },
  from: 'recharges WHERE customer IN (SELECT value FROM json_each(?1))',
});

/** Recharges that were taken back. */
export const takenBackHappenings = sourceOf({
  kind: 'money',
  by: 'rows',
  columns: {
    at: 'b.at',
    what: "'recharge-refund'",
    money: '-b.cash',
    points: 'b.expired - b.points',
    ref: 'r.number',
  },
  from: 'recharges r CROSS JOIN recharge_refunds b ON b.recharge = r.no WHERE r.customer IN (SELECT value FROM json_each(?1))',
});
