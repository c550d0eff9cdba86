/** Who works here, and who did. */
import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import { cells, span } from '../../ui/lines.js';
import type { Key, Outcome, Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { setActive } from '../commands.js';
import { departments, type Employee, employees } from '../queries.js';
import { roleById } from '../rights.js';
import { createPersonForm, createResetForm } from './forms.js';
import { roleName } from './words.js';

export function createStaffList(app: App, path: string): Screen {
  const { state } = app.kernel;

  async function comeOrGo({ id, name, active }: Employee, { nav, t }: ScreenContext): Promise<void> {
    if (active && !(await nav.confirm(t('people.staff.leave.sure', { name })))) return;
    await app.kernel.transact(STAFF, (now) => setActive(now, id, !active, app.door.here()?.id));
  }

  function act(key: Key, person: Employee | undefined, context: ScreenContext): Outcome | Promise<Outcome> {
    if (key.name === '2') return context.nav.push(createPersonForm(app, undefined, context));
    if (!person) return 'unused';
    if (key.name === '3') return context.nav.push(createResetForm(app, person));
    return key.name === '4' ? comeOrGo(person, context) : 'unused';
  }

  return createListScreen<Employee>({
    name: 'people.staff',
    help: 'people.staff.help',
    path,
    page: (offset, limit) => {
      const all = employees(state);
      return { rows: all.slice(offset, offset + limit), total: all.length };
    },
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.id === other.id },
    row: (person, { t, size }) => {
      const place = departments(state).find(({ id }) => id === person.department)?.name ?? '';
      const gone = person.active ? '' : t('people.staff.left');
      return cells([
        [String(person.no), -3],
        [person.name, Math.max(6, size.columns - 34)],
        [roleName(roleById(state, person.role), t), 10],
        [place, 10],
        [[span(gone, 'warning')], 6],
      ]);
    },
    open: (person, context) => context.nav.push(createPersonForm(app, person, context)),
    key: act,
    hints: ({ t }, person) => [
      { key: 'ok', label: t('ui.hint.open') },
      { key: '2', label: t('people.staff.add') },
      { key: '3', label: t('people.staff.reset') },
      { key: '4', label: t(person?.active === false ? 'people.staff.return' : 'people.staff.leave') },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}
