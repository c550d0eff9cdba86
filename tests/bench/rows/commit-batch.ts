/** 10,000 customers imported, against the same rows put into a bare sql.js and the same bytes written and synced. */
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import initSqlJs from 'sql.js';
import { median, type Row, timed } from '../measure.js';
import { importCustomers, openShop } from '../shop.js';

const CUSTOMERS = 10_000;
const COMMITS = 100;
const ROUNDS = 3;

export async function commitBatch(dir: string): Promise<Row> {
  const ours: number[] = [];
  const floors: number[] = [];
  let events = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const data = join(dir, `batch-${round}`);
    const kernel = await openShop(data);
    ours.push(await timed(async () => (events = await importCustomers(kernel, 0, CUSTOMERS, false))));
    await kernel.close();
    const { size } = await stat(join(data, 'journal', '000000000001.log'));
    floors.push(await bare(join(dir, `batch-${round}.bytes`), size / COMMITS));
  }
  const rate = (ms: number) => (events / ms) * 1000;
  const [value, floor] = [rate(median(ours)), rate(median(floors))];
  return {
    name: 'commit.batch',
    value,
    unit: 'events/s',
    floor,
    ratio: value / floor,
    n: ROUNDS,
    goal: value >= 20_000,
    wanted: '≥ 20,000 events/s',
  };
}

/** Two rows a customer, a hundred customers a transaction, and as many bytes written and synced after each. */
async function bare(path: string, bytes: number): Promise<number> {
  const SQL = await initSqlJs();
  const db = new SQL.Database();
  db.run(`CREATE TABLE customers (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, created INTEGER);
    CREATE TABLE customer_phones (key TEXT, customer INTEGER, PRIMARY KEY (key, customer)) WITHOUT ROWID`);
  const customer = db.prepare('INSERT INTO customers (id, name, created) VALUES (?, ?, ?)');
  const phone = db.prepare('INSERT INTO customer_phones VALUES (?, ?)');
  const file = await open(path, 'w');
  const block = Buffer.alloc(bytes, 'x');
  const ms = await timed(async () => {
    for (let n = 0; n < CUSTOMERS; ) {
      db.run('BEGIN');
      for (const end = n + CUSTOMERS / COMMITS; n < end; n++) {
        customer.run([`01KBENCH00000000000${String(n).padStart(7, '0')}`, '王小明', n]);
        phone.run([`+861${3_000_000_000 + ((n * 69_999_979) % 7_000_000_000)}`, n + 1]);
      }
      db.run('COMMIT');
      await file.write(block);
      await file.datasync();
    }
  });
  await file.close();
  db.close();
  return ms;
}
