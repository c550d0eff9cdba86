/** A top-up is taken back while another till holds a part of it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { balancesOf } from '../../../terminal/ledger/queries.js';
import { recharge } from '../../../terminal/prepaid/commands.js';
import { DEFAULT_RULES } from '../../../terminal/prepaid/rules.js';
import { happen, NOW_MS, STAFF } from '../../support/kernel.js';
import { openTerminal } from '../terminal.js';

const event = (type: string, body: object) => ({ type, v: 1, ...body }) as unknown as DomainEvent;
const given = (account: string, amount: number, from: string, to: string) =>
  event('allowance.given', { customer: 'c1', account, amount, from, to });

for (const profile of ['standard', 'advanced'] as const) {
  test(`${profile}: bonus that another till holds is not kept from the cash as if it were spent`, async () => {
    const it = await openTerminal({ profile });
    const { kernel } = it;
    await happen(
      kernel,
      event('allowance.tills-set', { tills: ['t1', 't2'], home: 't1', here: 't1' }),
      event('prepaid.rules-set', {
        from: 0,
        rules: { ...DEFAULT_RULES, bonuses: [{ amount: 50_000, bonus: 10_000 }] },
      }),
    );
    const place = { now: NOW_MS, time: '2026-11-22 10:42', terminal: 't1', job: 'j' };
    await kernel.transact(STAFF, (state) =>
      recharge(state, { ...place, recharge: 'r1', customer: 'c1', amount: 50_000 }),
    );
    await happen(kernel, given('bonus', 10_000, 't1', 't2'), given('principal', 20_000, 't1', 't2'));
    await it.press('f3', 'ok', '5', '5', 'ok', ...Array(6).fill('delete'), '5', '0', '0', 'ok');
    assert.match(it.text(), /已去要/);
    assert.equal(kernel.state.all('SELECT account, amount FROM allowance_asks'), [
      { account: 'principal', amount: 20_000 },
    ]);
    await happen(kernel, given('principal', 20_000, 't2', 't1'));
    await it.press('ok', 'ok');
    assert.match(it.text(), /就不会从现金里扣/);
    await it.press('cancel');
    assert.is(balancesOf(kernel.state, 1).principal, 50_000, 'nothing has happened');
    await happen(kernel, given('bonus', 10_000, 't2', 't1'));
    await it.press('ok');
    assert.match(it.text(), /收回赠送 +￥100.00[\s\S]*付现金 +￥500.00/);
    await it.press('ok');
    assert.equal(balancesOf(kernel.state, 1), { points: 0, principal: 0, bonus: 0 });
    await it.stop();
  });
}

test.run();
