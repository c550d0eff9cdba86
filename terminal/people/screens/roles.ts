/** Roles, and what each may. */
import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import { cells, line, pair, span, styled } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { AT_START, moved, type Window, within } from '../../ui/widgets/window.js';
import { removeRole, setRole } from '../commands.js';
import { RIGHTS, type Right, type Role, roles } from '../rights.js';
import { roleName } from './words.js';

export function createRoleList(app: App, path: string): Screen {
  const { state } = app.kernel;
  return createListScreen<Role>({
    name: 'people.roles',
    help: 'people.roles.help',
    path,
    page: (offset, limit) => {
      const all = roles(state);
      return { rows: all.slice(offset, offset + limit), total: all.length };
    },
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.id === other.id },
    row: (role, { t, size }) =>
      cells([
        [` ${roleName(role, t)}`, size.columns - 16],
        [[span(t('people.roles.count', { count: role.rights.length }), 'dim')], 14],
      ]),
    open: (role, { nav }) => nav.push(createRightsScreen(app, role)),
    key: async (key, role, { nav, t }) => {
      if (key.name === '2') return nav.push(createRoleNameForm(app));
      if (key.name !== '4' || !role) return 'unused';
      if (await nav.confirm(t('people.roles.sure', { name: roleName(role, t) })))
        await app.kernel.transact(STAFF, (now) => removeRole(now, role.id));
      return undefined;
    },
    hints: ({ t }) => [
      { key: 'ok', label: t('ui.hint.open') },
      { key: '2', label: t('people.roles.add') },
      { key: '4', label: t('people.delete') },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

function createRoleNameForm(app: App): Screen {
  return createFormScreen({
    name: 'people.role-name',
    help: 'people.role-name.help',
    fields: { name: { kind: 'text', label: 'people.name', required: true, limit: 20 } },
    submit({ name }, { nav }) {
      nav.replace(createRightsScreen(app, { id: app.kernel.ids.next(), name, rights: [] }));
    },
  });
}

/** Every right with a tick; OK switches the marked one, 2 saves. */
function createRightsScreen(app: App, role: Role): Screen {
  const had = [...role.rights].sort().join();
  const chosen = new Set<Right>(role.rights);
  let window: Window = AT_START;

  function view({ t, size }: ScreenContext) {
    const { first, marked } = within(window, RIGHTS.length, size.rows);
    return RIGHTS.slice(first, first + size.rows).map((right, offset) => {
      const tick = chosen.has(right) ? span('[x] ', 'good') : span('[ ] ', 'dim');
      const row = pair([span(' '), tick, span(t(`right.${right}`))], '', size.columns);
      return first + offset === marked ? styled(row, 'marked') : row;
    });
  }

  async function save({ nav, t }: ScreenContext): Promise<void> {
    const rights = RIGHTS.filter((right) => chosen.has(right));
    const wanted = { role: role.id, name: role.name, rights, by: app.door.here()?.id };
    await app.kernel.transact(STAFF, (state) => setRole(state, wanted));
    nav.pop();
    nav.notice(t('people.saved'), 'good');
  }

  return {
    name: 'people.role-rights',
    help: 'people.role-rights.help',
    view: (context) => ({
      title: line(roleName(role, context.t), 'title'),
      body: view(context),
      hints: [
        { key: 'ok', label: context.t('people.role.switch') },
        { key: '2', label: context.t('ui.hint.save') },
        { key: 'cancel', label: context.t('ui.hint.back') },
      ],
    }),
    key(key, context) {
      if (key.name === '2') return save(context);
      const right = RIGHTS[window.marked];
      if (key.name === 'ok' && right !== undefined) {
        if (!chosen.delete(right)) chosen.add(right);
        return undefined;
      }
      const next = moved(window, key.name, RIGHTS.length, context.size.rows);
      if (next === undefined) return 'unused';
      window = next;
      return undefined;
    },
    leave: () => ([...chosen].sort().join() === had ? 'leave' : 'ask'),
  };
}
