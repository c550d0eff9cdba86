/** A text before points expire: once for what is lost, from the first till, to whoever takes texts. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { PLAIN } from '../../../terminal/loyalty/program.js';
import { warnOfExpiry } from '../../../terminal/loyalty/warn.js';
import { happen, NOW_MS, openTestKernel, STAFF } from '../../support/kernel.js';

const DAY_MS = 24 * 3600_000;
const event = (type: string, body: object) => ({ type, v: 1, ...body }) as unknown as DomainEvent;

/** 120 points came 80 days ago and 50 yesterday; points expire after 90 days, and 14 days before that a text says so. */
async function shop(program: object = { expiryDays: 90, warnDays: 14 }) {
  const { kernel } = await openTestKernel();
  const entry = (amount: number, daysAgo: number, cause: string) =>
    event('ledger.entered', {
      ...{ customer: 'c1', account: 'points', amount, reason: 'sale', cause },
      from: { terminal: 'till-2', at: NOW_MS - daysAgo * DAY_MS },
    });
  await happen(
    kernel,
    event('shop.described', { name: '福源水果店', signature: '福源' }),
    event('customers.registered', { customer: 'c1', name: '王小明', level: '', stamp: '1' }),
    event('customers.phone-added', { customer: 'c1', key: '+8613800138000' }),
    event('loyalty.program-set', { from: 0, program: { ...PLAIN, ...program } }),
    entry(120, 80, 'old'),
    entry(50, 1, 'new'),
  );
  const texts = () => kernel.state.all<{ body: string }>('SELECT body FROM texts').map(({ body }) => body);
  const look = (now = NOW_MS) =>
    kernel.transact(STAFF, (state) =>
      warnOfExpiry(state, { now, after: 0, ids: kernel.ids, zone: 'Asia/Shanghai' }),
    );
  return { kernel, texts, look };
}

test('what expires soon is told with its day, once', async () => {
  const { kernel, texts, look } = await shop();
  await look();
  assert.equal(texts(), ['【福源】王小明您好，您有120积分将于12月2日过期，现有170积分，欢迎到店使用。']);
  await look();
  await look(NOW_MS + DAY_MS);
  assert.is(texts().length, 1);
  await kernel.close();
});

test('of points that go on several days the days are told, and nobody hears of them later than the rule says', async () => {
  const { kernel, texts, look } = await shop();
  const lot = (amount: number, daysAgo: number) =>
    event('ledger.entered', {
      ...{ customer: 'c1', account: 'points', amount, reason: 'sale', cause: `lot ${daysAgo}` },
      from: { terminal: 'till-2', at: NOW_MS - daysAgo * DAY_MS },
    });
  // They go in 20, 30 and 45 days.
  await happen(kernel, lot(7, 70), lot(5, 60), lot(3, 45));
  await look();
  assert.match(texts()[0] ?? '', /您有127积分将于12月2日至12月12日过期，现有185积分/);
  for (let day = 1; day < 40; day += 1) await look(NOW_MS + day * DAY_MS);
  assert.is(texts().length, 3, 'a text in two weeks at most');
  assert.match(texts()[1] ?? '', /您有12积分将于12月12日至12月22日过期/);
  assert.match(texts()[2] ?? '', /您有3积分将于1月6日过期/);
  await kernel.close();
});

test('what another till holds of the points is among what they have', async () => {
  const { kernel, texts, look } = await shop();
  await happen(
    kernel,
    event('allowance.tills-set', { tills: ['till-1', 'till-2'], home: 'till-1', here: 'till-1' }),
    event('allowance.held', { customer: 'c1', account: 'points', amount: 170, holder: 'till-2' }),
  );
  await look();
  assert.match(texts()[0] ?? '', /您有120积分将于12月2日过期，现有170积分/);
  await kernel.close();
});

test('after that day the next ones are told of', async () => {
  const { kernel, texts, look } = await shop();
  await look();
  await happen(
    kernel,
    event('ledger.entered', {
      customer: 'c1',
      account: 'points',
      amount: -120,
      reason: 'expiry',
      cause: 'e1',
    }),
  );
  await look(NOW_MS + 80 * DAY_MS);
  assert.is(texts().length, 2);
  assert.match(texts()[1] ?? '', /您有50积分/);
  await kernel.close();
});

test('nobody is warned of what is spent, where nothing expires, or where no rule says so', async () => {
  const spent = await shop();
  await happen(
    spent.kernel,
    event('ledger.entered', {
      customer: 'c1',
      account: 'points',
      amount: -120,
      reason: 'redemption',
      cause: 'g1',
    }),
  );
  await spent.look();
  assert.equal(spent.texts(), []);
  for (const program of [{}, { expiryDays: 90 }, { warnDays: 14 }]) {
    const { kernel, texts, look } = await shop(program);
    await look();
    assert.equal(texts(), []);
    await kernel.close();
  }
  await spent.kernel.close();
});

test.run();
