/** Taking a recharge back: the refund calculator, and the question before it is done. */
import { isTerminalError } from '../../../protocol/errors.js';
import { type Amounts, askForMissing, heldByOthers } from '../../allowance/index.js';
import type { App } from '../../app.js';
import { customerByNo } from '../../customers/index.js';
import { STAFF } from '../../staff.js';
import { line, pair, span } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { planRechargeRefund, rechargeRefundable, refundRecharge } from '../commands.js';
import { type Recharge, rechargeBy } from '../queries.js';
import { pointsBack, type RechargeBack } from '../rules.js';

export function createTakeBackScreen(app: App, number: string): Screen {
  const { kernel, clock, terminal } = app;
  const known = rechargeBy(kernel.state, number);
  const most = known ? rechargeRefundable(kernel.state, known) : 0;
  return createFormScreen({
    name: 'prepaid.take-back',
    help: 'prepaid.take-back.help',
    fields: {
      amount: { kind: 'money', label: 'prepaid.take-back.amount', required: true, min: 1, initial: most },
    },
    title: ({ t, size }) => pair([span(t('prepaid.take-back'), 'title')], number, size.columns - 8),
    below: ({ amount }, context) => preview(app, number, amount ?? most, context),
    async submit({ amount }, context) {
      const { nav, t, format } = context;
      if (known && (await waitsForOtherTills(app, known, amount, context))) return;
      const back = planRechargeRefund(kernel.state, number, amount);
      const text = wordsOf(back, context).join('\n');
      if (!(await nav.confirm({ title: t('prepaid.take-back.confirm'), text, style: 'warning' }))) return;
      const now = clock.now();
      const wanted = {
        ...{ refund: kernel.ids.next(), job: kernel.ids.next(), recharge: number, amount, terminal },
        ...{ now, time: format.fullTime(now) },
      };
      const done = await kernel.transact(STAFF, (state) => refundRecharge(state, wanted));
      nav.pop();
      nav.notice(t('prepaid.taken-back', { cash: format.money(done.cash) }), 'good');
    },
    does: 'prepaid.take-back',
  });
}

/**
 * What another till holds of the money is asked for: principal is waited for; for bonus, which would be kept from the cash as if it were
 * spent, the person may go on at once.
 */
async function waitsForOtherTills(
  app: App,
  { number, customer: row }: Recharge,
  amount: number,
  { nav, t }: ScreenContext,
): Promise<boolean> {
  const { state } = app.kernel;
  const principal = heldByOthers(state, row, { principal: amount });
  if (principal.principal !== undefined) {
    await askOtherTills(app, row, principal);
    await nav.message(t('prepaid.take-back.elsewhere'));
    return true;
  }
  const { bonus, kept } = planRechargeRefund(state, number, amount);
  const gift = kept > 0 ? heldByOthers(state, row, { bonus: bonus + kept }) : {};
  if (gift.bonus === undefined) return false;
  await askOtherTills(app, row, gift);
  return !(await nav.confirm(t('prepaid.take-back.bonus-elsewhere')));
}

async function askOtherTills({ kernel }: App, row: number, missing: Amounts): Promise<void> {
  const customer = customerByNo(kernel.state, row)?.id ?? '';
  const wanted = { customer, missing, nextId: kernel.ids.next };
  await kernel.transact(STAFF, (current) => askForMissing(current, wanted));
}

function preview(app: App, number: string, amount: number, context: ScreenContext): Line[] {
  try {
    return wordsOf(planRechargeRefund(app.kernel.state, number, amount), context).map((words) => line(words));
  } catch (error) {
    if (!isTerminalError(error, 'command/')) throw error;
    return [line(context.t(`error.${error.code}`, error.context as Record<string, string>), 'warning')];
  }
}

function wordsOf(back: RechargeBack, { t, format }: ScreenContext): string[] {
  const { principal, bonus, kept, cash } = back;
  const points = pointsBack(back);
  return [
    `${t('prepaid.take-back.principal')}  ${format.money(principal)}`,
    ...(bonus > 0 ? [`${t('prepaid.take-back.bonus')}  ${format.money(bonus)}`] : []),
    ...(kept > 0 ? [`${t('prepaid.take-back.kept')}  ${format.money(kept)}`] : []),
    ...(points > 0 ? [`${t('prepaid.points')}  -${format.count(points)}`] : []),
    `${t('prepaid.take-back.cash')}  ${format.money(cash)}`,
  ];
}
