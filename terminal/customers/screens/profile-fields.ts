/** The fields of a profile in a form: what is typed for each, and what it means. */
import { MAIL_ADDRESS_LENGTH_MAX, mailAddress } from '../../../protocol/mail/address.js';
import { formatNumber } from '../../../protocol/number/index.js';
import type { Reader } from '../../kernel/database.js';
import type { Field } from '../../ui/index.js';
import type { Format } from '../../ui/types.js';
import { digitsOf, parseBirthday, writeBirthday } from '../birthday.js';
import { type CustomField, customFields, customValues } from '../custom.js';
import type { ProfileFields } from '../events.js';
import { WORDS, wordLabel } from '../fields.js';
import { NAME_LENGTH_MAX } from '../name.js';
import { type Customer, phonesOf, wordsInUse } from '../queries.js';

/** What a form gives back, by the names of its fields. */
export type Typed = Readonly<Record<string, unknown>>;

const CALENDARS = (['solar', 'lunar', 'leap'] as const).map((value) => ({
  value,
  label: `customers.calendar.${value}`,
}));

type Known = Partial<Customer>;

/** The number that the form changes; undefined where there is none, or where stars stand in its place for whoever looks. */
export function shownPhone(state: Reader, { no }: Known, { phone }: Format): string | undefined {
  const first = no === undefined ? undefined : phonesOf(state, no)[0];
  return first === undefined || phone(first).includes('*') ? undefined : first;
}

/** The first things that one asks: also on the small keypad. */
export function basicFields(state: Reader, format: Format, known: Known = {}): Record<string, Field> {
  const born = parseBirthday(known.birthday ?? '');
  const first = shownPhone(state, known, format);
  return {
    name: {
      kind: 'text',
      label: 'customers.name',
      required: true,
      initial: known.name ?? '',
      limit: NAME_LENGTH_MAX,
      name: true,
    },
    phone: { kind: 'phone', label: 'customers.phone', initial: formatNumber(first ?? '') },
    gender: choiceField(state, 'gender', known),
    calendar: {
      kind: 'choice',
      label: 'customers.calendar',
      choices: CALENDARS,
      initial: !born || born.calendar === 'solar' ? 'solar' : born.leap ? 'leap' : 'lunar',
    },
    birthday: {
      kind: 'phone',
      label: 'customers.birthday',
      initial: born ? digitsOf(born) : '',
      check: (text) => (/^(\d{4}|\d{8})?$/.test(text) ? undefined : 'customers.birthday.wrong'),
    },
    tags: { kind: 'text', label: 'customers.tags', initial: known.tags ?? '' },
    email: {
      kind: 'text',
      label: 'customers.email',
      initial: known.email ?? '',
      limit: MAIL_ADDRESS_LENGTH_MAX,
      latin: true,
      check: (text) => (mailAddress(text) === null ? 'error.command/email-wrong' : undefined),
    },
  };
}

/** The rest of the profile, and the shop's own fields; `levels` that may be given here. */
export function furtherFields(
  state: Reader,
  levels: readonly string[],
  known: Known = {},
): Record<string, Field> {
  const text = (field: 'groups' | 'occupation' | 'preferences', limit: number): Field => {
    return { kind: 'text', label: `customers.${field}`, initial: known[field] ?? '', limit };
  };
  const values = known.no === undefined ? new Map<string, string>() : customValues(state, known.no);
  const own = customFields(state).map((field) => [ownName(field), ownField(field, values.get(field.id))]);
  return {
    status: choiceField(state, 'status', known),
    type: choiceField(state, 'type', known),
    source: choiceField(state, 'source', known),
    credit: choiceField(state, 'credit', known),
    groups: text('groups', 40),
    occupation: text('occupation', 40),
    preferences: text('preferences', 200),
    ...(levels.length > 0 && { level: levelField(levels, known.level ?? '') }),
    ...(Object.fromEntries(own) as Record<string, Field>),
  };
}

type ChoiceName = 'gender' | 'status' | 'type' | 'source' | 'credit';

function choiceField(state: Reader, field: ChoiceName, known: Known): Field {
  const { words = [], closed = true } = WORDS[field] ?? {};
  const used = closed ? [] : wordsInUse(state, field as 'type' | 'source');
  const all = [...new Set(['', ...words, ...used])];
  const choices = all.map((value) => ({ value, label: wordLabel(field, value) }));
  return { kind: 'choice', label: `customers.${field}`, choices, initial: known[field] ?? '' };
}

/** Without one the rules alone decide. */
function levelField(levels: readonly string[], known: string): Field {
  const all = [...new Set(['', ...levels, known])];
  const choices = all.map((value) => ({ value, label: value === '' ? 'customers.level.by-rule' : value }));
  return { kind: 'choice', label: 'customers.level', choices, initial: known };
}

const ownName = ({ id }: CustomField): string => `x:${id}`;

function ownField({ name, kind, choices }: CustomField, value = ''): Field {
  switch (kind) {
    case 'text':
      return { kind: 'text', label: name, initial: value, limit: 200 };
    case 'number':
      return {
        kind: 'text',
        label: name,
        initial: value,
        limit: 18,
        digits: true,
        check: (text) => (/^-?\d{1,12}(\.\d{1,4})?$/.test(text) ? undefined : 'customers.number.wrong'),
      };
    case 'date': {
      const day = parseBirthday(value);
      const check = (text: string) => (/^(\d{8})?$/.test(text) ? undefined : 'customers.date.wrong');
      return { kind: 'phone', label: name, initial: day ? digitsOf(day) : '', check };
    }
    case 'choice': {
      const all = ['', ...choices].map((one) => ({ value: one, label: one || 'customers.unknown' }));
      return { kind: 'choice', label: name, choices: all, initial: value };
    }
  }
}

/** What was typed as `register` and `change` take it; `custom` for the shop's own fields. */
export function readFields(
  state: Reader,
  typed: Typed,
): Partial<ProfileFields> & { readonly phone?: string; readonly custom: Readonly<Record<string, string>> } {
  const { calendar, birthday, ...others } = typed as Readonly<Record<string, string>>;
  const custom: Record<string, string> = {};
  for (const field of customFields(state)) {
    const text = others[ownName(field)];
    if (text !== undefined) custom[field.id] = field.kind === 'date' ? dateOf(text) : text;
  }
  const plain = Object.fromEntries(Object.entries(others).filter(([name]) => !name.startsWith('x:')));
  if (birthday === undefined) return { ...plain, custom };
  const written =
    birthday === '' ? '' : writeBirthday(birthday, (calendar ?? 'solar') as 'solar' | 'lunar' | 'leap');
  return { ...plain, birthday: written, custom };
}

const dateOf = (digits: string): string => (digits === '' ? '' : writeBirthday(digits, 'solar'));
