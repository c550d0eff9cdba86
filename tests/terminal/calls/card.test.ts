/** The card while calls come and go: it is about somebody who is there. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { KEY, type OpenTerminal, openTerminal } from '../terminal.js';

const OTHER = '+8613900139000';

async function ring(it: OpenTerminal, id: string, key: string, state = 'ringing'): Promise<void> {
  it.modem.call({ id, state, validity: 'valid', number: key } as never);
  await it.clock.settle();
}

for (const profile of ['standard', 'advanced'] as const)
  test(`who gives up gives way to who still rings, ${profile}`, async () => {
    const it = await openTerminal({ profile });
    await ring(it, 'a', KEY);
    await ring(it, 'b', OTHER);
    assert.match(it.text(), '另有 1 个来电');
    await ring(it, 'a', KEY, 'missed');
    assert.match(it.text(), '139 0013 9000');
    assert.not.match(it.text(), '王小明');
    await it.press('ok');
    assert.equal(it.modem.told, ['answer']);
    await it.stop();
    assert.equal(it.errors, []);
  });

for (const [profile, shown] of [
  ['standard', /11-23 11-22 10:42/],
  ['advanced', /11-23 10:42 11-22 10:42/],
] as const)
  test(`a call to be returned tomorrow does not look due today, ${profile}`, async () => {
    const it = await openTerminal({ profile });
    await ring(it, 'a', KEY);
    await ring(it, 'a', KEY, 'missed');
    await it.press('cancel', '1', '6', '4');
    assert.match(it.text(), shown);
    await it.stop();
    assert.equal(it.errors, []);
  });

test('hanging up on the card of a call that is over ends nobody else’s', async () => {
  const it = await openTerminal();
  await ring(it, 'a', KEY);
  await ring(it, 'a', KEY, 'missed');
  assert.not.match(it.text(), '挂断');
  await it.press('9');
  assert.equal(it.modem.told, []);
  await it.stop();
});

test('a card below a sale changes to who still rings, and the sale stays on top', async () => {
  const it = await openTerminal();
  await ring(it, 'a', KEY);
  await it.press('2');
  await ring(it, 'b', OTHER);
  await ring(it, 'a', KEY, 'missed');
  assert.match(it.text(), '收银');
  assert.match(it.text(), '139 0013 9000');
  await it.press('f1');
  assert.match(it.text(), '响铃');
  await it.press('ok');
  assert.equal(it.modem.told, ['answer']);
  await it.stop();
});
test('after a call from a landline nobody is asked for a text that cannot be sent', async () => {
  for (const away of [false, true]) {
    const it = await openTerminal();
    await ring(it, 'a', '02151082233');
    assert.not.match(it.text(), '发短信');
    if (away) await it.press('2');
    await ring(it, 'a', '02151082233', 'answered');
    await ring(it, 'a', '02151082233', 'ended');
    assert.not.match(it.text(), /写短信|F1 发短信/);
    await it.stop();
  }
});

test('the desk offers nothing that would do nothing: no call, or one without a number', async () => {
  const it = await openTerminal();
  await it.press('1');
  assert.not.match(it.text(), /2 回拨|3 已处理/);
  const withheld = { id: '1', direction: 'in', validity: 'withheld', rings: 1 } as const;
  it.modem.call({ ...withheld, state: 'ringing' });
  it.modem.call({ ...withheld, state: 'missed' });
  await it.clock.settle();
  await it.press('f4', '1');
  assert.match(it.text(), /3 已处理/);
  assert.not.match(it.text(), /确认 打开|2 回拨/);
  await it.stop();
});

test.run();
