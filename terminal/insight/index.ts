/** What customers are worth: how lately, how often, how much; who stays away; who and what stands first. */
export {
  type CustomerValue,
  customersInSegmentSql,
  customerValue,
  isLapsed,
  lapsedSql,
  limits,
  ratingOf,
  segmentOf,
  usualOf,
  yearAhead,
} from './queries.js';
export { SEGMENTS, type Segment } from './segments.js';
