import { sourceOf } from '../happenings/index.js';

/** What a customer bought, here and before this terminal. */
export const saleHappenings = sourceOf({
  kind: 'sale',
  by: 'rows',
  columns: { at: 'at', what: "'sold'", words: 'items', money: 'amount', points: 'points', ref: 'id' },
  from: 'sales WHERE customer IN (SELECT value FROM json_each(?1))',
});

/** What went back of it. */
export const refundHappenings = sourceOf({
  kind: 'sale',
  by: 'rows',
  columns: {
    at: 'r.at',
    what: "'refunded'",
    words: 's.items',
    money: '-r.amount',
    points: 'r.expired - r.points',
    ref: 's.id',
  },
  from: 'sales s CROSS JOIN refunds r ON r.sale = s.no WHERE s.customer IN (SELECT value FROM json_each(?1))',
});
