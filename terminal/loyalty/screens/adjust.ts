/** Points by hand, with a reason that stays. */
import type { App } from '../../app.js';
import { customerByNo } from '../../customers/index.js';
import { balancesOf } from '../../ledger/index.js';
import { STAFF } from '../../staff.js';
import { line, pair, span } from '../../ui/lines.js';
import type { Screen } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { adjust, POINTS_MAX } from '../commands.js';

export function createAdjustForm(app: App, no: number): Screen {
  const { kernel } = app;
  const customer = customerByNo(kernel.state, no);
  const now = () => balancesOf(kernel.state, no).points;
  const after = (sign: unknown, points: number) => now() + (sign === 'less' ? -points : points);
  return createFormScreen({
    name: 'loyalty.adjust',
    help: 'loyalty.adjust.help',
    fields: {
      sign: {
        ...{ kind: 'choice', label: 'loyalty.adjust.sign' },
        choices: [
          { value: 'more', label: 'loyalty.adjust.more' },
          { value: 'less', label: 'loyalty.adjust.less' },
        ],
      },
      points: { kind: 'number', label: 'loyalty.gift.points', required: true, min: 1, max: POINTS_MAX },
      why: { kind: 'text', label: 'loyalty.adjust.why', required: true },
    },
    title: ({ t, size }) =>
      pair([span(t('loyalty.adjust'), 'title')], customer?.name ?? '', size.columns - 8),
    below: ({ sign, points = 0 }, { t, format }) => [
      line(t('loyalty.adjust.after', { now: format.count(now()), left: format.count(after(sign, points)) })),
    ],
    async submit({ sign, points, why }, { nav, t, format }) {
      const left = format.count(after(sign, points));
      const question = t('loyalty.adjust.after', { now: format.count(now()), left });
      if (!(await nav.confirm({ title: t('loyalty.adjust'), text: `${customer?.name ?? ''}\n${question}` })))
        return;
      const wanted = {
        ...{ adjustment: kernel.ids.next(), customer: customer?.id ?? '', why },
        points: sign === 'less' ? -points : points,
      };
      await kernel.transact(STAFF, (state) => adjust(state, wanted));
      nav.pop();
      nav.notice(t('loyalty.adjusted', { left }), 'good');
    },
  });
}
