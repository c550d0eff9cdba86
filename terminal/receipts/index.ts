export { askReprint, queueReceipt } from './commands.js';
export type { ReceiptsEvents } from './events.js';
export {
  keptReceipt,
  type ReceiptJob,
  receiptCount,
  receiptJob,
  receiptJobs,
  waitingReceipts,
} from './queries.js';
export { createReceiptService, type ReceiptService } from './service.js';
export { receiptsTables } from './tables.js';
