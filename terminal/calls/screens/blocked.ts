/** Numbers whose calls are rejected and whose texts are filed apart. */
import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import { cells, span } from '../../ui/lines.js';
import type { Screen } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { unblockNumber } from '../commands.js';
import { type BlockedNumber, blockedCount, blockedNumbers } from '../queries.js';

export function createBlockedList(app: App, path: string): Screen {
  const { state } = app.kernel;
  return createListScreen<BlockedNumber>({
    name: 'calls.blocked',
    help: 'calls.blocked.help',
    path,
    empty: 'calls.blocked.empty',
    page: (offset, limit) => ({ rows: blockedNumbers(state, offset, limit), total: blockedCount(state) }),
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.key === other.key },
    row: ({ key, why, at }, { format, size }) =>
      cells([
        [format.phone(key), 16],
        [why, Math.max(4, size.columns - 32)],
        [[span(format.date(at), 'dim')], 6],
      ]),
    async open({ key }, { nav, t, format }) {
      if (!(await nav.confirm(t('calls.unblock.ask', { number: format.phone(key) })))) return;
      await app.kernel.transact(STAFF, (current) => unblockNumber(current, key));
      nav.notice(t('calls.unblock.done'), 'good');
    },
  });
}
