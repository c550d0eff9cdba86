/** Money by keypad, on both profiles: pay from stored value, refund, top up, redeem, look at the figures. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dayTotals } from '../../../terminal/counter/queries.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { balancesOf } from '../../../terminal/ledger/queries.js';
import { programAt } from '../../../terminal/loyalty/index.js';
import { prepaidRulesAt } from '../../../terminal/prepaid/index.js';
import { happen, NOW_MS } from '../../support/kernel.js';
import { openTerminal } from '../terminal.js';

const events = (...all: object[]) => all as unknown as DomainEvent[];
const entry = (account: string, amount: number) => ({
  ...{ type: 'ledger.entered', v: 1, customer: 'c1', account, amount, reason: 'opening', cause: 'feed:1' },
});

const PROFILES = ['standard', 'advanced'] as const;

/** The standard keypad has no arrows to the sides: `#` lists what they do. */
const TO_THE_SIDE = {
  standard: { pay: ['#', '3'], sales: ['#', '4'] },
  advanced: { pay: ['right'], sales: ['left'] },
} as const;

async function till(profile: (typeof PROFILES)[number]) {
  const it = await openTerminal({ profile });
  await happen(
    it.kernel,
    ...events(
      { type: 'loyalty.rule-set', v: 1, points: 1, per: 100 },
      { type: 'loyalty.gift-set', v: 1, gift: 'g1', name: '苹果一袋', points: 100 },
      entry('points', 300),
      entry('principal', 10_000),
      entry('bonus', 2000),
    ),
  );
  /** To the customer's card. */
  await it.press('f3', 'ok');
  return it;
}

for (const profile of PROFILES) {
  test(`${profile}: a sale is paid from stored value, seen before it is done, and refunded from the last sales`, async () => {
    const it = await till(profile);
    await it.press('1', '8', '8', ...TO_THE_SIDE[profile].pay);
    assert.match(it.text(), /余额支付 +￥88.00/);
    await it.press('1');
    assert.match(it.text(), /应付 +￥88.00\n.*储值本金 +￥88.00\n.*得积分 +88/);
    assert.is(balancesOf(it.kernel.state, 1).principal, 10_000, 'nothing has happened yet');
    await it.press('ok');
    assert.match(it.text(), /余额支付 +88.00/);
    assert.equal(balancesOf(it.kernel.state, 1), { points: 388, principal: 1200, bonus: 2000 });
    await it.press('ok', ...TO_THE_SIDE[profile].sales);
    assert.match(it.text(), /t1-000001/);
    await it.press('ok');
    assert.match(it.text(), /储值本金 +￥88.00/);
    assert.match(it.text(), /扣回积分 88，剩 300/);
    await it.press('ok');
    assert.match(it.text(), /确定退款/);
    await it.press('cancel');
    assert.is(balancesOf(it.kernel.state, 1).points, 388, 'Cancel refunds nothing');
    await it.press('ok', 'ok');
    assert.equal(balancesOf(it.kernel.state, 1), { points: 300, principal: 10_000, bonus: 2000 });
    assert.match(it.text(), /已退/);
    await it.press('ok');
    assert.match(it.text(), /已经全部退过/);
    await it.app.stop();
  });

  test(`${profile}: of a sale of a thousand the list says whether it was refunded, in part or whole`, async () => {
    const it = await till(profile);
    await it.press('1', '1', '2', '3', '4', 'ok', 'ok', 'f4', '0', '1', 'ok', 'delete', 'ok', 'ok');
    assert.match(it.text(), /t1-000001.* 退了部分 +1,234.00/);
    await it.press('ok', 'ok', 'ok');
    assert.match(it.text(), /t1-000001.* 已退 +1,234.00/);
    await it.app.stop();
  });

  test(`${profile}: a top-up from the customer's card, its statement, and back again`, async () => {
    const it = await till(profile);
    await it.press('5');
    assert.match(it.text(), /积分 300 .*￥120.00 \(赠送 20.00\)/);
    await it.press('1', '5', '0');
    assert.match(it.text(), /充值后余额 +￥170.00/);
    await it.press('ok');
    assert.match(it.text(), /确定充值/);
    await it.press('ok');
    assert.is(balancesOf(it.kernel.state, 1).principal, 15_000);
    assert.match(it.text(), /￥170.00/);
    await it.press('3');
    assert.match(it.text(), /对账单已交给打印机/);
    await it.press('5', 'ok', 'ok');
    assert.match(it.text(), /付现金 +￥50.00/);
    await it.press('ok');
    assert.is(balancesOf(it.kernel.state, 1).principal, 10_000);
    assert.is(dayTotals(it.kernel.state, 0).cash, 0);
    await it.app.stop();
  });

  test(`${profile}: a gift for points, and an adjustment with its reason`, async () => {
    const it = await till(profile);
    await it.press('5', '2');
    assert.match(it.text(), /苹果一袋 +100 积分/);
    await it.press('ok');
    assert.match(it.text(), /用 100 积分，剩 200/);
    await it.press('ok');
    assert.is(balancesOf(it.kernel.state, 1).points, 200);
    await it.press('cancel', '6', '2', 'ok', '5', '0');
    assert.match(it.text(), /现有 200，调整后 150/);
    await it.app.stop();
  });

  test(`${profile}: the account shows all of the deposit beside what was given, and all of an amount of ten thousand`, async () => {
    const it = await till(profile);
    await happen(
      it.kernel,
      ...events(
        { ...entry('deposit', 5000), reason: 'deposit', cause: 'd1' },
        { ...entry('principal', 1_234_567), reason: 'recharge', cause: 'r1' },
        { ...entry('principal', -1_234_567), reason: 'recharge-refund', cause: 'r2' },
      ),
    );
    await it.press('5');
    assert.match(it.text(), /积分 300 +押金 50\.00 +￥120\.00/);
    assert.match(it.text(), /退充值 本金 +-12,345\.67 +100\.00\n/);
    await it.app.stop();
  });

  test(`${profile}: the day's figures say what the drawer holds`, async () => {
    const it = await till(profile);
    await it.press('1', '1', '0', 'ok', '2', '0', 'ok', 'f4', '0', '2');
    assert.match(it.text(), /钱箱应多现金 +￥10.00/);
    assert.match(it.text(), /销售 +1 笔 +￥10.00/);
    await it.app.stop();
  });

  test(`${profile}: a receipt whose amount is not what this till has under its number is not refunded by its code`, async () => {
    const it = await till(profile);
    await it.press('1', '8', '8', 'ok', '8', '8', 'ok', 'f4', '0', '1');
    const scan = async (amount: number) => {
      it.ui.scan({ code: `zhanggui:sale:t1-000001:${amount}` });
      await it.clock.settle();
    };
    await scan(5000);
    assert.match(it.text(), /小票上的金额和这台机器记的不一样/);
    await it.press('ok');
    await scan(8800);
    assert.match(it.text(), /退款 +t1-000001/);
    await it.app.stop();
  });

  test(`${profile}: 8 for eight tenths, a gift above what is paid, and half a rule are asked about`, async () => {
    const it = await till(profile);
    const down = (times: number) => Array(times).fill('down');
    const levels = [{ name: '金卡', earn: 100, pays: 100 }];
    const program = { ...programAt(it.kernel.state, NOW_MS), levels };
    await happen(it.kernel, ...events({ type: 'loyalty.program-set', v: 1, from: 0, program }));
    await it.press('f4', '0', '5', ...down(7), ...Array(3).fill('delete'), '8', 'down', 'ok');
    assert.match(it.text(), /付百分之 8 就是 0.8折/);
    await it.press('cancel');
    assert.equal(programAt(it.kernel.state, NOW_MS).levels, levels);
    await it.press('cancel', 'ok', '5', '1', '0', '0', ...down(8), 'ok');
    assert.match(it.text(), /要一起写/);
    await it.press('cancel', 'ok', '5', ...down(4), ...Array(3).fill('delete'), '2', 'ok');
    assert.match(it.text(), /100/, 'no birthday earns less than another day');
    await it.press('cancel', 'ok', '4', '1', '0', '0', 'ok', '5', '0', '0', ...down(5), 'ok');
    assert.match(it.text(), /充 ￥100.00 送 ￥500.00，送的比充的多/);
    await it.press('ok');
    assert.equal(prepaidRulesAt(it.kernel.state, NOW_MS).bonuses, [{ amount: 10_000, bonus: 50_000 }]);
    await it.app.stop();
  });

  test(`${profile}: rules for top-ups and points are typed in and count from then on`, async () => {
    const it = await till(profile);
    await it.press('f4', '0', '4');
    await it.press('5', '0', '0', 'ok', '1', '0', '0', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok');
    assert.match(it.text(), /充值规则已生效/);
    await it.press('5', '1', '0', '0', 'ok', '5', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok');
    assert.match(it.text(), /积分规则已生效/);
    await it.press('f3', 'ok', '5', '1', '5', '0', '0');
    assert.match(it.text(), /赠送 +￥100.00/);
    await it.press('cancel', 'ok', 'cancel', '1', '8', '8', ...TO_THE_SIDE[profile].pay);
    assert.match(it.text(), /积分抵现 +￥15.00/);
    await it.app.stop();
  });
}

for (const profile of PROFILES)
  test(`${profile}: the figures of an earlier day are two keys away, and the drawer is on the screen`, async () => {
    const it = await till(profile);
    await it.press('1', '8', '8', 'ok', 'ok', 'cancel', 'cancel', 'cancel');
    it.clock.stepWall(24 * 3600_000);
    await it.press('0', '2');
    assert.match(it.text(), /11-23 周一 +今天\n销售 +0 笔[\s\S]*钱箱应多现金 +￥0.00/);
    await it.press('4');
    assert.match(it.text(), /11-22 周日 *\n销售 +1 笔 +￥88.00[\s\S]*钱箱应多现金 +￥88.00/);
    await it.press('4');
    assert.match(it.text(), /11-21 周六 *\n销售 +0 笔/);
    await it.press('6', '6', '6');
    assert.match(it.text(), /11-23 周一 +今天/, 'there is no day after today');
    await it.stop();
  });

test.run();
