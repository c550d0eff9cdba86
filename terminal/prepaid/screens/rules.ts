/** The rules of stored value, as one form: two steps of bonus, the cap, the low balance, and what is used first. */
import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import type { Screen } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { prepaidRulesAt } from '../queries.js';
import { DEFAULT_RULES } from '../rules.js';
import { setPrepaidRules } from '../set-rules.js';

export function createPrepaidRulesScreen(app: App, path?: string): Screen {
  const { kernel, clock } = app;
  const { bonuses, order, cap, low } = prepaidRulesAt(kernel.state, clock.now());
  const [first, second, ...others] = bonuses;
  const money = (label: string, initial: number | undefined) =>
    initial === undefined
      ? ({ kind: 'money', label } as const)
      : ({ kind: 'money', label, initial } as const);
  return createFormScreen({
    name: 'prepaid.rules',
    help: 'prepaid.rules.help',
    ...(path === undefined ? {} : { path }),
    fields: {
      amount1: money('prepaid.rules.from', first?.amount),
      bonus1: money('prepaid.rules.gives', first?.bonus),
      amount2: money('prepaid.rules.from', second?.amount),
      bonus2: money('prepaid.rules.gives', second?.bonus),
      cap: money('prepaid.rules.cap', cap),
      low: money('prepaid.rules.low', low),
      order: {
        ...{ kind: 'choice', label: 'prepaid.rules.order', initial: order },
        choices: [
          { value: 'principal-first', label: 'prepaid.principal' },
          { value: 'bonus-first', label: 'prepaid.bonus' },
        ],
      },
    },
    async submit(values, { nav, t, format }) {
      const steps = [
        { amount: values.amount1 ?? 0, bonus: values.bonus1 ?? 0 },
        { amount: values.amount2 ?? 0, bonus: values.bonus2 ?? 0 },
      ].filter(({ amount, bonus }) => amount > 0 && bonus > 0);
      const odd = steps.find(({ amount, bonus }) => bonus > amount);
      const gift = odd && { amount: format.money(odd.amount), bonus: format.money(odd.bonus) };
      if (gift && !(await nav.confirm(t('prepaid.rules.ask', gift)))) return;
      const rules = {
        ...{ bonuses: [...steps, ...others], cap: values.cap ?? DEFAULT_RULES.cap, low: values.low ?? 0 },
        order: values.order === 'bonus-first' ? ('bonus-first' as const) : ('principal-first' as const),
      };
      await kernel.transact(STAFF, (state) => setPrepaidRules(state, rules, clock.now()));
      nav.pop();
      nav.notice(t('prepaid.rules.set'), 'good');
    },
  });
}
