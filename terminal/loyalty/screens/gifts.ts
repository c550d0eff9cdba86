/** Gifts for points: for a customer OK redeems one; without, they are looked after. */
import { askForMissing, heldByOthers } from '../../allowance/index.js';
import type { App } from '../../app.js';
import { type Customer, customerByNo } from '../../customers/index.js';
import { balancesOf } from '../../ledger/index.js';
import { STAFF } from '../../staff.js';
import { line, pair, span } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { planRedemption, redeem, removeGift } from '../commands.js';
import { type Gift, giftCount, gifts } from '../queries.js';
import { createGiftForm } from './gift-form.js';

/** `no`: the customer's row number. */
export function createGiftList(app: App, no?: number, path?: string): Screen {
  const { kernel } = app;
  const { state } = kernel;
  const customer = no === undefined ? undefined : customerByNo(state, no);

  /** Where the points suffice, and another till holds some of them: the person tries again in a moment. */
  async function asksOtherTills(
    { id, no: row }: Customer,
    { points }: Gift,
    { nav, t }: ScreenContext,
  ): Promise<boolean> {
    const missing = heldByOthers(state, row, { points });
    if (missing.points === undefined || balancesOf(state, row).points < points) return false;
    const wanted = { customer: id, missing, nextId: kernel.ids.next };
    await kernel.transact(STAFF, (current) => askForMissing(current, wanted));
    await nav.message(t('loyalty.gifts.elsewhere'));
    return true;
  }

  async function give(chosen: Gift, context: ScreenContext): Promise<void> {
    const { nav, t, format } = context;
    const { gift } = chosen;
    if (!customer) return nav.push(createGiftForm(app, gift));
    if (await asksOtherTills(customer, chosen, context)) return;
    const { name, points, left } = planRedemption(state, customer.id, gift);
    const vars = { name, points: format.count(points), left: format.count(left) };
    const text = `${customer.name}\n${t('loyalty.redeem.question', vars)}`;
    if (!(await nav.confirm({ title: t('loyalty.redeem'), text }))) return;
    const now = app.clock.now();
    const wanted = {
      ...{ redemption: kernel.ids.next(), job: kernel.ids.next(), customer: customer.id, gift },
      ...{ time: format.fullTime(now), terminal: app.terminal },
    };
    await kernel.transact(STAFF, (current) => redeem(current, wanted));
    nav.notice(t('loyalty.redeemed', vars), 'good');
  }

  async function remove({ gift, name }: Gift, { nav, t }: ScreenContext): Promise<void> {
    if (await nav.confirm(t('loyalty.gifts.remove', { name })))
      await kernel.transact(STAFF, (current) => removeGift(current, gift));
  }

  return createListScreen<Gift>({
    name: 'loyalty.gifts',
    help: 'loyalty.gifts.help',
    ...(path === undefined ? {} : { path }),
    empty: 'loyalty.gifts.empty',
    page: (offset, limit) => ({ rows: gifts(state, offset, limit), total: giftCount(state) }),
    live: { onChange: kernel.onCommit, same: (one, other) => one.gift === other.gift },
    title: ({ t, size }) => pair([span(t('loyalty.gifts'), 'title')], customer?.name ?? '', size.columns - 8),
    row: ({ name, points }, { t, format, size }) =>
      pair(name, t('loyalty.points', { points: format.count(points) }), size.columns - 3),
    totals: ({ t, format }) =>
      no === undefined
        ? []
        : line(t('loyalty.has', { points: format.count(balancesOf(state, no).points) }), 'good'),
    open: give,
    key: (key, row, context) => {
      if (key.name === '1') return context.nav.push(createGiftForm(app));
      return key.name === '2' && row ? remove(row, context) : 'unused';
    },
    hints: ({ t }) => [
      { key: 'ok', label: t(customer ? 'loyalty.redeem' : 'ui.hint.open') },
      { key: '1', label: t('loyalty.gift.new'), right: 'rules.change' },
      { key: '2', label: t('loyalty.gift.remove'), right: 'rules.change', more: true },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}
