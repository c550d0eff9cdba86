/** What a disabled customer may not: spend points or stored value, get an advertisement. Everything else goes on. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { numberOf } from '../../../terminal/almanac/index.js';
import { sliceOf } from '../../../terminal/audience/index.js';
import { choose } from '../../../terminal/campaigns/choose.js';
import { type CareRule, DEFAULT_RULES, occasionToday } from '../../../terminal/care/rules.js';
import { quote } from '../../../terminal/counter/quote.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { planRedemption } from '../../../terminal/loyalty/commands.js';
import { queueText } from '../../../terminal/messaging/index.js';
import { happen, NOW_MS, openTestKernel } from '../../support/kernel.js';
import { openTerminal } from '../terminal.js';

const event = (type: string, facts: object) => ({ type, v: 1, ...facts }) as unknown as DomainEvent;
const KEY = '+8613800138000';
const TIME = { now: NOW_MS, time: '2026-11-22 10:42' };

async function shop(disabled: string) {
  const { kernel } = await openTestKernel();
  await happen(
    kernel,
    event('shop.described', { name: '福源', signature: '福源' }),
    event('customers.registered', { customer: 'c1', name: '王小明', level: '', stamp: '0' }),
    event('customers.phone-added', { customer: 'c1', key: KEY }),
    event('customers.changed', { customer: 'c1', fields: { disabled }, stamp: '1' }),
    event('ledger.entered', {
      customer: 'c1',
      account: 'principal',
      amount: 5000,
      reason: 'opening',
      cause: 'o',
    }),
    event('ledger.entered', {
      customer: 'c1',
      account: 'points',
      amount: 500,
      reason: 'opening',
      cause: 'o',
    }),
    event('loyalty.gift-set', { gift: 'g1', name: '水杯', points: 100 }),
    event('messaging.consented', {
      ...{ key: KEY, purposes: ['marketing'], how: 'counter', evidence: '登记表' },
    }),
  );
  return kernel;
}

const refusal = (work: () => unknown): string => {
  try {
    work();
    return 'nothing was refused';
  } catch (error) {
    return isTerminalError(error) ? error.code : String(error);
  }
};

test('the sale and the top-up say that somebody is disabled, before money is taken', async () => {
  const it = await openTerminal();
  const stamp = '000000000000009-00000-t1';
  await happen(it.kernel, event('customers.changed', { customer: 'c1', fields: { disabled: '1' }, stamp }));
  await it.press('f3', 'ok', '1');
  assert.match(it.text(), /收银 .*王小明 \(停用\)/);
  await it.press('f4', 'f3', 'ok', '5', '1', '1', '0', '0', 'ok');
  assert.match(it.text(), /已停用的顾客: 启用前不能消费/);
  await it.stop();
});

test('stored value and points are not spent, and a sale for cash goes on', async () => {
  for (const [disabled, code] of [
    ['1', 'command/customer-disabled'],
    ['', 'nothing was refused'],
  ] as const) {
    const { state, close } = await shop(disabled);
    const wanted = { amount: 1000, customer: 'c1', ...TIME } as never;
    assert.is(
      refusal(() => quote(state, { ...(wanted as object), stored: 'all' } as never)),
      code,
    );
    assert.is(
      refusal(() => planRedemption(state, 'c1', 'g1')),
      code,
    );
    assert.is(
      refusal(() => quote(state, wanted)),
      'nothing was refused',
    );
    await close();
  }
});

test('no advertisement, neither of a campaign nor by hand; a text about service goes', async () => {
  const { state, close } = await shop('1');
  const { members } = sliceOf(state, {}, 0, NOW_MS, 'Asia/Shanghai');
  const why = (purpose: 'marketing' | 'service') =>
    choose(state, members, purpose, NOW_MS, () => false).left.map((one) => one.why);
  assert.equal([why('marketing'), why('service')], [['customer-disabled'], []]);
  const text = (purpose: 'marketing' | 'service') =>
    'stopped' in queueText(state, { id: 't', key: KEY, text: '你好', purpose, cause: 'staff', now: NOW_MS });
  assert.equal([text('marketing'), text('service')], [true, false]);
  await close();
});

test('a day of the customer’s own is kept by either calendar', () => {
  const rule = DEFAULT_RULES.find(({ kind }) => kind === 'kept') as CareRule;
  const on = (year: number, month: number, day: number, ...kept: string[]) =>
    occasionToday(
      rule,
      { birthday: '', joined: { year: 2026, month: 1, day: 1 }, away: 1, kept: () => kept },
      numberOf({ year, month, day }),
    )?.what;
  assert.is(on(2026, 9, 9, '2018-09-09'), 'kept:2026-09-09');
  // The 15th of the eighth lunar month of 2026 is 25 September (Hong Kong Observatory's tables).
  assert.is(on(2026, 9, 25, '2018-09-09', 'L2018-08-15'), 'kept:2026-09-25');
  assert.is(on(2026, 9, 24, '2018-09-09', 'L2018-08-15'), undefined);
});

test.run();
