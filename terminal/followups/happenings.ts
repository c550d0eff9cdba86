import { sourceOf } from '../happenings/index.js';

export const followupHappenings = sourceOf({
  kind: 'followup',
  by: 'rows',
  columns: {
    at: 'at',
    what: 'state',
    words: "words || CASE word WHEN '' THEN '' ELSE ' → ' || word END",
    ref: 'id',
  },
  from: 'followups WHERE customer IN (SELECT value FROM json_each(?1))',
});
