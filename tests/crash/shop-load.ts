/**
 * A shop that sells as fast as its disk lets it, until it is killed: `shop-load.js FOLDER ROUND`. Prints the id of a sale,
 * one a line, once it was acknowledged, and never before.
 */
import { writeSync } from 'node:fs';
import { systemClock, systemDisk, systemRandom } from '../../drivers/host/index.js';
import { ALL_TABLES } from '../../terminal/capabilities.js';
import { sell } from '../../terminal/counter/commands.js';
import { openKernel } from '../../terminal/kernel/kernel.js';
import { silentLog } from '../support/silent-log.js';
import { SEGMENT_BYTES, SHOP } from './rules.js';

/** Sales that are decided at the same time, so that they share syncs and a kill meets half of a group. */
const TILLS = 4;
const SALES_TO_SNAPSHOT = 60;
const STAFF = { actor: 'staff', origin: 'keypad' } as const;

const [dir = '', round = ''] = process.argv.slice(2);
const host = { clock: systemClock, random: systemRandom, disk: systemDisk(), log: silentLog };
const { kernel } = await openKernel({ host, dir, tables: ALL_TABLES, segmentBytes: SEGMENT_BYTES });
if (kernel.end().seq === 0) await kernel.transact(STAFF, () => ({ events: SHOP, result: undefined }));

async function sellForEver(till: number): Promise<never> {
  for (let n = 1; ; n++) {
    const sale = `${round}-${till}-${n}`;
    const amount = 100 + ((n * 37 + till) % 9_000);
    await kernel.transact(STAFF, (state) =>
      sell(state, {
        sale,
        customer: 'c1',
        items: [{ name: '苹果', quantity: 1, price: amount }],
        amount,
        tendered: 10_000,
        now: host.clock.now(),
        time: '2026-11-22 10:42',
        terminal: 'till-1',
        job: `j${sale}`,
        text: `t${sale}`,
      }),
    );
    writeSync(1, `${sale}\n`);
    if (till === 0 && n % SALES_TO_SNAPSHOT === 0) await kernel.snapshot();
  }
}

await Promise.all(Array.from({ length: TILLS }, (_, till) => sellForEver(till)));
