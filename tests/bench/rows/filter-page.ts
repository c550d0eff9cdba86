/**
 * Five conditions over 100,000 customers, and the page that is asked for, with its total and sums. The floor asks SQLite for the same
 * page of the one condition that is a column of its own, by its index-less scan: a list that could not be asked anything else.
 */

import type { Condition } from '../../../terminal/audience/conditions.js';
import { createCustomerTable } from '../../../terminal/audience/index.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import type { Kernel } from '../../../terminal/kernel/kernel.js';
import { median, percentile, type Row, timed } from '../measure.js';
import type { BenchShop } from '../shop.js';

const ROUNDS = 60;
const PAGE = 20;
const YEAR = 2026;
const SORTS = ['points', 'balance', 'name', 'created', 'level'] as const;

export async function filterPage({ kernel }: BenchShop): Promise<Row> {
  const table = createCustomerTable(kernel.state, Date.now);
  let longest = 0;
  const waiting: Array<() => void> = [];
  const prepared = await timed(() => {
    table.prepare((go) => waiting.push(go));
    for (let go = waiting.shift(); go; go = waiting.shift()) {
      const start = performance.now();
      go();
      longest = Math.max(longest, performance.now() - start);
    }
  });
  const now = Date.now();
  const ours: number[] = [];
  const floors: number[] = [];
  const firsts: number[] = [];
  let total = 0;
  for (const field of SORTS)
    firsts.push(await timed(() => table.find({ ...asked(0), sort: { field, down: true }, now, year: YEAR })));
  for (let round = 0; round < ROUNDS; round++) {
    await sell(kernel, round);
    table.touch(1 + round * 1000);
    const field = SORTS[round % SORTS.length] ?? 'points';
    const sort = { field, down: round % 2 === 0 };
    ours.push(
      await timed(() => {
        total = table.find({ ...asked(round), sort, now, year: YEAR }).total;
      }),
    );
    floors.push(await timed(() => plainly(kernel)));
  }
  const [value, floor] = [percentile(ours, 0.99), percentile(floors, 0.99)];
  return {
    ...{ name: 'filter.page', value, unit: 'ms', floor, ratio: value / floor, n: ours.length },
    goal: value <= 50,
    wanted: '≤ 50 ms (p99)',
    note: `${total} found, p50 ${median(ours).toFixed(1)} ms, a column's first sorting ${Math.max(...firsts).toFixed(0)} ms; read in ${prepared.toFixed(0)} ms, longest slice ${longest.toFixed(0)} ms`,
  };
}

function asked(round: number): { rows: readonly Condition[]; offset: number; limit: number } {
  const row = (field: string, kind: Condition['kind'], op: Condition['op'], value: string): Condition => {
    return { join: 'and', field, kind, op, value };
  };
  return {
    rows: [
      row('level', 'choice', 'not', '金卡'),
      row('points', 'number', 'min', String(600 + (round % 9))),
      row('balance', 'money', 'max', '5000'),
      row('phone', 'text', 'has', String(round % 10)),
      { ...row('name', 'text', 'has', '小'), join: round % 2 === 0 ? 'and' : 'or' },
    ],
    offset: (round % 3) * 400,
    limit: PAGE,
  };
}

/** Somebody's points change between two looks. */
async function sell(kernel: Kernel, round: number): Promise<void> {
  const customer = kernel.state.value<string>('SELECT id FROM customers WHERE no = ?', 1 + round * 1000);
  const entry = { customer, account: 'points', amount: 1, reason: 'sale', cause: `bench ${round}` };
  const events = [{ type: 'ledger.entered', v: 1, ...entry } as unknown as DomainEvent];
  await kernel.transact({ actor: 'staff', origin: 'keypad' }, () => ({ events, result: undefined }));
}

function plainly({ state }: Kernel): number {
  const where = "level <> '金卡' AND removed IS NULL";
  state.all(`SELECT no, name FROM customers WHERE ${where} ORDER BY no DESC LIMIT ${PAGE}`);
  return state.value<number>(`SELECT count(*) FROM customers WHERE ${where}`) ?? 0;
}
