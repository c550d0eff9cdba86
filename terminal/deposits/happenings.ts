import { sourceOf } from '../happenings/index.js';

export const depositHappenings = sourceOf({
  kind: 'money',
  by: 'rows',
  columns: { at: 'at', what: "'deposit'", words: 'what', money: 'amount', ref: 'number' },
  from: 'deposits WHERE customer IN (SELECT value FROM json_each(?1))',
});

/** What was given back or kept of them, and what was a mistake. */
export const depositMoveHappenings = sourceOf({
  kind: 'money',
  by: 'rows',
  columns: {
    at: 'm.at',
    what: "'deposit-' || m.kind",
    words: "CASE m.why WHEN '' THEN d.what ELSE m.why END",
    money: 'm.change',
    ref: 'd.number',
  },
  from: 'deposits d CROSS JOIN deposit_moves m ON m.deposit = d.no WHERE d.customer IN (SELECT value FROM json_each(?1))',
});
