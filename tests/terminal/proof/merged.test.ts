/** A PIN guards the money of the person, also when the money came with somebody who was merged into them. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { merge, unmerge } from '../../../terminal/customers/merging.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { proveByPin, removePin, setPin } from '../../../terminal/proof/commands.js';
import { pinOf, triesLeft } from '../../../terminal/proof/queries.js';
import { happen, NOW_MS, STAFF } from '../../support/kernel.js';
import { moneyTill, refusal } from '../counter/money.js';

const SALT = '00112233445566778899aabbccddeeff';
const PIN = '271828';
const event = (type: string, body: object) => ({ type, v: 1, ...body }) as unknown as DomainEvent;
const stamp = (n: number): string => `${String(n).padStart(15, '0')}-00000-till-1`;

/** c1 has 100.00 and a PIN; c2, who has neither, is the one who stays. */
async function shop() {
  const it = await moneyTill({ bonus: 0 });
  const { kernel } = it;
  await happen(
    kernel,
    event('customers.registered', { customer: 'c2', name: '王晓明', level: '', stamp: stamp(1) }),
  );
  let n = 10;
  const chooses = (customer: string, pin: string, pass?: string) =>
    kernel.transact(STAFF, (state) =>
      setPin(state, { customer, pin, salt: SALT, stamp: stamp(++n), now: NOW_MS, ...(pass && { pass }) }),
    );
  const types = async (pin: string, amount = 1_000) => {
    const pass = `p${++n}`;
    const wanted = { pass, customer: 'c2', amount, now: NOW_MS, pin, stamp: stamp(n) };
    return { ...(await kernel.transact(STAFF, (state) => proveByPin(state, wanted))), pass };
  };
  const pays = (pass?: string) =>
    refusal(it.sells(1_000, { customer: 'c2', stored: 1_000, ...(pass && { pass }) }));
  await chooses('c1', PIN);
  const both = { customer: 'c2', other: 'c1' };
  await kernel.transact(STAFF, (state) => merge(state, { ...both, stamp: stamp(++n) }));
  const part = () => kernel.transact(STAFF, (state) => unmerge(state, { ...both, stamp: stamp(++n) }));
  return { ...it, chooses, types, pays, part, stamp: () => stamp(++n) };
}

test('a merge into somebody without a PIN opens no money that a PIN guarded', async () => {
  const it = await shop();
  assert.is(await it.pays(), 'command/proof-needed');
  assert.is((await it.types('111222')).right, false);
  const { right, pass } = await it.types(PIN);
  assert.is(right, true);
  assert.is(await it.pays(pass), 'not refused');
  await it.kernel.close();
});

test('a PIN that came with a merge is locked by three wrong ones, and is so still after the undo', async () => {
  const it = await shop();
  for (let n = 0; n < 3; n++) await it.types('111222');
  assert.is(await refusal(it.types(PIN)), 'command/pin-locked');
  await it.part();
  assert.is(triesLeft(it.kernel.state, 1), 0);
  assert.is(pinOf(it.kernel.state, 2), undefined);
  await it.kernel.close();
});

test('after a merge a new PIN takes the one before; removed, no PIN of the person is left', async () => {
  const it = await shop();
  assert.is(await refusal(it.chooses('c2', '161803')), 'command/proof-needed');
  await it.chooses('c2', '161803', (await it.types(PIN, 0)).pass);
  assert.is((await it.types(PIN)).right, false);
  assert.is((await it.types('161803')).right, true);
  await it.kernel.transact(STAFF, (state) => removePin(state, 'c2', it.stamp()));
  assert.is(await it.pays(), 'not refused');
  await it.kernel.close();
});

test.run();
