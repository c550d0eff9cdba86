/** A refund: how much, where it goes, and the question before it is done. */
import { isTerminalError } from '../../../protocol/errors.js';
import type { App } from '../../app.js';
import type { Reader } from '../../kernel/database.js';
import { STAFF } from '../../staff.js';
import { line, pair, span } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { approvalOf, askForRefund } from '../approval.js';
import { AMOUNT_MAX } from '../quote.js';
import { needsApproval, planRefund, type RefundPlan, refund, saleForRefund } from '../refund.js';

/** Number keys of the shop's owners: one of them must agree to a refund above the limit. */
type OwnerKeys = (state: Reader) => readonly string[];

/** Throws what `saleForRefund` throws: of a receipt of another till, a refund, or nothing that is known. */
export function createRefundScreen(app: App, number: string, ownerKeys: OwnerKeys): Screen {
  const { kernel, terminal, clock } = app;
  const { left } = saleForRefund(kernel.state, number, terminal);
  return createFormScreen({
    name: 'counter.refund',
    help: 'counter.refund.help',
    fields: {
      amount: {
        ...{ kind: 'money', label: 'counter.refund.amount', required: true, min: 1, max: AMOUNT_MAX },
        initial: left.amount,
      },
    },
    title: ({ t, size }) => pair([span(t('counter.refund'), 'title')], number, size.columns - 8),
    below: ({ amount }, context) => belowFields(app, number, amount, context),
    async submit({ amount }, context) {
      const { nav, t, format } = context;
      const plan = planRefund(kernel.state, { sale: number, amount, terminal });
      const approval = await approvedOf(app, plan, ownerKeys, context);
      if (approval === 'wait') return;
      const text = wordsOf(plan, context).join('\n');
      if (!(await nav.confirm({ title: t('counter.refund.confirm'), text, style: 'warning' }))) return;
      const now = clock.now();
      const wanted = {
        ...{ refund: kernel.ids.next(), job: kernel.ids.next(), sale: number, amount, terminal },
        ...{ now, time: context.format.fullTime(now), approval },
      };
      const done = await kernel.transact(STAFF, (state) => refund(state, wanted));
      nav.pop();
      const words = { amount: format.money(amount), cash: format.money(done.paid.cash) };
      nav.notice(t('counter.refunded', words), 'good');
    },
    does: 'counter.refund',
  });
}

/** The approval of this refund, empty when none is needed; `wait` when it cannot be given now, and the person was told. */
async function approvedOf(
  { kernel, clock }: App,
  plan: RefundPlan,
  ownerKeys: OwnerKeys,
  { nav, t, format }: ScreenContext,
): Promise<string> {
  if (!needsApproval(kernel.state, plan)) return '';
  const asked = approvalOf(kernel.state, plan, clock.now());
  if (asked?.state === 'granted') return asked.id;
  if (asked?.state === 'waiting') {
    await nav.message({ text: t('counter.approval.waits', { number: asked.no }) });
    return 'wait';
  }
  const why = asked ? 'counter.approval.refused' : 'counter.approval.ask';
  const words = { amount: format.money(plan.amount) };
  const confirm = { title: t('counter.approval'), text: t(why, words), style: 'warning' } as const;
  if (!(await nav.confirm(confirm))) return 'wait';
  const question = { id: kernel.ids.next(), now: clock.now(), nextId: kernel.ids.next };
  const { number } = await kernel.transact(STAFF, (state) =>
    askForRefund(state, plan, { ...question, owners: ownerKeys(state) }),
  );
  await nav.message({ text: t('counter.approval.asked', { number }) });
  return 'wait';
}

function belowFields(app: App, sale: string, amount: number | undefined, context: ScreenContext): Line[] {
  try {
    const plan = planRefund(app.kernel.state, {
      ...{ sale, terminal: app.terminal },
      ...(amount !== undefined && { amount }),
    });
    return wordsOf(plan, context).map((words) => line(words));
  } catch (error) {
    if (!isTerminalError(error, 'command/')) throw error;
    return [line(context.t(`error.${error.code}`, error.context as Record<string, string>), 'warning')];
  }
}

/** Where the money goes, and what it does to the points. */
function wordsOf({ paid, taken, pointsAfter, customer }: RefundPlan, { t, format }: ScreenContext): string[] {
  const rows: ReadonlyArray<readonly [string, number]> = [
    ['counter.by-cash', paid.cash],
    ['counter.by-principal', paid.principal],
    ['counter.by-bonus', paid.bonus],
  ];
  return [
    ...(customer ? [customer.name] : []),
    ...rows.flatMap(([label, fen]) => (fen > 0 ? [`${t(label)}  ${format.money(fen)}`] : [])),
    ...(paid.used > 0 ? [t('counter.refund.used', { points: format.count(paid.used) })] : []),
    ...(customer
      ? [t('counter.refund.points', { points: format.count(taken), left: format.count(pointsAfter) })]
      : []),
  ];
}
