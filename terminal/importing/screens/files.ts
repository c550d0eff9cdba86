/** Which file: on a stick or in the import folder. */
import type { App } from '../../app.js';
import type { Page, ShelfFile } from '../../sheets/index.js';
import { cells, line } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { type Columns, guessColumns } from '../columns.js';
import { learnedHeads } from '../queries.js';
import { createColumnsScreen } from './columns.js';
import { createEarlierScreen } from './earlier.js';

export function createImportScreen(app: App): Screen {
  const { shelf, sheets } = app;

  async function open(file: ShelfFile, context: ScreenContext): Promise<void> {
    const { nav, t } = context;
    const sheet = await nav.progress(t('importing.reading', { file: file.name }), async () =>
      sheets.read(file.name, await shelf.read(file.path)),
    );
    const pages = [sheet, ...(sheet.further ?? [])].map((page) => ({ page, columns: guess(page) }));
    const chosen = await choosePage(pages, context);
    if (!chosen) return undefined;
    const { page, columns } = chosen;
    if (page.rows.length <= columns.headRows) return nav.message({ text: t('importing.empty') });
    nav.push(createColumnsScreen(app, { file: file.name, sheet: page, columns }));
    return undefined;
  }

  const guess = (page: Page): Columns => guessColumns(page.rows, learnedHeads(app.kernel.state));

  return createListScreen<ShelfFile>({
    name: 'importing.files',
    help: 'importing.files.help',
    async page(offset, limit) {
      const files = await shelf.files();
      return { rows: files.slice(offset, offset + limit), total: files.length };
    },
    empty: 'importing.files.empty',
    totals: () => line(` ${shelf.folders.join('  ')}`, 'dim'),
    row: ({ name, bytes }, { size, format }) =>
      cells([
        [name, size.columns - 14],
        [`${format.count(Math.ceil(bytes / 1024))} KB`, -10],
      ]),
    open: (file, context) => open(file, context),
    key: (key, _, { nav }) => (key.name === '1' ? nav.push(createEarlierScreen(app)) : 'unused'),
    hints: ({ t }) => [
      { key: 'ok', label: t('ui.hint.open') },
      { key: '1', label: t('importing.earlier') },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

interface Looked {
  readonly page: Page;
  readonly columns: Columns;
}

/** Asks when there are several, the one that looks most like customers first: Numbers puts a page about the export before them. */
function choosePage(pages: readonly Looked[], { nav, t }: ScreenContext): Promise<Looked | undefined> {
  const [only] = pages;
  if (pages.length === 1) return Promise.resolve(only);
  const likeness = ({ columns: { meanings } }: Looked): number =>
    meanings.filter((meaning) => meaning !== 'ignored').length + (meanings.includes('name') ? 100 : 0);
  const choices = [...pages]
    .sort((one, other) => likeness(other) - likeness(one))
    .map((value) => ({
      value,
      label: t('importing.page.rows', { name: value.page.name, count: value.page.rows.length }),
    }));
  return nav.choose(t('importing.page'), choices);
}
