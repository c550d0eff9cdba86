/** Nobody is here: a name by its digit, then the PIN. Nothing else takes this away. */
import type { App } from '../../app.js';
import { EMPTY, line, span } from '../../ui/lines.js';
import type { Key, Line, Screen, ScreenContext, View } from '../../ui/types.js';
import { menuKey, menuRows } from '../../ui/widgets/menu.js';
import { AT_START, type Window } from '../../ui/widgets/window.js';
import { activeEmployees, type Employee, waitFor } from '../queries.js';
import { createPinPad } from './pin-pad.js';
import { waitLine } from './words.js';

export const LOGIN = 'people.login';
/** Rows above the names. */
const ABOVE = 1;

export function createLoginScreen(app: App): Screen {
  const { state } = app.kernel;
  const pad = createPinPad();
  let window: Window = AT_START;
  let chosen: Employee | undefined;
  let forget = (): void => undefined;

  async function tryIt(employee: Employee, { nav, t }: ScreenContext): Promise<void> {
    const answer = await app.door.login(employee.id, pad.take());
    if (answer.right) nav.notice(t('people.login.welcome', { name: employee.name }), 'good');
    else nav.notice(t('people.pin.wrong'), 'warning');
  }

  function chooseKey(key: Key, { size }: ScreenContext): void {
    const people = activeEmployees(state);
    const move = menuKey(window, key, people.length, size.rows - ABOVE);
    if (move === undefined) return;
    if ('window' in move) window = move.window;
    else chosen = people[move.chosen];
  }

  function pinKey(employee: Employee, key: Key, context: ScreenContext): Promise<void> | void {
    if (key.name === 'ok') return tryIt(employee, context);
    if (pad.key(key)) return;
    if (key.name !== 'cancel') return;
    pad.take();
    chosen = undefined;
  }

  return {
    name: LOGIN,
    help: 'people.login.help',
    locks: true,
    enter({ nav }) {
      const look = (): void => void (app.door.state() === 'in' && nav.pop());
      forget();
      forget = app.door.onChange(look);
      look(); // Whoever made the first owner is in before this is told that it is on top.
    },
    closed: () => forget(),
    view: (context) => (chosen ? pinView(chosen) : namesView)(context),
    key(key, context) {
      if (key.name === '#') return 'unused';
      return chosen ? pinKey(chosen, key, context) : chooseKey(key, context);
    },
  };

  function namesView({ t, size }: ScreenContext): View {
    const rows = activeEmployees(state).map(({ name, no }) => ({ label: name, note: String(no) }));
    return {
      body: [
        line(` ${t('people.login.who')}`, 'dim'),
        ...menuRows(rows, window, { ...size, rows: size.rows - ABOVE }),
      ],
      hints: [{ key: 'ok', label: t('ui.hint.choose') }],
    };
  }

  function pinView(employee: Employee): (context: ScreenContext) => View {
    return (context) => ({
      body: [
        [span(' '), span(employee.name, 'strong')],
        EMPTY,
        pad.row(context),
        ...waiting(employee, context),
      ],
      hints: [
        { key: 'ok', label: context.t('ui.hint.done') },
        { key: 'delete', label: context.t('ui.hint.erase') },
        { key: 'cancel', label: context.t('ui.hint.back') },
      ],
    });
  }

  function waiting({ id }: Employee, context: ScreenContext): Line[] {
    return waitLine(waitFor(state, id, context.clock.now()), context);
  }
}
