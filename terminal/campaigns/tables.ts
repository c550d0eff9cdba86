import { defineTables } from '../kernel/capability.js';
import type { Writer } from '../kernel/database.js';
import type { CampaignFacts, CampaignsEvents } from './events.js';

/** Recipients: not in the outbox yet, drawn into it, left out when it was their turn. */
export const RECIPIENT = { waiting: 0, drawn: 1, left: 2 } as const;

export const campaignsTables = defineTables<CampaignsEvents>({
  name: 'campaigns',
  version: 6,
  // state: draft, due (start_at), repeating (start_at), gathering, running, paused, done, cancelled, missed.
  // first_at: the first time of a repeating one, whose day of the month counts for all; ran_for: the time for which it ran last. of: the
  // repeating campaign that this is a run of. spike_from: failures of texts before this one are forgiven. until: it goes on by itself until
  // then; NULL while nobody has worked it out.
  schema: `CREATE TABLE campaigns (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, purpose TEXT NOT NULL,
      text TEXT NOT NULL, filter TEXT NOT NULL, state TEXT NOT NULL, why TEXT, start_at INTEGER, first_at INTEGER, ran_for INTEGER,
      repeat TEXT, of TEXT, through INTEGER NOT NULL DEFAULT 0, spike_from INTEGER NOT NULL DEFAULT 0, until INTEGER, at INTEGER NOT NULL, survey TEXT);
    CREATE TABLE campaign_recipients (campaign INTEGER, key TEXT, customer TEXT NOT NULL, state INTEGER NOT NULL, text TEXT,
      why TEXT, PRIMARY KEY (campaign, key)) WITHOUT ROWID;
    CREATE INDEX campaign_waiting ON campaign_recipients (campaign, key) WHERE state = 0;
    CREATE TABLE campaign_left (campaign INTEGER, why TEXT, count INTEGER NOT NULL, PRIMARY KEY (campaign, why)) WITHOUT ROWID`,
  apply: {
    'campaigns.drafted': (db, { campaign, ...facts }, { at }) => {
      db.run('DELETE FROM campaigns WHERE id = ?', campaign);
      insert(db, campaign, facts, 'draft', at);
    },
    'campaigns.started': (db, { campaign, at, repeat }) => {
      const sql = `UPDATE campaigns SET state = ?1, start_at = ?2, first_at = ?2, repeat = ?3
        WHERE id = ?4 AND state = 'draft'`;
      db.run(sql, repeat === undefined ? 'due' : 'repeating', at, repeat ?? null, campaign);
    },
    'campaigns.gathered': (db, { campaign, through, recipients, left, done }) => {
      const no = numberOf(db, campaign);
      const state = done ? 'running' : 'gathering';
      db.run('UPDATE campaigns SET state = ?, through = ? WHERE no = ?', state, through, no);
      for (const { customer, key } of recipients)
        db.run(
          'INSERT OR IGNORE INTO campaign_recipients VALUES (?, ?, ?, 0, NULL, NULL)',
          no,
          key,
          customer,
        );
      for (const [why, count] of Object.entries(left)) leaveOut(db, no, why, count);
    },
    'campaigns.drawn': (db, { campaign, key, text, why }) => {
      const no = numberOf(db, campaign);
      const state = text === undefined ? RECIPIENT.left : RECIPIENT.drawn;
      const sql =
        'UPDATE campaign_recipients SET state = ?, text = ?, why = ? WHERE campaign = ? AND key = ?';
      db.run(sql, state, text ?? null, why ?? null, no, key);
      if (why !== undefined) leaveOut(db, no, why, 1);
    },
    'campaigns.paused': (db, { campaign, why, back }) => {
      const no = numberOf(db, campaign);
      db.run("UPDATE campaigns SET state = 'paused', why = ? WHERE no = ?", why, no);
      putBack(db, no, back);
    },
    'campaigns.resumed': (db, { campaign }) => {
      const sql = `UPDATE campaigns SET state = 'running', why = NULL, until = NULL,
        spike_from = (SELECT coalesce(max(no), 0) FROM texts) WHERE id = ?`;
      db.run(sql, campaign);
    },
    'campaigns.expected': (db, { campaign, until }) => {
      db.run('UPDATE campaigns SET until = ? WHERE id = ?', until, campaign);
    },
    'campaigns.cancelled': (db, { campaign }) => {
      db.run("DELETE FROM campaigns WHERE id = ? AND state = 'draft'", campaign);
      setState(db, campaign, 'cancelled');
    },
    'campaigns.finished': (db, { campaign }) => setState(db, campaign, 'done'),
    'campaigns.retried': (db, { campaign, keys }) => {
      const no = numberOf(db, campaign);
      putBack(db, no, keys);
      const sql = `UPDATE campaigns SET state = 'running', why = NULL, until = NULL,
        spike_from = (SELECT coalesce(max(no), 0) FROM texts) WHERE no = ?`;
      db.run(sql, no);
    },
    'campaigns.ran': (db, { campaign, run, due, next }, { at }) => {
      db.run(
        `INSERT INTO campaigns (id, name, purpose, text, filter, state, start_at, of, at, survey)
         SELECT ?, name, purpose, text, filter, 'due', ?, id, ?, survey FROM campaigns WHERE id = ?`,
        ...[run, due, at, campaign],
      );
      const sql = 'UPDATE campaigns SET start_at = ?, ran_for = ?, why = NULL WHERE id = ?';
      db.run(sql, next, due, campaign);
    },
    'campaigns.missed': (db, { campaign, next }) => {
      if (next === undefined) return setState(db, campaign, 'missed');
      db.run("UPDATE campaigns SET start_at = ?, why = 'missed' WHERE id = ?", next, campaign);
    },
  },
});

function insert(db: Writer, id: string, facts: CampaignFacts, state: string, at: number): void {
  const { name, purpose, text, filter, survey } = facts;
  const sql =
    'INSERT INTO campaigns (id, name, purpose, text, filter, state, at, survey) VALUES (?, ?, ?, ?, ?, ?, ?, ?)';
  db.run(sql, id, name, purpose, text, JSON.stringify(filter), state, at, survey ?? null);
}

function numberOf(db: Writer, id: string): number | null {
  return db.value<number>('SELECT no FROM campaigns WHERE id = ?', id) ?? null;
}

function setState(db: Writer, id: string, state: string): void {
  db.run('UPDATE campaigns SET state = ? WHERE id = ?', state, id);
}

function putBack(db: Writer, no: number | null, keys: readonly string[]): void {
  const sql = 'UPDATE campaign_recipients SET state = 0, text = NULL WHERE campaign = ? AND key = ?';
  for (const key of keys) db.run(sql, no, key);
}

function leaveOut(db: Writer, no: number | null, why: string, count: number): void {
  db.run(
    'INSERT INTO campaign_left VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count',
    ...[no, why, count],
  );
}
