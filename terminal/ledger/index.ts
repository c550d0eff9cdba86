export { entriesFor } from './entries.js';
export type { Account, EntryReason, LedgerEvents, SpendableAccount } from './events.js';
export { moneyHappenings, pointsHappenings } from './happenings.js';
export { hasEntry } from './has-entry.js';
export { oldPointsOwners, pointsOlderThan } from './older.js';
export { portion, portionUp } from './portion.js';
export {
  type Balances,
  balanceOfRow,
  balancesOf,
  depositOf,
  depositsHeld,
  type Entry,
  entriesOf,
  entryCount,
  hasCause,
  type Lot,
  lotsOf,
} from './queries.js';
