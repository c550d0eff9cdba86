/** Complaints, questions and feedback from the first word to the customer's mark. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { caseById, cases, countsByAge, countsByKind } from '../../../terminal/cases/queries.js';
import { join } from '../../../terminal/people/commands.js';
import { STAFF } from '../../support/kernel.js';
import { KEY, openTerminal } from '../terminal.js';

const DAY_MS = 24 * 3600_000;

test('a complaint is answered by text, closed, and marked by the customer with one digit', async () => {
  const it = await openTerminal();
  await it.texted('投诉 苹果有伤');
  await it.press('9', '2', 'ok', '2', 'text:好', 'ok');
  assert.is(it.sent()[0], '【福源】好');
  await it.press('5', 'text:赔', 'ok');
  const id = cases(it.kernel.state, 0, 1)[0]?.id ?? '';
  assert.is(it.sent()[0], '【福源】您反映的问题(编号1)已处理: 赔。请回复1-5为我们打分，5为最满意。');
  await it.texted('６');
  assert.is(caseById(it.kernel.state, id)?.score, null);
  await it.texted(' ４分。');
  await it.texted('1');
  const closed = caseById(it.kernel.state, id);
  assert.equal([closed?.state, closed?.answer, closed?.result, closed?.score], ['closed', '好', '赔', 4]);
  assert.match(it.text(), '满意度 4/5');
  await it.stop();
  assert.equal(it.errors, []);
});

test('a mark that comes after a week marks nothing', async () => {
  const it = await openTerminal();
  await it.texted('投诉 苹果有伤');
  await it.press('9', '2', 'ok', '5', 'text:赔', 'ok');
  it.clock.stepWall(8 * DAY_MS);
  await it.texted('5');
  assert.is(cases(it.kernel.state, 0, 1)[0]?.score, null);
  await it.stop();
});

test('the caller’s card begins with what is open', async () => {
  const it = await openTerminal();
  await it.texted('投诉 苹果有伤');
  await it.texted('预约 明天15:30 果篮');
  it.modem.call({ id: '1', state: 'ringing', validity: 'valid', number: '13800138000' });
  await it.clock.settle();
  const rows = it.text().split('\n');
  const at = (words: string) => rows.findIndex((row) => row.includes(words));
  assert.ok(
    at('王小明') < at('投诉未结') && at('投诉未结') < at('预约 11-23 15:30') && at('预约') < at('还没有消费'),
  );
  await it.stop();
});

test('a new case is not taken with a number at which nobody can be called', async () => {
  const it = await openTerminal();
  await it.press('9', '2', '2', '2', 'ok', 'text:x', 'ok', ...'138001380', 'ok');
  assert.match(it.text(), '这不是电话号码');
  assert.equal(cases(it.kernel.state, 0, 9), []);
  await it.press(...'00', 'ok');
  assert.equal(
    cases(it.kernel.state, 0, 9).map(({ key }) => key),
    ['+8613800138000'],
  );
  await it.stop();
});

test('counts by kind and by age for the chart, on both screens', async () => {
  for (const profile of ['standard', 'advanced'] as const) {
    const it = await openTerminal({ profile });
    await it.texted('投诉 旧的');
    it.clock.stepWall(2 * DAY_MS);
    await it.texted('咨询 新的');
    const now = it.clock.now();
    assert.equal(
      countsByKind(it.kernel.state).map(({ kind, open, all }) => [kind, open, all]),
      [
        ['complaint', 1, 1],
        ['question', 1, 1],
      ],
    );
    assert.equal(countsByAge(it.kernel.state, [now - DAY_MS, now - 3 * DAY_MS]), [1, 1, 0]);
    await it.press('9', '2', '3');
    assert.match(it.text(), /投诉 1\/1\s+█+/);
    assert.match(it.text(), /24 小时内\s+█+\s+1/);
    await it.stop();
    assert.equal(it.errors, []);
  }
});

test('a case is taken down at the counter, sorted and handed over', async () => {
  const it = await openTerminal({ profile: 'advanced', locale: 'en' });
  await it.press('9', '2', '2', '2', 'ok', 'text:x', 'ok', 'ok');
  const [one] = cases(it.kernel.state, 0, 1);
  assert.equal([one?.kind, one?.body, one?.key], ['question', 'x', '']);
  await it.press('ok', '3', '3', '4', 'text:A', 'ok');
  const [after] = cases(it.kernel.state, 0, 1);
  assert.equal([after?.kind, after?.assignee], ['feedback', 'A']);
  await it.press('5', 'text:y', 'ok');
  assert.equal([cases(it.kernel.state, 0, 1)[0]?.state, it.sent()], ['closed', []], 'no number, no text');
  await it.stop();
  assert.equal(it.errors, []);
});

for (const profile of ['standard', 'advanced'] as const)
  test(`handed to an employee by name, and the other half of the chart: ${profile}`, async () => {
    const it = await openTerminal({ profile });
    const owner = { id: 'e1', name: '小李', role: 'owner', pin: '1357', department: '', by: undefined };
    await it.kernel.transact(STAFF, (state) => join(state, { ...owner, salt: '0'.repeat(32) }));
    await it.press('1', '1', '3', '5', '7', 'ok');
    await it.texted('投诉 苹果有伤');
    await it.press('9', '2', 'ok', '4', '1');
    assert.match(it.text(), /交给 小李/);
    assert.is(cases(it.kernel.state, 0, 1)[0]?.assignee, 'e1');
    await it.press('5', 'text:赔', 'ok');
    await it.texted('4');
    await it.press('cancel', '3', ...(profile === 'standard' ? ['2'] : []));
    assert.match(it.text(), /已了结\s+█+\s+1/);
    assert.match(it.text(), /满意度 4.0\/5/);
    assert.match(it.text(), /4 分\s+█+\s+1 100%/);
    await it.stop();
    assert.equal(it.errors, []);
  });

test(`a mark belongs to the number that was asked: ${KEY} alone`, async () => {
  const it = await openTerminal();
  await it.texted('投诉 苹果有伤');
  await it.press('9', '2', 'ok', '5', 'text:赔', 'ok');
  await it.texted('5', '+8613900139000');
  assert.is(cases(it.kernel.state, 0, 1)[0]?.score, null);
  await it.stop();
});

test('the end of a long complaint, and what it was answered, can be read on the small screen', async () => {
  const it = await openTerminal();
  for (let n = 0; n < 4; n++) await it.texted(`TS ${'苹果下面一层全是坏的，'.repeat(4)}`);
  await it.texted('TS 请全额退款168元');
  await it.press('9', '2', 'ok');
  assert.not.match(it.text(), /退款168元/);
  await it.press(...Array<string>(6).fill('down'));
  assert.match(it.text(), /退款168元/);
  await it.stop();
});

test.run();
