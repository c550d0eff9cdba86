/** Everything with one customer in one row, newest first. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { customersByPhone } from '../../../terminal/customers/index.js';
import { timelineOf } from '../../../terminal/timeline/index.js';
import { happen } from '../../support/kernel.js';
import { KEY, openTerminal } from '../terminal.js';

const HOUR_MS = 3600_000;

/** A shop in which something of every kind happened with one customer, an hour apart. */
async function busyShop(profile: 'standard' | 'advanced' = 'standard') {
  const it = await openTerminal({ profile, locale: 'zh-CN' });
  const hour = (): void => it.clock.stepWall(HOUR_MS);
  const event = (type: string, fields: object) => happen(it.kernel, { type, v: 1, ...fields } as never);
  hour();
  await event('customers.changed', { customer: 'c1', fields: { level: '银卡' }, stamp: '2' });
  hour();
  await event('cards.issued', { uid: '04AABBCC', customer: 'c1' });
  hour();
  await event('cards.marked', { uid: '04AABBCC', state: 'lost', stamp: '3' });
  hour();
  await event('calls.rang', { call: 'r1', number: '13800138000', key: KEY, validity: 'valid' });
  await event('calls.ended', { call: 'r1', missed: true });
  hour();
  await it.texted('投诉 苹果有伤');
  hour();
  await event('prepaid.recharged', {
    ...{ recharge: 'p1', number: 'C1', customer: 'c1', amount: 50_000, bonus: 10_000, points: 500 },
  });
  hour();
  const items = [{ name: '橙子', quantity: 1, price: 8_800 }];
  await event('counter.sold', {
    ...{
      sale: 's1',
      number: '1',
      customer: 'c1',
      items,
      amount: 8_800,
      tendered: 8_800,
      change: 0,
      points: 88,
    },
  });
  hour();
  const paid = { cash: 800, principal: 0, bonus: 0, used: 0, worth: 0 };
  await event('counter.refunded', {
    ...{ refund: 'f1', number: 'R1', sale: 's1', customer: 'c1', amount: 800, paid, points: 8 },
  });
  hour();
  await event('ledger.entered', {
    ...{ customer: 'c1', account: 'points', amount: -30, reason: 'redemption', cause: 'g1' },
  });
  hour();
  await event('followups.noted', { followup: 'n1', customer: 'c1', words: '不要打蜡的' });
  await event('appointments.requested', {
    ...{ appointment: 'a1', key: KEY, about: '果篮', via: 'keypad', when: it.clock.now() + HOUR_MS },
  });
  const no = customersByPhone(it.kernel.state, KEY)[0]?.no ?? 0;
  return { ...it, no };
}

test('every kind is there, the newest first, and pages follow each other without a gap', async () => {
  const it = await busyShop();
  const all = timelineOf(it.kernel.state, it.no, { offset: 0, limit: 50 });
  assert.equal(
    all.rows.map(({ kind, what }) => `${kind} ${what}`).filter((one) => !one.startsWith('text ')),
    [
      'appointment requested',
      'followup note',
      'points redemption',
      'sale refunded',
      'sale sold',
      'money recharge',
      'case complaint',
      'call missed',
      'card lost',
      'card issued',
      'record changed',
      'record registered',
    ],
  );
  assert.is(all.rows.filter(({ kind }) => kind === 'text').length, 2, 'the text that came and its answer');
  assert.is(all.total, all.rows.length);
  const paged = [0, 3, 6, 9, 12].flatMap((offset) => [
    ...timelineOf(it.kernel.state, it.no, { offset, limit: 3 }).rows,
  ]);
  assert.equal(paged, [...all.rows]);
  await it.stop();
});

test('money and points have their signs', async () => {
  const it = await busyShop();
  const { rows } = timelineOf(it.kernel.state, it.no, { kind: 'sale', offset: 0, limit: 9 });
  assert.equal(
    rows.map(({ money, points, words }) => [money, points, words]),
    [
      [-800, -8, '橙子'],
      [8_800, 88, '橙子'],
    ],
  );
  await it.stop();
});

for (const profile of ['standard', 'advanced'] as const)
  test(`by keypad: the timeline, one kind of it, and what opens: ${profile}`, async () => {
    const it = await busyShop(profile);
    await it.press('f3', 'ok', '6');
    assert.match(it.text(), /果篮/);
    await it.press('2');
    assert.match(it.text(), /只看/);
    await it.press('2');
    assert.match(it.text(), /未接/);
    assert.not.match(it.text(), /果篮/);
    await it.press('ok');
    assert.match(it.text(), /138 0013 8000/);
    await it.press('cancel', '2', '1', 'ok');
    assert.match(it.text(), /2026-11-22 21:42 {2}预约/, 'an entry without a screen of its own is told whole');
    await it.stop();
    assert.equal(it.errors, []);
  });

test('what happened is told in whole words on the small screen in English', async () => {
  const it = await openTerminal({ locale: 'en' });
  await it.press('f3', 'ok', '6');
  assert.match(it.text(), /11-22 +registered/);
  await it.stop();
});

test('what is registered with its first number is no change of the record', async () => {
  const it = await openTerminal();
  const no = customersByPhone(it.kernel.state, KEY)[0]?.no ?? 0;
  const { rows } = timelineOf(it.kernel.state, no, { offset: 0, limit: 9 });
  assert.equal(
    rows.map(({ what }) => what),
    ['registered'],
  );
  await it.stop();
});

test.run();
