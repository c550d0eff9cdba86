/** Deposits where others read of them: the owner's text, the statement on paper and by text, the table, the document. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { customerById } from '../../../terminal/customers/index.js';
import { createErasureScreen } from '../../../terminal/erasure/screens/ask.js';
import { customerTable } from '../../../terminal/exporting/rows.js';
import { guessColumns } from '../../../terminal/importing/columns.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { outbox } from '../../../terminal/messaging/queries.js';
import { figuresText } from '../../../terminal/owner/figures.js';
import { printStatement } from '../../../terminal/prepaid/statement.js';
import { textStatement } from '../../../terminal/prepaid/text-statement.js';
import { createTranslate } from '../../../terminal/ui/index.js';
import { ALL_TEXTS } from '../../../terminal/words.js';
import { happen, NOW_MS, STAFF } from '../../support/kernel.js';
import { TIME } from '../counter/money.js';
import { openTerminal } from '../terminal.js';
import { depositTill } from './till.js';

const SHANGHAI = 'Asia/Shanghai';

test('the owner’s text counts deposits into the drawer, and says nothing on a day without', async () => {
  const it = await depositTill();
  assert.match(figuresText(it.kernel.state, NOW_MS, SHANGHAI), /^11月22日: 销售0.00元，0笔，未回来电0/);
  await it.takes(5000, { deposit: 'd' });
  await it.returns('d', 2000);
  await it.sells(8800);
  const text = figuresText(it.kernel.state, NOW_MS, SHANGHAI);
  assert.match(text, /销售88.00元，1笔，收押金50.00元退20.00元，钱箱应多118.00元/);
  await it.kernel.close();
});

test('the statement names what is held beside the balance, on paper and by text', async () => {
  const it = await depositTill();
  await it.takes(5000, { deposit: 'd' });
  const place = { now: NOW_MS, time: TIME, terminal: 'till-1', job: 'j st' };
  const wanted = { ...place, customer: 'c1', when: () => '11-22' };
  await it.kernel.transact(STAFF, (state) => printStatement(state, wanted));
  const paper = it.paper('st');
  assert.ok(paper.includes('11-22 收押金 押金 +￥50.00'));
  assert.equal(paper.slice(-5), [
    ...['储值余额 ￥120.00', '其中本金 ￥100.00', '其中赠送 ￥20.00', '现有积分 300', '押金 ￥50.00'],
  ]);
  const text = { customer: 'c1', text: 't1', now: NOW_MS, when: () => '11-22' };
  await it.kernel.transact(STAFF, (state) => textStatement(state, text));
  assert.match(outbox(it.kernel.state, 0, 1)[0]?.body ?? '', /储值余额120.00元.*积分300，押金50.00元。/);
  await it.kernel.close();
});

test('an exported table has the deposits, and an import of it takes them for nothing else', async () => {
  const it = await depositTill();
  await it.takes(5000, { deposit: 'd' });
  const customer = customerById(it.kernel.state, 'c1');
  assert.ok(customer);
  for (const locale of ['zh-CN', 'en'] as const) {
    const t = createTranslate(locale, ALL_TEXTS);
    const rows = customerTable(it.kernel.state, [customer], t, (key) => key, NOW_MS);
    const at = rows[0]?.indexOf(locale === 'en' ? 'Deposits' : '押金') ?? -1;
    assert.is(rows[1]?.[at], 50);
    const sheet = rows.map((cells, row) => ({ row, cells: cells.map(String) }));
    const { meanings } = guessColumns(sheet as never);
    assert.is(meanings[at], 'ignored');
    assert.is(meanings[at - 1], 'bonus');
  }
  await it.kernel.close();
});

for (const profile of ['standard', 'advanced'] as const) {
  test(`${profile}: whoever erases a customer is told that a deposit is held`, async () => {
    const it = await openTerminal({ profile });
    const entry = { customer: 'c1', account: 'deposit', amount: 5000, reason: 'deposit', cause: 'd' };
    await happen(it.kernel, { type: 'ledger.entered', v: 1, ...entry } as DomainEvent);
    it.ui.nav.push(createErasureScreen(it.app, 1));
    await it.press();
    assert.match(it.text(), /还有押金 ￥50.00 没退/);
    await it.app.stop();
  });
}

test.run();
