export { queueReceipt } from './commands.js';
export type { ReceiptsEvents } from './events.js';
export {
  type ReceiptJob,
  waitingReceipts,
} from './queries.js';
export { createReceiptService, type ReceiptService } from './service.js';
