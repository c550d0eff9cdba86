/** Everything with one customer, newest first. Above all that tell of it. */
export { type TimelinePage, type TimelineRows, timelineOf } from './queries.js';
export { happeningWords } from './words.js';
