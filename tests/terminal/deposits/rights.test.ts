/** Who may take a deposit, give it back, and keep it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { giveBack, keepDeposit, reverseMove, takeDeposit } from '../../../terminal/deposits/commands.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { createDoor } from '../../../terminal/people/index.js';
import { happen, NOW_MS, openTestKernel, STAFF } from '../../support/kernel.js';
import { refusal } from '../counter/money.js';
import { CASHIER, hire, MANAGER } from '../people/staffed.js';

async function doorFor(who: typeof CASHIER | typeof MANAGER) {
  const { kernel, clock } = await openTestKernel();
  const customer = { customer: 'c1', name: '王小明', level: '', stamp: '1' };
  await happen(kernel, { type: 'customers.registered', v: 1, ...customer } as DomainEvent);
  await hire(kernel);
  const door = createDoor(kernel, clock);
  await door.login(who.id, who.pin);
  const place = (job: string) => ({ now: NOW_MS, time: '2026-11-22 10:42', terminal: 'till-1', job });
  const part = { deposit: 'd', amount: 100 };
  return {
    kernel,
    take: () =>
      door.kernel.transact(STAFF, (state) =>
        takeDeposit(state, { ...place('d'), deposit: 'd', customer: 'c1', amount: 5000, what: '箱' }),
      ),
    giveBack: (move: string) =>
      door.kernel.transact(STAFF, (state) => giveBack(state, { ...place(move), ...part, move })),
    keep: (move: string) =>
      door.kernel.transact(STAFF, (state) =>
        keepDeposit(state, { ...place(move), ...part, move, why: '坏' }),
      ),
    undo: (move: string, of: string) =>
      door.kernel.transact(STAFF, (state) => reverseMove(state, { ...place(move), move, of })),
  };
}

test('a cashier takes deposits and gives them back; keeping and undoing need somebody who may', async () => {
  const it = await doorFor(CASHIER);
  await it.take();
  await it.giveBack('m1');
  assert.is(await refusal(it.keep('m2')), 'command/right-missing');
  assert.is(await refusal(it.undo('m3', 'm1')), 'command/right-missing');
  await it.kernel.close();
});

test('a manager does all of it', async () => {
  const it = await doorFor(MANAGER);
  await it.take();
  await it.giveBack('m1');
  await it.keep('m2');
  await it.undo('m3', 'm1');
  await it.undo('m4', 'm2');
  await it.kernel.close();
});

test.run();
