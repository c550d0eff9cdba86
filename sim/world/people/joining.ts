/** Staff who find that two customers are one person, and that they were not; who give customers to each other, delete them and bring them back. */

import { TerminalError } from '../../../protocol/errors.js';
import type { App } from '../../../terminal/app.js';
import { handOver, remove, restore } from '../../../terminal/customers/commands.js';
import { merge, unmerge } from '../../../terminal/customers/merging.js';
import {
  customerById,
  customers,
  customersByPhone,
  restorable,
  standingStamp,
} from '../../../terminal/customers/queries.js';
import { mainOf } from '../../../terminal/identity/index.js';
import { balancesOf } from '../../../terminal/ledger/index.js';
import { STAFF } from '../../../terminal/staff.js';
import type { Chance } from '../chance.js';
import { ALL_GUESTS } from '../forgotten.js';
import { type Deed, drawFrom } from './deed.js';

/** Regulars are known at each till, so that two of them meet the same two people. */
const REGULARS = 3;

function somebody({ kernel }: App, chance: Chance) {
  const [isRegular, regular, place] = [chance.hit(0.6), chance.between(0, REGULARS - 1), chance.fraction()];
  // Guests are nobody else: with one of them everybody would be erased who was merged.
  const guests = ALL_GUESTS.flatMap(({ key }) => customersByPhone(kernel.state, key).map(({ id }) => id));
  const known = customers(kernel.state, 0, 30).filter(({ id }) => !guests.includes(id));
  const one = isRegular ? known.find(({ id }) => id === `office-${regular}`) : undefined;
  return one ?? known[Math.floor(place * known.length)];
}

/** What both had is what the person has. */
const merging: Deed = async (app, chance) => {
  const [one, other] = [somebody(app, chance), somebody(app, chance)];
  if (!one || !other || one.no === other.no) return undefined;
  const { kernel, stamps } = app;
  const wanted = { customer: one.id, other: other.id, stamp: stamps.next() };
  const { before, after } = await kernel.transact(STAFF, (state) => ({
    ...merge(state, wanted),
    result: { before: [balancesOf(state, one.no), balancesOf(state, other.no)], after: wanted },
  }));
  const sum = (account: 'points' | 'principal' | 'bonus') =>
    before.reduce((all, balances) => all + balances[account], 0);
  const now = balancesOf(kernel.state, mainOf(kernel.state, one.no));
  if (kernel.state.value('SELECT 1 FROM customer_aliases WHERE alias = ?', other.no) === undefined)
    throw new TerminalError('sim/joining', `${after.other} was merged into ${after.customer}, and is shown`);
  for (const account of ['points', 'principal', 'bonus'] as const)
    if (now[account] !== sum(account))
      throw new TerminalError('sim/joining', `a merge made ${sum(account)} ${account} ${now[account]}`);
  return undefined;
};

interface Joined {
  readonly id: string;
  readonly into: string;
}

const takingApart: Deed = async ({ kernel, stamps }, chance) => {
  const place = chance.fraction();
  const joined = kernel.state.all<Joined>(
    `SELECT a.id AS id, i.id AS "into" FROM customer_aliases JOIN customers a ON a.no = alias
       JOIN customers i ON i.no = into_no ORDER BY a.id`,
  );
  const one = joined[Math.floor(place * joined.length)];
  if (!one) return undefined;
  const wanted = { customer: one.into, other: one.id, stamp: stamps.next() };
  await kernel.transact(STAFF, (state) => unmerge(state, wanted));
  return undefined;
};

const handingOver: Deed = async (app, chance) => {
  const [owner, reason] = [chance.pick(['world-cashier', 'world-manager', '']), chance.between(1, 9)];
  const customer = somebody(app, chance);
  if (!customer || customer.owner === owner) return undefined;
  const { kernel, stamps } = app;
  const wanted = { customer: customer.id, owner, reason: `换班${reason}`, stamp: stamps.next() };
  await kernel.transact(STAFF, (state) => handOver(state, wanted));
  return standingStamp(kernel.state, customer.no, ['owner']);
};

const removing: Deed = async (app, chance) => {
  const customer = somebody(app, chance);
  if (!customer) return undefined;
  const stamp = app.stamps.next();
  await app.kernel.transact(STAFF, (state) => remove(state, customer.id, stamp));
  if (customerById(app.kernel.state, customer.id)?.removed === null)
    throw new TerminalError('sim/joining', `${customer.id} was deleted, and is there`);
  return standingStamp(app.kernel.state, customer.no, ['gone']);
};

const restoring: Deed = async ({ kernel, stamps, clock }, chance) => {
  const place = chance.fraction();
  const all = restorable(kernel.state, clock.now(), 0, 30);
  const one = all[Math.floor(place * all.length)];
  if (!one) return undefined;
  const wanted = { customer: one.id, stamp: stamps.next(), now: clock.now() };
  await kernel.transact(STAFF, (state) => restore(state, wanted));
  if (customerById(kernel.state, one.id)?.removed !== null)
    throw new TerminalError('sim/joining', `${one.id} was brought back, and is not there`);
  return standingStamp(kernel.state, one.no, ['gone']);
};

/** By how often they are done. */
export const joiningDeed = drawFrom<Deed>([
  ['merges two', 4, merging],
  ['takes two apart', 3, takingApart],
  ['hands over', 2, handingOver],
  ['deletes a customer', 1, removing],
  ['brings a customer back', 2, restoring],
]);
