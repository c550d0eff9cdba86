import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import { line } from '../../ui/lines.js';
import type { Screen } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { removeDepartment, setDepartment } from '../commands.js';
import { type Department, departments } from '../queries.js';

export function createDepartmentList(app: App, path: string): Screen {
  const { state } = app.kernel;
  return createListScreen<Department>({
    name: 'people.departments',
    help: 'people.departments.help',
    path,
    empty: 'people.departments.empty',
    page: (offset, limit) => {
      const all = departments(state);
      return { rows: all.slice(offset, offset + limit), total: all.length };
    },
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.id === other.id },
    row: ({ name }) => line(` ${name}`),
    open: (one, { nav }) => nav.push(createNameForm(app, one)),
    key: async (key, one, { nav, t }) => {
      if (key.name === '2') return nav.push(createNameForm(app, { id: app.kernel.ids.next(), name: '' }));
      if (key.name !== '4' || !one) return 'unused';
      if (await nav.confirm(t('people.departments.sure', { name: one.name })))
        await app.kernel.transact(STAFF, () => removeDepartment(one.id));
      return undefined;
    },
    hints: ({ t }, one) => [
      { key: 'ok', label: t('ui.hint.open') },
      { key: '2', label: t('people.staff.add') },
      ...(one ? [{ key: '4', label: t('people.delete') } as const] : []),
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

function createNameForm(app: App, { id, name }: Department): Screen {
  return createFormScreen({
    name: 'people.department-name',
    help: 'people.department-name.help',
    fields: { name: { kind: 'text', label: 'people.name', required: true, limit: 20, initial: name } },
    async submit(wanted, { nav, t }) {
      await app.kernel.transact(STAFF, (state) => setDepartment(state, id, wanted.name));
      nav.pop();
      nav.notice(t('people.saved'), 'good');
    },
  });
}
