/** Conditions, row by row; how many customers they mean is seen at once. */
import type { App } from '../../app.js';
import type { Go } from '../../go.js';
import { STAFF } from '../../staff.js';
import { line, span } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { createListScreen, type ListScreen } from '../../ui/widgets/list.js';
import { saveAudience } from '../commands.js';
import { CONDITIONS_MAX, type Condition } from '../conditions.js';
import { audiences } from '../queries.js';
import { askCondition, conditionWords } from './ask.js';
import { createFoundList, yearOf } from './found.js';

/** Slices of the table are read with pauses between: whoever waits goes first. */
const BREATH_MS = 5;

export function createFilterScreen(app: App, go: Go): Screen {
  let rows: Condition[] = [];
  app.table.prepare((next) => app.clock.after(BREATH_MS, next));

  function total(): number {
    const now = app.clock.now();
    return app.table.find({ rows, offset: 0, limit: 0, now, year: yearOf(app) }).total;
  }

  async function add(context: ScreenContext): Promise<void> {
    if (rows.length < CONDITIONS_MAX)
      await askCondition(app, context, (row) => {
        rows = [...rows, row];
      });
  }

  async function change(at: number, context: ScreenContext): Promise<void> {
    await askCondition(app, context, (row) => {
      rows = rows.map((one, index) => (index === at ? { ...row, join: one.join } : one));
    });
  }

  async function openSaved({ nav, t }: ScreenContext): Promise<void> {
    const saved = audiences(app.kernel.state).filter(({ filter }) => filter.rows !== undefined);
    if (saved.length === 0) return nav.message(t('audience.saved.none'));
    const chosen = await nav.choose(
      t('audience.saved'),
      saved.map(({ name, filter }) => ({ label: name, value: filter.rows ?? [] })),
    );
    if (chosen) rows = [...chosen];
    nav.refresh();
  }

  const list: ListScreen<number> = createListScreen<number>({
    name: 'audience.filter',
    help: 'audience.filter.help',
    empty: 'audience.filter.empty',
    page: (offset, limit) => ({
      rows: rows.map((_, at) => at).slice(offset, offset + limit),
      total: rows.length,
    }),
    row: (at, context) => {
      const row = rows[at];
      if (!row) return [];
      const join = at === 0 ? '' : context.t(`audience.${row.join}`);
      return [span(` ${join} `.padStart(5), 'key'), ...conditionWords(app, row, context)];
    },
    totals: ({ t }) => line(` ${t('audience.means', { count: total() })}`, 'strong'),
    open: change,
    async key({ name }, at, context) {
      const { nav } = context;
      if (name === '1') await add(context);
      else if (name === '2') nav.push(createFoundList(app, go, rows));
      else if (name === '3') nav.push(createSaveForm(app, rows));
      else if (name === '6') await openSaved(context);
      else if (name === '4' && at !== undefined) rows = rows.filter((_, index) => index !== at);
      else if (name === '5' && at !== undefined)
        rows = rows.map((row, index) => (index === at ? turned(row) : row));
      else return 'unused';
      await list.reload(context);
      return undefined;
    },
    hints: ({ t }, at) => [
      { key: '2', label: t('audience.show') },
      { key: '1', label: t('audience.add') },
      ...(at === undefined
        ? []
        : ([
            { key: '4', label: t('audience.drop') },
            { key: '5', label: t('audience.turn'), more: true },
            { key: 'ok', label: t('audience.change'), more: true },
          ] as const)),
      { key: '3', label: t('audience.save'), more: true },
      { key: '6', label: t('audience.saved'), more: true },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
  return list;
}

const turned = (row: Condition): Condition => ({ ...row, join: row.join === 'and' ? 'or' : 'and' });

function createSaveForm(app: App, rows: readonly Condition[]): Screen {
  return createFormScreen({
    name: 'audience.save',
    help: 'audience.save.help',
    fields: { name: { kind: 'text', label: 'audience.name', required: true, limit: 20 } },
    async submit({ name }, { nav, t }) {
      const id = app.kernel.ids.next();
      await app.kernel.transact(STAFF, (state) => saveAudience(state, { id, name, filter: { rows } }));
      nav.notice(t('audience.save.done'), 'good');
      nav.pop();
    },
  });
}
