/** The rules round points, as one form; the office's rule of points for money spent stands beside it. */
import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import type { Screen } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { programAt } from '../queries.js';
import { setProgram } from '../set-program.js';
import { pendingLine } from './pending.js';

/** Of points the highest factor counts, and without a rule it is 100: less than that would say something and do nothing. */
const FACTOR_MIN = 100;
/** Whoever means eight tenths may type 8. */
const PAYS_ASKED = 50;

const number = (label: string, initial: number | undefined) =>
  initial === undefined
    ? ({ kind: 'number', label } as const)
    : ({ kind: 'number', label, initial } as const);
const money = (label: string, initial: number | undefined) =>
  initial === undefined ? ({ kind: 'money', label } as const) : ({ kind: 'money', label, initial } as const);

export function createLoyaltyRulesScreen(app: App, path?: string): Screen {
  const { kernel, clock } = app;
  const { money: worth, expiryDays, recharge, levels, ...rest } = programAt(kernel.state, clock.now());
  const [level, ...higher] = levels;
  return createFormScreen({
    name: 'loyalty.rules',
    help: 'loyalty.rules.help',
    ...(path === undefined ? {} : { path }),
    fields: {
      points: number('loyalty.rules.points', worth?.points),
      worth: money('loyalty.rules.worth', worth?.worth),
      recharge: money('loyalty.rules.recharge', recharge?.per),
      expiry: number('loyalty.rules.expiry', expiryDays),
      birthday: { ...number('loyalty.rules.birthday', rest.birthday), min: FACTOR_MIN },
      level: { kind: 'text', label: 'loyalty.rules.level', limit: 10, initial: level?.name ?? '' },
      spent: money('loyalty.rules.spent', level?.spent),
      pays: number('loyalty.rules.pays', level?.pays),
      earn: { ...number('loyalty.rules.earn', level?.earn), min: FACTOR_MIN },
    },
    below: (_, context) => pendingLine(kernel.state, clock, context),
    async submit(values, { nav, t, format }) {
      const {
        points = 0,
        worth: off = 0,
        recharge: per = 0,
        expiry = 0,
        level: name,
        spent,
        pays = 100,
      } = values;
      if (points > 0 !== off > 0)
        return { field: points > 0 ? 'worth' : 'points', text: t('loyalty.rules.both') };
      const question = t('loyalty.rules.pays.ask', { pays, discount: format.discount(pays) });
      if (name !== '' && pays < PAYS_ASKED && !(await nav.confirm(question))) return undefined;
      const first = {
        ...{ name, pays, earn: values.earn ?? 100 },
        ...(spent !== undefined && { spent }),
        ...(level?.earned !== undefined && { earned: level.earned }),
      };
      const program = {
        ...rest,
        birthday: values.birthday ?? 100,
        levels: name === '' ? higher : [first, ...higher],
        ...(points > 0 && off > 0 && { money: { points, worth: off } }),
        ...(per > 0 && { recharge: { points: 1, per } }),
        ...(expiry > 0 && { expiryDays: expiry }),
      };
      await kernel.transact(STAFF, (state) => setProgram(state, program, clock.now()));
      nav.pop();
      nav.notice(t('loyalty.rules.set'), 'good');
      return undefined;
    },
  });
}
