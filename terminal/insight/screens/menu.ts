/** What customers are worth: the ways to its lists. */
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import type { Nav, Screen } from '../../ui/types.js';
import { createMenuScreen } from '../../ui/widgets/menu.js';
import { lapsed, lapsedCount, lapsedNumbers, type Order, ranking, valuedCount } from '../queries.js';
import { createPeopleList } from './people.js';
import { createProductRanking } from './products.js';
import { createSegmentChart } from './segments.js';

/** Nobody reads further down a ranking. */
const RANKED_MAX = 1_000;

export function createInsightMenu(app: App, go: Go, path?: string): Screen {
  const { state } = app.kernel;
  const rank = (order: Order) => (nav: Nav, at: string) => {
    const total = Math.min(RANKED_MAX, valuedCount(state));
    nav.push(
      createPeopleList(app, go, {
        name: `insight.${order}`,
        path: at,
        page: (offset, limit) => ({
          rows: ranking(state, order, offset, Math.min(limit, total - offset)),
          total,
        }),
        everybody: () => ranking(state, order, 0, total).map(({ customer }) => customer),
      }),
    );
  };
  return createMenuScreen({
    name: 'insight.menu',
    help: 'insight.menu.help',
    ...(path === undefined ? {} : { path }),
    items: [
      { label: 'insight.segments', open: (nav, at) => nav.push(createSegmentChart(app, go, at)) },
      {
        label: 'insight.lapsed',
        note: ({ t }) => t('insight.people', { count: lapsedCount(state, app.clock.now()) }),
        open: (nav, at) => nav.push(createLapsed(app, go, at)),
      },
      { label: 'insight.spent', open: rank('spent') },
      { label: 'insight.visits', open: rank('visits') },
      { label: 'insight.products', open: (nav, at) => nav.push(createProductRanking(app, go, at)) },
      { label: 'advice.list', open: go.advice },
    ],
  });
}

function createLapsed(app: App, go: Go, path: string): Screen {
  const { state } = app.kernel;
  const now = app.clock.now();
  const total = lapsedCount(state, now);
  return createPeopleList(app, go, {
    name: 'insight.lapsed',
    path,
    page: (offset, limit) => ({ rows: lapsed(state, now, offset, limit), total }),
    everybody: () => lapsedNumbers(state, now),
  });
}
