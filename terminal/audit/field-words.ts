/** Fields of events that hold a sign for something which has a name: what people call it. */
import { customFields } from '../customers/index.js';
import type { DomainEvent } from '../kernel/events.js';
import { templateName } from '../messaging/index.js';
import { roleById, roleName } from '../people/index.js';
import type { Translate } from '../ui/types.js';
import type { Wording } from './sentence.js';

/** By event and field: where the catalogue has the words of its values. */
const CATALOGUE: Readonly<Record<string, string>> = {
  'cards.marked state': 'cards.state.',
  'cases.sorted kind': 'cases.kind.',
  'customers.item-added kind': 'customers.item.',
  'ledger.entered account': 'exporting.account.',
};

/** Undefined for a field that says itself what it means. */
export function fieldWords(
  event: DomainEvent & { readonly name?: unknown },
  field: string,
  value: string,
  { state, t }: Pick<Wording, 'state' | 't'>,
): string | undefined {
  const known = CATALOGUE[`${event.type} ${field}`];
  if (known !== undefined) return wordsOr(t, known + value, value);
  switch (`${event.type} ${field}`) {
    case 'messaging.template-set key':
      return templateName(value, t);
    case 'people.role-set role':
      return event.name ? String(event.name) : t(`people.role.${value}`);
    case 'people.joined role':
    case 'people.changed role':
      return roleName(roleById(state, value), t);
    default:
      return undefined;
  }
}

const CUSTOM = 'x:';

/** A customer's field by the name that the forms have, or that the shop gave it. */
export function customerFieldWords(field: string, { state, t }: Pick<Wording, 'state' | 't'>): string {
  if (field === 'level') return t('audit.level');
  if (!field.startsWith(CUSTOM)) return wordsOr(t, `customers.${field}`, field);
  return customFields(state).find(({ id }) => CUSTOM + id === field)?.name ?? t('audit.custom');
}

function wordsOr(t: Translate, key: string, otherwise: string): string {
  const words = t(key);
  return words === key ? otherwise : words;
}
