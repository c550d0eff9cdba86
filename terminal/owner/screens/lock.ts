/** The terminal while it is locked: nothing but the PIN of an owner, typed or texted, takes this away. */
import { isTerminalError } from '../../../protocol/errors.js';
import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import { EMPTY, line, span } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { unlockTerminal } from '../commands.js';
import { isTerminalLocked, PIN_TRIES } from '../queries.js';

export const LOCK = 'owner.lock';
const WAIT_MS = 60_000;
const PIN_MAX = 8;

export function createLockScreen(app: App): Screen {
  let typed = '';
  let wrong = 0;
  let waitUntil = 0;
  let forget = (): void => undefined;

  async function tryPin({ nav, t, clock }: ScreenContext): Promise<void> {
    const pin = typed;
    typed = '';
    if (clock.monotonic() < waitUntil) return;
    try {
      await app.kernel.transact(STAFF, (state) => unlockTerminal(state, pin));
    } catch (error) {
      if (!isTerminalError(error, 'command/owner-wrong')) throw error;
      wrong += 1;
      if (wrong % PIN_TRIES === 0) waitUntil = clock.monotonic() + WAIT_MS;
      await nav.message({ text: t('error.command/owner-wrong'), style: 'warning' });
    }
  }

  return {
    name: LOCK,
    help: 'owner.lock.help',
    locks: true,
    enter({ nav }) {
      forget();
      forget = app.kernel.onCommit(() => {
        if (!isTerminalLocked(app.kernel.state)) nav.pop();
      });
    },
    closed: () => forget(),
    view: ({ t, clock }) => ({
      body: [
        line(t('owner.lock.why'), 'warning'),
        EMPTY,
        [span(`${t('owner.pin')} `), span('*'.repeat(typed.length), 'strong')],
        ...(clock.monotonic() < waitUntil ? [EMPTY, line(t('owner.lock.wait'), 'warning')] : []),
      ],
      hints: [
        { key: 'ok', label: t('ui.hint.done') },
        { key: 'delete', label: t('ui.hint.erase') },
      ],
    }),
    key(key, context) {
      if (key.name === 'ok') return tryPin(context);
      if (key.name === 'delete') typed = typed.slice(0, -1);
      else if (/^\d$/.test(key.name) && typed.length < PIN_MAX) typed += key.name;
      return context.nav.refresh();
    },
  };
}
