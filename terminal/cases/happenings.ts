import { sourceOf } from '../happenings/index.js';

/** What a customer brought forward, at the time it came. */
export const caseHappenings = sourceOf({
  kind: 'case',
  by: 'keys',
  columns: { at: 'at', what: 'kind', words: 'body', ref: 'id' },
  from: "cases WHERE key <> '' AND key IN (SELECT value FROM json_each(?1))",
});

/** And its end. */
export const caseEndHappenings = sourceOf({
  kind: 'case',
  by: 'keys',
  columns: {
    at: 'closed',
    what: "'closed'",
    words: "result || CASE WHEN score IS NULL THEN '' ELSE ' ' || score || '/5' END",
    ref: 'id',
  },
  from: "cases WHERE key <> '' AND closed IS NOT NULL AND key IN (SELECT value FROM json_each(?1))",
});
