/** Customers choose PINs and prove who pays, rightly and wrongly; a pass that paid once pays nothing again. */
import { isTerminalError, TerminalError } from '../../../protocol/errors.js';
import type { App } from '../../../terminal/app.js';
import { cardsOf } from '../../../terminal/cards/queries.js';
import { sell } from '../../../terminal/counter/commands.js';
import { customers } from '../../../terminal/customers/queries.js';
import { proveByCard, proveByPin, setPin } from '../../../terminal/proof/commands.js';
import { pinOf, pinStamp } from '../../../terminal/proof/queries.js';
import { STAFF } from '../../../terminal/staff.js';
import type { Chance } from '../chance.js';
import type { Deed } from './deed.js';

const PIN = '271828';
const SALT = '000102030405060708090a0b0c0d0e0f';
const TIME = '2026-11-22 10:00';

function somebody({ kernel }: App, chance: Chance) {
  const place = chance.fraction();
  const known = customers(kernel.state, 0, 20);
  return known[Math.floor(place * known.length)];
}

const choosing: Deed = async (app, chance) => {
  const { kernel, stamps, clock } = app;
  const customer = somebody(app, chance);
  if (!customer || pinOf(kernel.state, customer.no)) return undefined;
  const wanted = { customer: customer.id, pin: PIN, salt: SALT, stamp: stamps.next(), now: clock.now() };
  await kernel.transact(STAFF, (state) => setPin(state, wanted));
  return pinStamp(kernel.state, customer.no);
};

/** Pays with `pass`, and tries to pay once more with it. */
async function pay({ kernel, clock, terminal }: App, customer: string, amount: number, pass: string) {
  const { ids } = kernel;
  const sale = () => {
    const id = ids.next();
    const wanted = {
      ...{ sale: id, job: ids.next(), text: ids.next(), customer, items: [], amount, tendered: amount, pass },
      // A third, so that what is stored would do for the second as well.
      ...{ stored: Math.ceil(amount / 3), now: clock.now(), time: TIME, terminal },
    };
    return kernel.transact(STAFF, (state) => sell(state, wanted)).then(() => id);
  };
  const [first, second] = await Promise.allSettled([sale(), sale()]);
  if (first.status === 'fulfilled' && second.status === 'fulfilled' && pinOfId(kernel, customer))
    throw new TerminalError('sim/proof', `pass ${pass} paid twice`);
  for (const one of [first, second])
    if (one.status === 'rejected' && !isTerminalError(one.reason, 'command/')) throw one.reason;
  return first.status === 'fulfilled' ? first.value : undefined;
}

function pinOfId({ state }: App['kernel'], id: string): boolean {
  const no = state.value<number>('SELECT no FROM customers WHERE id = ?', id);
  return no !== undefined && pinOf(state, no) !== undefined;
}

const payingByPin: Deed = async (app, chance) => {
  const [amount, wrong] = [chance.between(100, 9_000), chance.hit(0.3)];
  const customer = somebody(app, chance);
  if (!customer || !pinOf(app.kernel.state, customer.no)) return undefined;
  const { kernel, stamps, clock } = app;
  const pass = kernel.ids.next();
  const tried = { pass, customer: customer.id, amount, now: clock.now(), pin: wrong ? '111222' : PIN };
  const stamp = stamps.next();
  const answer = await kernel.transact(STAFF, (state) => proveByPin(state, { ...tried, stamp }));
  if (!answer.right) return pinStamp(kernel.state, customer.no);
  return pay(app, customer.id, amount, pass);
};

const payingByCard: Deed = async (app, chance) => {
  const amount = chance.between(100, 5_000);
  const customer = somebody(app, chance);
  const card = customer && cardsOf(app.kernel.state, customer.no)[0];
  if (!customer || !card) return undefined;
  const { kernel, clock } = app;
  const pass = kernel.ids.next();
  const wanted = { pass, customer: customer.id, amount, now: clock.now(), uid: card.uid };
  await kernel.transact(STAFF, (state) => proveByCard(state, wanted));
  return pay(app, customer.id, amount, pass);
};

/** By how often they are done. */
export const PROOF_DEEDS = [
  ['chooses a PIN', 1, choosing],
  ['pays by PIN', 2, payingByPin],
  ['pays by card', 1, payingByCard],
] as const;
