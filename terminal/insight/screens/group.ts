/** Puts everybody of a list into a group of the shop's own: filters and campaigns find them by it. */
import type { App } from '../../app.js';
import { change, customerByNo } from '../../customers/index.js';
import type { Reader } from '../../kernel/database.js';
import type { DomainEvent } from '../../kernel/events.js';
import { STAFF } from '../../staff.js';
import type { Screen } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';

/** One commit's share: a call does not wait for more. */
const BATCH = 50;
const GROUP_LENGTH_MAX = 20;
/** Characters of all groups of a customer: one that would be cut in the middle is not added. */
const GROUPS_LENGTH_MAX = 80;

/** @param title what the list is called: offered as the group's name */
export function createGroupForm(app: App, numbers: readonly number[], title: string): Screen {
  return createFormScreen({
    name: 'insight.group',
    help: 'insight.group.help',
    fields: {
      group: {
        kind: 'text',
        label: 'insight.group.name',
        required: true,
        limit: GROUP_LENGTH_MAX,
        initial: title.replace(/\s+/g, '').slice(0, GROUP_LENGTH_MAX),
      },
    },
    async submit({ group }, { nav, t }) {
      const name = group.replace(/\s+/g, '');
      if (!(await nav.confirm(t('insight.group.ask', { count: numbers.length, group: name }))))
        return undefined;
      const changed = await nav.progress(t('insight.group'), (report) => putAll(app, numbers, name, report));
      nav.notice(t('insight.group.done', { count: changed, group: name }), 'good');
      nav.pop();
      return undefined;
    },
  });
}

/** Returns how many were not in it before. */
async function putAll(
  app: App,
  numbers: readonly number[],
  group: string,
  report: (part: number) => void,
): Promise<number> {
  let changed = 0;
  for (let from = 0; from < numbers.length; from += BATCH) {
    const some = numbers.slice(from, from + BATCH);
    changed += await app.kernel.transact(STAFF, (state) => {
      const events = some.flatMap((no) => put(state, no, group, app.stamps.next()));
      return { events, result: events.length };
    });
    report((from + some.length) / numbers.length);
  }
  return changed;
}

function put(state: Reader, no: number, group: string, stamp: string): readonly DomainEvent[] {
  const customer = customerByNo(state, no);
  if (!customer || customer.groups.split(' ').includes(group)) return [];
  const groups = `${customer.groups} ${group}`.trim();
  if (groups.length > GROUPS_LENGTH_MAX) return [];
  return change(state, { customer: customer.id, groups, stamp }).events;
}
