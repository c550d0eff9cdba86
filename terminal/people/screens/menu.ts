/** Everything about the people of the shop; while there are none, the form that makes the first. */
import type { App } from '../../app.js';
import { line } from '../../ui/lines.js';
import type { Nav, Screen } from '../../ui/types.js';
import { createMenuScreen, type MenuItem } from '../../ui/widgets/menu.js';
import { idleMinutes } from '../queries.js';
import { createDepartmentList } from './departments.js';
import { createFirstForm, createIdleForm, createOwnPinForm } from './forms.js';
import { createRoleList } from './roles.js';
import { createStaffList } from './staff.js';

/** `more`: what stands below and belongs to capabilities above this one. */
export function openPeople(app: App, nav: Nav, more: readonly MenuItem[]): void {
  if (app.door.state() === 'open') nav.push(createFirstForm(app));
  else nav.show('people.menu', () => createPeopleMenu(app, more));
}

function createPeopleMenu(app: App, more: readonly MenuItem[]): Screen {
  const menu = createMenuScreen({
    name: 'people.menu',
    help: 'people.menu.help',
    path: '*',
    items: [
      { label: 'people.lock-now', open: () => app.door.lock('key') },
      { label: 'people.own-pin', open: (nav) => nav.push(createOwnPinForm(app)) },
      { label: 'people.staff', open: (nav, path) => nav.push(createStaffList(app, path)) },
      { label: 'people.roles', open: (nav, path) => nav.push(createRoleList(app, path)) },
      { label: 'people.departments', open: (nav, path) => nav.push(createDepartmentList(app, path)) },
      {
        label: 'people.idle',
        note: () => String(idleMinutes(app.kernel.state)),
        open: (nav) => nav.push(createIdleForm(app)),
      },
      ...more,
    ],
  });
  return {
    ...menu,
    view: (context) => {
      const name = app.door.here()?.name ?? '';
      return { ...menu.view(context), title: line(`${context.t('people.menu')} · ${name}`, 'title') };
    },
  };
}
