/**
 * The balances of a customer with 10,000 entries beside 10,000 customers with five each; against adding the same entries up,
 * which is what a balance is.
 */
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { balancesOf } from '../../../terminal/ledger/index.js';
import { median, percentile, type Row } from '../measure.js';
import { importCustomers, openShop } from '../shop.js';

const ENTRIES = 10_000;
const OTHERS = 10_000;
const ROUNDS = 1_000;
const ENTRIES_PER_COMMIT = 500;
const ACCOUNTS = ['points', 'principal', 'bonus'] as const;
const SUMS = 'SELECT account, sum(amount) AS sum FROM ledger WHERE customer = ? GROUP BY account';

export async function ledgerBalance(dir: string): Promise<Row> {
  const kernel = await openShop(`${dir}/balance`);
  await importCustomers(kernel, 0, OTHERS, true);
  const { no, id } = kernel.state.one<{ no: number; id: string }>(
    'SELECT no, id FROM customers WHERE no = 5000',
  ) ?? { no: 0, id: '' };
  for (let first = 0; first < ENTRIES; first += ENTRIES_PER_COMMIT) {
    const events = Array.from({ length: ENTRIES_PER_COMMIT }, (_, i) => entryOf(id, first + i));
    await kernel.transact({ actor: 'import', origin: 'import' }, () => ({ events, result: undefined }));
  }
  const ours: number[] = [];
  const floors: number[] = [];
  for (let n = 0; n < ROUNDS; n++) {
    ours.push(take(() => balancesOf(kernel.state, no)));
    floors.push(take(() => kernel.state.all(SUMS, no)));
  }
  await kernel.close();
  const [value, floor] = [percentile(ours, 0.99), percentile(floors, 0.99)];
  return {
    ...{ name: 'ledger.balance', value, unit: 'ms', floor, ratio: value / floor, n: ROUNDS },
    goal: value <= 1,
    wanted: '≤ 1 ms (p99) with 10,000 entries',
    note: `p50 ${median(ours).toFixed(3)} of ${median(floors).toFixed(3)} ms`,
  };
}

function take(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function entryOf(customer: string, n: number): DomainEvent {
  const [account, amount] = [ACCOUNTS[n % ACCOUNTS.length], (n % 97) - 20];
  return {
    ...{ type: 'ledger.entered', v: 1, customer, account, amount, reason: 'sale', cause: `b${n}` },
  } as unknown as DomainEvent;
}
