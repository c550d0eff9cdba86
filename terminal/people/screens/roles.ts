/** Roles, and what each may. */
import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import { cells, line, pair, span, styled } from '../../ui/lines.js';
import type { Key, Outcome, Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { AT_START, moved, type Window, within } from '../../ui/widgets/window.js';
import { removeRole, setRole } from '../commands.js';
import { LIMIT_MAX, LIMITABLE } from '../limits.js';
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
      nav.replace(createRightsScreen(app, { id: app.kernel.ids.next(), name, rights: [], limits: {} }));
    },
  });
}

/** Every right with a tick; OK switches the marked one, 2 saves, 3 gives some of it up to an amount. */
function createRightsScreen(app: App, role: Role): Screen {
  const chosen = new Set<Right>(role.rights);
  const limits = new Map(Object.entries(role.limits) as [Right, number][]);
  const signs = (): string => JSON.stringify([[...chosen].sort(), [...limits].sort()]);
  const had = signs();
  let window: Window = AT_START;
  const markedLimit = (): Right | undefined => {
    const right = RIGHTS[window.marked];
    return right !== undefined && LIMITABLE.includes(right) ? right : undefined;
  };

  function view({ t, format, size }: ScreenContext) {
    const { first, marked } = within(window, RIGHTS.length, size.rows);
    return RIGHTS.slice(first, first + size.rows).map((right, offset) => {
      const limit = limits.get(right);
      const tick = chosen.has(right)
        ? span('[x] ', 'good')
        : span(limit === undefined ? '[ ] ' : '[~] ', 'dim');
      const most = limit === undefined ? '' : t('people.role.day', { amount: format.money(limit) });
      const row = pair([span(' '), tick, span(t(`right.${right}`))], most, size.columns);
      return first + offset === marked ? styled(row, 'marked') : row;
    });
  }

  async function save({ nav, t }: ScreenContext): Promise<void> {
    const rights = RIGHTS.filter((right) => chosen.has(right));
    const facts = { role: role.id, name: role.name, rights, limits: Object.fromEntries(limits) };
    const wanted = { ...facts, by: app.door.here()?.id };
    await app.kernel.transact(STAFF, (state) => setRole(state, wanted));
    nav.pop();
    nav.notice(t('people.saved'), 'good');
  }

  async function limit(right: Right, { nav }: ScreenContext): Promise<void> {
    const fen = await nav.ask<number>((finish) => createLimitForm(right, limits.get(right) ?? 0, finish));
    if (fen === undefined) return;
    chosen.delete(right);
    if (fen > 0) limits.set(right, fen);
    else limits.delete(right);
  }

  function act(key: Key, context: ScreenContext): Outcome | Promise<Outcome> {
    if (key.name === '2') return save(context);
    const right = RIGHTS[window.marked];
    if (key.name === 'ok' && right !== undefined) {
      if (!chosen.delete(right)) chosen.add(right);
      limits.delete(right);
      return undefined;
    }
    const some = markedLimit();
    if (key.name === '3' && some !== undefined) return limit(some, context);
    const next = moved(window, key.name, RIGHTS.length, context.size.rows);
    if (next === undefined) return 'unused';
    window = next;
    return undefined;
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
        ...(markedLimit() === undefined
          ? []
          : [{ key: '3', label: context.t('people.role.limit') } as const]),
        { key: 'cancel', label: context.t('ui.hint.back') },
      ],
    }),
    key: act,
    leave: () => (signs() === had ? 'leave' : 'ask'),
  };
}

/** So much in a day; 0 takes the limit away, and the right with it. */
function createLimitForm(right: Right, initial: number, finish: (fen: number) => void): Screen {
  return createFormScreen({
    name: 'people.role-limit',
    help: 'people.role-limit.help',
    title: ({ t }) => line(t(`right.${right}`), 'title'),
    fields: {
      amount: { kind: 'money', label: 'people.role.amount', initial, min: 0, max: LIMIT_MAX, required: true },
    },
    does: 'ui.hint.ok',
    submit: ({ amount }) => finish(amount),
  });
}
