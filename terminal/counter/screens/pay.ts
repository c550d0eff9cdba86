/** Paying from stored value or with points: what it would be, asked before it is done. */

import { isTerminalError } from '../../../protocol/errors.js';
import { askAllowance, spendable } from '../../allowance/index.js';
import type { App } from '../../app.js';
import type { Customer } from '../../customers/index.js';
import { balancesOf } from '../../ledger/index.js';
import { STAFF } from '../../staff.js';
import type { Choice, ScreenContext } from '../../ui/types.js';
import { type Quote, quote, type WantedPrice } from '../quote.js';

/** How a sale is paid besides cash. */
export type Way = Pick<WantedPrice, 'stored' | 'use'>;

const WAYS: ReadonlyArray<{ readonly label: string; readonly way: Way }> = [
  { label: 'counter.pay.stored', way: { stored: 'all' } },
  { label: 'counter.pay.points', way: { use: 'all' } },
  { label: 'counter.pay.both', way: { use: 'all', stored: 'all' } },
];

/** Asks which way and shows what it comes to; undefined when the person does not want it, or nothing can be used. */
export async function askHowToPay(
  app: App,
  price: WantedPrice & { readonly customer: string },
  customer: Customer,
  context: ScreenContext,
): Promise<{ readonly way: Way; readonly quoted: Quote } | undefined> {
  const { nav, t, format } = context;
  const open = WAYS.flatMap(({ label, way }): Choice<{ way: Way; quoted: Quote }>[] => {
    const quoted = tryQuote(app, { ...price, ...way });
    if (!quoted || (way.use !== undefined && quoted.used === 0)) return [];
    return [{ label: t(label), note: format.money(quoted.due - quoted.cash), value: { way, quoted } }];
  });
  if (await asksOtherTill(app, customer, price.amount, context)) return undefined;
  if (open.length === 0) {
    await nav.message({ text: t('counter.pay.nothing'), style: 'warning' });
    return undefined;
  }
  const chosen = await nav.choose(t('counter.pay'), open);
  if (!chosen) return undefined;
  return (await nav.confirm({ title: t('counter.pay.confirm'), text: previewOf(chosen.quoted, context) }))
    ? chosen
    : undefined;
}

/** Undefined when it cannot be paid so. */
export function tryQuote(app: App, price: WantedPrice): Quote | undefined {
  try {
    return quote(app.kernel.state, price);
  } catch (error) {
    if (isTerminalError(error, 'command/')) return undefined;
    throw error;
  }
}

function previewOf(quoted: Quote, { t, format }: ScreenContext): string {
  const { price, due, used, worth, principal, bonus, cash, points } = quoted;
  const rows: ReadonlyArray<readonly [string, string, boolean]> = [
    ['counter.price', format.money(price), price !== due],
    ['counter.due', format.money(due), true],
    ['counter.by-points', `${format.count(used)} = ${format.money(worth)}`, used > 0],
    ['counter.by-principal', format.money(principal), principal > 0],
    ['counter.by-bonus', format.money(bonus), bonus > 0],
    ['counter.by-cash', format.money(cash), cash > 0],
    ['counter.earns', format.count(points), true],
  ];
  return rows.flatMap(([label, words, isShown]) => (isShown ? [`${t(label)}  ${words}`] : [])).join('\n');
}

/** Another till holds what is missing here: it is asked, and the person tries again in a moment. */
async function asksOtherTill(
  app: App,
  { id, no }: Customer,
  amount: number,
  { nav, t }: ScreenContext,
): Promise<boolean> {
  const { state, ids } = app.kernel;
  const { principal } = balancesOf(state, no);
  const here = spendable(state, no, 'principal');
  const missing = Math.min(amount, Math.max(0, principal)) - here;
  if (missing <= 0) return false;
  const wish = { ask: ids.next(), customer: id, account: 'principal', amount: missing } as const;
  await app.kernel.transact(STAFF, (now) => askAllowance(now, wish));
  await nav.message(t('counter.pay.elsewhere'));
  return true;
}
