/** A sale from its decision to its place in the database, against write and fdatasync of the same bytes. */
import * as fs from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { customers } from '../../../terminal/customers/queries.js';
import { encodeLine } from '../../../terminal/kernel/journal/line.js';
import { median, percentile, type Row, timed } from '../measure.js';
import { makeSale } from '../sale.js';
import type { BenchShop } from '../shop.js';

const PAIRS = 400;
const WARM = 40;

const write = promisify(fs.write);
const datasync = promisify(fs.fdatasync);

/** The floor goes through the callback API of node:fs, as the terminal does; the note says what the blocking calls take. */
export async function commitDurable({ kernel, dir }: BenchShop): Promise<Row> {
  const people = customers(kernel.state, 0, PAIRS);
  const fd = fs.openSync(join(dir, 'floor.bytes'), 'a');
  const ours: number[] = [];
  const floors: number[] = [];
  const blocking: number[] = [];
  let line: Uint8Array = new Uint8Array(0);
  const forget = kernel.onCommit((commit) => {
    line = encodeLine(commit);
  });
  for (let n = 0; n < PAIRS; n++) {
    const sale = await timed(() => makeSale(kernel, people[n % people.length]?.id, n));
    const floor = await timed(async () => {
      await write(fd, line, 0, line.length);
      await datasync(fd);
    });
    const sync = await timed(() => {
      fs.writeSync(fd, line);
      fs.fdatasyncSync(fd);
    });
    if (n < WARM) continue;
    ours.push(sale);
    floors.push(floor);
    blocking.push(sync);
  }
  forget();
  fs.closeSync(fd);
  const [value, floor] = [median(ours), median(floors)];
  return {
    name: 'commit.durable',
    value,
    unit: 'ms',
    floor,
    ratio: value / floor,
    n: ours.length,
    goal: value <= 1.5 * floor,
    wanted: '≤ 1.5 × the floor (p50)',
    note: `p99 ${percentile(ours, 0.99).toFixed(2)} ms; blocking floor ${median(blocking).toFixed(2)} ms; ${line.length} bytes`,
  };
}
