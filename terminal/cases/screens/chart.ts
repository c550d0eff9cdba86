/** Cases by kind and by age, with the marks that customers gave. */
import type { App } from '../../app.js';
import { EMPTY, line } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { chartLines } from '../../ui/widgets/chart.js';
import { countsByAge, countsByKind } from '../queries.js';

const DAY_MS = 24 * 3600_000;
const AGES_DAYS = [1, 3, 7] as const;

export function createCasesChart(app: App): Screen {
  let forget = (): void => undefined;
  return {
    name: 'cases.chart',
    help: 'cases.chart.help',
    enter({ nav }) {
      forget();
      forget = app.kernel.onCommit(() => nav.refresh());
    },
    closed: () => forget(),
    view: (context) => ({
      body: bodyOf(app, context),
      hints: [{ key: 'cancel', label: context.t('ui.hint.back') }],
    }),
    key: () => 'unused',
  };
}

function bodyOf(app: App, { t, size, clock }: ScreenContext): Line[] {
  const kinds = countsByKind(app.kernel.state);
  if (kinds.length === 0) return [line(t('cases.list.empty'), 'dim')];
  const byKind = kinds.map(({ kind, open, all }) => ({
    label: `${t(`cases.kind.${kind}`)} ${open}/${all}`,
    count: all,
  }));
  const ages = countsByAge(
    app.kernel.state,
    AGES_DAYS.map((days) => clock.now() - days * DAY_MS),
  );
  const byAge = ages.map((count, index) => ({ label: t(`cases.age.${index}`), count }));
  const scores = kinds.flatMap(({ kind, score }) =>
    score === null
      ? []
      : [line(`${t(`cases.kind.${kind}`)} ${t('cases.score', { score: score.toFixed(1) })}`)],
  );
  return [
    line(t('cases.chart.kinds'), 'title'),
    ...chartLines(byKind, size.columns),
    ...scores,
    EMPTY,
    line(t('cases.chart.ages'), 'title'),
    ...chartLines(byAge, size.columns),
  ];
}
