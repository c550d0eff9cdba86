/** Taking over what a till held that is gone: one customer at a time, and the question before it is done. */
import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import type { Outcome, ScreenContext } from '../../ui/types.js';
import { orphans, takeOver } from '../take-over.js';

/** The oldest; the others come when these are done. */
const SHOWN = 50;

export async function startTakingOver(app: App, { nav, t, format }: ScreenContext): Promise<Outcome> {
  const { kernel, terminal, clock } = app;
  const all = orphans(kernel.state, SHOWN);
  if (all.length === 0) return 'unused';
  const chosen = await nav.choose(
    t('deposits.take-over'),
    all.map((one) => ({ value: one, label: `${one.name} ${one.till}`, note: format.money(one.held) })),
  );
  if (!chosen) return;
  const { customer, name, till, held } = chosen;
  const question = t('deposits.take-over.confirm', { till, name, held: format.money(held) });
  if (!(await nav.confirm(question))) return;
  const now = clock.now();
  const wanted = {
    ...{ deposit: kernel.ids.next(), job: kernel.ids.next(), customer, till, terminal },
    ...{ now, time: format.fullTime(now) },
  };
  const { number } = await kernel.transact(STAFF, (state) => takeOver(state, wanted));
  nav.notice(t('deposits.take-over.done', { number }), 'good');
}
