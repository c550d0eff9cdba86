/** Refunds up to so much in a day without the manager. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { approvalsTables } from '../../../terminal/approvals/tables.js';
import { defineTables } from '../../../terminal/kernel/capability.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { setRole } from '../../../terminal/people/commands.js';
import { createDoor } from '../../../terminal/people/index.js';
import { type Limits, roleById } from '../../../terminal/people/rights.js';
import { peopleTables } from '../../../terminal/people/tables.js';
import { openTestKernel, STAFF } from '../../support/kernel.js';
import { CASHIER, hire, loginKeys, MANAGER, OWNER, openStaffed } from './staffed.js';

const HOUR_MS = 3600_000;
const LOOKS = [
  { profile: 'standard', locale: 'zh-CN' },
  { profile: 'advanced', locale: 'en' },
] as const;

const nothing = (): void => undefined;
/** In the place of the capabilities that move money: here a refund is its event alone. */
const moneyTables = defineTables<
  Record<'counter.refunded' | 'prepaid.recharge-refunded' | 'proof.pin-removed', object>
>({
  name: 'money',
  version: 1,
  schema: 'CREATE TABLE money (none INTEGER)',
  apply: { 'counter.refunded': nothing, 'prepaid.recharge-refunded': nothing, 'proof.pin-removed': nothing },
});

/** A cashier at the keypad whose role has `limits`. */
async function counter(limits: Limits) {
  const opened = await openTestKernel({ tables: [peopleTables, approvalsTables, moneyTables] });
  const { kernel, clock } = opened;
  await hire(kernel);
  const rights = roleById(kernel.state, 'cashier')?.rights ?? [];
  await kernel.transact(STAFF, (state) =>
    setRole(state, { role: 'cashier', name: '', rights, limits, by: OWNER.id }),
  );
  const door = createDoor(kernel, clock);
  await door.login(CASHIER.id, CASHIER.pin);
  let n = 0;
  const gives = (type: string, facts: object): Promise<string> =>
    door.kernel
      .transact(STAFF, () => ({
        events: [{ type, v: 1, customer: 'c1', ...facts } as DomainEvent],
        result: undefined,
      }))
      .then(
        () => 'done',
        (error: unknown) => (isTerminalError(error) ? error.code : String(error)),
      );
  const refund = (amount: number): Promise<string> => {
    n += 1;
    const paid = { cash: amount, principal: 0, bonus: 0, points: 0 };
    return gives('counter.refunded', {
      refund: `r${n}`,
      number: `t1-${n}`,
      sale: 's1',
      amount,
      paid,
      points: 0,
    });
  };
  return { ...opened, door, gives, refund };
}

test('a cashier refunds up to the limit of a day alone, in one piece or in many', async () => {
  const { kernel, clock, refund } = await counter({ 'counter.refund': 5_000 });
  assert.is(await refund(5_001), 'command/right-missing');
  assert.is(await refund(3_000), 'done');
  assert.is(await refund(2_001), 'command/right-missing', 'many small ones are one large one');
  assert.is(await refund(2_000), 'done');
  assert.is(await refund(1), 'command/right-missing');
  await clock.advance(25 * HOUR_MS);
  assert.is(await refund(5_000), 'done', 'the next day');
  await kernel.close();
});

test('what a manager allowed does not count against the limit, and is asked for above it', async () => {
  const { kernel, door, refund } = await counter({ 'counter.refund': 5_000 });
  const asked: unknown[] = [];
  door.askWith(async ({ rights }) => {
    asked.push(rights);
    return { by: MANAGER.id, reason: '顾客要求' };
  });
  assert.is(await refund(80_000), 'done');
  assert.equal(asked, [['counter.refund']]);
  door.askWith(() => Promise.resolve(undefined));
  assert.is(await refund(5_000), 'done');
  await kernel.close();
});

test('a limit is for money that is given back: nothing else that needs the right, and no other right', async () => {
  const { kernel, gives, refund } = await counter({ 'prepaid.refund': 5_000 });
  assert.is(await gives('proof.pin-removed', { stamp: '1' }), 'command/right-missing');
  assert.is(await refund(100), 'command/right-missing');
  const recharge = { refund: 'x', number: 't1-9', recharge: 'y', principal: 0, bonus: 0, kept: 0 };
  assert.is(await gives('prepaid.recharge-refunded', { ...recharge, cash: 5_001 }), 'command/right-missing');
  assert.is(await gives('prepaid.recharge-refunded', { ...recharge, cash: 4_000 }), 'done');
  await kernel.close();
});

test('no limit is set that is none, and none of what one may not oneself', async () => {
  const { kernel } = await openTestKernel();
  await hire(kernel);
  const set = (limits: Limits, by: string = OWNER.id, rights: readonly 'counter.refund'[] = []) =>
    kernel
      .transact(STAFF, (state) => setRole(state, { role: 'stock', name: '理货员', rights, limits, by }))
      .then(
        () => 'done',
        (error: unknown) => (isTerminalError(error) ? error.code : String(error)),
      );
  for (const limits of [
    { 'counter.refund': -1 },
    { 'counter.refund': 0.5 },
    { 'customers.export': 100 },
  ] as const)
    assert.is(await set(limits), 'command/role-limit');
  assert.is(await set({ 'counter.refund': 100 }, OWNER.id, ['counter.refund']), 'command/role-limit');
  assert.is(await set({ 'counter.refund': 100 }, CASHIER.id), 'command/person-above');
  assert.is(await set({ 'counter.refund': 100 }), 'done');
  assert.equal(roleById(kernel.state, 'stock')?.limits, { 'counter.refund': 100 });
  await kernel.close();
});

for (const look of LOOKS) {
  test(`${look.profile} ${look.locale}: the owner gives a limit, and small refunds go without the manager`, async () => {
    const { press, text, ui, kernel, stop } = await openStaffed(look);
    await press(...loginKeys(OWNER), '*', '4', 'down', 'down', 'ok');
    assert.is(ui.top(), 'people.role-rights', text());
    for (let at = 0; at < 9; at += 1) await press('down');
    await press('3', '5', '0', 'ok');
    assert.is(ui.top(), 'people.role-rights', text());
    assert.match(text(), look.locale === 'en' ? /Refund.*50\.00 a day/ : /退款.*一天 ￥50\.00 内/);
    await press('2');
    assert.equal(roleById(kernel.state, 'cashier')?.limits, { 'counter.refund': 5_000 });
    await press('f4', 'f4', ...loginKeys(CASHIER));
    await press('f2', '8', '0', 'ok', 'ok', 'ok', 'f4', 'f2', '2', '0', 'ok', 'ok', 'ok', 'f4');
    await press('0', '1', 'ok');
    assert.is(ui.top(), 'counter.refund', text());
    await press('ok', 'ok');
    assert.not.match(text(), '李店长');
    await press('f4', '0', '1', 'down', 'ok', 'ok', 'ok');
    assert.match(text(), '李店长', 'eighty are more than is left');
    await stop();
  });
}

test.run();
