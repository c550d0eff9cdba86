/** What an import would do, before it does. */
import type { App } from '../../app.js';
import { EMPTY, line, pair, paragraph, span } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { startImport } from '../job.js';
import type { Plan, PlannedRow } from '../plan.js';
import { createRunningScreen } from './running.js';

const KINDS = ['new', 'changed', 'same', 'twice', 'wrong'] as const;

export function createPreviewScreen(app: App, file: string, plan: Plan, cutOff: boolean): Screen {
  const toWrite = plan.counts.new + plan.counts.changed;

  async function begin({ nav, t }: ScreenContext): Promise<void> {
    if (toWrite === 0) return nav.message({ text: t('importing.nothing') });
    if (!(await nav.confirm(t('importing.start.ask', { count: toWrite })))) return;
    nav.replace(createRunningScreen(startImport(app, file, plan.rows)));
  }

  return {
    name: 'importing.preview',
    help: 'importing.preview.help',
    view: (context) => {
      const { t, size } = context;
      const counts = KINDS.map((kind, at): Line => {
        const style = kind === 'wrong' && plan.counts.wrong > 0 ? 'warning' : 'normal';
        return pair(
          [span(` ${at + 1} `, 'key'), span(t(`importing.kind.${kind}`), style)],
          [span(`${t('importing.rows', { count: plan.counts[kind] })} `, 'strong')],
          size.columns,
        );
      });
      const warnings: Line[] = cutOff ? [line(` ${t('importing.cut-off')}`, 'warning')] : [];
      if (plan.moneyLeftOut > 0) {
        const said = t('importing.money-left-out', { count: plan.moneyLeftOut });
        warnings.push(...paragraph(said, size.columns, 'warning'));
      }
      // A small screen has room for what is told, or for what is pleasant.
      const gap = 1 + counts.length + warnings.length + 2 <= size.rows ? [EMPTY] : [];
      const rows = [line(` ${file}`, 'dim'), ...gap, ...counts, ...gap, ...warnings];
      return {
        body: rows,
        hints: [
          { key: 'ok', label: t('importing.start') },
          { key: 'cancel', label: t('ui.hint.back') },
        ],
      };
    },
    key: (key, context) => {
      if (key.name === 'ok') return begin(context);
      const kind = KINDS[Number(key.name) - 1];
      if (kind === undefined) return 'unused';
      context.nav.push(rowsOf(plan, kind));
      return undefined;
    },
  };
}

function rowsOf(plan: Plan, kind: PlannedRow['kind']): Screen {
  const rows = plan.rows.filter((row) => row.kind === kind);
  return createListScreen<PlannedRow>({
    name: 'importing.list',
    help: 'importing.list.help',
    page: (offset, limit) => ({ rows: rows.slice(offset, offset + limit), total: rows.length }),
    row: (row, { t }) => {
      const why = whyOf(row, t);
      const place = span(`${t('importing.row', { line: row.line })} `, 'dim');
      return why === '' ? [place, span(row.text)] : [place, span(`${why} `, 'warning'), span(row.text)];
    },
    // A small screen cuts both off.
    open: (row, { nav, t }) =>
      nav.message({
        title: t('importing.row', { line: row.line }),
        text: [whyOf(row, t), [...row.text].slice(0, 300).join('')].filter((text) => text !== '').join('\n'),
      }),
    hints: ({ t }, row) => [
      ...(row ? [{ key: 'ok', label: t('ui.hint.open') } as const] : []),
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

function whyOf(row: PlannedRow, t: ScreenContext['t']): string {
  if (row.kind === 'wrong') {
    const { label = '', cell = '' } = row.of ?? {};
    return t(`importing.wrong.${row.wrong}`, { field: t(label), value: cell });
  }
  return row.kind === 'twice' ? t('importing.twice', { line: row.first }) : '';
}
