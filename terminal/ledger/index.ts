export { entriesFor } from './entries.js';
export type { Account, EntryReason, LedgerEvents, SpendableAccount } from './events.js';
export { moneyHappenings, pointsHappenings } from './happenings.js';
export { hasEntry } from './has-entry.js';
export { pointsOlderThan } from './older.js';
export { portion, portionUp } from './portion.js';
export {
  type Balances,
  balancesOf,
  depositOf,
  depositsHeld,
  type Entry,
  entriesOf,
  entryCount,
  hasCause,
  type Lot,
  lotsOf,
  oldPointsOwners,
} from './queries.js';
export { balanceOfRow } from './row.js';
