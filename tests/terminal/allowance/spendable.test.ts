/** What a till may spend without asking: all of it alone, its part in a store of several tills. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isHomeTill, spendable } from '../../../terminal/allowance/index.js';
import { happen, openTestKernel } from '../../support/kernel.js';

const entered = (amount: number, cause: string) =>
  ({
    type: 'ledger.entered',
    v: 1,
    customer: 'c',
    account: 'principal',
    amount,
    reason: 'sale',
    cause,
  }) as never;
const held = (amount: number, holder: string) =>
  ({ type: 'allowance.held', v: 1, customer: 'c', account: 'principal', amount, holder }) as never;
const given = (amount: number, from: string, to: string) =>
  ({ type: 'allowance.given', v: 1, customer: 'c', account: 'principal', amount, from, to }) as never;
const tills = (here: string, home = 'till-1') =>
  ({ type: 'allowance.tills-set', v: 1, tills: ['till-1', 'till-2'], home, here }) as never;

async function till() {
  const { kernel } = await openTestKernel();
  await happen(kernel, {
    type: 'customers.registered',
    ...{ v: 1, customer: 'c', name: '王小明', level: '', stamp: '000000000000001-00000-x' },
  } as never);
  return { kernel, may: () => spendable(kernel.state, 1, 'principal') };
}

test('a till alone may spend all that is there, also what the office entered', async () => {
  const { kernel, may } = await till();
  assert.is(may(), 0);
  await happen(kernel, entered(500, 'a'), held(500, ''));
  await happen(kernel, entered(-200, 'b'));
  assert.is(may(), 300);
  assert.is(isHomeTill(kernel.state), true);
  await kernel.close();
});

test('of two tills each may spend what was topped up there; the office’s part is the home till’s', async () => {
  for (const [here, own] of [
    ['till-1', 1000 + 300],
    ['till-2', 300],
  ] as const) {
    const { kernel, may } = await till();
    const other = here === 'till-1' ? 'till-2' : 'till-1';
    await happen(kernel, tills(here), entered(1000, 'feed:1'), held(1000, ''));
    await happen(kernel, entered(70, 'theirs'), held(70, other));
    await happen(kernel, entered(300, 'mine'));
    assert.is(may(), own, here);
    assert.is(isHomeTill(kernel.state), here === 'till-1');
    await kernel.close();
  }
});

test('what is given away cannot be spent any more, and what is given can', async () => {
  const { kernel, may } = await till();
  await happen(kernel, tills('till-1'), entered(300, 'mine'), given(120, 'till-1', 'till-2'));
  assert.is(may(), 180);
  await happen(kernel, given(20, 'till-2', 'till-1'));
  assert.is(may(), 200);
  await kernel.close();
});

test('where another till took back more than was there, nobody spends more than the balance', async () => {
  const { kernel, may } = await till();
  await happen(kernel, tills('till-1'), entered(300, 'mine'), entered(-50, 'theirs'), held(-50, 'till-2'));
  assert.is(may(), 250);
  await kernel.close();
});

test('a till that is not in the store any more leaves its part to the home till', async () => {
  const { kernel, may } = await till();
  await happen(kernel, tills('till-1'), entered(300, 'theirs'), held(300, 'till-9'));
  assert.is(may(), 300);
  await kernel.close();
});

test.run();
