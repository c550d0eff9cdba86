/** The simple register: an amount, the cash, the change. A tapped card says whose sale it is. */
import type { App } from '../../app.js';
import { cardHolder } from '../../cards/index.js';
import { type Customer, customerByNo, maskName } from '../../customers/index.js';
import type { Go } from '../../go.js';
import { pointsFor, pointsRule } from '../../loyalty/index.js';
import { STAFF } from '../../staff.js';
import { pair, span } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen, type FormDraft, type FormProblem } from '../../ui/widgets/form.js';
import { type Sold, sell } from '../commands.js';
import { AMOUNT_MAX } from '../quote.js';
import { createSoldScreen } from './sold.js';

const FIELDS = {
  amount: { kind: 'money', label: 'counter.amount', required: true, min: 1, max: AMOUNT_MAX },
  tendered: { kind: 'money', label: 'counter.tendered', max: AMOUNT_MAX },
} as const;

type Draft = FormDraft<typeof FIELDS>;

export const SALE = 'counter.sale';

export interface SaleScreen extends Screen {
  /** Makes it this customer's sale; what was typed stays. */
  serve(customerNo: number): void;
}

export function createSaleScreen(app: App, go: Go, customerNo?: number): SaleScreen {
  const { state } = app.kernel;
  let customer = customerNo === undefined ? undefined : customerByNo(state, customerNo);
  let release: (() => void) | undefined;

  function takeTap(uid: string, { nav, t }: ScreenContext): void {
    const holder = cardHolder(state, uid);
    if (holder === undefined) nav.notice(t('customers.blank-card'), 'warning');
    else customer = customerByNo(state, holder);
    nav.refresh();
  }

  /** Words beside the cash when it is not enough. */
  function tooLittle(values: Draft, { t, format }: ScreenContext): FormProblem<typeof FIELDS> | undefined {
    const { amount = 0, tendered = amount } = values;
    if (tendered >= amount) return undefined;
    return { field: 'tendered', text: t('counter.short', { missing: format.money(amount - tendered) }) };
  }

  async function submit(
    values: { amount: number; tendered: number | undefined },
    context: ScreenContext,
  ): Promise<FormProblem<typeof FIELDS> | undefined> {
    const problem = tooLittle(values, context);
    if (problem) return problem;
    const { ids } = app.kernel;
    const { clock, terminal } = app;
    const now = clock.now();
    const { amount, tendered = amount } = values;
    const wanted = {
      sale: ids.next(),
      job: ids.next(),
      text: ids.next(),
      ...(customer && { customer: customer.id }),
      items: [],
      amount,
      tendered,
      now,
      time: receiptTime(now, context),
      terminal,
    };
    const sold: Sold = await app.kernel.transact(STAFF, (current) => sell(current, wanted));
    showChange(app, sold, context);
    context.nav.replace(createSoldScreen(go, { sold, amount, tendered, customer }));
    return undefined;
  }

  const form = createFormScreen({
    name: SALE,
    help: 'counter.sale.help',
    fields: FIELDS,
    title: ({ t, size }) => pair([span(t(SALE), 'title')], who(customer, t), size.columns - 8),
    below: (draft, context) => belowFields(app, customer, draft, context),
    changed: showAmount,
    submit,
    does: 'counter.take-cash',
  });

  /** The customer sees the amount as it is typed. */
  function showAmount({ amount }: Draft, { t, format }: ScreenContext): void {
    if (amount === undefined) return;
    app.devices.display.show(t('counter.display.amount', { amount: format.amount(amount) }), '');
  }

  return {
    ...form,
    enter(context) {
      release?.();
      release = app.taps.claim(SALE, (tap) => takeTap(tap.uid, context));
      greet(app, customer, context);
    },
    closed() {
      release?.();
      go.saleGone();
    },
    serve(no) {
      customer = customerByNo(state, no);
    },
  };
}

/** With the year: receipts are kept for warranties and taxes. */
function receiptTime(now: number, { format }: ScreenContext): string {
  return `${format.date(now, 0)} ${format.time(now)}`;
}

function who(customer: Customer | undefined, t: ScreenContext['t']): Line {
  if (!customer) return [span(t('counter.nobody'), 'dim')];
  return [span(customer.name, 'strong'), span(customer.level === '' ? '' : ` ${customer.level}`)];
}

/** The change, or what is missing, and the points, while the amounts are typed. */
function belowFields(
  app: App,
  customer: Customer | undefined,
  { amount, tendered }: Draft,
  { t, format, size }: ScreenContext,
): Line[] {
  if (amount === undefined) return [];
  const points = customer ? pointsFor(amount, pointsRule(app.kernel.state)) : 0;
  const right = [span(customer ? t('counter.points', { points }) : '', 'good')];
  const change = (tendered ?? amount) - amount;
  if (change < 0)
    return [
      pair([span(t('counter.short', { missing: format.money(-change) }), 'warning')], right, size.columns),
    ];
  return [pair([span(`${t('counter.change')} `), span(format.amount(change), 'money')], right, size.columns)];
}

function greet(app: App, customer: Customer | undefined, { t }: ScreenContext): void {
  app.devices.display.show(t('counter.display.welcome'), customer ? maskName(customer.name) : '');
}

function showChange(app: App, sold: Sold, { t, format }: ScreenContext): void {
  app.devices.display.show(t('counter.display.change', { change: format.amount(sold.change) }), '');
}
