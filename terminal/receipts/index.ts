export { queueReceipt } from './commands.js';
export type { ReceiptsEvents } from './events.js';
export { endBlocks, headBlocks, pairBlock, RULE, titleBlock, totalBlock, yuan } from './parts.js';
export {
  type ReceiptJob,
  waitingReceipts,
} from './queries.js';
export { createReceiptService, type ReceiptService } from './service.js';
