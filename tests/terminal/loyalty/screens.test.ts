/** The finer rules of points by keypad, on both profiles, and what the register shows of them. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { balancesOf } from '../../../terminal/ledger/index.js';
import { programAt } from '../../../terminal/loyalty/index.js';
import { happen, NOW_MS } from '../../support/kernel.js';
import { openTerminal } from '../terminal.js';

const DAY_MS = 24 * 3600_000;

/** The standard keypad has no page keys: `#` lists what they do. */
const NEXT_CLASS = { standard: ['#', '5'], advanced: ['pagedown'] } as const;

const RING_UP = { standard: ['#', '6'], advanced: ['pageup'] } as const;

async function till(profile: 'standard' | 'advanced') {
  const it = await openTerminal({ profile });
  await happen(it.kernel, { type: 'loyalty.rule-set', v: 1, points: 1, per: 100 } as DomainEvent);
  return it;
}

for (const profile of ['standard', 'advanced'] as const) {
  test(`${profile}: a day that counts double is typed in and counts; parts of a point are told`, async () => {
    const it = await till(profile);
    await it.press('f4', '0', '7');
    // Sunday, 150 percent; then to the end.
    await it.press('2', 'ok', '1', '5', '0', ...Array(7).fill('ok'));
    assert.match(it.text(), /规则已生效/);
    assert.equal(programAt(it.kernel.state, NOW_MS).weekdays, { 0: 150 });
    await it.press('f3', 'ok', '1', '3', '*', '5', '0');
    assert.match(it.text(), /\+4 \(4\.50\)/);
    await it.stop();
  });

  test(`${profile}: rules from a later day change nothing before it`, async () => {
    const it = await till(profile);
    await it.press('f4', '0', '7', '2', 'ok', '2', '0', '0', ...Array(6).fill('ok'));
    await it.press(...'20261201', 'ok');
    assert.match(it.text(), /从 12-01 起生效/);
    assert.equal(programAt(it.kernel.state, NOW_MS).weekdays, {});
    assert.equal(programAt(it.kernel.state, NOW_MS + 9 * DAY_MS).weekdays, { 0: 200 });
    await it.stop();
  });

  test(`${profile}: a day that has passed, or is none, is refused; today is now, and stands before what was set this morning`, async () => {
    const it = await till(profile);
    const midnight = NOW_MS - 10 * 3600_000;
    const plain = programAt(it.kernel.state, NOW_MS);
    for (const [from, birthday] of [
      [midnight, 100],
      [NOW_MS - 3600_000, 300],
    ])
      await happen(it.kernel, {
        ...{ type: 'loyalty.program-set', v: 1, from, program: { ...plain, birthday } },
      } as unknown as DomainEvent);
    await it.press('f4', '0', '7', '2', 'ok', '2', '0', '0', ...Array(6).fill('ok'));
    await it.press(...'20261121', 'ok');
    assert.match(it.text(), /已经过去/);
    await it.press(...Array(8).fill('delete'), ...'20261131', 'ok');
    assert.match(it.text(), /八位日期/);
    await it.press(...Array(8).fill('delete'), ...'20261122', 'ok');
    assert.match(it.text(), /规则已生效/);
    assert.equal(programAt(it.kernel.state, NOW_MS).weekdays, { 0: 200 });
    assert.is(programAt(it.kernel.state, NOW_MS).birthday, 300);
    await it.stop();
  });

  test(`${profile}: rules that begin later are told of where rules are changed`, async () => {
    const it = await till(profile);
    const program = { ...programAt(it.kernel.state, NOW_MS), birthday: 300 };
    await happen(it.kernel, {
      ...{ type: 'loyalty.program-set', v: 1, from: NOW_MS + 9 * DAY_MS, program },
    } as unknown as DomainEvent);
    for (const screen of ['5', '7']) {
      await it.press('f4', '0', screen, ...Array(8).fill('down'));
      assert.match(it.text(), /12-01 起有定好的规则/);
      await it.press('cancel');
    }
    await it.stop();
  });

  test(`${profile}: the class of what is sold is chosen at the register, and earns by its own rule`, async () => {
    const it = await till(profile);
    const classes = { 烟酒: 0, 水果: 200 };
    const program = { ...programAt(it.kernel.state, NOW_MS), classes };
    await happen(it.kernel, {
      type: 'loyalty.program-set',
      v: 1,
      from: 0,
      program,
    } as unknown as DomainEvent);
    await it.press('f3', 'ok', '1', '8', '8');
    assert.match(it.text(), /类别 +其他/);
    await it.press(...NEXT_CLASS[profile]);
    assert.match(it.text(), /类别 +烟酒/);
    await it.press(...NEXT_CLASS[profile]);
    assert.match(it.text(), /类别 +水果/);
    assert.match(it.text(), /176/);
    await it.press('ok', '1', '0', '0', 'ok');
    assert.is(balancesOf(it.kernel.state, 1).points, 176);
    await it.stop();
  });

  test(`${profile}: one sale holds several classes, each with its own points, and the last one can be taken back`, async () => {
    const it = await till(profile);
    const program = { ...programAt(it.kernel.state, NOW_MS), classes: { 烟酒: 0, 水果: 200 } };
    await happen(it.kernel, {
      type: 'loyalty.program-set',
      v: 1,
      from: 0,
      program,
    } as unknown as DomainEvent);
    const nextClass = NEXT_CLASS[profile];
    await it.press('f3', 'ok', '1', '5', '0', ...nextClass, ...RING_UP[profile]);
    assert.match(it.text(), /烟酒 +50.00/);
    await it.press('2', '0', ...RING_UP[profile], ...RING_UP[profile]);
    assert.not.match(it.text(), /20.00/, 'with nothing typed the last one is taken back');
    await it.press('3', '0', ...nextClass, ...nextClass);
    assert.match(it.text(), /烟酒 +50.00[\s\S]*类别 +水果[\s\S]*积分 \+60/);
    await it.press('ok', '7', '9', 'ok');
    assert.match(it.text(), /还差 ￥1.00/);
    await it.press(...Array(2).fill('delete'), '1', '0', '0', 'ok');
    assert.match(it.text(), /找零 +20.00/);
    assert.is(balancesOf(it.kernel.state, 1).points, 60);
    const receipt =
      it.kernel.state.value<string>('SELECT receipt FROM receipts ORDER BY no DESC LIMIT 1') ?? '';
    assert.match(receipt, /"烟酒","right":"￥50.00".*"水果","right":"￥30.00".*"合计","right":"￥80.00"/);
    await it.press('ok');
    assert.not.match(it.text(), /烟酒/, 'the next sale begins with nothing');
    await it.stop();
  });

  test(`${profile}: a statement goes out by text`, async () => {
    const it = await till(profile);
    const entry = { type: 'ledger.entered', v: 1, customer: 'c1', account: 'principal', amount: 5_000 };
    await happen(it.kernel, { ...entry, reason: 'recharge', cause: 'r1' } as unknown as DomainEvent);
    await it.press('f3', 'ok', '5', '8', 'ok');
    assert.match(it.text(), /对账短信发往 138 0013 8000/);
    assert.match(
      it.sent()[0] ?? '',
      /储值余额50\.00元\(本金50\.00，赠送0\.00\)，积分0。最近: 11-22 充值 本金\+50\.00。/,
    );
    await it.stop();
  });
}

test.run();
