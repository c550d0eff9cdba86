import { defineTables } from '../kernel/capability.js';
import type { LotteryEvents } from './events.js';

export const lotteryTables = defineTables<LotteryEvents>({
  name: 'lottery',
  version: 2,
  // state: open, frozen, drawn, cancelled; prize: place in prizes from 0, NULL for none.
  schema: `CREATE TABLE lotteries (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, prizes TEXT NOT NULL,
      closes INTEGER NOT NULL, state TEXT NOT NULL, seed TEXT, codes TEXT, list TEXT, source TEXT, commitment TEXT, public TEXT);
    CREATE TABLE lottery_entries (lottery TEXT, entry INTEGER, key TEXT NOT NULL, prize INTEGER, redeemed INTEGER,
      PRIMARY KEY (lottery, entry)) WITHOUT ROWID;
    CREATE UNIQUE INDEX lottery_entries_key ON lottery_entries (lottery, key)`,
  apply: {
    'lottery.opened': (db, { lottery, number, title, prizes, closes }) => {
      db.run(
        "INSERT INTO lotteries (no, id, title, prizes, closes, state) VALUES (?, ?, ?, ?, ?, 'open')",
        ...[number, lottery, title, JSON.stringify(prizes), closes],
      );
    },
    'lottery.entered': (db, { lottery, key, entry }) => {
      db.run('INSERT INTO lottery_entries (lottery, entry, key) VALUES (?, ?, ?)', lottery, entry, key);
    },
    'lottery.frozen': (db, { lottery, seed, codes, list, source, commitment }) => {
      db.run(
        `UPDATE lotteries SET state = 'frozen', seed = ?, codes = ?, list = ?, source = ?, commitment = ? WHERE id = ?`,
        ...[seed, codes, list, source, commitment, lottery],
      );
    },
    'lottery.cancelled': (db, { lottery }) => {
      db.run("UPDATE lotteries SET state = 'cancelled' WHERE id = ?", lottery);
    },
    'lottery.drawn': (db, { lottery, public: number, winners }) => {
      db.run("UPDATE lotteries SET state = 'drawn', public = ? WHERE id = ?", number, lottery);
      for (const { entry, prize } of winners)
        db.run('UPDATE lottery_entries SET prize = ? WHERE lottery = ? AND entry = ?', prize, lottery, entry);
    },
    'lottery.redeemed': (db, { lottery, entry }, { at }) => {
      db.run('UPDATE lottery_entries SET redeemed = ? WHERE lottery = ? AND entry = ?', at, lottery, entry);
    },
  },
});
