/**
 * A start without a snapshot after a year or two: 1,000,000 commits are read, checked and replayed into an empty database;
 * against reading the same bytes.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { readJournal, START } from '../../../terminal/kernel/journal/recover.js';
import { segmentPath } from '../../../terminal/kernel/journal/segments.js';
import { type Row, timed } from '../measure.js';
import { nameOf, openShop, realHost } from '../shop.js';

const COMMITS = 1_000_000;
const CUSTOMERS = 10_000;
const SEGMENT_BYTES = 8 * 1024 * 1024;
/** Every fourth commit is a sale with its points, the others are entries of the ledger: what does not vanish again. */
const SALE_EVERY = 4;

export async function journalRecover(dir: string): Promise<Row> {
  const data = `${dir}/recover`;
  const bytes = writeJournal(data, COMMITS);
  const { disk } = realHost();
  const read = (): void => {
    for (const name of readdirSync(`${data}/journal`)) readFileSync(`${data}/journal/${name}`);
  };
  read(); // The floor and the start both read from the page cache.
  const floor = (await timed(read)) / 1000;
  const verify = (await timed(() => readJournal(disk, `${data}/journal`, START, () => undefined))) / 1000;
  let commits = 0;
  const value =
    (await timed(async () => {
      const kernel = await openShop(data);
      commits = kernel.end().seq;
      await kernel.close();
    })) / 1000;
  rmSync(data, { recursive: true });
  return {
    ...{ name: 'journal.recover', value, unit: 's', floor, ratio: value / floor, n: 1 },
    goal: commits === COMMITS && value <= 60,
    wanted: '1,000,000 commits in ≤ 60 s',
    note: `${Math.round(bytes / 1e6)} MB; read and checked alone ${verify.toFixed(1)} s`,
  };
}

/** Lines as the kernel writes them, without deciding each. Returns their bytes. */
function writeJournal(data: string, commits: number): number {
  mkdirSync(`${data}/journal`, { recursive: true });
  let first = 1;
  let size = 0;
  let total = 0;
  let lines: string[] = [];
  for (let seq = 1; seq <= commits; seq++) {
    const json = JSON.stringify(commitOf(seq));
    const line = `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`;
    lines.push(line);
    size += Buffer.byteLength(line);
    if (size < SEGMENT_BYTES && seq < commits) continue;
    writeFileSync(segmentPath(`${data}/journal`, first), lines.join(''));
    total += size;
    first = seq + 1;
    size = 0;
    lines = [];
  }
  return total;
}

function commitOf(seq: number) {
  return {
    ...{
      seq,
      sync: seq,
      at: 1_795_315_320_000 + seq * 60_000,
      id: `01M80FRD5D${String(seq).padStart(16, '0')}`,
    },
    ...{ actor: 'staff', origin: 'keypad', events: eventsOf(seq) },
  };
}

function eventsOf(seq: number): readonly object[] {
  const customer = `c${seq % CUSTOMERS}`;
  if (seq <= CUSTOMERS)
    return [
      {
        type: 'customers.registered',
        v: 1,
        customer,
        name: nameOf(seq),
        level: '',
        stamp: '001700000000000-00000-import',
      },
    ];
  const entry = {
    type: 'ledger.entered',
    v: 1,
    customer,
    account: 'points',
    amount: seq % 97,
    reason: 'sale',
    cause: `s${seq}`,
  };
  if (seq % SALE_EVERY > 0) return [entry];
  const money = { amount: 8_800, tendered: 10_000, change: 1_200, points: seq % 97 };
  const items = [{ name: '红富士苹果 5斤', quantity: 2, price: 4_400 }];
  const number = `till-1-${String(seq).padStart(6, '0')}`;
  return [{ type: 'counter.sold', v: 1, sale: `s${seq}`, number, customer, items, ...money }, entry];
}
