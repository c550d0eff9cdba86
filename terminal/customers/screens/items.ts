/** A customer's addresses, contact persons, or days to keep. */
import { formatNumber } from '../../../protocol/number/index.js';
import type { App } from '../../app.js';
import { STAFF } from '../../staff.js';
import type { Field } from '../../ui/index.js';
import { span } from '../../ui/lines.js';
import type { Format, Line, Screen, ScreenContext, Translate } from '../../ui/types.js';
import { createFormScreen } from '../../ui/widgets/form.js';
import { createListScreen } from '../../ui/widgets/list.js';
import { type Birthday, digitsOf, parseBirthday, writeBirthday } from '../birthday.js';
import { removeItem, setItem } from '../commands.js';
import { ITEM_FACTS, type Item, type ItemKind } from '../items.js';
import { customerByNo, itemsOf } from '../queries.js';

export function createItemList(app: App, no: number, kind: ItemKind): Screen {
  const { state } = app.kernel;
  const id = (): string => customerByNo(state, no)?.id ?? '';

  async function remove(item: Item, { nav, t }: ScreenContext): Promise<void> {
    const what = item.facts[ITEM_FACTS[kind][0]] ?? '';
    if (!(await nav.confirm(t('customers.item.remove.ask', { what })))) return;
    await app.kernel.transact(STAFF, (now) => removeItem(now, id(), item.id));
    nav.notice(t('customers.changed'), 'good');
  }

  return createListScreen<Item>({
    name: `customers.item.${kind}`,
    help: 'customers.item.help',
    empty: `customers.item.${kind}.empty`,
    page: (offset, limit) => {
      const items = itemsOf(state, no, kind);
      return { rows: items.slice(offset, offset + limit), total: items.length };
    },
    live: { onChange: app.kernel.onCommit, same: (one, other) => one.id === other.id },
    row: (item, context) => itemLine(item, context),
    open: (item, { nav, format }) => nav.push(createItemForm(app, id(), kind, { item, format })),
    key: ({ name }, item, context) => {
      if (name === '1') return context.nav.push(createItemForm(app, id(), kind));
      return name === '4' && item ? remove(item, context) : 'unused';
    },
    hints: ({ t }, item) => [
      { key: 'ok', label: t('customers.item.change') },
      { key: '1', label: t('customers.item.add') },
      ...(item ? [{ key: '4', label: t('customers.item.remove') } as const] : []),
      { key: 'cancel', label: t('ui.hint.back') },
    ],
  });
}

function itemLine({ kind, facts }: Item, { t, format }: ScreenContext): Line {
  const [first, ...rest] = ITEM_FACTS[kind].map((name) => {
    const text = facts[name] ?? '';
    if (name === 'phone') return text === '' ? '' : format.phone(text);
    return name === 'day' ? dayWords(parseBirthday(text), t) : text;
  });
  return [span(first ?? '', 'strong'), span(` ${rest.filter((text) => text !== '').join(' ')}`, 'dim')];
}

function dayWords(day: Birthday | undefined, t: Translate): string {
  if (!day) return '';
  const calendar = day.calendar === 'solar' ? '' : t(`customers.calendar.${day.leap ? 'leap' : 'lunar'}`);
  const date = [day.year, day.month, day.day].filter((part) => part !== undefined).join('-');
  return calendar === '' ? date : `${calendar} ${date}`;
}

/** What is changed, and how numbers are shown to whoever changes it. */
interface Changed {
  readonly item: Item;
  readonly format: Format;
}

function createItemForm(app: App, customer: string, kind: ItemKind, known?: Changed): Screen {
  const { phone = '', ...rest } = known?.item.facts ?? {};
  // A number that is shown with stars is not shown here either; left empty, it stays.
  const isHidden = known?.format.phone(phone).includes('*') === true;
  return createFormScreen({
    name: `customers.item.${kind}`,
    help: 'customers.item.help',
    fields: FIELDS[kind](isHidden ? rest : { ...rest, phone }),
    async submit(typed, { nav, t }) {
      const { day, calendar = 'solar', ...others } = typed as Readonly<Record<string, string>>;
      const kept = calendar as 'solar' | 'lunar' | 'leap';
      const told = isHidden && others.phone === '' ? { ...others, phone } : others;
      const facts = day === undefined ? told : { ...told, day: writeBirthday(day, kept) };
      const item = app.kernel.ids.next();
      const wanted = { customer, item, kind, facts, ...(known && { instead: known.item.id }) };
      await app.kernel.transact(STAFF, (state) => setItem(state, wanted));
      nav.notice(t('customers.changed'), 'good');
      nav.pop();
    },
  });
}

type Facts = Readonly<Record<string, string>>;

const FIELDS: Readonly<Record<ItemKind, (facts: Facts) => Record<string, Field>>> = {
  address: ({ text = '', label = '' }) => ({
    text: { kind: 'text', label: 'customers.item.address', required: true, initial: text, limit: 100 },
    label: { kind: 'text', label: 'customers.item.label', initial: label, limit: 20 },
  }),
  contact: ({ name = '', post = '', phone = '' }) => ({
    name: { kind: 'text', label: 'customers.name', required: true, initial: name, name: true },
    post: { kind: 'text', label: 'customers.item.post', initial: post, limit: 20 },
    phone: { kind: 'phone', label: 'customers.phone', initial: formatNumber(phone) },
  }),
  anniversary: ({ name = '', day = '' }) => {
    const known = parseBirthday(day);
    return {
      name: { kind: 'text', label: 'customers.item.occasion', required: true, initial: name, limit: 20 },
      calendar: {
        kind: 'choice',
        label: 'customers.calendar',
        choices: ['solar', 'lunar', 'leap'].map((value) => ({ value, label: `customers.calendar.${value}` })),
        initial: !known || known.calendar === 'solar' ? 'solar' : known.leap ? 'leap' : 'lunar',
      },
      day: {
        kind: 'phone',
        label: 'customers.item.day',
        required: true,
        initial: known ? digitsOf(known) : '',
        check: (text) => (/^(\d{4}|\d{8})$/.test(text) ? undefined : 'customers.birthday.wrong'),
      },
    };
  },
};
