/** What one customer is worth, in words that need no school. */
import type { App } from '../../app.js';
import { customerByNo } from '../../customers/index.js';
import { cells, EMPTY, line, pair, span } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import {
  type CustomerValue,
  customerValue,
  isLapsed,
  limits,
  ratingOf,
  usualOf,
  yearAhead,
} from '../queries.js';

const DAY_MS = 24 * 3600_000;
const STARS = 5;

export function createValueScreen(app: App, customerNo: number): Screen {
  let forget = (): void => undefined;
  return {
    name: 'insight.one',
    help: 'insight.one.help',
    enter({ nav }) {
      forget();
      forget = app.kernel.onCommit(() => nav.refresh());
    },
    closed: () => forget(),
    view: (context) => ({
      body: bodyOf(app, customerNo, context),
      hints: [{ key: 'cancel', label: context.t('ui.hint.back') }],
    }),
    key: () => 'unused',
  };
}

function bodyOf(app: App, customerNo: number, context: ScreenContext): Line[] {
  const { state } = app.kernel;
  const { t, size, clock } = context;
  const name = customerByNo(state, customerNo)?.name ?? '';
  const value = customerValue(state, customerNo);
  if (!value) return [line(name, 'strong'), line(t('profile.no-visits'), 'dim')];
  const { scores, segment } = ratingOf(value, limits(state), clock.now());
  const stars = (score: number): string => '★'.repeat(score) + '☆'.repeat(STARS - score);
  const scored = (['week', 'often', 'much'] as const).map((measure) =>
    cells([
      [t(`insight.score.${measure}`), 12],
      [[span(stars(scores[measure]), 'money')], STARS * 2],
    ]),
  );
  return [
    pair([span(name, 'strong')], [span(t(`insight.segment.${segment}`), 'title')], size.columns),
    ...factLines(value, context),
    ...scored,
    ...usualLines(app, customerNo, context, size.rows - 9),
  ];
}

function factLines(value: CustomerValue, { t, format, size, clock }: ScreenContext): Line[] {
  const now = clock.now();
  const { spent, visits, rhythm, last, first } = value;
  const away = Math.max(0, Math.floor((now - last) / DAY_MS));
  const rhythmWords =
    rhythm === null
      ? t('insight.no-rhythm')
      : t('insight.rhythm', { days: Math.max(1, Math.round(rhythm / DAY_MS)) });
  const late = isLapsed(value, now);
  return [
    pair(
      [span(t('insight.worth', { amount: format.money(spent), count: visits }))],
      t('insight.average', { amount: format.money(Math.round(spent / visits)) }),
      size.columns,
    ),
    pair(
      t('insight.since', { first: format.date(first, now) }),
      t('insight.ahead', { amount: format.money(yearAhead(value, now)) }),
      size.columns,
    ),
    pair(
      [span(t('insight.away', { days: away }), late ? 'warning' : 'normal')],
      [span(rhythmWords, late ? 'warning' : 'dim')],
      size.columns,
    ),
  ];
}

function usualLines(app: App, customerNo: number, { t, size }: ScreenContext, room: number): Line[] {
  const usual = usualOf(app.kernel.state, customerNo, Math.max(0, Math.min(8, room)));
  if (usual.length === 0) return [];
  return [
    EMPTY,
    line(t('insight.usual'), 'title'),
    ...usual.map(({ product, times }) => pair(product, t('insight.times', { count: times }), size.columns)),
  ];
}
