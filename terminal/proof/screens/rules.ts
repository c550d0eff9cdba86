/** What proof a payment from stored value takes, as one form. */
import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import type { Screen } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { proofRulesAt } from '../queries.js';
import { setProofRules } from '../set-rules.js';

export function createProofRulesScreen(app: App, path?: string): Screen {
  const { kernel, clock } = app;
  const { who, card, cardDay, proven } = proofRulesAt(kernel.state, clock.now());
  const money = (label: string, initial: number) =>
    ({ kind: 'money', label, initial, required: true }) as const;
  return createFormScreen({
    name: 'proof.rules',
    help: 'proof.rules.help',
    ...(path === undefined ? {} : { path }),
    fields: {
      who: {
        ...{ kind: 'choice', label: 'proof.rules.who', initial: who },
        choices: [
          { value: 'everybody', label: 'proof.rules.everybody' },
          { value: 'with-pin', label: 'proof.rules.with-pin' },
        ],
      },
      card: money('proof.rules.card', card),
      cardDay: money('proof.rules.card-day', cardDay),
      proven: money('proof.rules.proven', proven),
    },
    async submit(values, { nav, t }) {
      const rules = {
        ...values,
        who: values.who === 'everybody' ? ('everybody' as const) : ('with-pin' as const),
      };
      await kernel.transact(STAFF, (state) => setProofRules(state, rules, clock.now()));
      nav.pop();
      nav.notice(t('proof.rules.set'), 'good');
    },
  });
}
