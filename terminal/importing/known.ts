/** Whom of the shop a row of a table means. A shop's old table has people without a number, and is taken more than once. */
import {
  type Customer,
  customerByNo,
  customersByPhone,
  customersNamed,
  customValues,
  isRestorable,
  isSomebodysNumber,
  itemsOf,
  phonesOf,
  removedByPhone,
} from '../customers/index.js';
import { mainOf, rowsOf } from '../identity/index.js';
import type { Reader } from '../kernel/database.js';
import { FURTHER_FIELDS } from './columns.js';
import type { Known, KnownCustomer, Who } from './plan.js';
import { isAddedBy, isGivenBack } from './queries.js';

interface Asked {
  /** ms since 1970 UTC: then those who were deleted lately are told, too. What an undo took away was not deleted. */
  readonly now?: number;
  /** Id of an import whose own customers are nobody's doubles: its rows were compared with each other. */
  readonly import?: string;
}

/**
 * Everybody of this name with one of these numbers, the same birthday (with its year) or e-mail address; of those without a number who has
 * none either, and tells nothing else. Who was merged is known by the name that they had, too: a table that is taken again still has it.
 */
export function knownCustomer(state: Reader, who: Who, asked: Asked = {}): Known {
  const numbers = who.phones.filter((key) => isSomebodysNumber(state, key));
  for (const key of numbers) {
    const people = customersByPhone(state, key);
    const found =
      people.find((customer) => customer.name === who.name) ??
      people.find(({ no }) => rowsOf(state, no).some((row) => customerByNo(state, row)?.name === who.name));
    if (found) return knownOf(state, found);
  }
  const deleted = numbers.some((key) =>
    removedByPhone(state, key).some((one) => one.name === who.name && isDeleted(state, one, asked)),
  );
  return deleted ? 'removed' : knownByName(state, who, asked);
}

function knownByName(state: Reader, who: Who, asked: Asked): Known {
  const hasNumber = who.phones.length > 0;
  if (hasNumber && !hasYear(who) && who.email === '') return undefined;
  const rows = customersNamed(state, who.name).filter((one) => mayBe(who, one));
  const people = new Set(rows.map(({ no }) => mainOf(state, no)));
  const fits = [...people]
    .flatMap((no) => customerByNo(state, no) ?? [])
    .filter((one) => one.removed === null && !isAddedBy(state, asked.import ?? '', one.id))
    .filter((one) => tells(who, one) || (!hasNumber && phonesOf(state, one.no).length === 0));
  const same = fits.find(({ birthday, email }) => birthday === who.birthday && email === who.email);
  const [found] = same ? [same] : fits;
  if (found) return same || hasNumber || isMeant(who, fits) ? knownOf(state, found) : 'several';
  const deleted = rows.some((one) => (!hasNumber || tells(who, one)) && isDeleted(state, one, asked));
  return deleted ? 'removed' : undefined;
}

const hasYear = ({ birthday }: { readonly birthday: string }): boolean => /^L?\d{4}/.test(birthday);

/** Nobody else may be meant, and the row tells nothing that would tell two people of one name apart. */
function isMeant(who: Who, [found, ...others]: readonly Customer[]): boolean {
  if (found === undefined || others.length > 0) return false;
  const isSaid = (told: string, known: string): boolean => told === '' || told === known;
  return tells(who, found) || (isSaid(who.birthday, found.birthday) && isSaid(who.email, found.email));
}

/** Nothing that both tell is different. */
function mayBe(who: Who, { birthday, email }: Customer): boolean {
  const agree = (one: string, other: string): boolean => one === '' || other === '' || one === other;
  return agree(who.birthday, birthday) && agree(who.email, email);
}

/** What two people of one name hardly ever share. */
function tells(who: Who, { birthday, email }: Customer): boolean {
  return (hasYear(who) && who.birthday === birthday) || (who.email !== '' && who.email === email);
}

function isDeleted(state: Reader, { no }: Customer, { now }: Asked): boolean {
  const shown = now === undefined ? undefined : customerByNo(state, mainOf(state, no));
  return shown !== undefined && isRestorable(state, shown, now ?? 0) && !isGivenBack(state, shown.id);
}

export function knownOf(state: Reader, customer: Customer): KnownCustomer {
  const { no, id, name, gender, birthday, level, tags, email } = customer;
  const more: Record<string, string> = {};
  for (const field of FURTHER_FIELDS)
    if (field !== 'address' && customer[field] !== '') more[field] = customer[field];
  for (const [field, value] of customValues(state, no)) more[`x:${field}`] = value;
  const addresses = itemsOf(state, no, 'address').map(({ facts }) => facts.text ?? '');
  return {
    ...{ id, name, gender, birthday, level, tags, email },
    phones: phonesOf(state, no),
    more,
    addresses,
  };
}
