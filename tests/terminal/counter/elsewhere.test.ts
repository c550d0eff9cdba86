/** What another till holds of a balance, by keypad on both profiles: it is asked for, and what is here is used meanwhile. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { balancesOf } from '../../../terminal/ledger/queries.js';
import { PLAIN } from '../../../terminal/loyalty/program.js';
import { happen } from '../../support/kernel.js';
import { openTerminal } from '../terminal.js';

const events = (...all: object[]) => all as unknown as DomainEvent[];
const entry = (account: string, amount: number, elsewhere: number) => [
  { type: 'ledger.entered', v: 1, customer: 'c1', account, amount, reason: 'recharge', cause: 'r1' },
  { type: 'allowance.held', v: 1, customer: 'c1', account, amount: elsewhere, holder: 't2' },
];

const PROFILES = ['standard', 'advanced'] as const;
const PAY = { standard: ['#', '3'], advanced: ['right'] } as const;

/** Of 100.00, 20.00 bonus and 300 points another till, which does not answer, holds what `elsewhere` says. */
async function till(profile: (typeof PROFILES)[number], elsewhere: readonly [number, number, number]) {
  const it = await openTerminal({ profile });
  const [principal, bonus, points] = elsewhere;
  await happen(
    it.kernel,
    ...events(
      { type: 'allowance.tills-set', v: 1, tills: ['t1', 't2'], home: 't1', here: 't1' },
      {
        type: 'loyalty.program-set',
        v: 1,
        from: 0,
        program: { ...PLAIN, money: { points: 100, worth: 100 } },
      },
      { type: 'loyalty.gift-set', v: 1, gift: 'g1', name: '苹果一袋', points: 100 },
      ...entry('principal', 10_000, principal),
      ...entry('bonus', 2_000, bonus),
      ...entry('points', 300, points),
    ),
  );
  await it.press('f3', 'ok');
  const asks = () =>
    it.kernel.state.all<{ account: string; amount: number }>(
      'SELECT account, amount FROM allowance_asks ORDER BY account',
    );
  return { ...it, asks, balances: () => balancesOf(it.kernel.state, 1) };
}

for (const profile of PROFILES) {
  test(`${profile}: while the other till does not answer, points and the part that is here can be used`, async () => {
    const it = await till(profile, [9_000, 0, 0]);
    await it.press('1', '2', '0', ...PAY[profile]);
    assert.match(it.text(), /余额支付 +￥20.00[\s\S]*积分抵现 +￥3.00[\s\S]*去要另一台/);
    await it.press('2');
    assert.match(it.text(), /积分抵扣 +300 = ￥3.00/);
    await it.press('ok');
    assert.equal(it.balances(), { points: 0, principal: 10_000, bonus: 2_000 });
    assert.equal(it.asks(), [], 'nobody wanted it');
    await it.stop();
  });

  test(`${profile}: bonus and points of another till are asked for as its principal is`, async () => {
    const it = await till(profile, [10_000, 2_000, 300]);
    await it.press('1', '1', '1', '0', ...PAY[profile]);
    assert.match(it.text(), /已去要/);
    assert.equal(it.asks(), [
      { account: 'bonus', amount: 1_000 },
      { account: 'points', amount: 300 },
      { account: 'principal', amount: 10_000 },
    ]);
    await it.stop();
  });

  test(`${profile}: for a gift the points of another till are asked for`, async () => {
    const it = await till(profile, [0, 0, 250]);
    await it.press('5', '2', 'ok');
    assert.match(it.text(), /已去要/);
    assert.equal(it.asks(), [{ account: 'points', amount: 50 }]);
    await it.stop();
  });

  test(`${profile}: somebody who is disabled hears why nothing can be used`, async () => {
    const it = await till(profile, [0, 0, 0]);
    await happen(
      it.kernel,
      ...events({
        ...{ type: 'customers.changed', v: 1, customer: 'c1', fields: { disabled: '1' }, stamp: '9' },
      }),
    );
    await it.press('1', '2', '0', ...PAY[profile]);
    assert.match(it.text(), /停用/);
    assert.not.match(it.text(), /没有可用的余额/);
    await it.stop();
  });

  test(`${profile}: less cash than is left to pay is no exact amount`, async () => {
    const it = await till(profile, [0, 0, 0]);
    await it.press('1', '1', '2', '5', 'ok', '2', ...PAY[profile], '1', 'ok');
    assert.match(it.text(), /还差 ￥3.00/);
    assert.is(it.balances().principal, 10_000);
    await it.press('delete', '1', '0', ...PAY[profile], '1', 'ok');
    assert.match(it.text(), /实收 +10.00[\s\S]*找零 +5.00/);
    await it.stop();
  });
}

test.run();
