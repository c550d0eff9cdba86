/** News by e-mail at the keypad, on both screens and in both languages. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { change } from '../../../terminal/customers/commands.js';
import { STAFF } from '../../support/kernel.js';
import { type OpenTerminal, openTerminal, type TerminalOptions } from '../terminal.js';
import { NO_LINE, type PostOffice, postOffice } from './post-office.js';

const SCREENS: readonly TerminalOptions[] = [
  { profile: 'standard', locale: 'zh-CN' },
  { profile: 'advanced', locale: 'zh-CN' },
  { profile: 'standard', locale: 'en' },
  { profile: 'advanced', locale: 'en' },
];
/** Texts, and the last line of that menu. */
const BOX = ['4', '9'];

async function opened(options: TerminalOptions, mailer: PostOffice): Promise<OpenTerminal> {
  const it = await openTerminal({ ...options, mailer });
  const wanted = { customer: 'c1', email: 'wang@qq.com', stamp: '000000000000009-00000-t1' };
  await it.kernel.transact(STAFF, (state) => change(state, wanted));
  return it;
}

for (const options of SCREENS) {
  test(`consent, words, preview, sent: ${options.profile} ${options.locale}`, async () => {
    const mailer = postOffice();
    const it = await opened(options, mailer);
    await it.press(...BOX, '2', 'text:wang@qq.com', 'ok', '2', 'ok', 'text:表', 'ok');
    await it.press('1', '2', 'text:水果节', 'ok', 'ok', 'ok');
    await it.press('text:好', 'ok');
    assert.match(it.text(), '【广告】水果节');
    await it.press('ok', 'ok');
    await it.clock.advance(60_000);
    assert.equal(
      mailer.given.map(({ to, subject }) => [to, subject]),
      [['wang@qq.com', '【广告】水果节']],
    );
    assert.match(it.text(), options.locale === 'en' ? 'sent' : '已发');
    await it.press('ok');
    assert.match(it.text(), 'wang@qq.com');
    assert.equal(it.errors, []);
    await it.stop();
  });
}

test('a mail that waits says why, and can be taken back', async () => {
  const mailer = postOffice();
  mailer.answers.push(NO_LINE);
  mailer.greetings.push(...Array.from({ length: 100 }, () => NO_LINE));
  const it = await opened({}, mailer);
  await it.press(...BOX, '2', 'text:wang@qq.com', 'ok', '2', 'ok', 'text:表', 'ok');
  await it.press('1', '2', 'text:水果节', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok');
  await it.clock.advance(10_000);
  await it.press('ok');
  assert.match(it.text(), '没有网络，通了再发');
  await it.press('3', 'ok');
  assert.match(it.text(), '收回');
  await it.clock.advance(3600_000);
  assert.is(mailer.given.length, 1);
  await it.stop();
});

test('without a mailbox the screen says so, and news go by text or by voice', async () => {
  const it = await openTerminal();
  await it.press(...BOX);
  assert.match(it.text(), '没有设置邮箱');
  await it.press('1', '2');
  assert.match(it.text(), 'mail-host');
  await it.press('ok', '1', '3');
  assert.match(it.text(), '没有接通的电话');
  await it.press('ok', '1', '1');
  assert.match(it.text(), '群发');
  await it.stop();
});

test.run();
