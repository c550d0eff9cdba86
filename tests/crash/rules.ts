/** What must be true of a shop's folder whenever its process was killed. */
import { rename } from 'node:fs/promises';
import * as assert from 'uvu/assert';
import { systemClock, systemDisk, systemRandom } from '../../drivers/host/index.js';
import { ALL_TABLES } from '../../terminal/capabilities.js';
import type { Reader } from '../../terminal/kernel/database.js';
import type { DomainEvent } from '../../terminal/kernel/events.js';
import { openKernel } from '../../terminal/kernel/kernel.js';
import { silentLog } from '../support/silent-log.js';

/** Small, so that a run of seconds fills several. */
export const SEGMENT_BYTES = 128 * 1024;

/** A shop that gives a point a yuan, and its one customer. */
export const SHOP = [
  { type: 'shop.described', v: 1, name: '福源水果店', signature: '福源' },
  { type: 'loyalty.rule-set', v: 1, points: 1, per: 100 },
  { type: 'customers.registered', v: 1, customer: 'c1', name: '王小明', level: '', stamp: '1' },
  { type: 'customers.phone-added', v: 1, customer: 'c1', key: '+8613800138000' },
] as unknown as readonly DomainEvent[];

/** Opens the folder, gives its state to `look` and returns its content hash. Nothing is written but what boot repairs. */
async function open(dir: string, look: (state: Reader) => void): Promise<string> {
  const host = { clock: systemClock, random: systemRandom, disk: systemDisk(), log: silentLog };
  const { kernel } = await openKernel({ host, dir, tables: ALL_TABLES, segmentBytes: SEGMENT_BYTES });
  look(kernel.state);
  const hash = kernel.contentHash();
  await kernel.close();
  return hash;
}

/** Throws where a rule is broken. Returns how many sales there are. */
export async function checkFolder(dir: string, acknowledged: ReadonlySet<string>): Promise<number> {
  let count = 0;
  const hash = await open(dir, (state) => {
    const sales = state.all<{ id: string; number: string; amount: number }>(
      'SELECT * FROM sales ORDER BY no',
    );
    const ids = new Set(sales.map(({ id }) => id));
    assert.is(ids.size, sales.length, 'no sale is there twice');
    const lost = [...acknowledged].filter((id) => !ids.has(id));
    assert.equal(lost, [], 'what was acknowledged is there');
    sales.forEach(({ number }, at) => {
      assert.is(number, `till-1-${String(at + 1).padStart(6, '0')}`, 'numbers without a gap');
    });
    const points = sales.reduce((sum, { amount }) => sum + Math.floor(amount / 100), 0);
    assert.is(state.value<number>('SELECT coalesce(sum(amount), 0) FROM ledger'), points, 'points = sales');
    assert.is(state.value<number>('SELECT count(*) FROM ledger'), sales.length);
    assert.is(state.value<number>('SELECT count(*) FROM texts'), sales.length, 'each with its text');
    count = sales.length;
  });
  await rename(`${dir}/snapshots`, `${dir}/kept`).catch(() => undefined);
  assert.is(await open(dir, () => undefined), hash, 'the journal alone gives the same database');
  await rename(`${dir}/kept`, `${dir}/snapshots`).catch(() => undefined);
  return count;
}
