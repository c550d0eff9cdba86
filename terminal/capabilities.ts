/** Every capability's tables: together they are the database. */
import { adviceTables } from './advice/tables.js';
import { allowanceTables } from './allowance/tables.js';
import { appointmentsTables } from './appointments/tables.js';
import { approvalsTables } from './approvals/tables.js';
import { audienceTables } from './audience/tables.js';
import { auditTables } from './audit/tables.js';
import { backupTables } from './backup/tables.js';
import { callsTables } from './calls/tables.js';
import { campaignsTables } from './campaigns/tables.js';
import { cardsTables } from './cards/tables.js';
import { careTables } from './care/tables.js';
import { casesTables } from './cases/tables.js';
import { catalogTables } from './catalog/tables.js';
import { counterTables } from './counter/tables.js';
import { customersTables } from './customers/tables.js';
import { depositsTables } from './deposits/tables.js';
import { erasureTables } from './erasure/tables.js';
import { followupsTables } from './followups/tables.js';
import { importingTables } from './importing/tables.js';
import { insightTables } from './insight/tables.js';
import type { Tables } from './kernel/capability.js';
import { ledgerTables } from './ledger/tables.js';
import { lotteryTables } from './lottery/tables.js';
import { loyaltyTables } from './loyalty/tables.js';
import { mailTables } from './mail/tables.js';
import { messagingTables } from './messaging/tables.js';
import { ownerTables } from './owner/tables.js';
import { peopleTables } from './people/tables.js';
import { pollTables } from './poll/tables.js';
import { prepaidTables } from './prepaid/tables.js';
import { proofTables } from './proof/tables.js';
import { receiptsTables } from './receipts/tables.js';
import { shopTables } from './shop/tables.js';
import { syncTables } from './sync/tables.js';
import { timelineTables } from './timeline/tables.js';
import { typingTables } from './typing/tables.js';

export const ALL_TABLES: readonly Tables[] = [
  erasureTables,
  backupTables,
  shopTables,
  catalogTables,
  customersTables,
  cardsTables,
  ledgerTables,
  allowanceTables,
  loyaltyTables,
  prepaidTables,
  depositsTables,
  proofTables,
  callsTables,
  casesTables,
  appointmentsTables,
  followupsTables,
  timelineTables,
  pollTables,
  lotteryTables,
  approvalsTables,
  ownerTables,
  peopleTables,
  auditTables,
  messagingTables,
  audienceTables,
  campaignsTables,
  careTables,
  mailTables,
  counterTables,
  insightTables,
  adviceTables,
  receiptsTables,
  syncTables,
  typingTables,
  importingTables,
];
