/** Notes about customers, and what is to be done for them by when. */
export { createFollowupBell } from './bell.js';
export { followupHappenings } from './happenings.js';
export { dueFollowupCount, type Followup, openFollowupCount, openFollowupsOf } from './queries.js';
