/** Where a backup goes, and when the last one was made. */
import type { App } from '../../app.js';
import { line } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { backupState, backupTrouble } from '../queries.js';
import { askPassphrase } from './passphrase.js';
import { createRestoreList } from './restore.js';

export function createBackupMenu(app: App, path?: string): Screen {
  const { backups } = app;

  async function make(folder: string, context: ScreenContext): Promise<void> {
    const { nav, t } = context;
    const secret = backups.settings.passphrase ?? (await askPassphrase(nav, true));
    if (secret === undefined) return;
    const made = await nav.progress(t('backup.working', { folder }), (report) =>
      backups.make(folder, secret, report),
    );
    await nav.message({ text: t('backup.done', { file: made.path }), style: 'good' });
  }

  return createListScreen<string>({
    name: 'backup.menu',
    help: 'backup.menu.help',
    ...(path !== undefined && { path }),
    async page(offset, limit) {
      const places = await placesOf(app);
      return { rows: places.slice(offset, offset + limit), total: places.length };
    },
    empty: 'backup.empty',
    totals: ({ t, format, clock }) => {
      const { made } = backupState(app.kernel.state);
      const trouble = backups.daily ? backupTrouble(app.kernel.state, clock.now()) : undefined;
      const words = made === null ? t('backup.never') : t('backup.last', { time: format.dateTime(made) });
      return trouble
        ? line(` ${t(`backup.trouble.${trouble}`)} · ${words}`, 'warning')
        : line(` ${words}`, 'dim');
    },
    row: (place) => line(place),
    open: (place, context) => make(place, context),
    key: (key, _, { nav }) => (key.name === '2' ? nav.push(createRestoreList(app)) : 'unused'),
    hints: ({ t }) => [
      { key: 'ok', label: t('backup.make') },
      { key: '2', label: t('backup.restore') },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

/** The folder of the daily one first, then sticks. */
export async function placesOf(app: App): Promise<string[]> {
  const { folder } = app.backups.settings;
  const sticks = (await app.shelf.places()).slice(0, -1);
  return folder === undefined ? sticks : [folder, ...sticks.filter((stick) => stick !== folder)];
}
