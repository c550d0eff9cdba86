/** Every capability's tables: together they are the database. */
import { callsTables } from './calls/index.js';
import { cardsTables } from './cards/index.js';
import { catalogTables } from './catalog/index.js';
import { counterTables } from './counter/index.js';
import { customersTables } from './customers/index.js';
import type { Tables } from './kernel/capability.js';
import { ledgerTables } from './ledger/index.js';
import { loyaltyTables } from './loyalty/index.js';
import { messagingTables } from './messaging/index.js';
import { receiptsTables } from './receipts/index.js';
import { shopTables } from './shop/index.js';
import { syncTables } from './sync/index.js';

export const ALL_TABLES: readonly Tables[] = [
  shopTables,
  catalogTables,
  customersTables,
  cardsTables,
  ledgerTables,
  loyaltyTables,
  callsTables,
  messagingTables,
  counterTables,
  receiptsTables,
  syncTables,
];
