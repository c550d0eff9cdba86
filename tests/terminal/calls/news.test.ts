/** News read out in a call: by the module's voice, only while somebody is on the line, and else said in words. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TerminalError } from '../../../protocol/errors.js';
import { openTerminal } from '../terminal.js';

const known = { validity: 'valid', number: '13800138000' } as const;
const PROFILES = ['standard', 'advanced'] as const;

for (const profile of PROFILES) {
  test(`${profile}: in a call the news is read out as it stands after it was changed`, async () => {
    const it = await openTerminal({ profile });
    it.modem.call({ id: '1', state: 'ringing', ...known });
    await it.press('8', '3');
    assert.match(it.text(), '王小明', 'nothing is read to somebody who only rings');
    it.modem.call({ id: '1', state: 'answered', ...known });
    await it.press('8', '3');
    assert.match(it.text(), '您好，这里是福源水果店');
    await it.press('text:好', 'ok');
    assert.equal(it.modem.told, ['say 您好，这里是福源水果店。本店有新货到店，欢迎您来选购。好']);
    assert.match(it.text(), '念完了');
    it.modem.call({ id: '1', state: 'ended', ...known });
    await it.clock.settle();
    await it.stop();
    assert.equal(it.errors, []);
  });
}

test('a call that was missed is called back, and the news is read out from its own screen', async () => {
  const it = await openTerminal();
  it.modem.call({ id: '1', state: 'ringing', ...known });
  it.modem.call({ id: '1', state: 'missed', ...known });
  await it.clock.settle();
  await it.press('f4', 'f1', '5', '2', '8', '3', 'ok');
  assert.is(it.modem.told[0], 'dial +8613800138000');
  assert.match(it.modem.told[1] ?? '', /^say 您好/);
  await it.stop();
});

for (const profile of ['standard', 'advanced'] as const) {
  test(`${profile}: while we call somebody back their card is on the screen, and then the call again`, async () => {
    const it = await openTerminal({ profile });
    it.modem.call({ id: '1', state: 'ringing', ...known });
    it.modem.call({ id: '1', state: 'missed', ...known });
    await it.clock.settle();
    const out = { id: '2', direction: 'out', ...known } as const;
    it.modem.dial = async () => it.modem.call({ ...out, state: 'ringing' });
    await it.press('f4', 'f1', '5', '2');
    assert.match(it.text(), '正在拨出');
    assert.match(it.text(), /王小明 +金卡/);
    await it.press('ok');
    assert.not.ok(it.modem.told.includes('answer'), 'there is nothing to answer');
    it.modem.call({ ...out, state: 'answered' });
    await it.clock.settle();
    await it.press('8', '3', 'ok');
    assert.match(it.modem.told.at(-1) ?? '', /^say 您好/);
    await it.press('9');
    assert.is(it.modem.told.at(-1), 'hangUp');
    it.modem.call({ ...out, state: 'ended' });
    await it.clock.settle();
    assert.not.match(it.text(), '正在拨出');
    assert.match(it.text(), '回拨过');
    assert.equal(it.sent(), [], 'whoever we called is owed no text');
    assert.equal(it.errors, []);
    await it.stop();
  });
}

for (const [code, words] of [
  ['modem/no-speech', '不会念字'],
  ['modem/no-call', '现在没有通话'],
  ['modem/timeout', '电话模块没有完成'],
] as const)
  test(`${code} is told in words`, async () => {
    const it = await openTerminal();
    it.modem.say = () => Promise.reject(new TerminalError(code, 'no'));
    it.modem.call({ id: '1', state: 'answered', ...known });
    await it.press('f1', '8', '3', 'ok');
    assert.match(it.text(), words);
    await it.stop();
    assert.equal(it.errors, []);
  });

test.run();
