/**
 * A campaign's preview over 100,000 customers who have all agreed, the longest way through the gate: audience, consent, refusal, cap, parts, cost. The
 * floor reads the same customers and numbers, row by row, and makes nothing of them.
 */
import { join } from 'node:path';
import { previewOf } from '../../../terminal/campaigns/preview.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import type { Kernel } from '../../../terminal/kernel/kernel.js';
import { median, type Row, timed } from '../measure.js';
import { CUSTOMERS, makeShop, phoneOf } from '../shop.js';

const RUNS = 5;
const WARM = 1;
const AT_ONCE = 500;
const WANTED_MS = 1000;

/** @param dir a folder of its own */
export async function campaignPlan(dir: string): Promise<Row> {
  const { kernel, close } = await makeShop(join(dir, 'campaign-plan'), () => undefined);
  await everybodyAgrees(kernel);
  const ours: number[] = [];
  const floors: number[] = [];
  let longest = 0;
  let recipients = 0;
  for (let n = 0; n < RUNS + WARM; n++) {
    let sliceFrom = performance.now();
    const value = await timed(async () => {
      const seen = await previewOf(kernel.state, plan(), async () => {
        longest = Math.max(longest, performance.now() - sliceFrom);
        await new Promise((done) => setImmediate(done));
        sliceFrom = performance.now();
      });
      recipients = seen.recipients;
    });
    const floor = await timed(() => readPlainly(kernel));
    if (n >= WARM) {
      ours.push(value);
      floors.push(floor);
    }
  }
  await close();
  const [value, floor] = [median(ours), median(floors)];
  return {
    ...{ name: 'campaign.plan', value, unit: 'ms', floor, ratio: value / floor, n: ours.length },
    goal: value <= WANTED_MS && recipients === CUSTOMERS,
    wanted: `≤ ${WANTED_MS} ms for 100,000 customers`,
    note: `${recipients} recipients, longest slice ${longest.toFixed(0)} ms`,
  };
}

const plan = () => {
  const now = Date.now();
  return {
    ...({
      filter: { points: { min: 1 } },
      purpose: 'marketing',
      text: '{称呼}您好，水果节，积分{积分}',
    } as const),
    ...{ now, startAt: now, zone: 'Asia/Shanghai', gapMs: 2000 },
  };
};

async function everybodyAgrees(kernel: Kernel): Promise<void> {
  const facts = { v: 1, purposes: ['care', 'marketing'], how: 'import', evidence: '登记表' };
  for (let from = 0; from < CUSTOMERS; from += AT_ONCE) {
    const events = Array.from({ length: AT_ONCE }, (_, n) => {
      return { type: 'messaging.consented', ...facts, key: phoneOf(from + n) } as DomainEvent;
    });
    await kernel.transact({ actor: 'import', origin: 'import' }, () => ({ events, result: undefined }));
  }
}

function readPlainly({ state }: Kernel): number {
  let length = 0;
  const sql = `SELECT no, id, name, level, gender, birthday, tags, key FROM customers JOIN customer_phones ON customer = no
    ORDER BY no`;
  state.each(sql, [], (row) => {
    length += row.length;
  });
  return length;
}
