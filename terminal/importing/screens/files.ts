/** Which file: on a stick or in the import folder. */
import type { App } from '../../app.js';
import type { ShelfFile } from '../../sheets/index.js';
import { cells, line } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { guessColumns } from '../columns.js';
import { learnedHeads } from '../queries.js';
import { createColumnsScreen } from './columns.js';
import { createEarlierScreen } from './earlier.js';

export function createImportScreen(app: App): Screen {
  const { shelf, sheets } = app;

  async function open(file: ShelfFile, { nav, t }: ScreenContext): Promise<void> {
    const sheet = await nav.progress(t('importing.reading', { file: file.name }), async () =>
      sheets.read(file.name, await shelf.read(file.path)),
    );
    const columns = guessColumns(sheet.rows, learnedHeads(app.kernel.state));
    if (sheet.rows.length <= columns.headRows) return nav.message({ text: t('importing.empty') });
    nav.push(createColumnsScreen(app, { file: file.name, sheet, columns }));
  }

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
