import type { Receipt } from '../../protocol/escpos/receipt.js';

/** Paper: what was asked to be printed, and what became of it. */
export interface ReceiptsEvents {
  /** Kept whole, so that a reprint is the same receipt. */
  'receipts.queued': { v: 1; job: string; receipt: Receipt };
  /** Bytes may be on their way from now on: after a power cut nobody knows what is on the paper. */
  'receipts.started': { v: 1; job: string; copy: number };
  /** `confirmed`: the printer said that it has paper after the last byte. */
  'receipts.printed': { v: 1; job: string; confirmed: boolean };
  /** To be printed again; `partly`: something of it may be on paper, so the next one carries the reprint mark. */
  'receipts.failed': { v: 1; job: string; reason: string; partly: boolean };
  'receipts.reprint-asked': { v: 1; job: string };
}
