import { TerminalError } from '../../protocol/errors.js';
import type { Receipt } from '../../protocol/escpos/receipt.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { Decision } from '../kernel/kernel.js';
import type { ReceiptsEvents } from './events.js';
import { keptReceipt, receiptJob } from './queries.js';

/** The event that another capability puts into its own commit, so that a sale and its receipt are one. */
export function queueReceipt(job: string, receipt: Receipt): EventOf<ReceiptsEvents> {
  return { type: 'receipts.queued', v: 1, job, receipt };
}

/** Throws `command/receipt-unknown`, `command/receipt-too-old` or `command/receipt-waits`. */
export function askReprint(state: Reader, job: string): Decision<void> {
  const known = receiptJob(state, job);
  if (!known) throw new TerminalError('command/receipt-unknown', 'there is no such receipt');
  if (known.state === 'queued' || known.state === 'started') {
    throw new TerminalError('command/receipt-waits', 'this receipt waits for the printer already');
  }
  if (!keptReceipt(state, job))
    throw new TerminalError('command/receipt-too-old', 'this receipt is not kept any more');
  const asked: EventOf<ReceiptsEvents> = { type: 'receipts.reprint-asked', v: 1, job };
  return { events: [asked], result: undefined };
}
