/**
 * Prints what waits, one after the other, whenever the printer can.
 *
 * INVARIANTS
 * - `receipts.started` is durable before the first byte goes out, so after a power cut a receipt that may be on paper is
 *   known, and is printed again with the reprint mark.
 */

import type { Clock, Log } from '../../drivers/host/types.js';
import type { Printer, PrintOutcome } from '../../drivers/printer/types.js';
import type { EventOf } from '../kernel/capability.js';
import type { Kernel } from '../kernel/kernel.js';
import { createWorker, type StepResult } from '../kernel/worker.js';
import type { ReceiptsEvents } from './events.js';
import { interruptedReceipts, keptReceipt, nextReceipt } from './queries.js';
import { asReprint } from './reprint.js';

export interface ReceiptService {
  start(): void;
  stop(): Promise<void>;
}

/** A printer that fails without changing its state is asked again after this long. */
const AFTER_FAILURE_MS = 5_000;
const CAUSE = { actor: 'system', origin: 'printer' } as const;

export function createReceiptService(
  kernel: Kernel,
  printer: Printer,
  clock: Clock,
  log: Log,
): ReceiptService {
  let settled = false;
  /** What became of a receipt, when the disk would not take it yet. */
  let owed: EventOf<ReceiptsEvents> | undefined;
  const endings: Array<() => void> = [];
  const worker = createWorker(clock, log, 'receipts', step);

  const record = (event: EventOf<ReceiptsEvents>): Promise<void> =>
    kernel.transact(CAUSE, () => ({ events: [event], result: undefined }));

  async function settleInterrupted(): Promise<void> {
    for (const job of interruptedReceipts(kernel.state)) {
      await record({ type: 'receipts.failed', v: 1, job, reason: 'interrupted', partly: true });
    }
    settled = true;
  }

  async function payOwed(): Promise<void> {
    if (owed) await record(owed);
    owed = undefined;
  }

  async function step(): Promise<StepResult> {
    if (!settled) await settleInterrupted();
    await payOwed();
    const next = nextReceipt(kernel.state);
    const receipt = next && keptReceipt(kernel.state, next.job);
    if (!next || !receipt || printer.status().state !== 'ready') return 'idle';
    const { job, copies } = next;
    await record({ type: 'receipts.started', v: 1, job, copy: copies + 1 });
    const outcome = await printer.print(asReprint(receipt, copies));
    owed = outcomeEvent(job, outcome);
    await payOwed();
    return outcome.state === 'failed' ? AFTER_FAILURE_MS : 'again';
  }

  return {
    start() {
      endings.push(
        printer.onStatus(worker.wake),
        kernel.onCommit((commit) => {
          const asked = commit.events.some(
            ({ type }) => type === 'receipts.queued' || type === 'receipts.reprint-asked',
          );
          if (asked) worker.wake();
        }),
      );
      worker.start();
    },
    async stop() {
      for (const end of endings) end();
      await worker.stop();
    },
  };
}

function outcomeEvent(job: string, outcome: PrintOutcome): EventOf<ReceiptsEvents> {
  switch (outcome.state) {
    case 'printed':
      return { type: 'receipts.printed', v: 1, job, confirmed: true };
    case 'unconfirmed':
      return { type: 'receipts.printed', v: 1, job, confirmed: false };
    case 'failed':
      return { type: 'receipts.failed', v: 1, job, reason: outcome.reason, partly: outcome.partly };
  }
}
