/** Nobody is forgotten, nobody is wished well twice, and nothing late is sent. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Day, numberOf } from '../../../terminal/almanac/days.js';
import { approve, approveAll, decline, recall, setRule } from '../../../terminal/care/commands.js';
import { careRules, type OpenWish, proposed } from '../../../terminal/care/queries.js';
import { type CareRule, occasionToday } from '../../../terminal/care/rules.js';
import { createCareService } from '../../../terminal/care/service.js';
import { addPhone, change } from '../../../terminal/customers/commands.js';
import { merge } from '../../../terminal/customers/merging.js';
import { happen, STAFF, type TestKernelOptions } from '../../support/kernel.js';
import { silentLog } from '../../support/silent-log.js';
import { virtualClock } from '../../support/virtual-clock.js';
import { type Company, openCompany, ZONE } from '../campaigns/company.js';
import { fakeModem } from '../fake-devices.js';
import { goTo } from '../menu.js';
import { HOUR_MS, MINUTE_MS, numberKey, wordsOf } from '../messaging/post.js';
import { KEY, openTerminal } from '../terminal.js';

const DAY_MS = 24 * HOUR_MS;

interface Caring extends Company {
  rule(id: string, facts: Partial<CareRule>): Promise<void>;
  wishes(): OpenWish[];
}

async function openCare(options: TestKernelOptions = {}, modem = fakeModem()): Promise<Caring> {
  const company = await openCompany(options, modem);
  const { kernel, clock } = company;
  const service = createCareService(kernel, clock, silentLog, ZONE);
  service.start();
  await clock.settle();
  return {
    ...company,
    async rule(id, facts) {
      const rule = careRules(kernel.state).find((one) => one.id === id);
      if (rule) await kernel.transact(STAFF, (state) => setRule(state, { ...rule, ...facts }));
      await clock.settle();
    },
    wishes: () => proposed(kernel.state, 0, 100),
    async stop() {
      await service.stop();
      await company.stop();
    },
  };
}

/** The next morning at a quarter past eight. */
async function nextMorning({ clock }: Caring): Promise<void> {
  const day = Math.floor((clock.now() + 8 * HOUR_MS) / DAY_MS) + 1;
  await clock.advance(day * DAY_MS + 15 * MINUTE_MS - clock.now());
}

test('a birthday is proposed in the morning, approved by a person, and texted once', async () => {
  const it = await openCare();
  await it.enrol(
    { id: 'w', name: '王小明', phone: numberKey(1), birthday: '1990-11-23' },
    { id: 'l', name: '李红', phone: numberKey(2), birthday: 'L--10-15' },
    { id: 'x', name: '明天', phone: numberKey(3), birthday: '--11-24' },
  );
  await nextMorning(it);
  assert.equal(
    it.wishes().map(({ customer }) => customer),
    ['w', 'l'],
    'the 15th of the tenth lunar month of 2026 is 23 November',
  );
  assert.is(it.modem.sent.length, 0, 'nothing without a yes');
  await it.kernel.transact(STAFF, (state) => approve(state, it.wishes()[0]?.occasion ?? ''));
  await it.kernel.transact(STAFF, (state) => decline(state, it.wishes()[0]?.occasion ?? ''));
  await it.clock.advance(HOUR_MS);
  assert.equal(wordsOf(it.modem), ['【掌柜】王小明，掌柜祝您生日快乐，平安喜乐！']);
  await it.clock.advance(10 * HOUR_MS);
  assert.is(it.modem.sent.length, 1);
  await it.stop();
});

test('nobody twice for one occasion: registered twice, birthday put right, power cut after each step', async () => {
  const before = await openCare();
  await before.rule('birthday', { auto: true, days: 2 });
  const born = { birthday: '1990-11-24' };
  await before.enrol({ id: 'a', phone: numberKey(1), ...born }, { id: 'b', phone: numberKey(1), ...born });
  await nextMorning(before);
  assert.is(before.modem.sent.length, 1);
  const stamp = '000000000000009-00000-till-1';
  await before.kernel.transact(STAFF, (state) =>
    change(state, { customer: 'a', birthday: '1990-11-25', stamp }),
  );
  await nextMorning(before);
  const again = await openCare({ disk: before.disk.durable(), clock: virtualClock(before.clock.now()) });
  await nextMorning(again);
  assert.equal([before.modem.sent.length, again.modem.sent.length], [1, 0]);
  await again.stop();
});

test('who was wished as one customer is not wished again as the one that they were merged into', async () => {
  const it = await openCare();
  await it.rule('birthday', { auto: true, days: 3 });
  await it.enrol(
    { id: 'stays', phone: numberKey(1) },
    { id: 'goes', phone: numberKey(2), birthday: '--11-25' },
  );
  await nextMorning(it);
  assert.is(it.modem.sent.length, 1, 'two days before');
  const joined = { customer: 'stays', other: 'goes', stamp: '000000000000009-00000-till-1' };
  await it.kernel.transact(STAFF, (state) => merge(state, joined));
  await nextMorning(it);
  assert.is(it.modem.sent.length, 1);
  await it.stop();
});

test('one person who was proposed as two customers, and is approved as one, is wished once', async () => {
  const it = await openCare();
  const birthday = '--11-23';
  await it.enrol(
    { id: 'stays', phone: numberKey(1), birthday },
    { id: 'goes', phone: numberKey(2), birthday },
  );
  await nextMorning(it);
  assert.is(it.wishes().length, 2);
  const joined = { customer: 'stays', other: 'goes', stamp: '000000000000009-00000-till-1' };
  await it.kernel.transact(STAFF, (state) => merge(state, joined));
  await it.kernel.transact(STAFF, (state) => approveAll(state));
  await it.clock.advance(2 * HOUR_MS);
  assert.equal([it.modem.sent.length, it.wishes().length], [1, 0]);
  await it.stop();
});

test('a wish that waits in the outbox until its day is over is not sent the day after', async () => {
  const it = await openCare();
  await it.enrol({ id: 'w', phone: numberKey(1), birthday: '--11-23' });
  await nextMorning(it);
  it.modem.become('absent');
  await it.clock.advance(9 * HOUR_MS);
  await it.kernel.transact(STAFF, (state) => approveAll(state));
  await it.clock.advance(15 * HOUR_MS);
  it.modem.become('ready');
  await it.clock.advance(HOUR_MS);
  assert.equal([it.modem.sent.length, it.texts()[0]?.state], [0, 'expired']);
  await it.stop();
});

test('who refuses on another number of theirs before the wish goes out gets none', async () => {
  const it = await openCare();
  await it.enrol({ id: 'w', phone: numberKey(1), birthday: '--11-23' });
  await it.kernel.transact(STAFF, (state) => addPhone(state, 'w', numberKey(2)));
  await nextMorning(it);
  await happen(it.kernel, { type: 'messaging.refused', v: 1, key: numberKey(2), by: 'TD' } as never);
  await it.kernel.transact(STAFF, (state) => approveAll(state));
  await it.clock.advance(HOUR_MS);
  assert.is(it.modem.sent.length, 0);
  await it.stop();
});

test('of two tills that know the same customers one remembers them', async () => {
  let sent = 0;
  for (const here of ['till-1', 'till-2']) {
    const it = await openCare();
    await happen(it.kernel, {
      ...{ type: 'allowance.tills-set', v: 1, tills: ['till-1', 'till-2'], home: 'till-1', here },
    } as never);
    await it.rule('birthday', { auto: true });
    await it.enrol({ id: 'w', phone: numberKey(1), birthday: '--11-23' });
    await nextMorning(it);
    sent += it.modem.sent.length;
    await it.stop();
  }
  assert.is(sent, 1);
});

test('a power cut while wishes go out', async () => {
  for (const seconds of [0, 1, 3, 6]) {
    const before = await openCare();
    await before.rule('birthday', { auto: true });
    const people = [1, 2, 3, 4, 5].map((n) => ({ id: `c${n}`, phone: numberKey(n), birthday: '--11-23' }));
    await before.enrol(...people);
    const morning = Date.UTC(2026, 10, 23, 0, 0);
    await before.clock.advance(morning - before.clock.now() + seconds * 1000);
    before.modem.beforeAnswer = () => new Promise(() => undefined);
    await before.clock.advance(10 * MINUTE_MS);
    const after = await openCare({ disk: before.disk.durable(), clock: virtualClock(before.clock.now()) });
    await after.clock.advance(HOUR_MS);
    const all = [...before.modem.sent, ...after.modem.sent].map(({ pdu }) => pdu.slice(10, 24));
    assert.equal([all.length, new Set(all).size], [5, 5], `cut after ${seconds} s`);
    await after.stop();
  }
});

test('after days without power a birthday that is over is not wished, one that is ahead is', async () => {
  const before = await openCare();
  await before.rule('birthday', { auto: true, days: 3 });
  await before.enrol(
    { id: 'past', phone: numberKey(1), birthday: '--11-25' },
    { id: 'ahead', phone: numberKey(2), birthday: '--12-01' },
  );
  const clock = virtualClock(Date.UTC(2026, 10, 28, 1));
  const after = await openCare({ disk: before.disk.durable(), clock });
  await after.clock.advance(2 * DAY_MS);
  assert.equal(wordsOf(after.modem), ['【掌柜】ahead，掌柜祝您生日快乐，平安喜乐！']);
  await after.stop();
});

test('a rule that is turned on this morning counts today, and proposes nobody twice', async () => {
  const it = await openCare();
  await it.enrol(
    { id: 'w', phone: numberKey(1), birthday: '--11-23' },
    { id: 'x', phone: numberKey(2), birthday: '--11-25' },
  );
  await nextMorning(it);
  assert.is(it.wishes().length, 1);
  await it.rule('birthday', { days: 2 });
  await it.clock.advance(MINUTE_MS);
  assert.equal(
    it.wishes().map(({ customer }) => customer),
    ['w', 'x'],
  );
  await it.stop();
});

test('what nobody approved is over when its day is', async () => {
  const it = await openCare();
  await it.enrol({ id: 'w', phone: numberKey(1), birthday: '--11-23' });
  await nextMorning(it);
  assert.is(it.wishes().length, 1);
  await nextMorning(it);
  assert.is(it.wishes().length, 0);
  await it.kernel.transact(STAFF, approveAll);
  await it.clock.advance(HOUR_MS);
  assert.is(it.modem.sent.length, 0);
  await it.stop();
});

test('who refuses is not remembered aloud, not even when approved', async () => {
  const it = await openCare();
  await it.enrol(
    { id: 'w', phone: numberKey(1), birthday: '--11-23' },
    { id: 'r', phone: numberKey(2), birthday: '--11-23' },
  );
  await happen(it.kernel, { type: 'messaging.refused', v: 1, key: numberKey(2), by: 'TD' } as never);
  await nextMorning(it);
  assert.is(it.wishes().length, 1);
  await happen(it.kernel, { type: 'messaging.refused', v: 1, key: numberKey(1), by: 'TD' } as never);
  await it.kernel.transact(STAFF, approveAll);
  await it.clock.advance(HOUR_MS);
  assert.is(it.modem.sent.length, 0);
  await it.stop();
});

test('a visit thirty days ago, a year as a customer, a holiday', async () => {
  const it = await openCare();
  await it.rule('revisit', { on: true, auto: true });
  await it.rule('holiday-春节', { on: true, auto: true, days: 1 });
  await it.enrol(
    { id: '久', phone: numberKey(1), spent: 100, daysAway: 29 },
    { id: '近', phone: numberKey(2), spent: 100, daysAway: 5 },
  );
  await nextMorning(it);
  await it.clock.advance(4 * DAY_MS);
  assert.equal(
    wordsOf(it.modem).map((words) => words.slice(4, 5)),
    ['久'],
  );
  await it.stop();
});

test('which occasion a day is', () => {
  const rule = (kind: CareRule['kind'], days: number, holiday?: CareRule['holiday']): CareRule => ({
    ...{ id: kind, kind, days, text: '', on: true, auto: false, filter: {} },
    ...(holiday && { holiday }),
  });
  const facts = { birthday: '2000-02-29', joined: { year: 2024, month: 2, day: 29 }, away: 31 };
  const on = (one: CareRule, day: Day, known = facts) => occasionToday(one, known, numberOf(day))?.what;
  const feb28 = { year: 2026, month: 2, day: 28 };
  assert.is(on(rule('birthday', 0), feb28), 'birthday:2026:2026-02-28');
  assert.is(on(rule('birthday', 3), { year: 2026, month: 2, day: 25 }), 'birthday:2026:2026-02-28');
  assert.is(on(rule('birthday', 3), { year: 2026, month: 3, day: 1 }), undefined, 'never after the day');
  assert.is(on(rule('anniversary', 0), feb28), 'anniversary:2026');
  assert.is(on(rule('anniversary', 0), { year: 2024, month: 2, day: 29 }), undefined, 'not on the first day');
  assert.is(on(rule('holiday', 1, '春节'), { year: 2026, month: 2, day: 16 }), 'holiday:春节:2026-02-17');
  const newYear = { ...facts, birthday: '--01-02' };
  assert.is(on(rule('birthday', 5), { year: 2026, month: 12, day: 30 }, newYear), 'birthday:2027:2027-01-02');
  assert.is(on(rule('revisit', 30), feb28), 'revisit:revisit:2026-01-28');
  assert.is(on(rule('revisit', 27), feb28), undefined, 'too late');
  assert.is(on(rule('birthday', 0), feb28, { ...facts, birthday: '' }), undefined);
});

test('who approves a wish reads all of its words first, on the small screen too', async () => {
  const it = await openTerminal();
  const day = numberOf({ year: 2026, month: 11, day: 22 });
  const wish = { rule: 'birthday', customer: 'c1', key: KEY, until: day, auto: false };
  const named = { ...wish, what: 'birthday:2026:2026-11-22', once: 'birthday:2026' };
  const proposal = { type: 'care.proposed', v: 1, day, through: 1, done: true, wishes: [named] };
  await happen(it.kernel, proposal as never);
  await goTo(it, '短信', '关怀', '今日名单');
  await it.press('ok');
  assert.match(it.text(), /【福源】王小明，福源水果店祝您生日快乐，\n平安喜乐！/);
  await it.press('1');
  assert.equal([it.ui.top(), proposed(it.kernel.state, 0, 9)], ['care.today', []]);
  await it.clock.advance(MINUTE_MS);
  assert.equal(it.sent(), ['【福源】王小明，福源水果店祝您生日快乐，平安喜乐！']);
  await it.stop();
});

test('yes to all in the quiet hours is taken back on the list itself, and nothing is sent in the morning', async () => {
  for (const locale of ['zh-CN', 'en'] as const) {
    const it = await openTerminal({ locale, clock: virtualClock(Date.UTC(2026, 10, 22, 13, 30)) });
    const day = numberOf({ year: 2026, month: 11, day: 23 });
    const wish = { rule: 'birthday', customer: 'c1', key: KEY, until: day, auto: false };
    const named = { ...wish, what: 'birthday:2026:2026-11-22', once: 'birthday:2026' };
    const proposal = { type: 'care.proposed', v: 1, day, through: 1, done: true, wishes: [named] };
    await happen(it.kernel, proposal as never);
    await it.press('4', '5', '1', '3');
    assert.is(proposed(it.kernel.state, 0, 9).length, 1, 'there is nothing to take back yet');
    await it.press('1', 'ok');
    assert.equal(proposed(it.kernel.state, 0, 9), []);
    assert.match(it.text(), locale === 'en' ? '3 Take back' : '3 收回');
    await it.press('3', 'ok');
    assert.match(it.text(), '王小明');
    assert.not.match(it.text(), locale === 'en' ? '3 Take back' : '3 收回');
    await it.clock.advance(14 * HOUR_MS);
    assert.equal(it.sent(), []);
    await it.stop();
    assert.equal(it.errors, []);
  }
});

test('of wishes on their way those that have not left are taken back, and may be approved once more', async () => {
  const it = await openCare();
  await it.enrol(
    ...[1, 2, 3].map((n) => ({ id: `c${n}`, name: `顾客${n}`, phone: numberKey(n), birthday: '--11-23' })),
  );
  await nextMorning(it);
  await it.kernel.transact(STAFF, approveAll);
  await it.clock.advance(1000);
  const left = it.modem.sent.length;
  const { count } = await it.kernel.transact(STAFF, recall);
  assert.equal([count > 0, left + count, it.wishes().length], [true, 3, count]);
  await it.clock.advance(HOUR_MS);
  assert.is(it.modem.sent.length, left);
  await it.kernel.transact(STAFF, approveAll);
  await it.clock.advance(HOUR_MS);
  assert.is(new Set(wordsOf(it.modem)).size, 3);
  assert.is(it.modem.sent.length, 3);
  assert.is((await it.kernel.transact(STAFF, recall)).count, 0);
  await it.stop();
});

test('on 8 March men are not wished a happy women’s day, and at 清明 nobody a happy one', async () => {
  const it = await openCare({ clock: virtualClock(Date.UTC(2026, 2, 7, 12)) });
  await it.rule('holiday-妇女节', { on: true, auto: true });
  await it.enrol(
    { id: '李红', phone: numberKey(1), gender: 'f' },
    { id: '王刚', phone: numberKey(2), gender: 'm' },
    { id: '小赵', phone: numberKey(3) },
  );
  await nextMorning(it);
  assert.equal(wordsOf(it.modem), ['【掌柜】李红，掌柜祝您妇女节快乐！']);
  const clear = careRules(it.kernel.state).find(({ holiday }) => holiday === '清明节');
  assert.not.match(clear?.text ?? '快乐', '快乐');
  await it.stop();
});

test('the names of rules are whole, and in the language of the screen', async () => {
  for (const [locale, names] of [
    ['zh-CN', [/顾客纪念日 /, /妇女节 /]],
    ['en', [/Anniversary /, /Their days /, /Women's Day /]],
  ] as const) {
    const it = await openTerminal({ locale });
    await it.press('4', '5', '2');
    for (const name of names) assert.match(it.text(), name);
    await it.stop();
  }
});

test.run();
