/** Imports of before, and their undo. */
import type { App } from '../../app.js';
import { cells, span } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { undoImport } from '../job.js';
import { type ImportDone, importCount, importsDone, keptCount } from '../queries.js';

const mayBeUndone = (done: ImportDone | undefined): done is ImportDone =>
  done !== undefined && done.state !== 'undone';

export function createEarlierScreen(app: App): Screen {
  const { state } = app.kernel;

  async function undo(done: ImportDone, { nav, t }: ScreenContext): Promise<void> {
    const { id, file, added, changed } = done;
    if (!(await nav.confirm(t('importing.undo.ask', { file, added, changed })))) return;
    const all = Math.max(1, added + changed);
    await nav.progress(t('importing.undo'), (report) =>
      undoImport(app, id, (customers) => report(customers / all)),
    );
    const kept = keptCount(state, id);
    nav.notice(kept === 0 ? t('importing.undone') : t('importing.undone.kept', { kept }), 'good');
  }

  return createListScreen<ImportDone>({
    name: 'importing.earlier',
    help: 'importing.earlier.help',
    empty: 'importing.earlier.empty',
    page: (offset, limit) => ({ rows: importsDone(state, offset, limit), total: importCount(state) }),
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.id === other.id },
    row: ({ at, file, state: how, added, changed }, { t, format, size }) => {
      const word = size.columns > 60 ? 10 : 6;
      return cells([
        [[span(format.dateTime(at), 'dim')], 11],
        [file, size.columns - 23 - word],
        [`+${added} ~${changed}`, -9],
        [[span(t(`importing.state.${how}`), how === 'done' ? 'good' : 'warning')], word],
      ]);
    },
    key: (key, row, context) => (key.name === '2' && mayBeUndone(row) ? undo(row, context) : 'unused'),
    hints: ({ t }, row) => [
      ...(mayBeUndone(row) ? [{ key: '2', label: t('importing.undo') } as const] : []),
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}
