/** Every catalogue: together they are what people read. */
import { adviceTexts } from './advice/texts.js';
import { appointmentsTexts } from './appointments/texts.js';
import { audienceTexts } from './audience/texts.js';
import { auditTexts } from './audit/texts.js';
import { backupTexts } from './backup/texts.js';
import { callsTexts } from './calls/texts.js';
import { campaignsTexts } from './campaigns/texts.js';
import { cardsTexts } from './cards/texts.js';
import { careTexts } from './care/texts.js';
import { casesTexts } from './cases/texts.js';
import { catalogTexts } from './catalog/texts.js';
import { counterTexts } from './counter/texts.js';
import { customersTexts } from './customers/texts.js';
import { depositsTexts } from './deposits/texts.js';
import { devicesTexts } from './devices/texts.js';
import { erasureTexts } from './erasure/texts.js';
import { exportingTexts } from './exporting/texts.js';
import { followupsTexts } from './followups/texts.js';
import { homeTexts } from './home/texts.js';
import { importingTexts } from './importing/texts.js';
import { insightTexts } from './insight/texts.js';
import { lotteryTexts } from './lottery/texts.js';
import { loyaltyTexts } from './loyalty/texts.js';
import { mailTexts } from './mail/texts.js';
import { messagingTexts } from './messaging/texts.js';
import { ownerTexts } from './owner/texts.js';
import { rightsTexts } from './people/rights-texts.js';
import { peopleTexts } from './people/texts.js';
import { pollTexts } from './poll/texts.js';
import { prepaidTexts } from './prepaid/texts.js';
import { profileTexts } from './profile/texts.js';
import { proofTexts } from './proof/texts.js';
import { receiptsTexts } from './receipts/texts.js';
import { syncTexts } from './sync/texts.js';
import { timelineTexts } from './timeline/texts.js';
import type { Texts } from './ui/catalogue.js';
import { uiTexts } from './ui/texts.js';
import { uplinkTexts } from './uplink/texts.js';

export const ALL_TEXTS: readonly Texts[] = [
  uiTexts,
  homeTexts,
  profileTexts,
  callsTexts,
  casesTexts,
  appointmentsTexts,
  followupsTexts,
  timelineTexts,
  insightTexts,
  adviceTexts,
  uplinkTexts,
  pollTexts,
  lotteryTexts,
  ownerTexts,
  peopleTexts,
  auditTexts,
  rightsTexts,
  customersTexts,
  audienceTexts,
  cardsTexts,
  importingTexts,
  exportingTexts,
  counterTexts,
  loyaltyTexts,
  prepaidTexts,
  depositsTexts,
  proofTexts,
  messagingTexts,
  campaignsTexts,
  mailTexts,
  careTexts,
  receiptsTexts,
  catalogTexts,
  syncTexts,
  devicesTexts,
  backupTexts,
  erasureTexts,
];
