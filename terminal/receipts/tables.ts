import { defineTables } from '../kernel/capability.js';
import type { ReceiptsEvents } from './events.js';

/** Receipts kept whole for a reprint; older ones keep only their outcome. */
export const KEPT_RECEIPTS = 500;

export const receiptsTables = defineTables<ReceiptsEvents>({
  name: 'receipts',
  version: 2,
  // state: queued, started, printed, unconfirmed. copies: how often it may be on paper.
  schema: `CREATE TABLE receipts (no INTEGER PRIMARY KEY, job TEXT NOT NULL UNIQUE, number TEXT NOT NULL,
      state TEXT NOT NULL, copies INTEGER NOT NULL, reason TEXT, at INTEGER NOT NULL, receipt TEXT);
    CREATE INDEX receipts_open ON receipts (no) WHERE state IN ('queued', 'started');
    CREATE INDEX receipts_kept ON receipts (no) WHERE receipt IS NOT NULL AND state IN ('printed', 'unconfirmed')`,
  apply: {
    'receipts.queued': (db, { job, receipt }, { at }) => {
      db.run(
        "INSERT INTO receipts (job, number, state, copies, at, receipt) VALUES (?, ?, 'queued', 0, ?, ?)",
        job,
        receipt.number,
        at,
        JSON.stringify(receipt),
      );
      // What waits for the printer is kept however old it is.
      db.run(
        `UPDATE receipts SET receipt = NULL WHERE no <= (SELECT max(no) FROM receipts) - ? AND receipt IS NOT NULL
           AND state IN ('printed', 'unconfirmed')`,
        KEPT_RECEIPTS,
      );
    },
    'receipts.started': (db, { job }) => {
      db.run("UPDATE receipts SET state = 'started', copies = copies + 1, reason = NULL WHERE job = ?", job);
    },
    'receipts.printed': (db, { job, confirmed }) => {
      db.run('UPDATE receipts SET state = ? WHERE job = ?', confirmed ? 'printed' : 'unconfirmed', job);
    },
    'receipts.failed': (db, { job, reason, partly }) => {
      const back = partly ? 0 : 1;
      db.run(
        "UPDATE receipts SET state = 'queued', reason = ?, copies = copies - ? WHERE job = ?",
        reason,
        back,
        job,
      );
    },
    'receipts.reprint-asked': (db, { job }) => {
      db.run("UPDATE receipts SET state = 'queued', reason = NULL WHERE job = ?", job);
    },
  },
});
