/** Member cards. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Tap } from '../../../drivers/reader/types.js';
import { isTerminalError } from '../../../protocol/errors.js';
import { issueCard } from '../../../terminal/cards/commands.js';
import { cardHolder } from '../../../terminal/cards/queries.js';
import { happen, openTestKernel, STAFF } from '../../support/kernel.js';

const CARD: Pick<Tap, 'uid' | 'kind' | 'random'> = { uid: '04A1B2C3D4E5F6', kind: 'ntag', random: false };

async function shop() {
  const { kernel } = await openTestKernel();
  for (const customer of ['c1', 'c2'])
    await happen(kernel, {
      type: 'customers.registered',
      v: 1,
      customer,
      name: '王',
      level: '',
      stamp: '1',
    } as never);
  const issue = (card: object, customer: string) =>
    kernel
      .transact(STAFF, (state) => issueCard(state, { ...CARD, ...card }, customer))
      .then(() => 'issued')
      .catch((error: unknown) => (isTerminalError(error) ? error.code : String(error)));
  return { kernel, issue };
}

test('a blank card opens its customer from then on', async () => {
  const { kernel, issue } = await shop();
  assert.is(cardHolder(kernel.state, CARD.uid), undefined);
  assert.is(await issue({}, 'c2'), 'issued');
  assert.is(cardHolder(kernel.state, CARD.uid), 2);
  await kernel.close();
});

test('phones, cards with a random number, cards of somebody and strangers are refused', async () => {
  const { kernel, issue } = await shop();
  assert.is(await issue({ kind: 'phone', random: true }, 'c1'), 'command/card-phone');
  assert.is(await issue({ uid: '08123456', random: true }, 'c1'), 'command/card-random');
  assert.is(await issue({}, 'nobody'), 'command/customer-unknown');
  await issue({}, 'c1');
  assert.is(await issue({}, 'c2'), 'command/card-taken');
  assert.is(await issue({}, 'c1'), 'command/card-taken');
  await kernel.close();
});

test('one card laid down twice at once goes to one customer', async () => {
  const { kernel, issue } = await shop();
  assert.equal(await Promise.all([issue({}, 'c1'), issue({}, 'c2')]), ['issued', 'command/card-taken']);
  await kernel.close();
});

test.run();
