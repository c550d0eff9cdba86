export { isBirthdayOn } from './birthday.js';
export type { LoyaltyEvents } from './events.js';
export { createExpiry } from './expire.js';
export { expiredOf, takenBack } from './expiry.js';
export { type Member, memberOf } from './member.js';
export { type Level, levelIn, type Program, priceAt } from './program.js';
export { pointsRule, programAt } from './queries.js';
export { type Earned, earnedBy, type PointsRule, pointsFor } from './rules.js';
