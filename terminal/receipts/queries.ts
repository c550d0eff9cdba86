import type { Receipt } from '../../protocol/escpos/receipt.js';
import type { Reader } from '../kernel/database.js';

export type ReceiptState = 'queued' | 'started' | 'printed' | 'unconfirmed';

export interface ReceiptJob {
  readonly job: string;
  readonly number: string;
  readonly state: ReceiptState;
  /** How often it is, or may be, on paper. */
  readonly copies: number;
  /** Why it waits, when printing was tried. */
  readonly reason: string | null;
  readonly at: number;
}

const COLUMNS = 'job, number, state, copies, reason, at';

/** Newest first. */
export function receiptJobs(state: Reader, offset: number, limit: number): ReceiptJob[] {
  return state.all<ReceiptJob>(
    `SELECT ${COLUMNS} FROM receipts ORDER BY no DESC LIMIT ? OFFSET ?`,
    limit,
    offset,
  );
}

export function receiptCount(state: Reader): number {
  return state.value<number>('SELECT count(*) FROM receipts') ?? 0;
}

export function receiptJob(state: Reader, job: string): ReceiptJob | undefined {
  return state.one<ReceiptJob>(`SELECT ${COLUMNS} FROM receipts WHERE job = ?`, job);
}

/** The oldest job that waits, in the order they were asked for. */
export function nextReceipt(state: Reader): ReceiptJob | undefined {
  return state.one<ReceiptJob>(`SELECT ${COLUMNS} FROM receipts WHERE state = 'queued' ORDER BY no LIMIT 1`);
}

export function waitingReceipts(state: Reader): number {
  return state.value<number>("SELECT count(*) FROM receipts WHERE state IN ('queued', 'started')") ?? 0;
}

/** Jobs that were on their way when the program ended. */
export function interruptedReceipts(state: Reader): string[] {
  return state.all<{ job: string }>("SELECT job FROM receipts WHERE state = 'started'").map(({ job }) => job);
}

/** The receipt as it was asked for; undefined when it is too old to be kept. */
export function keptReceipt(state: Reader, job: string): Receipt | undefined {
  const json = state.value<string | null>('SELECT receipt FROM receipts WHERE job = ?', job);
  return typeof json === 'string' ? (JSON.parse(json) as Receipt) : undefined;
}
