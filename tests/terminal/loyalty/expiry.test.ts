/** Points expire oldest first, once, and what was used before counts as the oldest. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { expirePoints } from '../../../terminal/loyalty/expire.js';
import { expiredPoints } from '../../../terminal/loyalty/expiry.js';
import { happen, NOW_MS, STAFF } from '../../support/kernel.js';
import { moneyTill } from '../counter/money.js';

const DAY_MS = 24 * 3600_000;

test('what went has taken the oldest', () => {
  const rows: ReadonlyArray<readonly [string, ReadonlyArray<readonly [number, number]>, number]> = [
    [
      'nothing was used',
      [
        [1, 100],
        [5, 50],
      ],
      100,
    ],
    [
      'some of the old was used',
      [
        [1, 100],
        [2, -30],
        [5, 50],
      ],
      70,
    ],
    [
      'used after the day that counts',
      [
        [1, 100],
        [5, 50],
        [6, -30],
      ],
      70,
    ],
    [
      'all of the old was used',
      [
        [1, 100],
        [2, -100],
        [5, 50],
      ],
      0,
    ],
    [
      'more was taken back than there was',
      [
        [1, 100],
        [2, -130],
        [5, 50],
      ],
      0,
    ],
    [
      'they expired before',
      [
        [1, 100],
        [4, -100],
      ],
      0,
    ],
    ['none are old', [[5, 50]], 0],
  ];
  for (const [what, movements, expected] of rows)
    assert.is(
      expiredPoints(
        movements.map(([at, amount]) => ({ at, amount })),
        4,
      ),
      expected,
      what,
    );
});

test('old points go at the first till of the store alone, and once', async () => {
  const it = await moneyTill();
  const { kernel } = it;
  const look = (now: number) =>
    kernel.transact(STAFF, (state) => expirePoints(state, { now, after: 0, ids: kernel.ids }));
  await look(NOW_MS + 400 * DAY_MS);
  assert.is(it.balances().points, 300, 'they do not expire without a rule');
  await it.program({ expiryDays: 365 });
  await look(NOW_MS + 365 * DAY_MS);
  assert.is(it.balances().points, 300, 'a day too early');
  const tills = (here: string) =>
    ({ type: 'allowance.tills-set', v: 1, tills: ['t1', 't2'], home: 't1', here }) as unknown as DomainEvent;
  await happen(kernel, tills('t2'));
  await look(NOW_MS + 366 * DAY_MS);
  assert.is(it.balances().points, 300, 'the other till does it');
  await happen(kernel, tills('t1'));
  await look(NOW_MS + 366 * DAY_MS);
  assert.is(it.balances().points, 0);
  await look(NOW_MS + 367 * DAY_MS);
  assert.is(it.balances().points, 0);
  await kernel.close();
});

test('points that another till holds are asked for, once a day, and go when they are given', async () => {
  const it = await moneyTill();
  const { kernel } = it;
  const event = (type: string, body: object) => ({ type, v: 1, ...body }) as unknown as DomainEvent;
  await it.program({ expiryDays: 365 });
  const part = { customer: 'c1', account: 'points' };
  await happen(
    kernel,
    event('allowance.tills-set', { tills: ['t1', 't2'], home: 't1', here: 't1' }),
    event('allowance.held', { ...part, amount: 200, holder: 't2' }),
  );
  const now = NOW_MS + 366 * DAY_MS;
  const asks = () => kernel.state.all<{ amount: number }>('SELECT amount FROM allowance_asks');
  const look = (mayAsk: boolean) =>
    kernel.transact(STAFF, (state) =>
      expirePoints(state, { now, after: 0, ids: kernel.ids, mayAsk: () => mayAsk }),
    );
  await look(true);
  assert.is(it.balances().points, 200, 'its own part goes at once');
  assert.equal(asks(), [{ amount: 200 }]);
  await look(false);
  assert.is(asks().length, 1);
  await happen(kernel, event('allowance.given', { ...part, amount: 200, from: 't2', to: 't1' }));
  await look(false);
  assert.is(it.balances().points, 0);
  await kernel.close();
});

test.run();
