/** A till with a customer who has stored value and points, and the deeds of money by name. */

import { sell, type WantedSale } from '../../../terminal/counter/commands.js';
import { type Quote, quote } from '../../../terminal/counter/quote.js';
import { refund } from '../../../terminal/counter/refund.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import type { Balances } from '../../../terminal/ledger/index.js';
import { balancesOf } from '../../../terminal/ledger/queries.js';
import { redeem } from '../../../terminal/loyalty/commands.js';
import { PLAIN, type Program } from '../../../terminal/loyalty/program.js';
import { recharge, refundRecharge } from '../../../terminal/prepaid/commands.js';
import { DEFAULT_RULES, type PrepaidRules } from '../../../terminal/prepaid/rules.js';
import { happen, NOW_MS, openTestKernel, STAFF, type TestKernel } from '../../support/kernel.js';

export const TIME = '2026-11-22 10:42';

const event = (type: string, body: object): DomainEvent => ({ type, v: 1, ...body });

export interface MoneyTill extends TestKernel {
  balances(): Balances;
  sells(amount: number, extra?: Partial<WantedSale>): Promise<string>;
  quotes(amount: number, extra?: Partial<WantedSale>): Quote;
  refunds(sale: string, amount?: number, refundId?: string): ReturnType<typeof runRefund>;
  recharges(amount: number, id?: string): ReturnType<typeof runRecharge>;
  refundsRecharge(recharge: string, amount: number, id?: string): ReturnType<typeof runRechargeRefund>;
  redeems(gift: string, id?: string): Promise<unknown>;
  program(program: Partial<Program>, from?: number): Promise<void>;
  rules(rules: Partial<PrepaidRules>, from?: number): Promise<void>;
}

const place = (job: string) => ({ now: NOW_MS, time: TIME, terminal: 'till-1', job });

function runRefund({ kernel }: TestKernel, sale: string, amount: number | undefined, id: string) {
  const wanted = { ...place(`j ${id}`), refund: id, sale, ...(amount !== undefined && { amount }) };
  return kernel.transact(STAFF, (state) => refund(state, wanted));
}

function runRecharge({ kernel }: TestKernel, amount: number, id: string) {
  return kernel.transact(STAFF, (state) =>
    recharge(state, { ...place(`j ${id}`), recharge: id, customer: 'c1', amount }),
  );
}

function runRechargeRefund({ kernel }: TestKernel, of: string, amount: number, id: string) {
  return kernel.transact(STAFF, (state) =>
    refundRecharge(state, { ...place(`j ${id}`), refund: id, recharge: of, amount }),
  );
}

/** Customer c1 has 100.00 principal, 20.00 bonus and 300 points; a yuan earns a point. */
export async function moneyTill(have: Partial<Balances> = {}): Promise<MoneyTill> {
  const it = await openTestKernel();
  const { kernel } = it;
  const opening = { points: 300, principal: 10_000, bonus: 2000, ...have };
  await happen(
    kernel,
    event('loyalty.rule-set', { points: 1, per: 100 }),
    event('customers.registered', { customer: 'c1', name: '王小明', level: '', stamp: '1' }),
    event('customers.phone-added', { customer: 'c1', key: '+8613800138000' }),
    event('loyalty.gift-set', { gift: 'g1', name: '苹果一袋', points: 100 }),
    ...Object.entries(opening)
      .filter(([, amount]) => amount !== 0)
      .map(([account, amount]) =>
        event('ledger.entered', { customer: 'c1', account, amount, reason: 'opening', cause: 'feed:1' }),
      ),
  );
  let next = 0;
  const wanted = (amount: number, extra: Partial<WantedSale>): WantedSale => {
    next += 1;
    const sale = extra.sale ?? `s${next}`;
    return {
      ...{ sale, customer: 'c1', items: [], amount, tendered: extra.stored || extra.use ? 0 : amount },
      ...{ ...place(`j ${sale}`), text: `t ${sale}` },
      ...extra,
    };
  };
  return {
    ...it,
    balances: () => balancesOf(kernel.state, 1),
    quotes: (amount, extra = {}) => quote(kernel.state, wanted(amount, extra)),
    async sells(amount, extra = {}) {
      const sale = wanted(amount, extra);
      await kernel.transact(STAFF, (state) => sell(state, sale));
      return sale.sale;
    },
    refunds: (sale, amount, id = `r${++next}`) => runRefund(it, sale, amount, id),
    recharges: (amount, id = `c${++next}`) => runRecharge(it, amount, id),
    refundsRecharge: (of, amount, id = `d${++next}`) => runRechargeRefund(it, of, amount, id),
    redeems: (gift, id = `x${++next}`) =>
      kernel.transact(STAFF, (state) =>
        redeem(state, { ...place(`j ${id}`), redemption: id, customer: 'c1', gift }),
      ),
    program: (program, from = 0) =>
      happen(kernel, event('loyalty.program-set', { from, program: { ...PLAIN, ...program } })),
    rules: (rules, from = 0) =>
      happen(kernel, event('prepaid.rules-set', { from, rules: { ...DEFAULT_RULES, ...rules } })),
  };
}

/** The code of what it was refused with. */
export async function refusal(deed: Promise<unknown>): Promise<string> {
  try {
    await deed;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return 'not refused';
}
