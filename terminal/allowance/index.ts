export { askAllowance, type Wish } from './commands.js';
export type { AllowanceEvents } from './events.js';
export { type Amounts, askForMissing, heldByOthers } from './missing.js';
export { hasOtherTills, isHomeTill, spendable } from './queries.js';
export { createAllowance } from './service.js';
export { entriesOut } from './shares.js';
