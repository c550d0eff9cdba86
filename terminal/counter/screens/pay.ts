/** Paying from stored value or with points: what it would be, asked before it is done. */

import { isTerminalError } from '../../../protocol/errors.js';
import { type Amounts, askForMissing, heldByOthers, spendable } from '../../allowance/index.js';
import type { App } from '../../app.js';
import { type Customer, customerByNo } from '../../customers/index.js';
import { programAt } from '../../loyalty/index.js';
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

interface Chosen {
  readonly way: Way;
  readonly quoted: Quote;
}

/** Asks which way and shows what it comes to; undefined when the person does not want it, or nothing can be used. */
export async function askHowToPay(
  app: App,
  price: WantedPrice & { readonly customer: string },
  customer: Customer,
  context: ScreenContext,
): Promise<Chosen | undefined> {
  const { nav, t, format } = context;
  const open = WAYS.flatMap(({ label, way }): Choice<Chosen>[] => {
    const quoted = tryQuote(app, { ...price, ...way });
    if (!quoted || (way.use !== undefined && quoted.used === 0)) return [];
    return [{ label: t(label), note: format.money(quoted.due - quoted.cash), value: { way, quoted } }];
  });
  const missing = missingHere(app, price, customer);
  const isMissing = Object.keys(missing).length > 0;
  if (open.length === 0) {
    if (isMissing) await askOtherTills(app, customer, missing, context);
    else await nav.message({ text: t(nothingWhy(app, customer)), style: 'warning' });
    return undefined;
  }
  const fetch: Choice<'fetch'> = { label: t('counter.pay.fetch'), value: 'fetch' };
  const chosen = await nav.choose<Chosen | 'fetch'>(t('counter.pay'), [
    ...open,
    ...(isMissing ? [fetch] : []),
  ]);
  if (chosen === 'fetch') await askOtherTills(app, customer, missing, context);
  if (!chosen || chosen === 'fetch') return undefined;
  return (await nav.confirm({ title: t('counter.pay.confirm'), text: previewOf(chosen.quoted, context) }))
    ? chosen
    : undefined;
}

const nothingWhy = (app: App, { no }: Customer): string =>
  customerByNo(app.kernel.state, no)?.disabled === '1'
    ? 'error.command/customer-disabled'
    : 'counter.pay.nothing';

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

/** Of what this sale could take, what other tills hold: whoever is disabled may spend none of it. */
function missingHere(app: App, price: WantedPrice, { no }: Customer): Amounts {
  const { state } = app.kernel;
  const quoted = tryQuote(app, price);
  if (!quoted || customerByNo(state, no)?.disabled === '1') return {};
  const { due } = quoted;
  const { money } = programAt(state, price.now);
  const points = money === undefined ? 0 : Math.floor(due / money.worth) * money.points;
  const { principal = 0, ...held } = heldByOthers(state, no, { points, principal: due, bonus: due });
  const open = due - principal - spendable(state, no, 'principal') - spendable(state, no, 'bonus');
  const bonus = Math.min(held.bonus ?? 0, Math.max(0, open));
  return {
    ...(held.points !== undefined && { points: held.points }),
    ...(principal > 0 && { principal }),
    ...(bonus > 0 && { bonus }),
  };
}

/** The person tries again in a moment. */
async function askOtherTills(
  app: App,
  { id: customer }: Customer,
  missing: Amounts,
  { nav, t }: ScreenContext,
): Promise<void> {
  const wanted = { customer, missing, nextId: app.kernel.ids.next };
  await app.kernel.transact(STAFF, (now) => askForMissing(now, wanted));
  await nav.message(t('counter.pay.elsewhere'));
}
