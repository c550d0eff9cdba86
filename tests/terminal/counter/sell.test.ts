/** A sale at the counter. Money in fen. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { sell } from '../../../terminal/counter/commands.js';
import { purchasesOf, salesSince } from '../../../terminal/counter/queries.js';
import { customerById } from '../../../terminal/customers/queries.js';
import type { Commit } from '../../../terminal/kernel/events.js';
import { balancesOf } from '../../../terminal/ledger/queries.js';
import { pointsFor } from '../../../terminal/loyalty/rules.js';
import { outbox } from '../../../terminal/messaging/queries.js';
import { keptReceipt } from '../../../terminal/receipts/queries.js';
import { happen, NOW_MS, openTestKernel, STAFF, type TestKernel } from '../../support/kernel.js';

const SHOP = { type: 'shop.described', v: 1, name: '福源水果店', signature: '福源', phone: '0755-83456789' };

async function till(...phones: string[]): Promise<TestKernel> {
  const opened = await openTestKernel();
  await happen(
    opened.kernel,
    SHOP,
    { type: 'loyalty.rule-set', v: 1, points: 1, per: 100 } as never,
    {
      type: 'customers.registered',
      v: 1,
      customer: 'c1',
      name: '王小明',
      level: '金卡',
      stamp: '1',
    } as never,
  );
  for (const key of phones)
    await happen(opened.kernel, { type: 'customers.phone-added', v: 1, customer: 'c1', key } as never);
  return opened;
}

const SALE = {
  sale: 's1',
  items: [],
  amount: 8800,
  tendered: 10_000,
  now: NOW_MS,
  time: '2026-11-22 10:42',
  terminal: 'till-1',
  job: 'j1',
  text: 't1',
};

const ring = ({ kernel }: TestKernel, extra: object = {}) =>
  kernel.transact(STAFF, (state) => sell(state, { ...SALE, ...extra }));

test('88.00 with 100.00 in cash: 12.00 change, 88 points, a receipt and a text, in one commit', async () => {
  const it = await till('+8613800138000');
  const commits: Commit[] = [];
  it.kernel.onCommit((commit) => commits.push(commit));
  assert.equal(await ring(it, { customer: 'c1' }), {
    number: 'till-1-000001',
    change: 1200,
    points: 88,
    texted: true,
  });
  assert.equal(
    commits.map(({ events }) => events.map(({ type }) => type)),
    [['counter.sold', 'ledger.entered', 'receipts.queued', 'messaging.queued']],
  );
  const { state } = it.kernel;
  assert.is(balancesOf(state, 1).points, 88);
  assert.is(outbox(state, 0, 1)[0]?.body, '【福源】王小明您好，您本次消费88.00元，获得积分88，现有积分88。');
  assert.equal(purchasesOf(state, 1, 5), [{ at: NOW_MS, amount: 8800, items: '' }]);
  assert.equal(salesSince(state, 0), { count: 1, amount: 8800 });
  await it.kernel.close();
});

test('the receipt says all of it', async () => {
  const it = await till('+8613800138000');
  const items = [
    { name: '红富士苹果', quantity: 2, price: 3900 },
    { name: '香蕉', quantity: 1, price: 1000 },
  ];
  await ring(it, { customer: 'c1', items });
  assert.equal(keptReceipt(it.kernel.state, 'j1'), {
    number: 'till-1-000001',
    reprint: 0,
    blocks: [
      { kind: 'text', text: '福源水果店', align: 'center', size: 'large', bold: true },
      { kind: 'text', text: '电话 0755-83456789', align: 'center' },
      { kind: 'rule' },
      { kind: 'pair', left: '单号', right: 'till-1-000001' },
      { kind: 'pair', left: '时间', right: '2026-11-22 10:42' },
      { kind: 'rule' },
      { kind: 'pair', left: '红富士苹果 ×2', right: '￥78.00' },
      { kind: 'pair', left: '香蕉', right: '￥10.00' },
      { kind: 'rule' },
      { kind: 'pair', left: '合计', right: '￥88.00', size: 'large', bold: true },
      { kind: 'pair', left: '现金', right: '￥100.00' },
      { kind: 'pair', left: '找零', right: '￥12.00' },
      { kind: 'rule' },
      { kind: 'pair', left: '会员 王*明', right: '138****8000' },
      { kind: 'pair', left: '原有积分', right: '0' },
      { kind: 'pair', left: '本次积分', right: '+88' },
      { kind: 'pair', left: '现有积分', right: '88', bold: true },
      { kind: 'qr', data: 'zhanggui:sale:till-1-000001:8800' },
      { kind: 'text', text: '谢谢惠顾', align: 'center' },
      { kind: 'feed', lines: 3 },
      { kind: 'cut' },
      { kind: 'drawer' },
    ],
  });
  await it.kernel.close();
});

test('a sale without a customer earns nothing and texts nobody', async () => {
  const it = await till('+8613800138000');
  assert.equal(await ring(it), { number: 'till-1-000001', change: 1200, points: 0, texted: false });
  assert.is(outbox(it.kernel.state, 0, 1).length, 0);
  await it.kernel.close();
});

test('a customer without a phone earns points and is not texted', async () => {
  const it = await till();
  assert.equal(await ring(it, { customer: 'c1' }), {
    number: 'till-1-000001',
    change: 1200,
    points: 88,
    texted: false,
  });
  await it.kernel.close();
});

test('a customer with a landline alone is not texted; with a Beijing landline and a mobile the mobile is', async () => {
  const landline = await till('+861083456789');
  assert.not.ok((await ring(landline, { customer: 'c1' })).texted);
  await landline.kernel.close();
  const both = await till('+861083456789', '+8613800138000');
  assert.ok((await ring(both, { customer: 'c1' })).texted);
  assert.is(outbox(both.kernel.state, 0, 1)[0]?.key, '+8613800138000');
  await both.kernel.close();
});

test('a points text that the office calls marketing stops at the gate for who refused; the sale does not', async () => {
  const it = await till('+8613800138000');
  await happen(
    it.kernel,
    { type: 'messaging.template-set', v: 1, key: 'points', purpose: 'marketing', text: '{积分}' } as never,
    { type: 'messaging.refused', v: 1, key: '+8613800138000', by: 'TD' } as never,
  );
  const sold = await ring(it, { customer: 'c1' });
  assert.equal([sold.texted, sold.points], [false, 88]);
  await it.kernel.close();
});

const WRONG: ReadonlyArray<readonly [string, object, string]> = [
  ['nothing', { amount: 0 }, 'command/amount-missing'],
  ['less than nothing', { amount: -100 }, 'command/amount-missing'],
  ['half a fen', { amount: 0.5 }, 'command/amount-missing'],
  ['no number', { amount: Number.NaN }, 'command/amount-missing'],
  ['too much', { amount: 100_000_000, tendered: 100_000_000 }, 'command/amount-too-large'],
  ['too much cash', { tendered: 100_000_000 }, 'command/amount-too-large'],
  ['one fen short', { tendered: 8799 }, 'command/tendered-short'],
  ['cash that is no number', { tendered: Number.NaN }, 'command/tendered-short'],
  ['a stranger', { customer: 'nobody' }, 'command/customer-unknown'],
];

for (const [what, extra, code] of WRONG) {
  test(`${what} is refused and nothing of it happened`, async () => {
    const it = await till();
    const before = it.kernel.contentHash();
    const refused = await ring(it, extra).catch((error: unknown) => error);
    assert.ok(isTerminalError(refused, code), String(refused));
    assert.is(it.kernel.contentHash(), before);
    await it.kernel.close();
  });
}

test('the exact amount gives no change', async () => {
  const it = await till();
  assert.is((await ring(it, { tendered: 8800 })).change, 0);
  await it.kernel.close();
});

test('serial numbers have no gaps and no repeats, refusals in between or not', async () => {
  const it = await till();
  const wanted = [1, 2, 3].map((n) => ring(it, { sale: `s${n}`, job: `j${n}` }).then(({ number }) => number));
  const refused = ring(it, { amount: 0 }).catch(() => undefined);
  assert.equal(await Promise.all(wanted), ['till-1-000001', 'till-1-000002', 'till-1-000003']);
  await refused;
  assert.is((await ring(it, { sale: 's4', job: 'j4' })).number, 'till-1-000004');
  await it.kernel.close();
});

test('the same sale rung up twice by a bouncing key counts once', async () => {
  const it = await till('+8613800138000');
  const both = await Promise.allSettled([ring(it, { customer: 'c1' }), ring(it, { customer: 'c1' })]);
  assert.equal(
    both.map(({ status }) => status),
    ['fulfilled', 'rejected'],
  );
  assert.equal([balancesOf(it.kernel.state, 1).points, salesSince(it.kernel.state, 0).count], [88, 1]);
  await it.kernel.close();
});

test('points count whole steps only, by the rule in force', async () => {
  assert.equal(
    [99, 100, 8799, 8800].map((amount) => pointsFor(amount, { points: 1, per: 100 })),
    [0, 1, 87, 88],
  );
  assert.equal([pointsFor(8800, undefined), pointsFor(-8800, { points: 1, per: 100 })], [0, 0]);
  const it = await till();
  await ring(it, { customer: 'c1' });
  await happen(it.kernel, { type: 'loyalty.rule-set', v: 1, points: 3, per: 1000 } as never);
  assert.is((await ring(it, { customer: 'c1', sale: 's2', job: 'j2' })).points, 24);
  assert.is(balancesOf(it.kernel.state, customerById(it.kernel.state, 'c1')?.no ?? 0).points, 112);
  await it.kernel.close();
});

test.run();
