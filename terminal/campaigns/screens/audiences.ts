/** Filters that were saved under a name, to take one away again. */
import type { App } from '../../app.js';
import { type Audience, audiences, deleteAudience } from '../../audience/index.js';
import { STAFF } from '../../staff.js';
import { line } from '../../ui/lines.js';
import type { Outcome, Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';

export function createAudienceList(app: App): Screen {
  const { state } = app.kernel;

  async function remove(one: Audience, { nav, t }: ScreenContext): Promise<Outcome> {
    const text = t('campaigns.audiences.sure', { name: one.name });
    if (!(await nav.confirm({ title: t('campaigns.audiences.delete'), text, style: 'warning' })))
      return undefined;
    await app.kernel.transact(STAFF, (now) => deleteAudience(now, one.id));
    nav.notice(t('campaigns.audiences.deleted'), 'good');
    return undefined;
  }

  return createListScreen<Audience>({
    name: 'campaigns.audiences',
    help: 'campaigns.audiences.help',
    empty: 'campaigns.audiences.empty',
    page: (offset, limit) => {
      const all = audiences(state);
      return { rows: all.slice(offset, offset + limit), total: all.length };
    },
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.id === other.id },
    row: ({ name }) => line(name),
    key: ({ name }, one, context) => (name === '4' && one ? remove(one, context) : 'unused'),
    hints: ({ t }, one) => [
      ...(one ? [{ key: '4', label: t('campaigns.audiences.delete') } as const] : []),
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}
