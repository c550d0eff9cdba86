/** What each column holds, guessed and put right. */
import type { App } from '../../app.js';
import { customFields } from '../../customers/index.js';
import type { Page } from '../../sheets/index.js';
import { STAFF } from '../../staff.js';
import { cells, span } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { type ColumnMeaning, type Columns, foldHead, MEANINGS } from '../columns.js';
import { learnColumns } from '../commands.js';
import { knownCustomer } from '../known.js';
import { withoutMergedCells } from '../merged-cells.js';
import { createPlanner, dayOrderIn, type Who } from '../plan.js';
import { createPreviewScreen } from './preview.js';

/** Rows that are planned at once: some milliseconds' work, and a pause for whoever waits. */
const SLICE = 400;
const BREATH_MS = 5;

export interface OpenFile {
  readonly file: string;
  readonly sheet: Page;
  readonly columns: Columns;
}

interface Column {
  readonly at: number;
  readonly head: string;
  readonly sample: string;
}

export function createColumnsScreen(app: App, { file, sheet, columns }: OpenFile): Screen {
  const { state } = app.kernel;
  const custom = customFields(state);
  const meanings: ColumnMeaning[] = [...columns.meanings];
  const body = sheet.rows.slice(columns.headRows);
  const rows: Column[] = meanings.map((_, at) => ({
    at,
    head: columns.heads[at] ?? '',
    sample: body.find(({ cells: texts }) => (texts[at] ?? '') !== '')?.cells[at] ?? '',
  }));

  const word = (meaning: ColumnMeaning, t: ScreenContext['t']): string =>
    custom.find(({ id }) => `x:${id}` === meaning)?.name ?? t(`importing.${meaning}`);

  async function change({ at }: Column, { nav, t }: ScreenContext): Promise<void> {
    const choices = [...MEANINGS, ...custom.map(({ id }) => `x:${id}` as const)].map((value) => ({
      value,
      label: word(value, t),
    }));
    const meaning = await nav.choose<ColumnMeaning>(columns.heads[at] ?? t('importing.change'), choices);
    if (meaning === undefined) return;
    if (meaning !== 'phone' && meaning !== 'ignored' && meanings.includes(meaning))
      meanings[meanings.indexOf(meaning)] = 'ignored';
    meanings[at] = meaning;
    nav.refresh();
  }

  const breath = (): Promise<void> => new Promise((done) => app.clock.after(BREATH_MS, done));

  async function goOn({ nav, t }: ScreenContext): Promise<void> {
    const heads = Object.fromEntries(
      rows
        .filter(({ head }) => head !== '')
        .map(({ head, at }) => [foldHead(head), meanings[at] ?? 'ignored']),
    );
    await app.kernel.transact(STAFF, () => learnColumns(heads));
    const table = withoutMergedCells(body, meanings);
    const now = app.clock.now();
    const known = (who: Who) => knownCustomer(state, who, { now });
    const dayOrder = dayOrderIn(table, meanings, custom);
    const planner = createPlanner(meanings, { known, custom, dayOrder, heads: columns.heads });
    await nav.progress(t('importing.planning'), async (report) => {
      for (let at = 0; at < table.length; at += SLICE) {
        if (at > 0) await breath();
        planner.add(table.slice(at, at + SLICE));
        report((at + SLICE) / table.length);
      }
    });
    const plan = planner.plan();
    nav.push(createPreviewScreen(app, file, plan, sheet.cutOff));
  }

  return createListScreen<Column>({
    name: 'importing.columns',
    help: 'importing.columns.help',
    page: (offset, limit) => ({ rows: rows.slice(offset, offset + limit), total: rows.length }),
    row: ({ at, head, sample }, { t, size }) => {
      const meaning = meanings[at] ?? 'ignored';
      const width = Math.floor((size.columns - 14) / 2);
      return cells([
        [[span(word(meaning, t), meaning === 'ignored' ? 'dim' : 'strong')], 10],
        [head, width],
        [[span(sample, 'dim')], width],
      ]);
    },
    open: change,
    key: (key, _, context) => (key.name === '1' ? goOn(context) : 'unused'),
    hints: ({ t }) => [
      { key: 'ok', label: t('importing.change') },
      { key: '1', label: t('importing.next') },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}
