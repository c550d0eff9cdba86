/** What whom is let through, and the PIN of somebody who may. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { ALL_TABLES } from '../../../terminal/capabilities.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { changePerson, removeRole, setActive, setRole } from '../../../terminal/people/commands.js';
import { createDoor } from '../../../terminal/people/index.js';
import { isThoughtOf, rightFor, rightsNeeded } from '../../../terminal/people/required.js';
import { RIGHTS, roleById } from '../../../terminal/people/rights.js';
import { rightsTexts } from '../../../terminal/people/rights-texts.js';
import { openTestKernel, STAFF } from '../../support/kernel.js';
import { CASHIER, hire, loginKeys, MANAGER, OWNER, openStaffed } from './staffed.js';

const LOOKS = [
  { profile: 'standard', locale: 'zh-CN' },
  { profile: 'standard', locale: 'en' },
  { profile: 'advanced', locale: 'zh-CN' },
  { profile: 'advanced', locale: 'en' },
] as const;

const event = (type: string, facts: object = {}): DomainEvent => ({ type, v: 1, ...facts });
const BLOCKING = event('calls.blocked', { key: '+8613912345678', why: '' });

async function refused(code: string, deed: () => Promise<unknown> | unknown): Promise<void> {
  try {
    await deed();
  } catch (error) {
    assert.ok(isTerminalError(error, code), String(error));
    return;
  }
  assert.unreachable(`not refused with ${code}`);
}

/** A door with everybody of PEOPLE, and `who` logged in. */
async function openDoor(who: typeof OWNER | typeof MANAGER | typeof CASHIER) {
  const opened = await openTestKernel();
  await hire(opened.kernel);
  const door = createDoor(opened.kernel, opened.clock);
  assert.equal(await door.login(who.id, who.pin), { right: true });
  const blocking = () => door.kernel.transact(STAFF, () => ({ events: [BLOCKING], result: undefined }));
  return { ...opened, door, blocking };
}

test('somebody has thought of the right for every event that can be, and every right has a name', () => {
  const types = ALL_TABLES.flatMap(({ apply }) => Object.keys(apply));
  assert.equal(
    types.filter((type) => !isThoughtOf(type)),
    [],
    'terminal/people/required.ts says which right a new capability’s events need',
  );
  assert.equal(
    RIGHTS.filter((right) => !(`right.${right}` in rightsTexts)),
    [],
  );
  assert.is(rightFor('nobody.thought-of-this'), 'terminal.settings');
});

test('a consequence asks for nothing beside what it follows from, and for its own right alone', () => {
  const entry = event('ledger.entered');
  assert.equal(rightsNeeded([event('counter.sold'), entry, event('messaging.queued')]), ['counter.sell']);
  assert.equal(rightsNeeded([entry]), ['points.adjust']);
  assert.equal(rightsNeeded([event('messaging.queued')]), ['messages.send']);
  assert.equal(rightsNeeded([event('counter.sold'), event('counter.refunded')]), [
    'counter.sell',
    'counter.refund',
  ]);
});

test('what a role may not do is refused, whoever asks for it', async () => {
  const { kernel, blocking } = await openDoor(CASHIER);
  const before = kernel.end().seq;
  await refused('command/right-missing', blocking);
  assert.is(kernel.end().seq, before, 'nothing of it is written');
  await kernel.close();
});

test('who may, does it in their own name; devices and timers are asked for nothing', async () => {
  const { kernel, blocking, door } = await openDoor(MANAGER);
  const actors: string[] = [];
  kernel.onCommit(({ actor }) => actors.push(actor));
  await blocking();
  await door.lock('key');
  await refused('command/nobody-here', blocking);
  await door.kernel.transact({ actor: 'system', origin: 'timer' }, () => ({
    events: [event('calls.unblocked', { key: '+8613912345678' })],
    result: undefined,
  }));
  assert.equal(actors, ['p-manager', 'p-manager', 'system']);
  await kernel.close();
});

test('a PIN of somebody who may lets it through: both names and the reason are in the commit', async () => {
  const { kernel, door, blocking } = await openDoor(CASHIER);
  const seen: { actor: string; approver?: string; events: readonly DomainEvent[] }[] = [];
  kernel.onCommit((commit) => seen.push(commit));
  door.askWith(async ({ who, rights }) => {
    assert.is(who.id, CASHIER.id);
    assert.equal(rights, ['calls.block']);
    return { by: MANAGER.id, reason: '骚扰电话' };
  });
  await blocking();
  const { actor, approver, events } = seen.at(-1) ?? { actor: '', events: [] };
  assert.equal([actor, approver], [CASHIER.id, MANAGER.id]);
  const given = {
    type: 'approvals.given',
    v: 1,
    by: MANAGER.id,
    reason: '骚扰电话',
    rights: ['calls.block'],
  };
  assert.equal(events, [BLOCKING, given]);
  await kernel.close();
});

test('nobody approves what they may not do themselves', async () => {
  const { kernel, door, blocking } = await openDoor(CASHIER);
  door.askWith(() => Promise.resolve({ by: CASHIER.id, reason: '' }));
  await refused('command/right-missing', blocking);
  await kernel.close();
});

test('nobody gives more than they have, the last owner stays, and the owner’s role is as it is', async () => {
  const { kernel } = await openTestKernel();
  await hire(kernel);
  const act = (decide: Parameters<typeof kernel.transact<void>>[1]) => kernel.transact(STAFF, decide);
  const facts = { name: '小张', department: '' };
  const promote = { ...facts, employee: CASHIER.id, role: 'owner', by: MANAGER.id };
  await refused('command/person-above', () => act((state) => changePerson(state, promote)));
  await refused('command/person-above', () => act((state) => setActive(state, OWNER.id, false, MANAGER.id)));
  await refused('command/last-owner', () => act((state) => setActive(state, OWNER.id, false, OWNER.id)));
  const demote = { name: '王老板', department: '', employee: OWNER.id, role: 'cashier', by: OWNER.id };
  await refused('command/last-owner', () => act((state) => changePerson(state, demote)));
  const none = { name: '', rights: [], by: OWNER.id } as const;
  await refused('command/role-fixed', () => act((state) => setRole(state, { ...none, role: 'owner' })));
  await refused('command/role-fixed', () => act((state) => removeRole(state, 'cashier')));
  await act((state) =>
    setRole(state, { ...none, role: 'stock', name: '理货员', rights: ['customers.view'] }),
  );
  await act((state) => changePerson(state, { ...facts, employee: CASHIER.id, role: 'stock', by: OWNER.id }));
  await refused('command/role-used', () => act((state) => removeRole(state, 'stock')));
  assert.equal(roleById(kernel.state, 'stock')?.rights, ['customers.view']);
  await kernel.close();
});

for (const look of LOOKS) {
  const name = `${look.profile} ${look.locale}`;

  test(`${name}: a cashier’s refund waits for a manager’s PIN and reason`, async () => {
    const { press, text, ui, kernel, app, stop } = await openStaffed(look);
    const seen: { actor: string; approver?: string; events: readonly DomainEvent[] }[] = [];
    kernel.onCommit((commit) => seen.push(commit));
    const refunds = () => seen.filter(({ events }) => events.some(({ type }) => type === 'counter.refunded'));
    await press(...loginKeys(CASHIER));
    await press('f2', '8', '0', 'ok', 'ok', 'ok', 'f4');
    await press('0', '1', 'ok');
    assert.is(ui.top(), 'counter.refund', text());
    await press('ok', 'ok');
    assert.match(text(), look.locale === 'en' ? 'Refund' : '退款');
    assert.match(text(), '李店长');
    assert.not.match(text(), /\d 小张/, 'only who may is offered');
    assert.is(refunds().length, 0);
    await press('2', '9', '9', '9', '8', 'ok', 'ok', 'ok');
    assert.match(text(), look.locale === 'en' ? 'Wrong PIN' : '密码不对');
    assert.is(refunds().length, 0);
    for (let at = 0; at < 4; at += 1) await press('delete');
    await press(...MANAGER.pin, 'ok', '2', 'ok', 'ok');
    assert.equal(
      refunds().map(({ actor, approver }) => [actor, approver]),
      [[CASHIER.id, MANAGER.id]],
      text(),
    );
    assert.is(app.door.here()?.id, CASHIER.id, 'the manager is not logged in by that');
    await stop();
  });

  test(`${name}: giving up the approval leaves everything as it was`, async () => {
    const { press, ui, kernel, stop } = await openStaffed(look);
    await press(...loginKeys(CASHIER), 'f2', '8', '0', 'ok', 'ok', 'ok', 'f4', '0', '1', 'ok');
    const before = kernel.end().seq;
    await press('ok', 'ok', '2', 'cancel');
    assert.is(kernel.end().seq, before);
    await press('ok');
    assert.is(ui.top(), 'counter.refund');
    await stop();
  });

  test(`${name}: a menu greys what a role may not open, and does not open it`, async () => {
    const { press, text, ui, stop } = await openStaffed(look);
    await press(...loginKeys(CASHIER), '*');
    assert.is(ui.top(), 'people.menu');
    await press('3');
    assert.is(ui.top(), 'people.menu');
    assert.match(text(), look.locale === 'en' ? 'may not open' : '不能打开');
    await press('f4', '0', '2');
    assert.is(ui.top(), 'counter.money', 'figures are not for a cashier');
    await stop();
  });

  test(`${name}: who may not see numbers sees half of them`, async () => {
    const { press, text, stop } = await openStaffed(look);
    await press(...loginKeys(CASHIER), 'f3');
    assert.match(text(), '138****8000');
    assert.not.match(text(), '0013');
    await press('f4', 'f4', ...loginKeys(MANAGER), 'f3');
    assert.match(text(), '138 0013 8000');
    await stop();
  });

  test(`${name}: what needs somebody’s PIN is told before it is tried`, async () => {
    const { press, text, stop } = await openStaffed(look);
    const asks = look.locale === 'en' ? 'needs approval' : '要批准';
    await press(...loginKeys(CASHIER), 'f2', '8', '0', 'ok', 'ok', 'ok', 'f4', '0', '1', '#');
    assert.match(text(), asks);
    await press('cancel', 'f4', 'f4', ...loginKeys(MANAGER), '0', '1', '#');
    assert.not.match(text(), asks);
    await stop();
  });

  test(`${name}: staff, roles and departments are kept by the owner at the keypad`, async () => {
    const { press, text, ui, app, stop } = await openStaffed(look);
    await press(...loginKeys(OWNER), '*', '5', '2', 'text:前', 'text:台', 'ok');
    assert.match(text(), '前台');
    await press('cancel', '4', '2', 'text:理', 'ok');
    assert.is(ui.top(), 'people.role-rights', text());
    await press('ok', 'down', 'ok', '2');
    assert.match(text(), '理');
    await press('cancel', '3', '2', 'text:丁', 'ok', '3', 'ok', '2', 'ok');
    await press('5', '8', '5', '8', 'ok', '5', '8', '5', '8', 'ok');
    assert.match(text(), '丁');
    assert.match(text(), '前台');
    assert.match(text(), look.locale === 'en' ? 'Cashier' : '收银员');
    await press('down', 'down', 'down', '3', '6', '9', '6', '9', 'ok', '6', '9', '6', '9', 'ok');
    await press('4', 'ok');
    assert.match(text(), look.locale === 'en' ? 'left' : '离职');
    await press('4');
    await app.door.lock('key');
    const ding = '4';
    await press(ding, '5', '8', '5', '8', 'ok');
    assert.is(app.door.here(), undefined, 'the old PIN is no more');
    await press('6', '9', '6', '9', 'ok');
    assert.is(app.door.here()?.name, '丁');
    await press('*', '2', '6', '9', '6', '9', 'ok', '7', '0', '7', '0', 'ok', '7', '0', '7', '0', 'ok');
    assert.is(ui.top(), 'people.menu', text());
    await press('1');
    await press(ding, '7', '0', '7', '0', 'ok');
    assert.is(app.door.here()?.name, '丁');
    await stop();
  });
}

test.run();
