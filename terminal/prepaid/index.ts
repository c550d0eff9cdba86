export type { Occurrence } from './commands.js';
export type { PrepaidEvents } from './events.js';
export { rechargeHappenings, takenBackHappenings } from './happenings.js';
export { lowBalanceText } from './notice.js';
export { prepaidRulesAt, rechargesSince } from './queries.js';
export { type Parts, useUp } from './rules.js';
