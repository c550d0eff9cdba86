/**
 * A workbook of 100,000 customers, from its bytes to the preview: read in a thread, columns guessed, each row compared with the shop. The
 * floor only parses the same bytes, with the same library in a thread of its own: nothing is made of its cells. What follows when a
 * person says yes goes on beside sales and calls, a commit a hundred rows: the note has the time from the file to the last durable
 * commit, with its own ratio to the floor.
 */
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { systemClock } from '../../../drivers/host/index.js';
import { customerCount } from '../../../terminal/customers/queries.js';
import { guessColumns } from '../../../terminal/importing/columns.js';
import { startImport } from '../../../terminal/importing/job.js';
import { knownCustomer } from '../../../terminal/importing/known.js';
import { planImport, type Who } from '../../../terminal/importing/plan.js';
import { createStamps } from '../../../terminal/kernel/stamp.js';
import { sheetsInThread } from '../../../terminal/sheets/index.js';
import { median, type Row, timed } from '../measure.js';
import { CUSTOMERS, nameOf, openShop, phoneOf } from '../shop.js';

const RUNS = 2;

/** @param dir a folder of its own */
export async function importXlsx(dir: string): Promise<Row> {
  const sheets = sheetsInThread(systemClock);
  const writer = sheets.writer('xlsx', { title: '会员', facts: [] });
  writer.table('会员');
  writer.add(table());
  const bytes = await writer.finish();
  const ours: number[] = [];
  const durable: number[] = [];
  const floors: number[] = [];
  let parts = '';
  let whole = true;
  for (let run = 0; run < RUNS; run++) {
    floors.push(await timed(() => parseBarely(bytes)));
    const kernel = await openShop(join(dir, `import-${run}`));
    const stamps = createStamps(systemClock, 'till-1');
    const marks: number[] = [performance.now()];
    const sheet = await sheets.read('old.xlsx', bytes);
    marks.push(performance.now());
    const { meanings, headRows } = guessColumns(sheet.rows);
    const known = (who: Who) => knownCustomer(kernel.state, who);
    const plan = planImport(sheet.rows.slice(headRows), meanings, known);
    marks.push(performance.now());
    const job = startImport({ kernel, stamps }, 'old.xlsx', plan.rows);
    await new Promise<void>((resolve) => {
      job.onChange(() => job.state() !== 'running' && resolve());
    });
    marks.push(performance.now());
    const [from = 0, read = 0, planned = 0, to = 0] = marks;
    ours.push(planned - from);
    durable.push(to - from);
    const seconds = (ms: number): string => (ms / 1000).toFixed(1);
    parts = `read ${seconds(read - from)} s, plan ${seconds(planned - read)} s, commits ${seconds(to - planned)} s`;
    whole = whole && job.state() === 'done' && customerCount(kernel.state) === CUSTOMERS;
    await kernel.close();
  }
  const [value, floor, last] = [median(ours) / 1000, median(floors) / 1000, median(durable) / 1000];
  return {
    ...{ name: 'import.xlsx', value, unit: 's', floor, ratio: value / floor, n: RUNS },
    goal: whole && value / floor <= 2,
    wanted: 'ratio ≤ 2',
    note: `to the last durable commit ${last.toFixed(1)} s, ratio ${(last / floor).toFixed(1)}; ${parts}`,
  };
}

async function parseBarely(bytes: Uint8Array): Promise<void> {
  const worker = new Worker(new URL('../bare-workbook.js', import.meta.url), { workerData: bytes });
  const [rows] = (await once(worker, 'message')) as [number];
  if (rows !== CUSTOMERS + 1) throw new Error(`the library found ${rows} rows`);
  await worker.terminate();
}

function table(): (string | number)[][] {
  const heads = ['姓名', '手机', '等级', '生日', '标签'];
  const rows = Array.from({ length: CUSTOMERS }, (_, n) => [
    `${nameOf(n)}${n % 10}`,
    Number(phoneOf(n).slice(3)),
    n % 5 === 0 ? '金卡' : '',
    n % 3 === 0 ? '1990-05-01' : '',
    n % 4 === 0 ? '附近 老师' : '',
  ]);
  return [heads, ...rows];
}
