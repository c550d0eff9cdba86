/** Devices that talk nonsense, fall silent, run out or lose what is laid on them: in words, and the shop goes on. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inShop, play } from '../support/day.js';

const OPENED = `
see 主页
publish spine.items.json
see 福源水果店
`;

test('a card pulled away while it is read says so, and the next tap works', async () => {
  await inShop({ reader: true }, async (shop) => {
    await shop.startTerminal();
    await play(
      shop,
      `${OPENED}
      key f3
      see 查找
      type 13800
      see 王小明
      key ok
      see 发卡
      key 4
      see 放上空白卡
      snatch 04A1B2C3D4E580
      see 卡没有读到，请再放一次
      lift
      tap 04A1B2C3D4E580
      see 发卡成功
      lift
      key f4
      snatch 04A1B2C3D4E580
      see 卡没有读到，请再放一次
      lift
      tap 04A1B2C3D4E580
      see 会员卡
      see 王小明`,
    );
  });
});

test('a printer that never answers still sells, and says that nobody knows', async () => {
  await inShop({}, async (shop) => {
    shop.printer.setMute(true);
    await shop.startTerminal();
    await play(
      shop,
      `${OPENED}
      key f2
      see 金额
      type 10
      key ok
      see >实收
      key ok
      see 已收款
      paper ￥10.00
      key f4 5
      see 已送出，未确认
      books-agree 1`,
    );
  });
});

test('paper out says so on every screen, and with a new roll the receipt comes with the reprint mark', async () => {
  await inShop({}, async (shop) => {
    await shop.startTerminal();
    await play(
      shop,
      `${OPENED}
      tear 3
      key f2
      see 金额
      type 10
      key ok
      see >实收
      key ok
      see 已收款
      see 缺纸
      key f4
      see "1 待打"
      key 5
      see "待打 缺纸"
      load-paper
      see 已打出
      gone 缺纸
      paper 重打
      key f4
      books-agree 1`,
    );
    const whole = shop.printer.receipts().filter(({ text }) => text.includes('重打'));
    assert.is(whole.length, 1);
    assert.match(whole[0]?.text ?? '', '￥10.00');
  });
});

test.run();
