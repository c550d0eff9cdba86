/** The timeline of one customer: newest first, all kinds or one. */
import { columns } from '../../../protocol/text/columns.js';
import type { App } from '../../app.js';
import { customerByNo } from '../../customers/index.js';
import type { Go } from '../../go.js';
import { type Happening, type HappeningKind, KINDS } from '../../happenings/index.js';
import { employeeName } from '../../people/index.js';
import { cells, pair, span } from '../../ui/lines.js';
import type { Line, Outcome, Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen, type ListScreen } from '../../ui/widgets/list.js';
import { timelineOf } from '../queries.js';
import { happeningWords } from '../words.js';

export function createTimeline(app: App, go: Go, customerNo: number): Screen {
  const { state } = app.kernel;
  let kind: HappeningKind | undefined;

  const list: ListScreen<Happening> = createListScreen<Happening>({
    name: 'timeline.list',
    help: 'timeline.list.help',
    empty: 'timeline.list.empty',
    title: ({ t, size }) => {
      const name = customerByNo(state, customerNo)?.name ?? '';
      const shown = t(kind === undefined ? 'timeline.kind.all' : `timeline.kind.${kind}`);
      return pair([span(t('timeline.list'), 'title'), span(` ${name}`, 'strong')], shown, size.columns);
    },
    page: (offset, limit) =>
      timelineOf(state, customerNo, { offset, limit, ...(kind !== undefined && { kind }) }),
    live: {
      onChange: app.kernel.onCommit,
      same: (one, other) => one.at === other.at && one.kind === other.kind && one.ref === other.ref,
    },
    row: rowOf,
    open: (one, context) => openHappening(app, one, go, context),
    key: (key, _one, context) => {
      if (key.name === '2') return choose(context);
      if (key.name === '3') return go.noteFor(context.nav, customerNo);
      if (key.name === '4') return go.exportTimeline(customerNo, context);
      return 'unused';
    },
    hints: ({ t }) => [
      { key: 'ok', label: t('ui.hint.open') },
      { key: '2', label: t('timeline.filter') },
      { key: '3', label: t('followups.write') },
      { key: '4', label: t('timeline.export'), more: true },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });

  async function choose(context: ScreenContext): Promise<Outcome> {
    const { nav, t } = context;
    const choices = [undefined, ...KINDS].map((value) => {
      const { total } = timelineOf(state, customerNo, {
        ...{ offset: 0, limit: 0 },
        ...(value !== undefined && { kind: value }),
      });
      return { label: t(`timeline.kind.${value ?? 'all'}`), value: { kind: value }, note: String(total) };
    });
    const chosen = await nav.choose(
      t('timeline.filter'),
      choices.filter(({ note, value }) => note !== '0' || value.kind === undefined),
    );
    if (chosen === undefined) return undefined;
    kind = chosen.kind;
    return list.reload(context);
  }

  return list;
}

function rowOf(one: Happening, context: ScreenContext): Line {
  const { t, format, size } = context;
  const { what, words, figures } = happeningWords(one, t, format);
  const wide = size.columns >= 60;
  // A small screen has room for one figure.
  const figure = wide ? figures.join(' ') : (figures[0] ?? '');
  const when = wide ? 11 : 8;
  const kind = Math.max(wide ? 12 : 8, columns(what));
  const left = size.columns - when - kind - 2;
  const room = figure === '' ? left : left - columns(figure) - 1;
  return cells([
    [[span(whenOf(one.at, wide, context), 'dim')], when],
    [[span(what, one.kind === 'case' ? 'warning' : 'normal')], kind],
    [words, Math.max(1, room)],
    ...(figure === '' ? [] : [[[span(figure, 'money')], -columns(figure)] as const]),
  ]);
}

/** With the time where there is room, with the year when it is another one. */
function whenOf(at: number, wide: boolean, { format, clock }: ScreenContext): string {
  const date = format.date(at, clock.now());
  const isOld = date.length > 5;
  if (wide) return isOld ? date : format.dateTime(at);
  return isOld ? date.slice(2) : date;
}

/** What has a screen is opened there; the rest is told whole. */
async function openHappening(
  app: App,
  one: Happening,
  go: Go,
  { nav, t, format }: ScreenContext,
): Promise<void> {
  if (one.kind === 'call') return go.call(nav, one.ref);
  if (one.kind === 'case') return go.oneCase(nav, one.ref);
  const { what, words, figures } = happeningWords(one, t, format);
  const head = `${format.fullTime(one.at)}  ${t(`timeline.kind.${one.kind}`)}  ${what}`;
  const name = one.kind === 'record' ? employeeName(app.kernel.state, one.ref) : undefined;
  const by = name === undefined ? '' : t('timeline.by', { name });
  await nav.message([head, words, figures.join(' '), by].filter((text) => text !== '').join('\n'));
}
