import { sourceOf } from '../happenings/index.js';

export const cardHappenings = sourceOf({
  kind: 'card',
  by: 'rows',
  columns: { at: 'issued', what: "'issued'", words: 'uid', ref: "''" },
  from: 'cards WHERE customer IN (SELECT value FROM json_each(?1))',
});

/** And what became of them: lost, found, replaced, retired. */
export const cardMarkHappenings = sourceOf({
  kind: 'card',
  by: 'rows',
  columns: { at: 'm.at', what: 'm.state', words: 'c.uid', ref: "''" },
  from: 'cards c CROSS JOIN card_marks m ON m.uid = c.uid WHERE c.customer IN (SELECT value FROM json_each(?1))',
});
