/** A customer's points and stored value: every entry, and what can be done with them. */
import type { App } from '../../app.js';
import { customerByNo } from '../../customers/index.js';
import type { Go } from '../../go.js';
import {
  type Balances,
  balancesOf,
  depositOf,
  type Entry,
  entriesOf,
  entryCount,
} from '../../ledger/index.js';
import { STAFF } from '../../staff.js';
import { cells, lineColumns, pair, span } from '../../ui/lines.js';
import type { Key, Line, Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { printStatement } from '../statement.js';
import { textStatement } from '../text-statement.js';

export function createAccountScreen(app: App, go: Go, no: number): Screen {
  const { kernel, clock, terminal } = app;
  const { state } = kernel;

  async function print({ nav, t, format }: ScreenContext): Promise<void> {
    const now = clock.now();
    const wanted = {
      ...{ customer: customerByNo(state, no)?.id ?? '', job: kernel.ids.next(), terminal, now },
      ...{ time: format.fullTime(now), when: format.dateTime },
    };
    await kernel.transact(STAFF, (current) => printStatement(current, wanted));
    nav.notice(t('prepaid.stated'), 'good');
  }

  async function text({ nav, t, format }: ScreenContext): Promise<void> {
    if (!(await nav.confirm(t('prepaid.text-statement.question')))) return;
    const wanted = {
      ...{ customer: customerByNo(state, no)?.id ?? '', text: kernel.ids.next(), now: clock.now() },
      when: (ms: number) => format.date(ms),
    };
    const { key } = await kernel.transact(STAFF, (current) => textStatement(current, wanted));
    nav.notice(t('prepaid.text-statement.sent', { phone: format.phone(key) }), 'good');
  }

  function act(key: Key, context: ScreenContext) {
    const { nav } = context;
    switch (key.name) {
      case '1':
        return go.recharge(nav, no);
      case '2':
        return go.gifts(nav, no);
      case '3':
        return print(context);
      case '4':
        return go.sales(nav, no);
      case '5':
        return go.recharges(nav, no);
      case '6':
        return go.adjust(nav, no);
      case '7':
        return go.pin(no, context);
      case '8':
        return text(context);
      case '9':
        return go.deposits(nav, no);
      default:
        return 'unused';
    }
  }

  return createListScreen<Entry>({
    name: 'prepaid.account',
    help: 'prepaid.account.help',
    empty: 'prepaid.account.empty',
    page: (offset, limit) => ({ rows: entriesOf(state, no, offset, limit), total: entryCount(state, no) }),
    live: {
      onChange: kernel.onCommit,
      same: (one, other) => one.at === other.at && one.account === other.account,
    },
    title: ({ t, size }) =>
      pair([span(t('prepaid.account'), 'title')], customerByNo(state, no)?.name ?? '', size.columns - 8),
    head: (context) => balanceLine({ ...balancesOf(state, no), deposit: depositOf(state, no) }, context),
    row,
    key: (key, _row, context) => act(key, context),
    hints: ({ t }) => [
      { key: '1', label: t('prepaid.recharge'), right: 'prepaid.recharge' },
      { key: '2', label: t('loyalty.redeem'), right: 'points.redeem' },
      { key: '3', label: t('prepaid.statement') },
      { key: '4', label: t('counter.sales') },
      { key: '5', label: t('prepaid.recharges'), more: true },
      { key: '6', label: t('loyalty.adjust'), right: 'points.adjust', more: true },
      { key: '7', label: t('proof.pin'), more: true },
      { key: '8', label: t('prepaid.text-statement'), more: true },
      { key: '9', label: t('deposits.of'), more: true },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

/** Columns of an amount up to 9,999.99 with its sign. */
const FIGURE = 9;

/** Where not all of it has room, how much of the balance was given goes first: the entries tell it too. */
function balanceLine(
  { points, principal, bonus, deposit }: Balances & { readonly deposit: number },
  { t, format, size }: ScreenContext,
): Line {
  const held = deposit === 0 ? '' : `  ${t('prepaid.deposit')} ${format.amount(deposit)}`;
  const gift = bonus === 0 ? '' : ` (${t('prepaid.bonus')} ${format.amount(bonus)})`;
  const left = [
    span(`${t('prepaid.points')} `),
    span(format.count(points), points < 0 ? 'warning' : 'strong'),
    span(held),
  ];
  const balance = [span(format.money(principal + bonus), 'money')];
  const all = [...balance, span(gift, 'dim')];
  const fits = lineColumns(left) + 1 + lineColumns(all) <= size.columns;
  return pair(left, fits ? all : balance, size.columns);
}

function row({ account, amount, at, reason, balance }: Entry, { t, format, size }: ScreenContext): Line {
  const write = account === 'points' ? format.count : format.amount;
  const words = cells([
    [format.date(at), 5],
    [t(`prepaid.reason.${reason}`), 6],
  ]);
  const signed = `${amount > 0 ? '+' : ''}${write(amount)}`;
  // However long they are: what is short of room is the words.
  const figures = `${signed.padStart(FIGURE)} ${write(balance).padStart(FIGURE)}`;
  return pair([...words, span(` ${t(`prepaid.${account}`)}`)], figures, size.columns - 1);
}
