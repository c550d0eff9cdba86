/**
 * Tills of one store without a line to each other: whatever the order, repetition and delay of what they tell, they never
 * spend more than there is, and in the end say the same.
 */
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pageOf } from '../../../office/follow/page.js';
import type { FeedItem } from '../../../protocol/sync/messages.js';
import { settleNext } from '../../../terminal/allowance/commands.js';
import { askAllowance, spendable } from '../../../terminal/allowance/index.js';
import { ASK_MS, LOAN_MS } from '../../../terminal/allowance/tables.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import type { Kernel } from '../../../terminal/kernel/kernel.js';
import { balancesOf } from '../../../terminal/ledger/index.js';
import { takeItem } from '../../../terminal/sync/commands.js';
import { feedCursor } from '../../../terminal/sync/queries.js';
import { lineOf } from '../../office/support.js';
import { happen, NOW_MS, openTestKernel, STAFF } from '../../support/kernel.js';

const NAMES = ['till-1', 'till-2', 'till-3'] as const;
const CUSTOMER = 'c';
const OPENING = 300;

interface Till {
  readonly name: string;
  readonly kernel: Kernel;
  readonly lines: string[];
  followed: number;
}

async function openStore() {
  const feed: Array<FeedItem & { readonly origin?: string }> = [];
  const publish = (kind: string, body: unknown, origin?: string): void =>
    void feed.push({ n: feed.length + 1, kind, body, ...(origin !== undefined && { origin }) });
  publish('tills', { tills: NAMES, home: NAMES[0] });
  publish('customer', { id: CUSTOMER, name: '王小明', stamp: '000000000000001-00000-office' });
  publish('opening', { customer: CUSTOMER, points: 0, principal: OPENING, bonus: 0 });
  const tills: Till[] = [];
  for (const name of NAMES) {
    const { kernel } = await openTestKernel();
    const till: Till = { name, kernel, lines: [], followed: 0 };
    kernel.onCommit(({ seq, events }) => void till.lines.push(lineOf(seq, events).trimEnd()));
    tills.push(till);
  }

  /** What a till has journaled reaches the office's feed. */
  function follow(till: Till, most: number): void {
    const lines = till.lines.slice(till.followed, till.followed + most);
    for (const body of pageOf('s', till.name, till.followed, lines).shared)
      publish('shared', body, till.name);
    till.followed += lines.length;
  }

  /** The next items, and the last one again, as a line gives them that breaks between them and their acknowledgement. */
  async function deliver(till: Till, most: number): Promise<void> {
    const cursor = feedCursor(till.kernel.state);
    for (const item of feed.slice(Math.max(0, cursor - 1), cursor + most)) {
      await till.kernel.transact(STAFF, (state) => takeItem(state, item, till.name));
    }
  }
  return { tills, follow, deliver, feed };
}

type Store = Awaited<ReturnType<typeof openStore>>;

const may = ({ kernel }: Till): number => spendable(kernel.state, 1, 'principal');
let causes = 0;

async function enter({ kernel }: Till, amount: number): Promise<void> {
  const cause = `cause-${++causes}`;
  const entry = { customer: CUSTOMER, account: 'principal', amount, reason: 'spend', cause };
  await happen(kernel, { type: 'ledger.entered', v: 1, ...entry } as DomainEvent);
}

const act = {
  recharge: (_: Store, till: Till, amount: number) => enter(till, amount),
  async spend(_: Store, till: Till, amount: number) {
    if (amount <= may(till)) await enter(till, -amount);
  },
  async spendAll(_: Store, till: Till) {
    if (may(till) > 0) await enter(till, -may(till));
  },
  ask: (_: Store, { kernel }: Till, amount: number) =>
    kernel.transact(STAFF, (state) =>
      askAllowance(state, { ask: `ask-${++causes}`, customer: CUSTOMER, account: 'principal', amount }),
    ),
  async settle(_: Store, { kernel }: Till) {
    while (await kernel.transact(STAFF, (state) => settleNext(state, NOW_MS + ASK_MS - 1)));
  },
  async giveBack(_: Store, { kernel }: Till) {
    while (await kernel.transact(STAFF, (state) => settleNext(state, NOW_MS + 2 * LOAN_MS)));
  },
  follow: async (store: Store, till: Till, most: number) => store.follow(till, most),
  deliver: (store: Store, till: Till, most: number) => store.deliver(till, most),
} as const;

const step = fc.record({
  deed: fc.constantFrom(...(Object.keys(act) as Array<keyof typeof act>)),
  till: fc.nat(NAMES.length - 1),
  amount: fc.integer({ min: 1, max: 200 }),
});

/** What all tills and the office have entered: nobody of them knows all of it. */
function truth({ tills }: Store): number {
  const own = tills.flatMap(({ lines }) => lines.flatMap((line) => ownEntries(line)));
  return OPENING + own.reduce((sum, amount) => sum + amount, 0);
}

function ownEntries(line: string): number[] {
  const { events } = JSON.parse(line.slice(9)) as { events: Array<{ type: string; amount: number }> };
  if (events.some(({ type }) => type === 'sync.advanced')) return [];
  return events.filter(({ type }) => type === 'ledger.entered').map(({ amount }) => amount);
}

async function comeToRest(store: Store): Promise<void> {
  for (let round = 0; round < 4; round++) {
    for (const till of store.tills) await act.giveBack(store, till);
    for (const till of store.tills) store.follow(till, Number.MAX_SAFE_INTEGER);
    for (const till of store.tills) await store.deliver(till, store.feed.length);
  }
}

test('no order, repetition or delay lets tills spend more than there is; at rest they agree', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const store = await openStore();
      // What a till needs to know anybody at all.
      for (const till of store.tills) await store.deliver(till, 3);
      for (const { deed, till, amount } of steps) {
        await act[deed](store, store.tills[till] as Till, amount);
        const there = truth(store);
        assert.ok(there >= 0, `overdrawn: ${there}`);
        const allowed = store.tills.reduce((sum, one) => sum + may(one), 0);
        assert.ok(allowed <= there, `${allowed} may be spent of ${there}`);
      }
      await comeToRest(store);
      for (const { kernel } of store.tills) assert.is(balancesOf(kernel.state, 1).principal, truth(store));
      const allowed = store.tills.reduce((sum, one) => sum + may(one), 0);
      assert.is(allowed, truth(store), 'every fen is somebody’s to spend');
      for (const { kernel } of store.tills) await kernel.close();
    }),
    { numRuns: 40, seed: 20261122 },
  );
});

test('a till that lacks money asks, is given it, and gives back what it did not spend', async () => {
  const store = await openStore();
  const [home, other] = store.tills as [Till, Till, Till];
  const pass = async () => {
    for (const till of store.tills) store.follow(till, 100);
    for (const till of store.tills) await store.deliver(till, 100);
  };
  await pass();
  assert.equal([may(home), may(other)], [OPENING, 0]);
  await act.ask(store, other, 120);
  await pass();
  await act.settle(store, home);
  assert.equal([may(home), may(other)], [OPENING - 120, 0], 'on its way it is nobody’s');
  await pass();
  assert.equal([may(home), may(other)], [OPENING - 120, 120]);
  await act.spend(store, other, 100);
  await act.giveBack(store, other);
  await pass();
  assert.equal([may(home), may(other)], [OPENING - 100, 0]);
  for (const { kernel } of store.tills) await kernel.close();
});

test('without a line each till refuses beyond its part, and nobody goes over', async () => {
  const store = await openStore();
  for (const till of store.tills) await store.deliver(till, 3);
  for (const till of store.tills) await act.spend(store, till, OPENING);
  assert.is(truth(store), 0);
  for (const { kernel } of store.tills) await kernel.close();
});

test.run();
