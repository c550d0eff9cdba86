/** Erasure by keypad: what goes and stays is shown, and it takes two yeses and a reason. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createErasureScreen } from '../../../terminal/erasure/screens/ask.js';
import { happen } from '../../support/kernel.js';
import { waitFor } from '../../support/wait-for.js';
import { KEY, openTerminal } from '../terminal.js';

for (const profile of ['standard', 'advanced'] as const) {
  test(`${profile}: a manager sees what goes and what stays, and says yes twice`, async () => {
    const shop = await openTerminal({ profile });
    await happen(shop.kernel, {
      ...{ type: 'ledger.entered', v: 1, customer: 'c1', account: 'points', amount: 88 },
      ...{ reason: 'sale', cause: 's' },
    } as never);
    shop.ui.nav.push(createErasureScreen(shop.app, 1));
    await shop.press();
    assert.match(shop.text(), /王小明/);
    assert.match(shop.text(), /积分 88/);
    await shop.press('ok', '1');
    assert.match(shop.text(), /不能恢复/);
    await shop.press('cancel');
    assert.is(shop.kernel.state.value('SELECT count(*) FROM erasures'), 0, 'one no is enough');

    await shop.press('ok', '1', 'ok');
    assert.match(shop.text(), /再问一次/);
    await shop.press('cancel');
    assert.is(shop.kernel.state.value('SELECT count(*) FROM erasures'), 0);

    const pressed = shop.press('ok', '1', 'ok', 'ok', 'ok');
    const isDone = (): boolean => shop.kernel.state.value('SELECT count(done) FROM erasures') === 1;
    await waitFor('the erasure', isDone);
    await shop.clock.advance(1_000);
    await pressed;
    assert.match(shop.text(), /已删除/);
    assert.equal(shop.kernel.state.all('SELECT name FROM customers'), [{ name: '（无名）' }]);
    assert.is(shop.kernel.state.value('SELECT sum(amount) FROM ledger'), 88);
    assert.equal(shop.errors, []);
  });
}

for (const locale of ['zh-CN', 'en'] as const) {
  test(`the small screen warns first and can be read to its end (${locale})`, async () => {
    const shop = await openTerminal({ locale });
    const event = (type: string, facts: object) => ({ type, v: 1, ...facts }) as never;
    await happen(
      shop.kernel,
      event('customers.registered', { customer: 'c2', name: '李华', level: '', stamp: '0' }),
      event('customers.phone-added', { customer: 'c2', key: KEY }),
    );
    shop.ui.nav.push(createErasureScreen(shop.app, 1));
    await shop.press();
    const seen = () => shop.text().replace(/\s/g, '');
    assert.match(seen(), locale === 'en' ? /somebodyelse’stoo/ : /也是别人的号码/);
    const end = locale === 'en' ? /outofreach/ : /删不掉。/;
    assert.not.match(seen(), end);
    assert.match(shop.text(), locale === 'en' ? /↓ More/ : /↓ 更多/);
    await shop.press('down', 'down', 'down', 'down', 'down');
    assert.match(seen(), end);
    assert.not.match(shop.text(), /↓/);
    await shop.press('up', 'up', 'up', 'up', 'up');
    assert.match(seen(), locale === 'en' ? /somebodyelse’stoo/ : /也是别人的号码/);
    await shop.stop();
  });
}

test.run();
