/** Cases by kind and by age, with the marks that customers gave. */
import type { App } from '../../app.js';
import { beside, EMPTY, line } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { chartLines } from '../../ui/widgets/chart.js';
import { caseCount, countsByAge, countsByKind, countsByScore, countsByState } from '../queries.js';

const DAY_MS = 24 * 3600_000;
const AGES_DAYS = [1, 3, 7] as const;

export function createCasesChart(app: App): Screen {
  let forget = (): void => undefined;
  /** The small screen shows one half at a time. */
  let second = false;
  return {
    name: 'cases.chart',
    help: 'cases.chart.help',
    enter({ nav }) {
      forget();
      forget = app.kernel.onCommit(() => nav.refresh());
    },
    closed: () => forget(),
    view: (context) => ({
      body: bodyOf(app, second, context),
      hints: [
        ...(context.size.columns >= 80 ? [] : [{ key: '2', label: context.t('cases.chart.other') } as const]),
        { key: 'cancel', label: context.t('ui.hint.back') },
      ],
    }),
    key(key, { nav }) {
      if (!['2', 'up', 'down'].includes(key.name)) return 'unused';
      second = !second;
      return nav.refresh();
    },
  };
}

function bodyOf(app: App, second: boolean, context: ScreenContext): Line[] {
  const { t, size } = context;
  if (caseCount(app.kernel.state) === 0) return [line(t('cases.list.empty'), 'dim')];
  if (size.columns < 80) return second ? ends(app, size.columns, context) : kinds(app, size.columns, context);
  const left = size.columns / 2;
  return beside(kinds(app, left - 2, context), left, ends(app, left - 2, context));
}

/** What came, and how long it waits. */
function kinds(app: App, width: number, { t, clock }: ScreenContext): Line[] {
  const { state } = app.kernel;
  const byKind = countsByKind(state).map(({ kind, open, all }) => ({
    label: `${t(`cases.kind.${kind}`)} ${open}/${all}`,
    count: all,
  }));
  const since = AGES_DAYS.map((days) => clock.now() - days * DAY_MS);
  const byAge = countsByAge(state, since).map((count, age) => ({ label: t(`cases.age.${age}`), count }));
  return [
    line(t('cases.chart.kinds'), 'title'),
    ...chartLines(byKind, width),
    EMPTY,
    line(t('cases.chart.ages'), 'title'),
    ...chartLines(byAge, width),
  ];
}

/** How far they are, and how people liked the end. */
function ends(app: App, width: number, { t }: ScreenContext): Line[] {
  const { state } = app.kernel;
  const states = Object.entries(countsByState(state)).map(([name, count]) => ({
    label: t(`cases.state.${name}`),
    count,
  }));
  const scores = countsByScore(state);
  const voices = scores.reduce((sum, count) => sum + count, 0);
  const mean = scores.reduce((sum, count, index) => sum + count * (5 - index), 0) / Math.max(1, voices);
  const head = voices === 0 ? t('cases.chart.no-scores') : t('cases.score', { score: mean.toFixed(1) });
  const byScore = scores.map((count, index) => ({
    label: t('cases.chart.score', { score: 5 - index }),
    count,
  }));
  return [
    line(t('cases.chart.states'), 'title'),
    ...chartLines(states, width),
    line(head, 'title'),
    ...(voices === 0 ? [] : chartLines(byScore, width, voices)),
  ];
}
