export type { LoyaltyEvents } from './events.js';
export { pointsRule } from './queries.js';
export { type PointsRule, pointsFor } from './rules.js';
