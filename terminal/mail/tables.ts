import { defineTables } from '../kernel/capability.js';
import type { MailEvents } from './events.js';

export const mailTables = defineTables<MailEvents>({
  name: 'mail',
  version: 1,
  // mails.state: queued, sending, sent, failed, unknown, expired, cancelled. mail_news.state: gathering, out, cancelled.
  schema: `CREATE TABLE mails (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, address TEXT NOT NULL, customer TEXT NOT NULL,
      subject TEXT NOT NULL, body TEXT NOT NULL, purpose TEXT NOT NULL, news TEXT, state TEXT NOT NULL, attempts INTEGER NOT NULL,
      not_before INTEGER NOT NULL, expires INTEGER NOT NULL, code TEXT, said TEXT, at INTEGER NOT NULL);
    CREATE INDEX mails_queued ON mails (not_before, no) WHERE state = 'queued';
    CREATE INDEX mails_news ON mails (news, address) WHERE news IS NOT NULL;
    CREATE TABLE mail_news (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, subject TEXT NOT NULL, text TEXT NOT NULL,
      filter TEXT NOT NULL, state TEXT NOT NULL, through INTEGER NOT NULL DEFAULT 0, at INTEGER NOT NULL);
    CREATE TABLE mail_left (news TEXT, why TEXT, count INTEGER NOT NULL, PRIMARY KEY (news, why)) WITHOUT ROWID;
    CREATE TABLE mail_wishes (address TEXT PRIMARY KEY, wanted INTEGER NOT NULL, words TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID`,
  apply: {
    'mail.queued': (db, { mail, address, customer, subject, body, purpose, news, expires }, { at }) => {
      db.run(
        `INSERT INTO mails (id, address, customer, subject, body, purpose, news, state, attempts, not_before, expires, at)
         VALUES (?, ?, ?, ?, ?, ?, ?, 'queued', 0, 0, ?, ?)`,
        ...[mail, address, customer, subject, body, purpose, news ?? null, expires, at],
      );
    },
    'mail.sending': (db, { mail }) => {
      db.run("UPDATE mails SET state = 'sending', attempts = attempts + 1 WHERE id = ?", mail);
    },
    'mail.sent': (db, { mail, said }) => {
      db.run("UPDATE mails SET state = 'sent', code = NULL, said = ? WHERE id = ?", said, mail);
    },
    'mail.postponed': (db, { mail, until, code, said }) => {
      const sql = "UPDATE mails SET state = 'queued', not_before = ?, code = ?, said = ? WHERE id = ?";
      db.run(sql, until, code, said ?? null, mail);
    },
    'mail.failed': (db, { mail, code, said }) => {
      db.run("UPDATE mails SET state = 'failed', code = ?, said = ? WHERE id = ?", code, said ?? null, mail);
    },
    'mail.unknown': (db, { mail, code }) => {
      db.run("UPDATE mails SET state = 'unknown', code = ? WHERE id = ?", code, mail);
    },
    'mail.expired': (db, { mail }) => {
      db.run("UPDATE mails SET state = 'expired' WHERE id = ?", mail);
    },
    'mail.cancelled': (db, { mail }) => {
      db.run("UPDATE mails SET state = 'cancelled' WHERE id = ?", mail);
    },
    'mail.news-started': (db, { news, subject, text, filter }, { at }) => {
      const sql =
        "INSERT INTO mail_news (id, subject, text, filter, state, at) VALUES (?, ?, ?, ?, 'gathering', ?)";
      db.run(sql, news, subject, text, JSON.stringify(filter), at);
    },
    'mail.news-gathered': (db, { news, through, left, done }) => {
      const state = done ? 'out' : 'gathering';
      const sql = "UPDATE mail_news SET state = ?, through = ? WHERE id = ? AND state = 'gathering'";
      db.run(sql, state, through, news);
      const add =
        'INSERT INTO mail_left VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count';
      for (const [why, count] of Object.entries(left)) db.run(add, news, why, count);
    },
    'mail.news-cancelled': (db, { news }) => {
      db.run("UPDATE mail_news SET state = 'cancelled' WHERE id = ?", news);
    },
    'mail.refused': (db, { address, by }, { at }) => {
      db.run('INSERT OR REPLACE INTO mail_wishes VALUES (?, 0, ?, ?)', address, by, at);
    },
    'mail.consented': (db, { address, evidence }, { at }) => {
      db.run('INSERT OR REPLACE INTO mail_wishes VALUES (?, 1, ?, ?)', address, evidence, at);
    },
  },
});
