/** Who took how much, on a day or in a month. */
import type { App } from '../../app.js';
import { civilOf, momentOf, startOfDay } from '../../messaging/index.js';
import { cells, line } from '../../ui/lines.js';
import type { Format, Line, Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen, type ListScreen } from '../../ui/widgets/list.js';
import { whoDid } from '../sentence.js';
import { type Takings, takings } from '../takings.js';

const HOUR_MS = 3600_000;
type Span = 'day' | 'month';

export function createTakingsScreen(app: App, path: string): Screen {
  const { kernel, clock, timezone } = app;
  let span: Span = 'day';
  let from = startOfDay(clock.now(), timezone);

  /** The day or month that lies `steps` away. */
  function begin(at: number, steps: number): number {
    if (span === 'day') return startOfDay(at + (12 + 24 * steps) * HOUR_MS, timezone);
    const { year, month } = civilOf(at, timezone);
    const months = year * 12 + month - 1 + steps;
    const wanted = { year: Math.floor(months / 12), month: (months % 12) + 1, day: 1, minute: 0 };
    return momentOf(wanted, timezone);
  }

  const list: ListScreen<Takings> = createListScreen<Takings>({
    name: 'audit.takings',
    help: 'audit.takings.help',
    path,
    empty: 'audit.takings.empty',
    page: (offset, limit) => {
      const all = takings(kernel.state, from, begin(from, 1));
      return { rows: all.slice(offset, offset + limit), total: all.length };
    },
    title: ({ t, format }) => {
      const day = format.date(from, clock.now());
      return line(
        `${t('audit.takings')} · ${span === 'day' ? day : day.slice(0, -3)} ${t(`audit.${span}`)}`,
        'title',
      );
    },
    head: ({ t, size }) =>
      row(
        [t('people.name'), ...['sales', 'sold', 'recharged', 'refunded'].map((key) => t(`audit.${key}`))],
        size.columns,
      ),
    row: ({ actor, sales, sold, refunded, recharged }, { t, format, size }) =>
      row(
        [
          whoDid({ actor }, { state: kernel.state, t, format }),
          String(sales),
          ...figures([sold, recharged, refunded], size.columns, format),
        ],
        size.columns,
      ),
    open: ({ actor, sales, sold, refunded, recharged }, { nav, t, format }) =>
      nav.message({
        title: whoDid({ actor }, { state: kernel.state, t, format }),
        text: [
          `${t('audit.sales')}  ${sales}`,
          `${t('audit.sold')}  ${format.money(sold)}`,
          `${t('audit.recharged')}  ${format.money(recharged)}`,
          `${t('audit.refunded')}  ${format.money(refunded)}`,
        ].join('\n'),
      }),
    key: (key, _, context) => {
      if (key.name === '2') from = begin(from, -1);
      else if (key.name === '3') from = begin(from, 1);
      else if (key.name === '4') {
        span = span === 'day' ? 'month' : 'day';
        from = span === 'month' ? begin(from, 0) : startOfDay(clock.now(), timezone);
      } else return 'unused';
      return list.reload(context);
    },
    hints: ({ t }: ScreenContext) => [
      { key: 'ok', label: t('ui.hint.open') },
      { key: '2', label: t('audit.earlier') },
      { key: '3', label: t('audit.later') },
      { key: '4', label: t(span === 'day' ? 'audit.month' : 'audit.day') },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
  return list;
}

/** Columns from one amount to the next. */
const amountColumns = (columns: number): number => Math.floor((columns - 16) / 3);

/** Whole yuan where the fen have no room: OK shows them. */
function figures(amounts: readonly number[], columns: number, format: Format): string[] {
  const exact = amounts.map((fen) => format.amount(fen));
  const fits = exact.every((text) => text.length < amountColumns(columns));
  return fits ? exact : amounts.map((fen) => format.count(Math.round(fen / 100)));
}

function row([name = '', sales = '', ...amounts]: readonly string[], columns: number): Line {
  const wide = amountColumns(columns);
  return cells([
    [name, columns - 8 - 3 * wide],
    [sales, -4],
    ...amounts.map((text): [string, number] => [text, 1 - wide]),
  ]);
}
