import { sourceOf } from '../happenings/index.js';

export const cardHappenings = sourceOf({
  kind: 'card',
  by: 'rows',
  columns: { at: 'issued', what: "'issued'", words: 'uid', ref: "''" },
  from: 'cards WHERE customer IN (SELECT value FROM json_each(?1))',
});
