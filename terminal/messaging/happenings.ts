import { sourceOf } from '../happenings/index.js';

/** Texts to a customer's numbers. */
export const textsOutHappenings = sourceOf({
  kind: 'text',
  by: 'keys',
  columns: { at: 'at', what: 'state', words: 'coalesce(shown, body)', ref: 'id' },
  from: 'texts WHERE key IN (SELECT value FROM json_each(?1))',
});

/** Texts from them. */
export const textsInHappenings = sourceOf({
  kind: 'text',
  by: 'keys',
  columns: { at: 'at', what: "'in'", words: 'body', ref: 'id' },
  from: "inbox WHERE key <> '' AND key IN (SELECT value FROM json_each(?1))",
});
