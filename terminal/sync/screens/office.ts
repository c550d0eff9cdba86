/** How the line to the head office stands, in words. */
import type { App } from '../../app.js';
import { EMPTY, line, pair, paragraph } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { skippedItems } from '../queries.js';

export function createOfficeScreen(app: App, path?: string): Screen {
  let forget = (): void => {};
  return {
    name: 'sync.office',
    help: 'sync.office.help',
    ...(path === undefined ? {} : { path }),
    enter({ nav }) {
      forget();
      forget = app.sync.onChange(nav.refresh);
    },
    closed: () => forget(),
    view: (context) => ({
      body: bodyOf(app, context),
      hints: [{ key: 'cancel', label: context.t('ui.hint.back') }],
    }),
    key: () => 'unused',
  };
}

function bodyOf(app: App, { t, size }: ScreenContext): Line[] {
  const { unsent, acked, cursor, refused } = app.sync.status();
  const skipped = skippedItems(app.kernel.state).length;
  return [
    pair(t('sync.line'), t(`ui.state.${app.devices.link.status().state}`), size.columns),
    pair(t('sync.unsent'), String(unsent), size.columns),
    pair(t('sync.acked'), acked === 0 ? t('sync.none') : t('sync.through', { acked }), size.columns),
    pair(t('sync.cursor'), t('sync.items', { cursor }), size.columns),
    EMPTY,
    ...(refused === undefined ? [] : paragraph(refusalWords(refused, t), size.columns, 'warning')),
    ...(skipped === 0 ? [] : [line(t('sync.skipped', { count: skipped }), 'warning')]),
  ];
}

/** The office's own reasons in words; one that this program does not know is shown as it came. */
function refusalWords(reason: string, t: ScreenContext['t']): string {
  const key = `sync.refused.${reason}`;
  const known = t(key);
  return t('sync.refused', { reason: known === key ? reason : known });
}
