/** Deposits by keypad, on both profiles: taken, found, given back in parts, kept with a reason, undone. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dayTotals } from '../../../terminal/counter/queries.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { depositOf } from '../../../terminal/ledger/index.js';
import { happen } from '../../support/kernel.js';
import { openTerminal } from '../terminal.js';

const PROFILES = ['standard', 'advanced'] as const;
const DAY_MS = 24 * 3600_000;

const taken = (deposit: string, amount: number, what: string) =>
  [
    {
      ...{ type: 'deposits.taken', v: 1, deposit, number: `t1-Y0000${deposit}`, customer: 'c1' },
      ...{ amount, what },
    },
    {
      ...{ type: 'ledger.entered', v: 1, customer: 'c1', account: 'deposit', amount },
      ...{ reason: 'deposit', cause: deposit },
    },
  ] as unknown as DomainEvent[];

for (const profile of PROFILES) {
  test(`${profile}: a crate is lent from the customer's account, and everybody sees it`, async () => {
    const it = await openTerminal({ profile });
    await it.press('f3', 'ok', '5', '9');
    assert.match(it.text(), /这位顾客没有押金/);
    await it.press('1', ...(profile === 'standard' ? ['*', '*', '1'] : ['text:箱']), 'ok', '5', '0', 'ok');
    assert.match(it.text(), /确定收押金/);
    assert.match(it.text(), /王小明\s*│?\n.* ￥50.00/);
    assert.is(depositOf(it.kernel.state, 1), 0, 'nothing has happened yet');
    await it.press('ok');
    assert.is(depositOf(it.kernel.state, 1), 5000);
    assert.match(it.text(), /1 笔 ￥50.00/);
    await it.press('cancel');
    assert.match(it.text(), /押金 50.00/);
    assert.match(it.text(), /收押金/);
    await it.press('cancel');
    assert.match(it.text(), /押金 ￥50.00/, 'the card of the customer says so');
    await it.press('f4', '0', '2');
    assert.match(it.text(), /钱箱应多现金 +￥50.00/);
    await it.app.stop();
  });

  test(`${profile}: a deposit of ten thousand leaves room for how long it has been held`, async () => {
    const it = await openTerminal({ profile });
    await happen(it.kernel, ...taken('1', 1_234_500, '冷柜'));
    it.clock.stepWall(21 * DAY_MS);
    await it.press('f3', 'ok', '5', '9');
    assert.match(it.text(), /冷柜 +21天 12,345.00/);
    await it.app.stop();
  });

  test(`${profile}: who has what for how long, given back in parts and undone`, async () => {
    const it = await openTerminal({ profile });
    await it.press('f4', '0', '8');
    assert.match(it.text(), /没有押金/);
    await happen(it.kernel, ...taken('1', 5000, '苹果箱'));
    it.clock.stepWall(21 * DAY_MS);
    await happen(it.kernel, ...taken('2', 2000, '瓶子'));
    await it.clock.settle();
    await it.press('cancel', '8');
    assert.match(it.text(), /2 笔 ￥70.00/);
    assert.match(it.text(), /王小明 +苹果箱 +21天 +50.00/);
    await it.press('ok');
    assert.match(it.text(), /王小明 苹果箱 50.00 +未退 ￥50.00/);
    assert.match(it.text(), /还没有退过/);
    await it.press('1', '2', '0');
    assert.match(it.text(), /此单还剩 +￥30.00/);
    await it.press('ok', 'cancel');
    assert.is(depositOf(it.kernel.state, 1), 7000, 'Cancel gives nothing back');
    await it.press('ok', 'ok');
    assert.is(depositOf(it.kernel.state, 1), 5000);
    assert.match(it.text(), /退 +-20.00/);
    await it.press('3');
    assert.match(it.text(), /收回现金 +￥20.00/);
    await it.press('ok');
    assert.is(depositOf(it.kernel.state, 1), 7000);
    assert.match(it.text(), /已冲正/);
    await it.press('3');
    assert.match(it.text(), /已经冲正过/);
    await it.press('ok');
    assert.is(dayTotals(it.kernel.state, 0).cash, 7000);
    await it.app.stop();
  });

  test(`${profile}: one that is not brought back is kept with a reason, and then there is nothing to give`, async () => {
    const it = await openTerminal({ profile });
    await happen(it.kernel, ...taken('1', 5000, '苹果箱'));
    await it.press('f4', '0', '8', 'ok', '2', 'ok');
    await it.press(...(profile === 'standard' ? ['*', '*', '1'] : ['text:丢']), 'ok');
    assert.match(it.text(), /不退给顾客/);
    await it.press('ok');
    assert.equal([depositOf(it.kernel.state, 1), dayTotals(it.kernel.state, 0).cash], [0, 5000]);
    await it.press('1');
    assert.match(it.text(), /已经结清/);
    await it.press('ok', 'cancel');
    assert.match(it.text(), /没有押金/);
    await it.app.stop();
  });

  test(`${profile}: the first till takes over what a till held that is gone`, async () => {
    const it = await openTerminal({ profile });
    const entry = taken('9', 5000, '').slice(1)[0];
    await happen(it.kernel, { ...entry, from: { terminal: 't2', at: it.clock.now() } } as never);
    const tills = { type: 'allowance.tills-set', v: 1, tills: ['t1'], home: 't1', here: 't1' };
    await it.press('f4', '0', '8');
    assert.match(it.text(), /别的收银机 50.00/);
    await it.press('2');
    assert.not.match(it.text(), /已不在店里/, 'as long as the office has not said so');
    await happen(it.kernel, tills as unknown as DomainEvent);
    await it.press('2', '1');
    assert.match(it.text().replace(/\s/g, ''), /t2已不在店里/);
    await it.press('ok');
    assert.match(it.text(), /1 笔 ￥50.00/);
    await it.press('ok', '1', 'ok', 'ok');
    assert.is(depositOf(it.kernel.state, 1), 0);
    await it.app.stop();
  });

  test(`${profile}: what was lent twice is chosen, with its amount`, async () => {
    const it = await openTerminal({ profile });
    await happen(it.kernel, ...taken('1', 5000, '苹果箱'));
    await happen(it.kernel, ...taken('2', 6000, '苹果箱'));
    await it.press('f3', 'ok', '5', '9', '1');
    assert.match(it.text(), /苹果箱 +￥60.00/);
    await it.press('1', 'ok', 'ok');
    assert.match(it.text(), /苹果箱 +￥60.00/);
    await it.press('ok');
    assert.is(depositOf(it.kernel.state, 1), 17_000);
    await it.app.stop();
  });
}

test('in English, help and all', async () => {
  const it = await openTerminal({ profile: 'advanced', locale: 'en' });
  await happen(it.kernel, ...taken('1', 5000, 'crate'));
  await it.press('f4', '0', '8');
  assert.match(it.text(), /1 held: ￥50.00/);
  assert.match(it.text(), /crate +0 d +50.00/);
  await it.press('ok');
  assert.match(it.text(), /Give back/);
  assert.match(it.text(), /All of it is held/);
  await it.app.stop();
});

test.run();
