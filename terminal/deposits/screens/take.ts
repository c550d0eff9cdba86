/** Taking a deposit: what it is for, how much, and the question before it is done. */
import type { App } from '../../app.js';
import { customerByNo } from '../../customers/index.js';
import { STAFF } from '../../staff.js';
import { pair, span } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { DEPOSIT_MAX, takeDeposit, WORDS_MAX } from '../commands.js';
import { type Usual, usualDeposits } from '../queries.js';

/** As many as digits choose among, with the one for something else. */
const USUAL_MAX = 7;

/** What is borrowed again and again is chosen; everything else is typed. */
export async function startTaking(app: App, no: number, { nav, t, format }: ScreenContext): Promise<void> {
  const usual = usualDeposits(app.kernel.state, USUAL_MAX);
  if (usual.length === 0) return nav.push(createTakeScreen(app, no));
  const chosen = await nav.choose<Usual | 'other'>(t('deposits.what'), [
    ...usual.map((one) => ({ value: one, label: one.what, note: format.money(one.amount) })),
    { value: 'other', label: t('deposits.take.other') },
  ]);
  if (chosen !== undefined) nav.push(createTakeScreen(app, no, chosen === 'other' ? undefined : chosen));
}

function createTakeScreen(app: App, no: number, usual?: Usual): Screen {
  const { kernel, clock, terminal } = app;
  const customer = customerByNo(kernel.state, no);
  return createFormScreen({
    name: 'deposits.take',
    help: 'deposits.take.help',
    fields: {
      what: {
        ...{ kind: 'text', label: 'deposits.what', required: true, limit: WORDS_MAX },
        ...(usual && { initial: usual.what }),
      },
      amount: {
        ...{ kind: 'money', label: 'deposits.amount', required: true, min: 1, max: DEPOSIT_MAX },
        ...(usual && { initial: usual.amount }),
      },
    },
    title: ({ t, size }) => pair([span(t('deposits.take'), 'title')], customer?.name ?? '', size.columns - 8),
    async submit({ what, amount }, { nav, t, format }) {
      const text = `${customer?.name ?? ''}\n${what}  ${format.money(amount)}`;
      if (!(await nav.confirm({ title: t('deposits.take.confirm'), text }))) return;
      const now = clock.now();
      const wanted = {
        ...{ deposit: kernel.ids.next(), job: kernel.ids.next(), customer: customer?.id ?? '', amount, what },
        ...{ now, time: format.fullTime(now), terminal },
      };
      await kernel.transact(STAFF, (state) => takeDeposit(state, wanted));
      nav.pop();
      nav.notice(t('deposits.taken', { amount: format.money(amount) }), 'good');
    },
    does: 'deposits.take',
  });
}
