/** The simple register: an amount, the cash, the change. A tapped card says whose sale it is. */
import type { App } from '../../app.js';
import { cardOfScan, type LaidCard, meetCard } from '../../cards/index.js';
import { type Customer, customerByNo, maskName } from '../../customers/index.js';
import type { Go } from '../../go.js';
import type { Reader } from '../../kernel/database.js';
import { programAt } from '../../loyalty/index.js';
import { askProof } from '../../proof/index.js';
import { STAFF } from '../../staff.js';
import { pair, span } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen, type FormDraft, type FormProblem } from '../../ui/widgets/form.js';
import { type Sold, sell, type WantedSale } from '../commands.js';
import { AMOUNT_MAX, levelOf, type Quote, quote } from '../quote.js';
import { createBasket } from './basket.js';
import { askHowToPay, tryQuote, type Way } from './pay.js';
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
  let department = '';
  let typed: number | undefined;
  const basket = createBasket();

  /** It is this customer's sale from now on; what was typed stays. */
  async function takeCard(card: LaidCard, context: ScreenContext): Promise<void> {
    const holder = await meetCard(app, go, card, context);
    if (holder !== undefined) customer = customerByNo(state, holder);
    context.nav.refresh();
  }

  /** Classes of products that points are counted differently for. */
  const classes = () => Object.keys(programAt(state, app.clock.now()).classes ?? {});

  function priceOf(amount: number, context: ScreenContext) {
    const now = app.clock.now();
    return {
      amount: basket.total() + amount,
      items: basket.itemsWith(department, amount),
      now,
      time: context.format.fullTime(now),
      ...(customer && { customer: customer.id }),
    };
  }

  const quoteOf = ({ amount }: Draft, context: ScreenContext): Quote | undefined =>
    amount === undefined ? undefined : tryQuote(app, priceOf(amount, context));

  /** Words beside the cash when it is not enough. */
  function tooLittle(values: Draft, context: ScreenContext): FormProblem<typeof FIELDS> | undefined {
    const due = quoteOf(values, context)?.due ?? 0;
    const { tendered = due } = values;
    if (tendered >= due) return undefined;
    const missing = context.format.money(due - tendered);
    return { field: 'tendered', text: context.t('counter.short', { missing }) };
  }

  async function finish(
    amount: number,
    tendered: number,
    quoted: Quote,
    way: Way & Pick<WantedSale, 'pass'>,
    context: ScreenContext,
  ) {
    const { ids } = app.kernel;
    const { due, cash, used } = quoted;
    const wanted = {
      ...{ sale: ids.next(), job: ids.next(), text: ids.next(), notice: ids.next() },
      ...priceOf(amount, context),
      ...way,
      ...{ tendered, confirmed: { due, cash, used }, terminal: app.terminal },
    };
    const sold: Sold = await app.kernel.transact(STAFF, (current) => sell(current, wanted));
    showChange(app, sold, context);
    context.nav.replace(createSoldScreen(go, { sold, quoted, tendered, customer }));
  }

  async function submit(
    values: { amount: number; tendered: number | undefined },
    context: ScreenContext,
  ): Promise<FormProblem<typeof FIELDS> | undefined> {
    const problem = tooLittle(values, context);
    if (problem) return problem;
    const quoted = quote(state, priceOf(values.amount, context));
    await finish(values.amount, values.tendered ?? quoted.due, quoted, {}, context);
    return undefined;
  }

  /** From stored value, or with points; what is left to pay is cash. */
  async function payOtherwise({ amount, tendered }: Draft, context: ScreenContext): Promise<void> {
    const { nav, t, format } = context;
    if (!customer || amount === undefined || amount === 0) {
      nav.notice(t(customer ? 'error.command/amount-missing' : 'error.command/customer-needed'), 'warning');
      return;
    }
    const price = { ...priceOf(amount, context), customer: customer.id };
    const chosen = await askHowToPay(app, price, customer, context);
    if (!chosen) return;
    const { quoted, way } = chosen;
    const { cash, principal, bonus } = quoted;
    const cashIn = cash > 0 ? (tendered ?? cash) : 0;
    if (cashIn < cash)
      return nav.notice(t('counter.short', { missing: format.money(cash - cashIn) }), 'warning');
    const next = (_: ScreenContext, pass?: string) =>
      finish(amount, cashIn, quoted, pass === undefined ? way : { ...way, pass }, context);
    await askProof(app, { customer, amount: principal + bonus, next }, context);
  }

  const form = createFormScreen({
    name: SALE,
    help: 'counter.sale.help',
    fields: FIELDS,
    title: (context) => {
      const { t, size } = context;
      return pair([span(t(SALE), 'title')], who(state, customer, context), size.columns - 8);
    },
    below: (draft, context) => [
      ...basket.lines(context),
      ...departmentLine(department, classes(), context),
      ...belowFields(quoteOf(draft, context), draft, context),
    ],
    changed: showAmount,
    submit,
    key: (key, draft, context) => {
      if (key.name === 'pagedown' && classes().length > 0) {
        department = nextOf(['', ...classes()], department);
        return context.nav.refresh();
      }
      if (key.name === 'pageup' && classes().length > 0) return ringUp(draft.amount, context);
      if (key.name === 'right') return payOtherwise(draft, context);
      return key.name === 'left' ? go.sales(context.nav, customer?.no) : 'unused';
    },
    hints: ({ t }) => [
      { key: 'right', label: t('counter.pay') },
      { key: 'left', label: t('counter.sales'), more: true },
      ...(classes().length > 0 ? classHints(t) : []),
    ],
    does: 'counter.take-cash',
  });

  /** What is typed stays in the sale, and the next amount may be of another class; with nothing typed the last one is taken back. */
  function ringUp(amount: number | undefined, { nav }: ScreenContext): void {
    if (amount === undefined) basket.takeBack();
    else if (amount > 0) basket.add(department, amount);
    typed = undefined;
    department = '';
    form.renew();
    nav.refresh();
  }

  function classHints(t: ScreenContext['t']) {
    const ring = typed === undefined && !basket.isEmpty() ? 'counter.class.back' : 'counter.class.next';
    return [
      { key: 'pagedown', label: t('counter.class'), more: true } as const,
      { key: 'pageup', label: t(ring), more: true } as const,
    ];
  }

  /** The customer sees the amount as it is typed. */
  function showAmount({ amount }: Draft, { t, format }: ScreenContext): void {
    typed = amount;
    if (amount === undefined) return;
    const all = format.amount(basket.total() + amount);
    app.devices.display.show(t('counter.display.amount', { amount: all }), '');
  }

  return {
    ...form,
    enter(context) {
      release?.();
      release = app.taps.claim(SALE, (tap) => void takeCard(tap, context).catch(context.nav.failed));
      greet(app, customer, context);
    },
    scan({ code }, context) {
      const card = cardOfScan(code);
      return card ? takeCard(card, context) : 'unused';
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

/** What follows in a ring. */
function nextOf(ring: readonly string[], one: string): string {
  return ring[(ring.indexOf(one) + 1) % ring.length] ?? '';
}

function departmentLine(department: string, all: readonly string[], { t, size }: ScreenContext): Line[] {
  if (all.length === 0) return [];
  return [
    pair(
      [span(t('counter.class'), 'dim')],
      department === '' ? t('counter.class.none') : department,
      size.columns,
    ),
  ];
}

function who(state: Reader, customer: Customer | undefined, { t, clock }: ScreenContext): Line {
  if (!customer) return [span(t('counter.nobody'), 'dim')];
  const level = levelOf(state, customer, clock.now()).name;
  const barred = customer.disabled === '' ? [] : [span(` ${t('customers.disabled')}`, 'warning')];
  return [span(customer.name, 'strong'), ...barred, span(level === '' ? '' : ` ${level}`)];
}

/** The discount, the change or what is missing, and the points, while the amounts are typed. */
function belowFields(
  quoted: Quote | undefined,
  { tendered }: Draft,
  { t, format, size }: ScreenContext,
): Line[] {
  if (!quoted) return [];
  const { due, price, points, member, level } = quoted;
  const right = [span(member ? `${t('counter.points', { points })}${partsOf(quoted)}` : '', 'good')];
  const change = (tendered ?? due) - due;
  const left =
    change < 0
      ? [span(t('counter.short', { missing: format.money(-change) }), 'warning')]
      : [span(`${t('counter.change')} `), span(format.amount(change), 'money')];
  const discount =
    price === due
      ? []
      : [pair(`${t('counter.due')} ${level?.name ?? ''}`, [span(format.amount(due), 'money')], size.columns)];
  return [...discount, pair(left, right, size.columns)];
}

/** What parts of a point came to, where they were dropped or rounded: ` (4.50)`. */
function partsOf({ hundredths, points }: Quote): string {
  return hundredths === points * 100 ? '' : ` (${(hundredths / 100).toFixed(2)})`;
}

function greet(app: App, customer: Customer | undefined, { t }: ScreenContext): void {
  app.devices.display.show(t('counter.display.welcome'), customer ? maskName(customer.name) : '');
}

function showChange(app: App, sold: Sold, { t, format }: ScreenContext): void {
  app.devices.display.show(t('counter.display.change', { change: format.amount(sold.change) }), '');
}
