export { askAllowance, type Wish } from './commands.js';
export type { AllowanceEvents } from './events.js';
export { isHomeTill, spendable } from './queries.js';
export { createAllowance } from './service.js';
export { entriesOut } from './shares.js';
