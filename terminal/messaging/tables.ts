import { defineTables } from '../kernel/capability.js';
import type { Writer } from '../kernel/database.js';
import { shownOf } from './code.js';
import type { MessagingEvents } from './events.js';
import { REFUSABLE, RULES } from './policy.js';

/** PDUs remembered to know one that is offered again. */
const KNOWN_PDUS = 2000;
/** Parts remembered for the SIM's rate: more than any day may see. */
const SENT_PARTS = 10_000;
/** Texts from before they could expire. */
const NEVER = 9_007_199_254_740_991;
/** Of a text that waits no more nobody needs the code. */
const FORGET = 'body = coalesce(shown, body)';

export const messagingTables = defineTables<MessagingEvents>({
  name: 'messaging',
  version: 4,
  // texts.state: queued, sending, sent, delivered, failed, unknown, expired, cancelled; rank: RULES[purpose].rank; shown: in the
  // place of body, for people, when that holds a code.
  schema: `CREATE TABLE templates (key TEXT PRIMARY KEY, purpose TEXT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE texts (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL, body TEXT NOT NULL,
      purpose TEXT NOT NULL, cause TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, sent_parts INTEGER NOT NULL,
      not_before INTEGER NOT NULL, code TEXT, at INTEGER NOT NULL, rank INTEGER NOT NULL, expires INTEGER NOT NULL, batch TEXT,
      shown TEXT);
    CREATE INDEX texts_queued ON texts (rank, not_before, no) WHERE state = 'queued';
    CREATE INDEX texts_sending ON texts (no) WHERE state = 'sending';
    CREATE INDEX texts_batch ON texts (batch, state) WHERE batch IS NOT NULL;
    CREATE INDEX texts_key ON texts (key, at);
    CREATE TABLE text_references (reference INTEGER, text INTEGER, part INTEGER, state TEXT,
      PRIMARY KEY (reference, text, part)) WITHOUT ROWID;
    CREATE TABLE known_pdus (no INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE);
    CREATE TABLE text_parts ("group" TEXT, seq INTEGER, hash TEXT, pdu TEXT NOT NULL, at INTEGER NOT NULL,
      PRIMARY KEY ("group", seq, hash)) WITHOUT ROWID;
    CREATE TABLE inbox (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sender TEXT NOT NULL, key TEXT NOT NULL,
      body TEXT NOT NULL, partial INTEGER NOT NULL, read INTEGER NOT NULL, at INTEGER NOT NULL);
    CREATE INDEX inbox_key ON inbox (key, at) WHERE key <> '';
    CREATE TABLE quarantine (no INTEGER PRIMARY KEY, pdu TEXT NOT NULL, at INTEGER NOT NULL);
    CREATE TABLE refusals (key TEXT, purpose TEXT, at INTEGER NOT NULL, by TEXT NOT NULL, PRIMARY KEY (key, purpose)) WITHOUT ROWID;
    CREATE TABLE consents (key TEXT, purpose TEXT, at INTEGER NOT NULL, how TEXT NOT NULL, evidence TEXT NOT NULL,
      PRIMARY KEY (key, purpose)) WITHOUT ROWID;
    CREATE TABLE sent_parts (no INTEGER PRIMARY KEY, at INTEGER NOT NULL);
    CREATE INDEX sent_parts_at ON sent_parts (at);
    CREATE TABLE texting_policy (one INTEGER PRIMARY KEY CHECK (one = 1), json TEXT NOT NULL);
    CREATE TABLE risky_words (one INTEGER PRIMARY KEY CHECK (one = 1), json TEXT NOT NULL)`,
  apply: {
    'messaging.template-set': (db, { key, purpose, text }) => {
      db.run('INSERT OR REPLACE INTO templates VALUES (?, ?, ?)', key, purpose, text);
    },
    'messaging.queued': (db, { text, key, body, purpose, cause, expires, batch }, { at }) => {
      db.run(
        `INSERT INTO texts (id, key, body, purpose, cause, state, attempts, sent_parts, not_before, at, rank, expires, batch,
           shown) VALUES (?, ?, ?, ?, ?, 'queued', 0, 0, 0, ?, ?, ?, ?, ?)`,
        ...[text, key, body, purpose, cause, at],
        ...[RULES[purpose].rank, expires ?? NEVER, batch ?? null, shownOf(body, purpose)],
      );
    },
    'messaging.sending': (db, { text }) => {
      db.run("UPDATE texts SET state = 'sending', attempts = attempts + 1 WHERE id = ?", text);
    },
    'messaging.part-sent': (db, { text, part, reference }, { at }) => {
      db.run('INSERT INTO sent_parts (at) VALUES (?)', at);
      db.run('DELETE FROM sent_parts WHERE no <= (SELECT max(no) FROM sent_parts) - ?', SENT_PARTS);
      const sql = 'INSERT OR IGNORE INTO text_references SELECT ?, no, ?, NULL FROM texts WHERE id = ?';
      db.run(sql, reference, part, text);
    },
    'messaging.sent': (db, { text }) => {
      db.run(`UPDATE texts SET state = 'sent', code = NULL, ${FORGET} WHERE id = ?`, text);
      settleDelivery(db, db.value<number>('SELECT no FROM texts WHERE id = ?', text));
    },
    'messaging.postponed': (db, { text, until, sentParts, code }) => {
      const sql = "UPDATE texts SET state = 'queued', not_before = ?, sent_parts = ?, code = ? WHERE id = ?";
      db.run(sql, until, sentParts, code, text);
    },
    'messaging.failed': (db, { text, code }) => {
      db.run(`UPDATE texts SET state = 'failed', code = ?, ${FORGET} WHERE id = ?`, code, text);
    },
    'messaging.unknown': (db, { text, code }) => {
      db.run(`UPDATE texts SET state = 'unknown', code = ?, ${FORGET} WHERE id = ?`, code, text);
    },
    'messaging.expired': (db, { text }) => {
      db.run(`UPDATE texts SET state = 'expired', ${FORGET} WHERE id = ?`, text);
    },
    'messaging.cancelled': (db, { text }) => {
      db.run(`UPDATE texts SET state = 'cancelled', ${FORGET} WHERE id = ?`, text);
    },
    'messaging.pdu-kept': (db, { hash, pdu, outcome, part }, { at }) => {
      // Twice after a restore: a backup still has what an erasure took the hash of, and the modem gave it once more.
      db.run('INSERT OR IGNORE INTO known_pdus (hash) VALUES (?)', hash);
      db.run('DELETE FROM known_pdus WHERE no <= (SELECT max(no) FROM known_pdus) - ?', KNOWN_PDUS);
      if (part)
        db.run(
          'INSERT OR IGNORE INTO text_parts VALUES (?, ?, ?, ?, ?)',
          part.group,
          part.seq,
          hash,
          pdu,
          at,
        );
      if (outcome === 'quarantined') db.run('INSERT INTO quarantine (pdu, at) VALUES (?, ?)', pdu, at);
    },
    'messaging.received': (db, { text, from, key, body, partial, part }, { at }) => {
      if (part !== undefined) db.run('DELETE FROM text_parts WHERE "group" = ?', part);
      db.run(
        'INSERT INTO inbox (id, sender, key, body, partial, read, at) VALUES (?, ?, ?, ?, ?, 0, ?)',
        text,
        from,
        key,
        body,
        partial ? 1 : 0,
        at,
      );
    },
    'messaging.read': (db, { text }) => db.run('UPDATE inbox SET read = 1 WHERE id = ?', text),
    'messaging.reported': (db, { reference, key, state }) => {
      // References wrap at 255: the newest text to this number that used it, and still waits for its report.
      const text = db.value<number>(
        `SELECT max(no) FROM text_references JOIN texts ON no = text
         WHERE reference = ? AND key = ? AND text_references.state IS NULL`,
        reference,
        key,
      );
      if (typeof text !== 'number' || state === 'pending') return;
      db.run('UPDATE text_references SET state = ? WHERE reference = ? AND text = ?', state, reference, text);
      settleDelivery(db, text);
    },
    'messaging.refused': (db, { key, by, purposes = REFUSABLE }, { at }) => {
      for (const purpose of purposes) {
        db.run('INSERT OR REPLACE INTO refusals VALUES (?, ?, ?, ?)', key, purpose, at, by);
        db.run('DELETE FROM consents WHERE key = ? AND purpose = ?', key, purpose);
      }
    },
    'messaging.consented': (db, { key, purposes, how, evidence }, { at }) => {
      for (const purpose of purposes) {
        db.run('INSERT OR REPLACE INTO consents VALUES (?, ?, ?, ?, ?)', key, purpose, at, how, evidence);
        db.run('DELETE FROM refusals WHERE key = ? AND purpose = ?', key, purpose);
      }
    },
    'messaging.policy-set': (db, { policy }) => {
      db.run('INSERT OR REPLACE INTO texting_policy VALUES (1, ?)', JSON.stringify(policy));
    },
    'messaging.words-set': (db, { words }) => {
      db.run('INSERT OR REPLACE INTO risky_words VALUES (1, ?)', JSON.stringify(words));
    },
  },
});

/** Once all parts are out: failed when one part was not delivered, delivered when each was. */
function settleDelivery(db: Writer, text: number | undefined): void {
  db.run(
    `UPDATE texts SET state = CASE
       WHEN EXISTS (SELECT 1 FROM text_references r WHERE r.text = no AND r.state = 'failed') THEN 'failed'
       WHEN NOT EXISTS (SELECT 1 FROM text_references r WHERE r.text = no AND r.state IS NULL) THEN 'delivered'
       ELSE state END
     WHERE no = ? AND state IN ('sent', 'delivered')`,
    text ?? null,
  );
}
