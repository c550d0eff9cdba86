/** Fields that the shop makes for itself. */
import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import { cells, span } from '../../ui/lines.js';
import type { Screen, ScreenContext } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { createListScreen } from '../../ui/widgets/list.js';
import {
  CUSTOM_KINDS,
  type CustomField,
  customFields,
  removeCustomField,
  setCustomField,
} from '../custom.js';

export function createCustomFieldList(app: App): Screen {
  const { state } = app.kernel;

  async function remove({ id, name }: CustomField, { nav, t }: ScreenContext): Promise<void> {
    if (!(await nav.confirm(t('customers.fields.remove.ask', { name })))) return;
    const stamp = app.stamps.next();
    await app.kernel.transact(STAFF, (state) => removeCustomField(state, id, stamp));
    nav.notice(t('customers.changed'), 'good');
  }

  return createListScreen<CustomField>({
    name: 'customers.fields',
    help: 'customers.fields.help',
    empty: 'customers.fields.empty',
    page: (offset, limit) => {
      const all = customFields(state);
      return { rows: all.slice(offset, offset + limit), total: all.length };
    },
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.id === other.id },
    row: ({ name, kind, choices }, { t, size }) =>
      cells([
        [[span(name, 'strong')], 14],
        [t(`customers.fields.${kind}`), 8],
        [[span(choices.join(' '), 'dim')], size.columns - 24],
      ]),
    open: (field, { nav }) => nav.push(createFieldForm(app, field)),
    key: ({ name }, field, context) => {
      if (name === '1') return context.nav.push(createFieldForm(app));
      return name === '4' && field ? remove(field, context) : 'unused';
    },
    hints: ({ t }, field) => [
      { key: 'ok', label: t('customers.item.change') },
      { key: '1', label: t('customers.item.add') },
      ...(field ? [{ key: '4', label: t('customers.item.remove') } as const] : []),
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

/** What kind a field is stays: what stands in it is of that kind. */
function createFieldForm(app: App, known?: CustomField): Screen {
  const kinds = known ? [known.kind] : CUSTOM_KINDS;
  return createFormScreen({
    name: 'customers.fields',
    help: 'customers.fields.help',
    fields: {
      name: {
        kind: 'text',
        label: 'customers.fields.name',
        required: true,
        initial: known?.name ?? '',
        limit: 12,
      },
      kind: {
        kind: 'choice',
        label: 'customers.fields.kind',
        choices: kinds.map((value) => ({ value, label: `customers.fields.${value}` })),
        initial: kinds[0],
      },
      choices: {
        kind: 'text',
        label: 'customers.fields.choices',
        initial: known?.choices.join(' ') ?? '',
        limit: 100,
      },
    },
    async submit({ name, kind, choices }, { nav, t }) {
      const id = known?.id ?? app.kernel.ids.next();
      const words = choices.split(/[\s,，、;；]+/).filter((word) => word !== '');
      const wanted = { id, name, kind, choices: [...new Set(words)], stamp: app.stamps.next() };
      await app.kernel.transact(STAFF, (state) => setCustomField(state, wanted));
      nav.notice(t('customers.changed'), 'good');
      nav.pop();
    },
  });
}
