/**
 * `npm run bench`: every row of docs/BENCH.md, a table on stdout and the rows in bench.json. A missed goal is told, not an
 * error. `node dist/tests/bench/bench.js ROW…` measures only these, with those that are measured together; with `--million` there is
 * `growth.million` too.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Row, table } from './measure.js';
import { bootReady } from './rows/boot-ready.js';
import { callScreen, callScreenCampaign } from './rows/call-screen.js';
import { campaignPlan } from './rows/campaign-plan.js';
import { commitBatch } from './rows/commit-batch.js';
import { commitDurable } from './rows/commit-durable.js';
import { filterPage } from './rows/filter-page.js';
import { growth, growthMillion } from './rows/growth.js';
import { imeKeys } from './rows/ime-keys.js';
import { importXlsx } from './rows/import-xlsx.js';
import { journalRecover } from './rows/journal-recover.js';
import { ledgerBalance } from './rows/ledger-balance.js';
import { pduRows } from './rows/pdu.js';
import { searchKey } from './rows/search-key.js';
import { smsRows } from './rows/sms.js';
import { syncDrain } from './rows/sync-drain.js';
import { tapScreen } from './rows/tap-screen.js';
import { worldDays } from './rows/world-days.js';
import { type BenchShop, makeShop } from './shop.js';

/** The shop's kernel is open for the first kind of row, and another process opens its folder for the second. */
const INSIDE = {
  'commit.durable': commitDurable,
  'search.key': searchKey,
  growth,
  'filter.page': filterPage,
};
const OUTSIDE = {
  'boot.ready': bootReady,
  'call.screen': callScreen,
  'tap.screen': tapScreen,
  'call.screen.campaign': callScreenCampaign,
};
const ALONE = {
  'world.days_per_min': worldDays,
  'campaign.plan': campaignPlan,
  'import.xlsx': importXlsx,
  pdu: pduRows,
  sms: smsRows,
  'ime.keys': imeKeys,
  'commit.batch': commitBatch,
  'journal.recover': journalRecover,
  'ledger.balance': ledgerBalance,
  'sync.drain': syncDrain,
  ...(process.argv.includes('--million') && { 'growth.million': growthMillion }),
};

type Measure<From> = (from: From) => Promise<Row | readonly Row[]>;

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = wanted.filter(
  (word) => !Object.keys({ ...ALONE, ...INSIDE, ...OUTSIDE }).some((name) => means(word, name)),
);
if (unknown.length > 0) {
  say(`there is no row ${unknown.join(', ')}; docs/BENCH.md lists them`);
  process.exit(2);
}
const dir = await mkdtemp(join(tmpdir(), 'zhanggui-bench-'));
const rows: Row[] = [];
try {
  await measure(ALONE, dir);
  if (names({ ...INSIDE, ...OUTSIDE }).length > 0) {
    const shop = await makeShop(join(dir, 'shop'), say);
    await measure<BenchShop>(INSIDE, shop);
    await shop.close();
    await measure(OUTSIDE, shop.dir);
  }
} finally {
  await rm(dir, { recursive: true, force: true });
}
console.log(table(rows));
if (wanted.length === 0) await writeFile('bench.json', `${JSON.stringify(rows, null, 2)}\n`);

function names(kind: object): string[] {
  return Object.keys(kind).filter((name) => wanted.length === 0 || wanted.some((word) => means(word, name)));
}

/** `sms` is measured for `sms.inbound`, and for itself. */
function means(word: string, name: string): boolean {
  return word === name || word.startsWith(`${name}.`);
}

async function measure<From>(kind: Readonly<Record<string, Measure<From>>>, from: From): Promise<void> {
  for (const name of names(kind)) {
    const start = performance.now();
    rows.push(...[await kind[name]?.(from)].flatMap((measured) => measured ?? []));
    say(`${name}: measured in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
}

function say(text: string): void {
  console.error(text);
}
