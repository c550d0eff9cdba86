/** What becomes of a card: lost, found, replaced, retired; and what follows the customer all the while. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { issueCard, markCard, replaceCard, type WantedMark } from '../../../terminal/cards/commands.js';
import { lookUp } from '../../../terminal/cards/look-up.js';
import { cardHolder, cardsOf, newestMark } from '../../../terminal/cards/queries.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { balancesOf } from '../../../terminal/ledger/index.js';
import { happen, openTestKernel, STAFF } from '../../support/kernel.js';

const OLD = '04A1B2C3D4E5F6';
const NEW = '04FFEEDDCCBBAA';
const chip = (uid: string) => ({ uid, kind: 'ntag', random: false });

async function shop() {
  const { kernel } = await openTestKernel();
  const registered = (customer: string) =>
    ({ type: 'customers.registered', v: 1, customer, name: '王', level: '', stamp: '1' }) as DomainEvent;
  await happen(kernel, registered('c1'), registered('c2'));
  await kernel.transact(STAFF, (state) => issueCard(state, chip(OLD), 'c1'));
  let n = 0;
  const stamp = () => `stamp-${String(++n).padStart(3, '0')}`;
  const code = (deed: Promise<unknown>) =>
    deed.then(() => 'done').catch((error: unknown) => (isTerminalError(error) ? error.code : String(error)));
  return {
    kernel,
    mark: (uid: string, state: WantedMark['state']) =>
      code(kernel.transact(STAFF, (now) => markCard(now, { uid, state, stamp: stamp() }))),
    replace: (old: string, uid: string) =>
      code(kernel.transact(STAFF, (now) => replaceCard(now, { old, card: chip(uid), stamp: stamp() }))),
    issue: (uid: string, customer: string) =>
      code(kernel.transact(STAFF, (now) => issueCard(now, chip(uid), customer))),
    marked: (uid: string, state: string, at: string, by?: string) =>
      happen(kernel, { type: 'cards.marked', v: 1, uid, state, stamp: at, ...(by && { by }) } as DomainEvent),
  };
}

test('a lost card opens nobody until it is found', async () => {
  const { kernel, mark } = await shop();
  assert.is(await mark(OLD, 'lost'), 'done');
  assert.is(cardHolder(kernel.state, OLD), undefined);
  const found = lookUp(kernel.state, chip(OLD));
  assert.is(found.as, 'stopped');
  assert.is(await mark(OLD, 'valid'), 'done');
  assert.is(cardHolder(kernel.state, OLD), 1);
  assert.is(lookUp(kernel.state, chip(OLD)).as, 'valid');
  await kernel.close();
});

/** Found by the world, seed 880: another till's clock had been a year ahead. */
test('a card that a till with a clock a year ahead called found can be reported lost, and replaced', async () => {
  const { kernel, marked } = await shop();
  const ahead = '001826849979255-00005-till-2';
  const ours = (n: number): string => `001795314507000-0000${n}-till-1`;
  await marked(OLD, 'valid', ahead);
  await kernel.transact(STAFF, (now) => markCard(now, { uid: OLD, state: 'lost', stamp: ours(1) }));
  assert.is(cardHolder(kernel.state, OLD), undefined);
  await kernel.transact(STAFF, (now) => replaceCard(now, { old: OLD, card: chip(NEW), stamp: ours(2) }));
  assert.equal([cardHolder(kernel.state, OLD), cardHolder(kernel.state, NEW)], [undefined, 1]);
  await kernel.close();
});

test('balance and points follow the customer to the new card, and the old one is dead', async () => {
  const { kernel, replace, mark, issue } = await shop();
  const entry = { type: 'ledger.entered', v: 1, customer: 'c1', account: 'principal', amount: 5000 };
  await happen(kernel, { ...entry, reason: 'recharge', cause: 'r1' } as unknown as DomainEvent);
  await mark(OLD, 'lost');
  assert.is(await replace(OLD, NEW), 'done');
  const holder = cardHolder(kernel.state, NEW);
  assert.is(holder, 1);
  assert.is(balancesOf(kernel.state, holder ?? 0).principal, 5000);
  assert.is(cardHolder(kernel.state, OLD), undefined);
  assert.equal(
    cardsOf(kernel.state, 1).map(({ uid, state, replacement }) => [uid, state, replacement]),
    [
      [OLD, 'replaced', NEW],
      [NEW, 'valid', ''],
    ],
  );
  assert.is(await mark(OLD, 'valid'), 'command/card-not-so', 'nobody finds a card that was replaced');
  assert.is(await replace(OLD, '04000000000001'), 'command/card-not-so');
  assert.is(await issue(OLD, 'c2'), 'command/card-stopped', 'nor does it go to somebody else');
  await kernel.close();
});

test('what was not lost is not found, what is retired stays so, and a stranger’s card has no life here', async () => {
  const { mark, replace, kernel } = await shop();
  assert.is(await mark(OLD, 'valid'), 'command/card-not-so');
  assert.is(await mark(OLD, 'retired'), 'done');
  for (const state of ['lost', 'valid', 'retired'] as const)
    assert.is(await mark(OLD, state), 'command/card-not-so');
  assert.is(await mark(NEW, 'lost'), 'command/card-unknown');
  assert.is(await replace(NEW, OLD), 'command/card-unknown');
  await kernel.close();
});

test('a card that is somebody’s replaces nothing, and the old one stays as it was', async () => {
  const { kernel, issue, replace } = await shop();
  await issue(NEW, 'c2');
  assert.is(await replace(OLD, NEW), 'command/card-taken');
  assert.is(cardHolder(kernel.state, OLD), 1);
  await kernel.close();
});

test('marks of two tills come to the same in any order, also before the card itself', async () => {
  const says = async (order: readonly number[]) => {
    const { kernel, marked } = await shop();
    const marks = [
      () => marked(OLD, 'lost', '005-till-1'),
      () => marked(OLD, 'valid', '006-till-2'),
      () => marked(OLD, 'replaced', '007-till-1', NEW),
    ];
    for (const n of order) await marks[n]?.();
    assert.is(newestMark(kernel.state), '007-till-1');
    const [card] = cardsOf(kernel.state, 1);
    await kernel.close();
    return [card?.state, card?.replacement];
  };
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
  ])
    assert.equal(await says(order), ['replaced', NEW]);
});

test('a card that was replaced or retired at one till stays so when another till without a line called it found', async () => {
  const says = async (final: 'replaced' | 'retired', order: readonly number[]) => {
    const { kernel, marked } = await shop();
    const marks = [
      () => marked(OLD, 'lost', '005-till-1'),
      () => marked(OLD, final, '006-till-1', NEW),
      () => marked(OLD, 'valid', '007-till-2'),
      () => marked(OLD, 'lost', '008-till-2'),
    ];
    for (const n of order) await marks[n]?.();
    const opened = cardHolder(kernel.state, OLD);
    const [card] = cardsOf(kernel.state, 1);
    await kernel.close();
    return [card?.state, opened];
  };
  for (const final of ['replaced', 'retired'] as const) {
    assert.equal(await says(final, [0, 1, 2]), [final, undefined]);
    assert.equal(await says(final, [0, 2, 1]), [final, undefined]);
    assert.equal(await says(final, [3, 2, 0, 1]), [final, undefined]);
  }
});

test('a card is known by its number before the code on it: a code copied to another’s card opens nothing of it', async () => {
  const { kernel, issue } = await shop();
  const coded = { uid: 'C:M10086', kind: 'code', random: false };
  await kernel.transact(STAFF, (now) => issueCard(now, coded, 'c2'));
  await issue(NEW, 'c1');
  const copied = { ...chip(NEW), memberCode: 'M10086' };
  const found = lookUp(kernel.state, copied);
  assert.is(found.as === 'valid' && found.card.customer, 1);
  const blank = lookUp(kernel.state, { ...chip('04000000000009'), memberCode: 'm10086' });
  assert.is(blank.as === 'valid' && blank.card.customer, 2, 'the code alone still names its owner');
  await kernel.close();
});

test.run();
