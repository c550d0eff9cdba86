/** What people do with deposits at a till: lend, bring back, lose, mistype, come to the wrong till, and find that it was a mistake. */
import type { App } from '../../../terminal/app.js';
import { giveBack, keepDeposit, reverseMove, takeDeposit } from '../../../terminal/deposits/commands.js';
import { type Deposit, movesOf, openDeposits } from '../../../terminal/deposits/queries.js';
import { STAFF } from '../../../terminal/staff.js';
import type { Chance } from '../chance.js';
import { type Deed, drawFrom } from './deed.js';
import { mustRefuse, once, place, somebody } from './money.js';

const LENT = ['苹果箱', '牛奶瓶', '推车', '会员卡', '果篮订金'] as const;

const lending: Deed = async (app, chance) => {
  const [yuan, fen, what] = [chance.between(1, 300), chance.between(0, 99), chance.pick(LENT)];
  const tries = chance.hit(0.2) ? 2 : 1;
  const customer = somebody(app, chance);
  if (!customer) return undefined;
  const amount = yuan * 100 + fen;
  const wanted = { deposit: app.kernel.ids.next(), customer: customer.id, amount, what, ...place(app) };
  await once(tries, () => app.kernel.transact(STAFF, (state) => takeDeposit(state, wanted)));
  return wanted.deposit;
};

/** One that is held here, and the whole or a part of it. */
function heldOne({ kernel }: App, chance: Chance): { deposit: Deposit; amount: number } | undefined {
  const [which, share, whole] = [chance.between(0, 5), chance.fraction(), chance.hit(0.6)];
  const deposit = openDeposits(kernel.state, which, 1)[0];
  if (!deposit) return undefined;
  return { deposit, amount: whole ? deposit.held : Math.max(1, Math.ceil(share * deposit.held)) };
}

/** Some ask twice with the same slip, at two screens or because the power went. */
const bringingBack: Deed = async (app, chance) => {
  const [tries, two] = [chance.hit(0.2) ? 2 : 1, chance.hit(0.2)];
  const one = heldOne(app, chance);
  if (!one) return undefined;
  const { number, held } = one.deposit;
  const wanted = { move: app.kernel.ids.next(), deposit: number, amount: one.amount, ...place(app) };
  await once(tries, () => app.kernel.transact(STAFF, (state) => giveBack(state, wanted)));
  if (!two) return wanted.move;
  const other = { ...wanted, ...place(app), move: app.kernel.ids.next(), amount: held };
  await mustRefuse(`more than was held of ${number}`, () =>
    app.kernel.transact(STAFF, (state) => giveBack(state, other)),
  );
  return wanted.move;
};

const losing: Deed = async (app, chance) => {
  const one = heldOne(app, chance);
  if (!one) return undefined;
  const { deposit, amount } = one;
  const facts = { move: app.kernel.ids.next(), deposit: deposit.number, amount, why: '没有还' };
  const wanted = { ...facts, ...place(app) };
  await app.kernel.transact(STAFF, (state) => keepDeposit(state, wanted));
  return wanted.move;
};

/** The last thing that was done with some deposit, held or not, was a mistake; sometimes it is told twice. */
const undoing: Deed = async (app, chance) => {
  const [share, tries] = [chance.fraction(), chance.hit(0.3) ? 2 : 1];
  const { kernel } = app;
  const last = kernel.state.value<number>('SELECT max(no) FROM deposits') ?? 0;
  const wrong = movesOf(kernel.state, Math.max(1, Math.ceil(share * last))).at(-1);
  if (!wrong) return undefined;
  const wanted = { move: kernel.ids.next(), of: wrong.id, ...place(app) };
  await once(tries, () => kernel.transact(STAFF, (state) => reverseMove(state, wanted)));
  return wanted.move;
};

/** With a slip of the other till, and with a slip of the finger. */
const mistaking: Deed = async (app, chance) => {
  const amount = chance.pick([0, -1, 0.5, 10_000_000, Number.NaN]);
  const { kernel, terminal } = app;
  const customer = somebody(app, chance);
  const number = `till-${terminal === 'till-1' ? 2 : 1}-Y${String(chance.between(1, 9)).padStart(5, '0')}`;
  const elsewhere = { move: kernel.ids.next(), deposit: number, amount: 1, ...place(app) };
  await mustRefuse(`${number} at ${terminal}`, () =>
    kernel.transact(STAFF, (state) => giveBack(state, elsewhere)),
  );
  if (!customer) return undefined;
  const wrong = { deposit: kernel.ids.next(), customer: customer.id, amount, what: '箱', ...place(app) };
  await mustRefuse(`a deposit of ${amount}`, () =>
    kernel.transact(STAFF, (state) => takeDeposit(state, wrong)),
  );
  return undefined;
};

/** By how often they are done; for a day on which much is lent. */
export const lendingDeed = drawFrom<Deed>([
  ['lends', 5, lending],
  ['gets back what was lent', 4, bringingBack],
  ['keeps a deposit', 1, losing],
  ['undoes a return', 2, undoing],
  ['mistakes a deposit', 1, mistaking],
]);
