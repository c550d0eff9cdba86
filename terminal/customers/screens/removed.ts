/** Who was removed in the last thirty days, to bring them back. */
import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import { cells, span } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { restore } from '../commands.js';
import { type Customer, phonesOf, RESTORABLE_MS, restorable, restorableCount } from '../queries.js';

const DAY_MS = 24 * 3600_000;

export function createRemovedList(app: App): Screen {
  const { state } = app.kernel;

  async function bringBack({ id, name }: Customer, { nav, t, clock }: ScreenContext): Promise<void> {
    if (!(await nav.confirm(t('customers.restore.ask', { name })))) return;
    const wanted = { customer: id, stamp: app.stamps.next(), now: clock.now() };
    await app.kernel.transact(STAFF, (current) => restore(current, wanted));
    nav.notice(t('customers.restore.done', { name }), 'good');
  }

  return createListScreen<Customer>({
    name: 'customers.removed',
    help: 'customers.removed.help',
    empty: 'customers.removed.empty',
    page: (offset, limit) => {
      const now = app.clock.now();
      return { rows: restorable(state, now, offset, limit), total: restorableCount(state, now) };
    },
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.no === other.no },
    row: ({ no, name, removed }, { t, format, size, clock }) => {
      const left = Math.ceil(((removed ?? 0) + RESTORABLE_MS - clock.now()) / DAY_MS);
      const phone = phonesOf(state, no)[0];
      return cells([
        [name, size.columns - 32],
        [phone === undefined ? '' : format.phone(phone), 14],
        [[span(t('customers.removed.left', { days: left }), 'dim')], -14],
      ]);
    },
    open: bringBack,
    hints: ({ t }) => [
      { key: 'ok', label: t('customers.restore') },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}
