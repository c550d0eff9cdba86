/** Customers in a row: a ranking, a segment, those who stay away. */
import type { App } from '../../app.js';
import { customerByNo, phonesOf } from '../../customers/index.js';
import type { Go } from '../../go.js';
import { cells, span } from '../../ui/lines.js';
import type { Line, Outcome, Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen, type Page } from '../../ui/widgets/list.js';
import type { CustomerValue } from '../queries.js';
import { createGroupForm } from './group.js';

export interface PeopleOptions {
  readonly name: 'insight.spent' | 'insight.visits' | 'insight.lapsed' | 'insight.segment' | 'insight.buyers';
  /** Translated; the screen's name without. */
  readonly title?: string;
  readonly path?: string;
  readonly page: (offset: number, limit: number) => Page<CustomerValue>;
  /** All row numbers, to be written to a file. */
  readonly everybody: () => readonly number[];
}

const EXPORTED_MAX = 100_000;

export function createPeopleList(app: App, go: Go, options: PeopleOptions): Screen {
  const { title, path } = options;
  return createListScreen<CustomerValue>({
    name: options.name,
    help: 'insight.people.help',
    ...(path === undefined ? {} : { path }),
    ...(title === undefined ? {} : { title: () => [span(title, 'title')] }),
    empty: 'insight.empty',
    page: options.page,
    row: (one, context) => rowOf(app, one, context),
    open: ({ customer }, { nav }) => go.customer(nav, customer),
    key: (key, one, context) => {
      if (key.name === '2' && one) return textTo(app, go, one, context);
      if (key.name === '3') {
        return go.exports(options.everybody().slice(0, EXPORTED_MAX), context);
      }
      if (key.name === '4' && one) {
        const name = title ?? context.t(options.name);
        return context.nav.push(createGroupForm(app, options.everybody().slice(0, EXPORTED_MAX), name));
      }
      return 'unused';
    },
    hints: ({ t }, one) => [
      { key: 'ok', label: t('ui.hint.open') },
      ...(one
        ? [
            { key: '2', label: t('profile.text') } as const,
            { key: '3', label: t('insight.export'), right: 'customers.export' } as const,
          ]
        : []),
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

function textTo(app: App, go: Go, { customer }: CustomerValue, { nav }: ScreenContext): Outcome {
  const key = phonesOf(app.kernel.state, customer)[0];
  return key === undefined ? 'unused' : go.compose(nav, { key, template: '', cause: 'staff' });
}

function rowOf(app: App, one: CustomerValue, { t, format, size, clock }: ScreenContext): Line {
  const name = customerByNo(app.kernel.state, one.customer)?.name ?? '';
  const wide = size.columns >= 60;
  const last = format.date(one.last, clock.now());
  return cells([
    [name, wide ? 20 : 10],
    [[span(format.money(one.spent), 'money')], wide ? -14 : -12],
    [t('insight.times', { count: one.visits }), wide ? -9 : -6],
    [[span(last.length > 5 && !wide ? last.slice(2) : last, 'dim')], -(wide ? 12 : 8)],
  ]);
}
