/** A level that was reached by rule is the customer's: it stands where somebody looks, and not only on the receipt. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { PLAIN } from '../../../terminal/loyalty/program.js';
import { happen, NOW_MS } from '../../support/kernel.js';
import { KEY, openTerminal } from '../terminal.js';

const event = (type: string, body: object) => ({ type, v: 1, ...body }) as unknown as DomainEvent;
const SILVER = { name: '银卡', spent: 50_000, earn: 100, pays: 95 };
const GOLD = { name: '金卡', spent: 100_000, earn: 150, pays: 80 };

for (const [profile, locale, gold] of [
  ['standard', 'zh-CN', /李华 +金卡 8折/],
  ['advanced', 'en', /李华 +金卡 -20%/],
] as const) {
  test(`a level reached by spending shows on the customer, the call and the sale (${profile}, ${locale})`, async () => {
    const it = await openTerminal({ profile, locale });
    await happen(
      it.kernel,
      event('customers.removed', { customer: 'c1', stamp: '000000000000001-00000-t1' }),
      event('customers.registered', { customer: 'c2', name: '李华', level: '', stamp: '0' }),
      event('customers.phone-added', { customer: 'c2', key: KEY }),
      event('loyalty.program-set', { from: 0, program: { ...PLAIN, levels: [SILVER, GOLD] } }),
      event('counter.visit-imported', { customer: 'c2', at: NOW_MS - 1_000, amount: 100_000, items: '' }),
    );
    await it.press('f3', 'ok');
    assert.match(it.text(), gold);
    await it.press('1');
    assert.match(it.text(), /李华 金卡/);
    await it.press('cancel', 'f4');
    it.modem.call({ id: '1', state: 'ringing', number: KEY, validity: 'valid' });
    await it.clock.settle();
    assert.match(it.text(), gold);
    assert.equal(it.errors, []);
    await it.stop();
  });
}

test.run();
