/** Backups that are within reach, and the way back out of one. */
import type { App } from '../../app.js';
import { cells, span } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import type { BackupHead } from '../format.js';
import { headOf } from '../read.js';
import { prepareRestore } from '../restore.js';
import { placesOf } from './menu.js';
import { askPassphrase } from './passphrase.js';

interface Found {
  readonly path: string;
  readonly head: BackupHead;
}

export function createRestoreList(app: App): Screen {
  return createListScreen<Found>({
    name: 'backup.files',
    help: 'backup.files.help',
    async page(offset, limit) {
      const found = await backupsFound(app);
      return { rows: found.slice(offset, offset + limit), total: found.length };
    },
    empty: 'backup.files.empty',
    row: ({ head }, { format, size }) =>
      cells([
        [[span(format.dateTime(head.at), 'strong')], 12],
        [head.terminal, size.columns - 24],
        [format.count(head.last), -10],
      ]),
    open: (found, context) => restore(app, found, context),
    hints: ({ t }) => [
      { key: 'ok', label: t('backup.restore') },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

/** The newest first. */
async function backupsFound(app: App): Promise<Found[]> {
  const found: Found[] = [];
  for (const place of await placesOf(app)) {
    const names = await app.disk.list(place).catch(() => []); // A stick that is being pulled out is an empty one.
    for (const name of names.filter((one) => one.endsWith('.zgb'))) {
      const path = `${place}/${name}`;
      const head = await headOf(app.disk, path).catch(() => undefined); // Whatever else ends in .zgb.
      if (head) found.push({ path, head });
    }
  }
  return found.sort((one, other) => other.head.at - one.head.at);
}

async function restore(app: App, { path, head }: Found, { nav, t, format }: ScreenContext): Promise<void> {
  const { at, last } = head;
  const terminal = `${head.store}/${head.terminal}`;
  const facts = { terminal, time: format.dateTime(at), count: format.count(last) };
  if (!(await nav.confirm(t('backup.restore.ask', facts)))) return;
  const here = app.kernel.end().seq;
  const replace = here > 0;
  if (replace && !(await nav.confirm(t('backup.replace.ask', { count: format.count(here) })))) return;
  const passphrase = await askPassphrase(nav, false);
  if (passphrase === undefined) return;
  const plan = {
    ...{ disk: app.disk, from: path, passphrase, data: app.data, replace },
    ...{ store: app.store, terminal: app.terminal },
  };
  await nav.progress(t('backup.restoring'), async (progress) => {
    // An erasure works in the same place: each would throw away what the other has written there.
    await app.erasure.stop();
    await prepareRestore({ ...plan, progress }).catch((error: unknown) => {
      app.erasure.start();
      throw error;
    });
  });
  await nav.message(t('backup.restart'));
  app.restart();
}
