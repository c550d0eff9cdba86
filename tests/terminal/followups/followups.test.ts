/** Notes about customers, what is due, and the bell. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { followupsOf, openFollowups } from '../../../terminal/followups/queries.js';
import { momentLater } from '../../../terminal/followups/when.js';
import { goTo } from '../menu.js';
import { openTerminal } from '../terminal.js';

const HOUR_MS = 3600_000;
/** Sunday 2026-11-22 10:42 in Shanghai. */
const NOW = Date.UTC(2026, 10, 22, 2, 42);

for (const [later, at] of [
  ['hour', NOW + HOUR_MS],
  ['tomorrow', Date.UTC(2026, 10, 23, 2)],
  ['three-days', Date.UTC(2026, 10, 25, 2)],
  ['week', Date.UTC(2026, 10, 29, 2)],
  ['month', Date.UTC(2026, 11, 22, 2)],
] as const)
  test(`${later} is ten in the morning of the shop, but for an hour`, () =>
    assert.is(momentLater(later, NOW, 'Asia/Shanghai'), at));

for (const profile of ['standard', 'advanced'] as const)
  test(`a note is written, rings when it is due, is postponed and done: ${profile}`, async () => {
    const it = await openTerminal({ profile });
    await it.press('f3', 'ok', '7', '1', 'text:订', 'ok');
    assert.match(it.text(), /什么时候提醒/);
    await it.press('2');
    assert.match(it.text(), /到时提醒/);
    const [one] = openFollowups(it.kernel.state, 0, 9);
    assert.equal([one?.words, one?.due, one?.state], ['订', NOW + HOUR_MS, 'open']);
    await it.press('f4');
    it.clock.stepWall(HOUR_MS);
    await it.clock.advance(15 * 60_000);
    assert.match(it.text(), /该跟进 王小明: 订/);
    await goTo(it, '顾客互动', '跟进');
    assert.match(it.text(), /王小明/);
    await it.press('3', '2');
    const [later] = openFollowups(it.kernel.state, 0, 9);
    assert.is(later?.due, Date.UTC(2026, 10, 23, 2));
    await it.press('2', 'text:好', 'ok');
    assert.equal(openFollowups(it.kernel.state, 0, 9), []);
    assert.match(it.text(), /没有要跟进的事/);
    const [done] = followupsOf(it.kernel.state, 1, 0, 9);
    assert.equal([done?.state, done?.word], ['done', '好']);
    await it.stop();
    assert.equal(it.errors, []);
  });

test('a time of its own is typed in digits; one that is over is not taken', async () => {
  const it = await openTerminal();
  await it.press(
    'f3',
    'ok',
    '7',
    '1',
    'text:订',
    'ok',
    '7',
    '1',
    '1',
    '2',
    '5',
    'ok',
    '2',
    '5',
    '0',
    '0',
    'ok',
  );
  assert.match(it.text(), /没有这个时间/);
  await it.press('down', 'delete', 'delete', 'delete', 'delete', '1', '5', '3', '0', 'ok');
  const [one] = openFollowups(it.kernel.state, 0, 9);
  assert.is(one?.due, Date.UTC(2026, 10, 25, 7, 30));
  await it.stop();
  assert.equal(it.errors, []);
});

test('a note without a time is no task', async () => {
  const it = await openTerminal({ locale: 'en' });
  await it.press('f3', 'ok', '7', '1', 'text:x', 'ok', '1');
  assert.equal(openFollowups(it.kernel.state, 0, 9), []);
  assert.match(it.text(), /11-22 10:42/);
  await it.press('ok');
  assert.match(it.text(), /note/);
  await it.stop();
  assert.equal(it.errors, []);
});

test.run();
