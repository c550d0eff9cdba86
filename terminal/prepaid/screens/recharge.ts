/** Recharging: the cash, what is given with it, and the question before it is done. */

import { isTerminalError } from '../../../protocol/errors.js';
import type { App } from '../../app.js';
import { customerByNo } from '../../customers/index.js';
import { STAFF } from '../../staff.js';
import { line, pair, span } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { planRecharge, type RechargePlan, recharge } from '../commands.js';

/** Fen; more is a slip of the finger, whatever the cap is. */
const RECHARGE_MAX = 99_999_999;

export function createRechargeScreen(app: App, no: number): Screen {
  const { kernel, clock, terminal } = app;
  const customer = customerByNo(kernel.state, no);
  const id = customer?.id ?? '';
  return createFormScreen({
    name: 'prepaid.recharge',
    help: 'prepaid.recharge.help',
    fields: {
      amount: { kind: 'money', label: 'prepaid.cash', required: true, min: 1, max: RECHARGE_MAX },
    },
    title: ({ t, size }) =>
      pair([span(t('prepaid.recharge'), 'title')], customer?.name ?? '', size.columns - 8),
    below: ({ amount }, context) => (amount === undefined ? [] : preview(app, id, amount, context)),
    async submit({ amount }, context) {
      const { nav, t, format } = context;
      const now = clock.now();
      const planned = planRecharge(kernel.state, id, amount, now);
      const barred = customer?.disabled === '1' ? [t('prepaid.recharge.disabled')] : [];
      const text = [`${customer?.name ?? ''}`, ...wordsOf(planned, context), ...barred].join('\n');
      if (!(await nav.confirm({ title: t('prepaid.recharge.confirm'), text }))) return;
      const wanted = {
        ...{ recharge: kernel.ids.next(), job: kernel.ids.next(), customer: id, amount, terminal },
        ...{ now, time: format.fullTime(now) },
      };
      const done = await kernel.transact(STAFF, (state) => recharge(state, wanted));
      nav.pop();
      nav.notice(t('prepaid.recharged', { balance: format.money(done.balance) }), 'good');
    },
    does: 'prepaid.recharge',
  });
}

function preview(app: App, customer: string, amount: number, context: ScreenContext): Line[] {
  try {
    const planned = planRecharge(app.kernel.state, customer, amount, app.clock.now());
    return wordsOf(planned, context).map((words) => line(words));
  } catch (error) {
    if (!isTerminalError(error, 'command/')) throw error;
    return [line(context.t(`error.${error.code}`, error.context as Record<string, string>), 'warning')];
  }
}

function wordsOf({ amount, bonus, points, balance }: RechargePlan, { t, format }: ScreenContext): string[] {
  return [
    `${t('prepaid.cash')}  ${format.money(amount)}`,
    ...(bonus > 0 ? [`${t('prepaid.gives')}  ${format.money(bonus)}`] : []),
    ...(points > 0 ? [`${t('prepaid.points')}  +${format.count(points)}`] : []),
    `${t('prepaid.afterwards')}  ${format.money(balance)}`,
  ];
}
