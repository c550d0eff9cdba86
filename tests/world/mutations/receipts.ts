/** Receipts: wrong changes. */
import type { Mutation } from './mutation.js';

export const RECEIPT_MUTATIONS: readonly Mutation[] = [
  {
    name: 'printing is not written down first',
    file: 'terminal/receipts/service.js',
    from: "await record({ type: 'receipts.started', v: 1, job, copy: copies + 1 });",
    to: '',
  },
  {
    name: 'a second copy bears no mark',
    file: 'terminal/receipts/service.js',
    from: 'printer.print(asReprint(receipt, copies))',
    to: 'printer.print(receipt)',
  },
  {
    name: 'a receipt is held for printed without a look at the paper',
    file: 'terminal/receipts/service.js',
    from: "return { type: 'receipts.failed', v: 1, job, reason: outcome.reason, partly: outcome.partly };",
    to: "return { type: 'receipts.printed', v: 1, job, confirmed: true };",
  },
  {
    name: 'a receipt that was under way is forgotten after a start',
    file: 'terminal/receipts/service.js',
    from: "await record({ type: 'receipts.failed', v: 1, job, reason: 'interrupted', partly: true });",
    to: "await record({ type: 'receipts.printed', v: 1, job, confirmed: false });",
  },
  {
    name: 'a half receipt is said to be none',
    file: 'drivers/printer/job.js',
    from: "failed(blocked ? 'blocked' : 'disconnected', blocked || sent > 0)",
    to: "failed(blocked ? 'blocked' : 'disconnected', false)",
  },
  {
    name: 'the end of the paper is not noticed',
    file: 'drivers/printer/job.js',
    from: "if (parsePaperReply(answer) === 'out')",
    to: 'if (false)',
  },
];
