import { sourceOf } from '../happenings/index.js';

/** Calls from a customer's numbers. */
export const callHappenings = sourceOf({
  kind: 'call',
  by: 'keys',
  columns: { at: 'at', what: 'state', words: 'note', ref: 'id' },
  from: "calls WHERE key <> '' AND key IN (SELECT value FROM json_each(?1))",
});
