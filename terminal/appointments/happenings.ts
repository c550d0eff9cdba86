import { sourceOf } from '../happenings/index.js';

/** Appointments at the time they are for, or at which they were asked for when none was named. */
export const appointmentHappenings = sourceOf({
  kind: 'appointment',
  by: 'keys',
  columns: { at: 'coalesce(due, at)', what: 'state', words: 'about', ref: 'id' },
  from: "appointments WHERE key <> '' AND key IN (SELECT value FROM json_each(?1))",
});
