/** Asks for one condition: a field, a comparison, a value; and says one in words. */
import type { App } from '../../app.js';
import { customFields, wordLabel } from '../../customers/index.js';
import { employeeName, employees } from '../../people/index.js';
import type { Field } from '../../ui/index.js';
import { span } from '../../ui/lines.js';
import type { Choice, Line, Screen, ScreenContext, Translate } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { COMPARISONS, type Comparison, type Condition, type Kind, needsValue } from '../conditions.js';
import { ASKED } from '../fields.js';

interface Asked {
  readonly field: string;
  readonly kind: Kind;
}

/** `then` is given the row when all three were answered. */
export async function askCondition(
  app: App,
  context: ScreenContext,
  then: (row: Condition) => void,
): Promise<void> {
  const { nav, t } = context;
  const asked = await nav.choose<Asked>(t('audience.field'), fieldChoices(app, t));
  if (!asked) return;
  const { field, kind } = asked;
  const title = fieldWord(app, field, t);
  const op = await nav.choose<Comparison>(
    title,
    COMPARISONS[kind].map((one) => ({ value: one, label: opWord(kind, one, t) })),
  );
  if (!op) return;
  const done = (value: string): void => then({ join: 'and', field, kind, op, value });
  if (!needsValue(op)) return done('');
  const choices = valueChoices(app, asked, t);
  if (choices.length === 0) return nav.push(createValueForm(asked, title, done));
  const value = await nav.choose<string>(title, choices);
  if (value !== undefined) done(value);
}

function fieldChoices(app: App, t: Translate): Choice<Asked>[] {
  const own = customFields(app.kernel.state).map(({ id, name, kind }) => ({
    label: name,
    value: { field: `x:${id}`, kind: kind as Kind },
  }));
  const ours = Object.entries(ASKED).map(([field, kind]) => ({
    label: t(`audience.field.${field}`),
    value: { field, kind },
  }));
  return [...ours, ...own];
}

const VALUES_MAX = 60;

/** Words that customers have in a field; none for what is typed. */
function valueChoices(app: App, { field, kind }: Asked, t: Translate): Choice<string>[] {
  if (field === 'owner')
    return employees(app.kernel.state).map(({ id, name }) => ({ value: id, label: name }));
  if (kind !== 'choice' && kind !== 'words') return [];
  const own = customFields(app.kernel.state).find(({ id }) => `x:${id}` === field);
  const words = own && own.choices.length > 0 ? own.choices : app.table.words(field);
  return words.slice(0, VALUES_MAX).map((value) => ({ value, label: t(wordLabel(field, value)) }));
}

function createValueForm({ kind }: Asked, title: string, done: (value: string) => void): Screen {
  return createFormScreen({
    name: 'audience.value',
    help: 'audience.filter.help',
    title: () => [span(title, 'title')],
    fields: { value: valueField(kind) },
    submit({ value }, { nav }) {
      done(kind === 'date' ? dashed(String(value)) : String(value));
      nav.pop();
    },
  });
}

const dashed = (digits: string): string => digits.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');

function valueField(kind: Kind): Field {
  const common = { label: `audience.value.${kind}`, required: true } as const;
  const digits = (form: RegExp): Field => ({
    ...common,
    kind: 'phone',
    check: (text) => (form.test(text) ? undefined : `audience.value.${kind}`),
  });
  switch (kind) {
    case 'money':
      return { ...common, kind: 'money' };
    case 'ago':
      return { ...common, kind: 'number', min: 0, max: 99_999 };
    case 'number':
      return {
        ...common,
        kind: 'text',
        digits: true,
        limit: 17,
        check: (text) => (/^-?\d{1,12}(\.\d{1,4})?$/.test(text) ? undefined : 'audience.value.number'),
      };
    case 'yearly':
      return digits(/^(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/);
    case 'date':
      return digits(/^\d{8}$/);
    default:
      return { ...common, kind: 'text', limit: 40, digits: kind === 'text' };
  }
}

export function fieldWord(app: App, field: string, t: Translate): string {
  const own = customFields(app.kernel.state).find(({ id }) => `x:${id}` === field);
  return own?.name ?? t(`audience.field.${field}`);
}

function opWord(kind: Kind, op: Comparison, t: Translate): string {
  return t(kind === 'ago' ? `audience.op.ago.${op}` : `audience.op.${op}`);
}

/** `积分 不少于 100` */
export function conditionWords(
  app: App,
  { field, kind, op, value }: Condition,
  context: ScreenContext,
): Line {
  const { t, format } = context;
  const shown = (): string => {
    if (kind === 'money') return format.amount(Number(value));
    if (field === 'owner') return employeeName(app.kernel.state, value) ?? value;
    return kind === 'choice' ? t(wordLabel(field, value)) : value;
  };
  return [
    span(`${fieldWord(app, field, t)} `, 'strong'),
    span(`${opWord(kind, op, t)} `),
    span(needsValue(op) ? shown() : '', 'strong'),
  ];
}
