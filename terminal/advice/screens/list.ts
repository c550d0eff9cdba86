/** The rules: which are on, where they begin, and what they say. */
import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import { cells, span } from '../../ui/lines.js';
import type { Line, Outcome, Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { ADVICE_WORDS_MAX, setAdviceRule } from '../commands.js';
import { adviceRules } from '../queries.js';
import { type AdviceRule, UNITS } from '../rules.js';

export function createAdviceRules(app: App, path?: string): Screen {
  const { state } = app.kernel;
  return createListScreen<AdviceRule>({
    name: 'advice.list',
    help: 'advice.list.help',
    ...(path === undefined ? {} : { path }),
    page: (offset, limit) => {
      const rules = adviceRules(state);
      return { rows: rules.slice(offset, offset + limit), total: rules.length };
    },
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.kind === other.kind },
    row: rowOf,
    open: (rule, { nav }) => nav.push(createRuleForm(app, rule)),
    key: (key, rule, context) => (key.name === '2' && rule ? switchRule(app, rule, context) : 'unused'),
    hints: ({ t }) => [
      { key: 'ok', label: t('ui.hint.open') },
      { key: '2', label: t('advice.switch') },
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

function rowOf(rule: AdviceRule, { t, format, size }: ScreenContext): Line {
  const { kind, on, threshold, words } = rule;
  const unit = UNITS[kind];
  const figure = unit === 'fen' ? format.money(threshold) : t(`advice.unit.${unit}`, { count: threshold });
  const wide = size.columns >= 60;
  return cells([
    [[span(t(on ? 'advice.on' : 'advice.off'), on ? 'good' : 'dim')], 3],
    [t(`advice.kind.${kind}`), wide ? 24 : size.columns - 14],
    [figure, -9],
    ...(wide ? [[words === '' ? t(`advice.tip.${kind}`) : words, size.columns - 39] as const] : []),
  ]);
}

async function switchRule(app: App, rule: AdviceRule, { nav }: ScreenContext): Promise<Outcome> {
  await app.kernel.transact(STAFF, () => setAdviceRule({ ...rule, on: !rule.on }));
  nav.refresh();
  return undefined;
}

function createRuleForm(app: App, rule: AdviceRule): Screen {
  const unit = UNITS[rule.kind];
  const common = {
    on: {
      kind: 'choice',
      label: 'advice.switch',
      choices: [
        { value: true, label: 'advice.on' },
        { value: false, label: 'advice.off' },
      ],
      initial: rule.on,
    },
    words: { kind: 'text', label: 'advice.words', initial: rule.words, limit: ADVICE_WORDS_MAX },
  } as const;
  const screen = { name: 'advice.rule', help: 'advice.rule.help' } as const;
  const title = ({ t }: ScreenContext): Line => [span(t(`advice.kind.${rule.kind}`), 'title')];
  const save = async (changed: Partial<AdviceRule>, { nav, t }: ScreenContext): Promise<void> => {
    await app.kernel.transact(STAFF, () => setAdviceRule({ ...rule, ...changed }));
    nav.notice(t('advice.saved'), 'good');
    nav.pop();
  };
  if (unit === 'none') return createFormScreen({ ...screen, title, fields: common, submit: save });
  const threshold = {
    kind: unit === 'fen' ? 'money' : 'number',
    label: `advice.threshold.${unit}`,
    required: true,
    initial: rule.threshold,
    min: unit === 'percent' ? 100 : 1,
  } as const;
  const { on, words } = common;
  return createFormScreen({ ...screen, title, fields: { on, threshold, words }, submit: save });
}
