import { sourceOf } from '../happenings/index.js';

export const cardHappenings = sourceOf({
  kind: 'card',
  by: 'no',
  columns: { at: 'issued', what: "'issued'", words: 'uid', ref: "''" },
  from: 'cards WHERE customer = ?1',
});
