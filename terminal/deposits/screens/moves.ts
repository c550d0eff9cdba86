/** Giving a deposit back, and keeping it: how much, and the question before it is done. */
import { isTerminalError } from '../../../protocol/errors.js';
import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import { line, pair, span } from '../../ui/lines.js';
import type { Line, Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { giveBack, keepDeposit, planMove, WORDS_MAX } from '../commands.js';
import { depositBy } from '../queries.js';

export function createGiveBackForm(app: App, number: string): Screen {
  const { kernel } = app;
  const held = depositBy(kernel.state, number)?.held ?? 0;
  return createFormScreen({
    name: 'deposits.give-back',
    help: 'deposits.give-back.help',
    fields: {
      amount: { kind: 'money', label: 'deposits.give-back.amount', required: true, min: 1, initial: held },
    },
    title: ({ t, size }) => pair([span(t('deposits.give-back'), 'title')], number, size.columns - 8),
    below: ({ amount }, context) => preview(app, number, amount ?? held, context),
    async submit({ amount }, context) {
      const { nav, t, format } = context;
      const text = [
        `${t('deposits.give-back.amount')}  ${format.money(amount)}`,
        ...wordsOf(app, number, amount, context),
      ].join('\n');
      if (!(await nav.confirm({ title: t('deposits.give-back.confirm'), text, style: 'warning' }))) return;
      const wanted = { ...placeOf(app, context), deposit: number, amount };
      await kernel.transact(STAFF, (state) => giveBack(state, wanted));
      nav.pop();
      nav.notice(t('deposits.given-back', { cash: format.money(amount) }), 'good');
    },
    does: 'deposits.give-back',
  });
}

export function createKeepForm(app: App, number: string): Screen {
  const { kernel } = app;
  const held = depositBy(kernel.state, number)?.held ?? 0;
  return createFormScreen({
    name: 'deposits.keep',
    help: 'deposits.keep.help',
    fields: {
      amount: { kind: 'money', label: 'deposits.keep.amount', required: true, min: 1, initial: held },
      why: { kind: 'text', label: 'deposits.keep.why', required: true, limit: WORDS_MAX },
    },
    title: ({ t, size }) => pair([span(t('deposits.keep'), 'title')], number, size.columns - 8),
    below: ({ amount }, context) => preview(app, number, amount ?? held, context),
    async submit({ amount, why }, context) {
      const { nav, t, format } = context;
      const text = [
        `${t('deposits.keep.amount')}  ${format.money(amount)}`,
        ...wordsOf(app, number, amount, context),
        why,
      ].join('\n');
      if (!(await nav.confirm({ title: t('deposits.keep.confirm'), text, style: 'warning' }))) return;
      const wanted = { ...placeOf(app, context), deposit: number, amount, why };
      await kernel.transact(STAFF, (state) => keepDeposit(state, wanted));
      nav.pop();
      nav.notice(t('deposits.kept.done', { amount: format.money(amount) }), 'good');
    },
    does: 'deposits.keep',
  });
}

function placeOf({ kernel, clock, terminal }: App, { format }: ScreenContext) {
  const now = clock.now();
  const time = format.fullTime(now);
  return { move: kernel.ids.next(), job: kernel.ids.next(), now, time, terminal };
}

function preview(app: App, number: string, amount: number, context: ScreenContext): Line[] {
  try {
    return wordsOf(app, number, amount, context).map((words) => line(words));
  } catch (error) {
    if (!isTerminalError(error, 'command/')) throw error;
    return [line(context.t(`error.${error.code}`, error.context as Record<string, string>), 'warning')];
  }
}

function wordsOf(app: App, number: string, amount: number, { t, format }: ScreenContext): string[] {
  const { what, held } = planMove(app.kernel.state, number, amount, app.terminal);
  return [what, `${t('deposits.left')}  ${format.money(held - amount)}`];
}
