/** Words of the shop's own for every text that the program writes by itself. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { columns } from '../../../protocol/text/columns.js';
import { DEFAULTS, lackingIn, namesFor } from '../../../terminal/messaging/template-list.js';
import {
  checkTemplate,
  fillTemplate,
  saveTemplate,
  templates,
  wordsOf,
} from '../../../terminal/messaging/templates.js';
import { messagingTexts } from '../../../terminal/messaging/texts.js';
import { createTranslate } from '../../../terminal/ui/catalogue.js';
import { happen, openTestKernel, STAFF } from '../../support/kernel.js';
import { openTerminal } from '../terminal.js';

test('every text of the list is right by its own rules', () => {
  for (const { key, text } of DEFAULTS) {
    assert.is(checkTemplate(text, namesFor(key)), text, key);
    assert.is(lackingIn(key, text), undefined, key);
  }
});

test('the braces of a Chinese keyboard are braces: they are neither sent as they are nor past the check', () => {
  assert.is(checkTemplate('您好｛称呼｝，积分{ 积分 ｝', ['称呼', '积分']), '您好{称呼}，积分{ 积分 }');
  assert.throws(
    () => checkTemplate('您好｛生日｝', ['称呼']),
    (error: unknown) => isTerminalError(error, 'command/template-variable'),
  );
  assert.is(fillTemplate('您好｛称呼｝', { 称呼: '王小明' }), '您好王小明', 'words of the office');
});

test('where nobody knows the name no comma is left over, and a name that looks like a variable stays a name', () => {
  const wish = '{称呼}，{店名}祝您生日快乐';
  assert.is(fillTemplate(wish, { 称呼: '', 店名: '福源' }), '福源祝您生日快乐');
  assert.is(fillTemplate(wish, { 称呼: '王小明', 店名: '福源' }), '王小明，福源祝您生日快乐');
  assert.is(fillTemplate(wish, { 称呼: '{店名}', 店名: '福源' }), '{店名}，福源祝您生日快乐');
  assert.is(fillTemplate('{称呼}您好', { 称呼: '👩‍🌾$&' }), '👩‍🌾$&您好');
});

test('the shop puts its own words; a text that lacks what it is for, or names what nobody knows, is refused', async () => {
  const { kernel } = await openTestKernel();
  const save = (key: string, text: string) =>
    kernel
      .transact(STAFF, (state) => saveTemplate(state, { key, purpose: 'service', text }))
      .then(
        () => 'kept',
        (error: unknown) =>
          isTerminalError(error) ? `${error.code} ${String(error.context.name)}` : String(error),
      );
  assert.is(await save('case-opened', '收到了，号码 {编号}，明天回您'), 'kept');
  assert.is(wordsOf(kernel.state, 'case-opened', { 编号: '7' }), '收到了，号码 7，明天回您');
  assert.is(await save('case-opened', '收到了'), 'command/template-needs 编号');
  assert.is(await save('case-opened', '{编号} {积分}'), 'command/template-variable 积分');
  assert.is(await save('lottery-won', '恭喜 {奖品}'), 'command/template-needs 兑奖码');
  assert.is(await save('our-own', '{称呼} {金额}'), 'kept');
  assert.is(await save('points-expiry', '{到期}分{日期}到期'), 'kept');
  assert.is(templates(kernel.state).filter(({ key }) => key === 'case-opened').length, 1);
  await kernel.close();
});

test('words of the office that lack what the text is for are not used', async () => {
  const { kernel } = await openTestKernel();
  const set = (key: string, text: string) =>
    happen(kernel, { type: 'messaging.template-set', v: 1, key, purpose: 'service', text } as never);
  await set('lottery-entered', '谢谢参与');
  await set('vote-thanks', '谢谢');
  await set('vote-taken', '已记: {选项} {不知}');
  assert.match(wordsOf(kernel.state, 'lottery-entered', { 标题: '抽奖', 号码: '12' }), '您的号码是12');
  assert.is(wordsOf(kernel.state, 'vote-taken', { 选项: '苹果' }), '已记: 苹果 ');
  await kernel.close();
});

test('every text has a name that fits its column, in both languages', () => {
  for (const key of [...DEFAULTS.map((template) => template.key), 'points-expiry'])
    for (const locale of ['zh-CN', 'en'] as const) {
      const name = `messaging.template.name.${key}`;
      const words = createTranslate(locale, [messagingTexts])(name);
      assert.ok(words !== name && columns(words) <= 14, `${key}: ${words}`);
    }
});

for (const [locale, name, keys] of [
  ['zh-CN', '消费得积分', /hang-up|points/],
  ['en', 'Points earned', /points-query/],
] as const)
  test(`the templates go by names, and a long list of variables is shown whole, ${locale}`, async () => {
    const it = await openTerminal({ locale });
    await it.press('4', '3');
    assert.match(it.text(), name);
    assert.not.match(it.text(), keys);
    await it.press('down', 'ok');
    for (const variable of ['{称呼}', '{等级}', '{金额}', '{本次积分}']) assert.match(it.text(), variable);
    await it.stop();
    assert.equal(it.errors, []);
  });

test('why a text was not sent is said in words', async () => {
  const it = await openTerminal();
  it.modem.answers.push({ state: 'failed', code: 'at/cms-28', retry: 'permanent' });
  it.modem.answers.push({ state: 'failed', code: 'at/cms-69', retry: 'permanent' });
  await it.texted('YE');
  await it.texted('JF');
  await it.clock.advance(60_000);
  await it.press('4', '2', 'down', 'ok');
  assert.match(it.text(), '空号');
  await it.press('cancel', 'up', 'ok');
  assert.match(it.text(), '没有发成，代码 at/cms-69');
  await it.stop();
});

test('a customer who texts is answered in the words of the office', async () => {
  const it = await openTerminal();
  const set = { type: 'messaging.template-set', v: 1, purpose: 'service' };
  await happen(
    it.kernel,
    { ...set, key: 'case-opened', text: '收到({编号})' } as never,
    { ...set, key: 'vote-none', text: '没有投票' } as never,
    { ...set, key: 'balance-query', text: '{称呼}: {余额}{赠送}' } as never,
  );
  await it.texted('投诉 苹果有伤');
  await it.texted('TP 1');
  await it.texted('YE');
  assert.equal(it.sent().reverse(), ['【福源】收到(1)', '【福源】没有投票', '【福源】王小明: 0.00']);
  await it.stop();
});

test.run();
