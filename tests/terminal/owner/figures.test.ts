/** The day in one text: an owner who counts the drawer after it finds what it says. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { figuresText } from '../../../terminal/owner/figures.js';
import { NOW_MS } from '../../support/kernel.js';
import { moneyTill } from '../counter/money.js';

test('refunds, top-ups and what was not paid in cash are told, and the drawer with them', async () => {
  const it = await moneyTill();
  const text = () => figuresText(it.kernel.state, NOW_MS, 'Asia/Shanghai');
  const sale = await it.sells(10_000);
  assert.match(text(), /^11月22日: 销售100.00元，1笔，未回来电0/, 'a day of cash alone needs no more words');
  await it.refunds(sale, 9_000);
  assert.match(text(), /销售100.00元，1笔，退款90.00元1笔，钱箱应多10.00元，未回/);
  const top = await it.recharges(5_000, 'c');
  assert.is(top.bonus, 0);
  await it.refundsRecharge('c', 1_000);
  await it.program({ money: { points: 100, worth: 100 } });
  await it.sells(2_000, { stored: 'all', use: 100 });
  assert.match(
    text(),
    /销售120.00元，2笔，储值付19.00元，积分抵1.00元，退款90.00元1笔，充值50.00元退10.00元，钱箱应多50.00元/,
  );
  await it.kernel.close();
});

test.run();
