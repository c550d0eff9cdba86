import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import type { Screen } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { POINTS_MAX, setGift } from '../commands.js';
import { giftById } from '../queries.js';

/** A new gift, or one that is changed. */
export function createGiftForm(app: App, gift?: string): Screen {
  const { kernel } = app;
  const known = gift === undefined ? undefined : giftById(kernel.state, gift);
  const points = {
    kind: 'number',
    label: 'loyalty.gift.points',
    required: true,
    min: 1,
    max: POINTS_MAX,
  } as const;
  return createFormScreen({
    name: 'loyalty.gift',
    help: 'loyalty.gift.help',
    fields: {
      name: {
        kind: 'text',
        label: 'loyalty.gift.name',
        required: true,
        limit: 30,
        initial: known?.name ?? '',
      },
      points: known ? { ...points, initial: known.points } : points,
    },
    async submit({ name, points: wanted }, { nav, t }) {
      const set = { gift: gift ?? kernel.ids.next(), name, points: wanted };
      await kernel.transact(STAFF, (state) => setGift(state, set));
      nav.pop();
      nav.notice(t('loyalty.gift.set', { name }), 'good');
    },
  });
}
