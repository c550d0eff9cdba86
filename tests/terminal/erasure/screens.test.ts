/** Erasure by keypad: what goes and stays is shown, and it takes two yeses and a reason. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createErasureScreen } from '../../../terminal/erasure/screens/ask.js';
import { happen } from '../../support/kernel.js';
import { waitFor } from '../../support/wait-for.js';
import { openTerminal } from '../terminal.js';

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

test.run();
