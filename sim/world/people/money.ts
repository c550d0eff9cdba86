/** What people do with money at a till: sell, refund, top up, redeem, mistype, walk away, dispute. */
import { isTerminalError, TerminalError } from '../../../protocol/errors.js';
import type { App } from '../../../terminal/app.js';
import { sell, type WantedSale } from '../../../terminal/counter/commands.js';
import { salesLeft } from '../../../terminal/counter/queries.js';
import { quote } from '../../../terminal/counter/quote.js';
import { planRefund, refund, type WantedRefund } from '../../../terminal/counter/refund.js';
import { customers } from '../../../terminal/customers/queries.js';
import { adjust, planRedemption, redeem, setGift } from '../../../terminal/loyalty/commands.js';
import { gifts, programAt } from '../../../terminal/loyalty/queries.js';
import { setProgram } from '../../../terminal/loyalty/set-program.js';
import { planRecharge, recharge, refundRecharge } from '../../../terminal/prepaid/commands.js';
import { prepaidRulesAt, rechargeBy } from '../../../terminal/prepaid/queries.js';
import { setPrepaidRules } from '../../../terminal/prepaid/set-rules.js';
import { printStatement } from '../../../terminal/prepaid/statement.js';
import { STAFF } from '../../../terminal/staff.js';
import type { Chance } from '../chance.js';
import type { Deed } from './deed.js';

const TIME = '2026-11-22 10:00';

export const place = ({ kernel, clock, terminal }: App) => ({
  ...{ now: clock.now(), time: TIME, terminal, job: kernel.ids.next() },
});

/** Somebody the shop knows; the regulars of the office are known at each of its tills, and come most. */
export function somebody({ kernel }: App, chance: Chance) {
  const [regular, place] = [chance.between(0, 4), chance.fraction()];
  const known = customers(kernel.state, 0, 50);
  return known.find(({ id }) => id === `office-${regular}`) ?? known[Math.floor(place * known.length)];
}

function wantedSale(app: App, chance: Chance): WantedSale {
  const [withCustomer, amount, extra] = [
    chance.hit(0.7),
    chance.between(1, 30_000),
    chance.between(0, 5_000),
  ];
  const [way, part, points] = [chance.between(1, 10), chance.between(1, 3_000), chance.between(1, 4)];
  const customer = somebody(app, chance);
  const { ids } = app.kernel;
  return {
    ...{
      sale: ids.next(),
      text: ids.next(),
      notice: ids.next(),
      items: [],
      amount,
      tendered: amount + extra,
    },
    ...place(app),
    ...(withCustomer && customer && { customer: customer.id }),
    ...(withCustomer && customer && way <= 3 && { stored: 'all' as const }),
    ...(withCustomer && customer && way === 4 && { stored: part }),
    ...(withCustomer && customer && way === 5 && { use: points * 100 }),
  };
}

/** `tries` how often the same key is taken for pressed: all but one are refused. */
export async function once(tries: number, deed: () => Promise<unknown>): Promise<void> {
  const all = await Promise.allSettled(Array.from({ length: tries }, deed));
  const wrong = all.find(
    (one) => one.status === 'rejected' && !isTerminalError(one.reason, 'command/counted-already'),
  );
  if (wrong?.status === 'rejected') throw wrong.reason;
  const done = all.filter(({ status }) => status === 'fulfilled').length;
  if (done > 1) throw new TerminalError('sim/money', `the same was done ${done} times`);
}

export async function mustRefuse(what: string, deed: () => Promise<unknown> | unknown): Promise<void> {
  try {
    await deed();
  } catch (error) {
    if (isTerminalError(error, 'command/')) return;
    throw error;
  }
  throw new TerminalError('sim/money', `${what} was not refused`);
}

export const sale: Deed = async (app, chance) => {
  const tries = chance.hit(0.1) ? 2 : 1;
  const wanted = wantedSale(app, chance);
  await once(tries, () => app.kernel.transact(STAFF, (state) => sell(state, wanted)));
  return wanted.sale;
};

function wantedRefund(app: App, chance: Chance): WantedRefund | undefined {
  const [back, share, whole] = [chance.between(0, 7), chance.fraction(), chance.hit(0.6)];
  const sold = salesLeft(app.kernel.state, { offset: back, limit: 1 })[0];
  if (!sold) return undefined;
  const amount = Math.max(1, Math.ceil(share * sold.left.amount));
  return {
    ...{ refund: app.kernel.ids.next(), sale: sold.number, ...place(app) },
    ...(!whole && { amount }),
  };
}

const refunding: Deed = async (app, chance) => {
  const wanted = wantedRefund(app, chance);
  if (!wanted) return undefined;
  await app.kernel.transact(STAFF, (state) => refund(state, wanted));
  return wanted.refund;
};

/** Two screens, or two people who did not talk to each other. */
const refundingTwice: Deed = async (app, chance) => {
  const wanted = wantedRefund(app, chance);
  if (!wanted) return undefined;
  const other = { ...wanted, refund: app.kernel.ids.next(), job: app.kernel.ids.next() };
  const both = await Promise.allSettled(
    [wanted, other].map((one) => app.kernel.transact(STAFF, (state) => refund(state, one))),
  );
  const failed = both.find((one) => one.status === 'rejected' && !isTerminalError(one.reason, 'command/'));
  if (failed?.status === 'rejected') throw failed.reason;
  return both[0]?.status === 'fulfilled' ? wanted.refund : undefined;
};

const refundingElsewhere: Deed = async (app, chance) => {
  const number = `till-${app.terminal === 'till-1' ? 2 : 1}-${String(chance.between(1, 20)).padStart(6, '0')}`;
  const wanted = { refund: app.kernel.ids.next(), sale: number, ...place(app) };
  await mustRefuse(`a refund of ${number} at ${app.terminal}`, () =>
    app.kernel.transact(STAFF, (state) => refund(state, wanted)),
  );
  return undefined;
};

const toppingUp: Deed = async (app, chance) => {
  const [steps, odd, tries] = [chance.between(1, 12), chance.between(0, 99), chance.hit(0.2) ? 2 : 1];
  const customer = somebody(app, chance);
  if (!customer) return undefined;
  const wanted = {
    ...{ recharge: app.kernel.ids.next(), customer: customer.id, amount: steps * 5_000 + odd },
    ...place(app),
  };
  await once(tries, () => app.kernel.transact(STAFF, (state) => recharge(state, wanted)));
  return wanted.recharge;
};

const takingBack: Deed = async (app, chance) => {
  const [back, share, whole] = [chance.between(0, 2), chance.fraction(), chance.hit(0.5)];
  const { state } = app.kernel;
  const number = state.value<string>('SELECT number FROM recharges ORDER BY no DESC LIMIT 1 OFFSET ?', back);
  const known = number === undefined ? undefined : rechargeBy(state, number);
  if (!known) return undefined;
  const amount = whole ? known.amountLeft : Math.max(1, Math.ceil(share * known.amountLeft));
  const wanted = { refund: app.kernel.ids.next(), recharge: known.number, amount, ...place(app) };
  await app.kernel.transact(STAFF, (now) => refundRecharge(now, wanted));
  return wanted.refund;
};

const redeeming: Deed = async (app, chance) => {
  const [which, tries] = [chance.between(0, 2), chance.hit(0.2) ? 2 : 1];
  const customer = somebody(app, chance);
  const gift = gifts(app.kernel.state, which, 1)[0];
  if (!customer || !gift) return undefined;
  const wanted = { redemption: app.kernel.ids.next(), customer: customer.id, gift: gift.gift, ...place(app) };
  await once(tries, () => app.kernel.transact(STAFF, (state) => redeem(state, wanted)));
  return wanted.redemption;
};

const adjusting: Deed = async (app, chance) => {
  const points = chance.between(-50, 100);
  const customer = somebody(app, chance);
  if (!customer) return undefined;
  const wanted = { adjustment: app.kernel.ids.next(), customer: customer.id, points, why: '补登上周的小票' };
  await app.kernel.transact(STAFF, (state) => adjust(state, wanted));
  return wanted.adjustment;
};

const changingRules: Deed = async ({ kernel, clock }, chance) => {
  const [which, number, other] = [chance.between(1, 3), chance.between(1, 9), chance.between(0, 1)];
  const now = clock.now();
  if (which === 1) {
    const wanted = { gift: `gift-${number}`, name: `礼品${number}`, points: number * 30 };
    await kernel.transact(STAFF, (state) => setGift(state, wanted));
  } else if (which === 2) {
    const order = other === 1 ? ('bonus-first' as const) : ('principal-first' as const);
    const bonuses = [{ amount: 10_000, bonus: number * 333 }];
    const rules = { ...prepaidRulesAt(kernel.state, now), bonuses, order, low: 2_000 };
    await kernel.transact(STAFF, (state) => setPrepaidRules(state, rules, now));
  } else {
    const levels = [{ name: '金卡', spent: 50_000, earn: 150, pays: 90 + number }];
    const money = { points: 100, worth: 97 };
    const program = { ...programAt(kernel.state, now), levels, money, recharge: { points: 1, per: 700 } };
    await kernel.transact(STAFF, (state) => setProgram(state, program, now));
  }
  return undefined;
};

/** A slip of the finger is refused, whatever it is typed into. */
const mistyping: Deed = async (app, chance) => {
  const amount = chance.pick([0, -1, -8_800, 100_000_000, 0.5, Number.NaN, Number.POSITIVE_INFINITY]);
  const customer = somebody(app, chance);
  const { kernel } = app;
  const { ids, state } = kernel;
  const here = place(app);
  const wrongSale = { sale: ids.next(), text: ids.next(), items: [], amount, tendered: 99_999_999, ...here };
  await mustRefuse(`a sale of ${amount}`, () => kernel.transact(STAFF, (now) => sell(now, wrongSale)));
  const sold = salesLeft(state, { offset: 0, limit: 1 })[0];
  const wrongRefund = { refund: ids.next(), sale: sold?.id ?? 'nothing', amount, ...here };
  await mustRefuse(`a refund of ${amount}`, () => kernel.transact(STAFF, (now) => refund(now, wrongRefund)));
  if (!customer) return undefined;
  const wrong = { recharge: ids.next(), customer: customer.id, amount, ...here };
  await mustRefuse(`a recharge of ${amount}`, () => kernel.transact(STAFF, (now) => recharge(now, wrong)));
  return undefined;
};

/** Looks at what it would be, sees that it is the wrong customer, and leaves the screen: nothing may come of it. */
const walkingAway: Deed = async (app, chance) => {
  const wanted = wantedSale(app, chance);
  const back = wantedRefund(app, chance);
  const customer = somebody(app, chance);
  const { state } = app.kernel;
  const before = app.kernel.end().seq;
  const looks = [
    () => quote(state, wanted),
    () => back && planRefund(state, back),
    () => customer && planRecharge(state, customer.id, wanted.amount, wanted.now),
    () => customer && planRedemption(state, customer.id, gifts(state, 0, 1)[0]?.gift ?? 'none'),
  ];
  for (const look of looks) {
    try {
      look();
    } catch (error) {
      if (!isTerminalError(error, 'command/')) throw error;
    }
  }
  if (app.kernel.end().seq !== before)
    throw new TerminalError('sim/money', 'looking at a price was a commit');
  return undefined;
};

/** A customer says that it cannot be: the statement must say what the journal says (money.ts looks). */
const disputing: Deed = async (app, chance) => {
  const customer = somebody(app, chance);
  if (!customer) return undefined;
  const wanted = { ...place(app), customer: customer.id, when: () => '11-22 10:00' };
  await app.kernel.transact(STAFF, (state) => printStatement(state, wanted));
  return wanted.job;
};

/** By how often they are done. */
export const MONEY_DEEDS = [
  ['refunds', 2, refunding],
  ['refunds twice', 1, refundingTwice],
  ['refunds what another till sold', 1, refundingElsewhere],
  ['tops up', 3, toppingUp],
  ['takes a top-up back', 2, takingBack],
  ['redeems', 2, redeeming],
  ['adjusts points', 1, adjusting],
  ['changes the rules of money', 2, changingRules],
  ['mistypes', 1, mistyping],
  ['walks away', 1, walkingAway],
  ['disputes', 2, disputing],
] as const;
