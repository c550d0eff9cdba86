/** Who is to be erased, as the journal knows them, and how their names and numbers look in bytes. */
import { maskNumber } from '../../protocol/number/index.js';
import { createOnePerson } from '../../protocol/sync/one-person.js';
import { maskName } from '../customers/index.js';
import type { Commit } from '../kernel/events.js';

export interface Person {
  /** Customer ids: of the person, and of those who turned out to be the same. */
  readonly ids: ReadonlySet<string>;
  /** Number keys that are nobody else's. */
  readonly keys: ReadonlySet<string>;
  /** Number keys that somebody else has too: what hangs on them alone stays. */
  readonly shared: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  /** E-mail addresses that are nobody else's. */
  readonly addresses: ReadonlySet<string>;
  /** UIDs of cards that are nobody else's. */
  readonly cards: ReadonlySet<string>;
  /** Names, numbers and addresses that stand in anybody's values only by being theirs. */
  readonly marks: readonly string[];
  /** The same as they are shown to others, 王*明: only in what concerns the person. */
  readonly masked: readonly string[];
}

/** Collects what the commits tell of `customer`; they are given one after the other, all of them. */
export function createGatherer(customer: string): { take(commit: Commit): void; person(): Person } {
  const same = createOnePerson();
  const names: Whose = new Map();
  const mails: Whose = new Map();
  const cards: Whose = new Map();
  /** Who had a number, and who has it still. */
  const [had, have]: [Whose, Whose] = [new Map(), new Map()];
  const add = (map: Whose, what: string, who: string): void => {
    if (what !== '') map.set(what, (map.get(what) ?? new Set()).add(who));
  };

  function take({ events }: Commit): void {
    for (const event of events) {
      const told = event as unknown as Told;
      const { type, customer: who = '', name = '', key = '', uid = '', address = '', fields } = told;
      same.take(told);
      if (type === 'customers.registered') add(names, name, who);
      else if (type === 'customers.changed') {
        add(names, fields?.name ?? '', who);
        add(mails, fields?.email ?? '', who);
      } else if (type === 'mail.queued') add(mails, address, who);
      else if (type === 'cards.issued' || type === 'cards.issued-elsewhere') add(cards, uid, who);
      else if (type === 'customers.phone-added') for (const map of [had, have]) add(map, key, who);
      else if (type === 'customers.phone-removed') have.get(key)?.delete(who);
    }
  }

  function person(): Person {
    const ids = same.idsOf(customer);
    const theirs = (whose: ReadonlySet<string>): boolean => [...whose].some((who) => ids.has(who));
    const others = (whose: ReadonlySet<string>): boolean => [...whose].some((who) => !ids.has(who));
    const own = [...had].filter(([, whose]) => theirs(whose)).map(([key]) => key);
    const isShared = (key: string): boolean => others(have.get(key) ?? new Set());
    const keys = new Set(own.filter((key) => !isShared(key)));
    const shared = new Set(own.filter(isShared));
    const of = (words: Whose, whose: typeof theirs): string[] =>
      [...words].filter(([, who]) => whose(who)).map(([word]) => word);
    const only = (words: Whose): string[] => {
      const rest = of(words, others);
      return of(words, theirs).filter(
        (word) => word.length >= NAME_MIN && !rest.some((one) => one.includes(word)),
      );
    };
    const called = of(names, theirs);
    const elsewhere = new Set(of(mails, others));
    const addresses = new Set(of(mails, theirs).filter((address) => !elsewhere.has(address)));
    const othersCards = new Set(of(cards, others));
    return {
      ...{ ids, keys, shared, names: new Set(called), addresses },
      cards: new Set(of(cards, theirs).filter((uid) => !othersCards.has(uid))),
      marks: [...[...only(names), ...only(mails)].flatMap(wordMarks), ...[...keys].flatMap(numberMarks)],
      masked: [...called.map(maskName), ...[...keys].map((key) => maskNumber(key))].filter((text) =>
        text.includes('*'),
      ),
    };
  }

  return { take, person };
}

/** Customer ids by a name, number or address. */
type Whose = Map<string, Set<string>>;

interface Told {
  readonly type: string;
  readonly customer?: string;
  readonly name?: string;
  readonly key?: string;
  readonly other?: string;
  readonly address?: string;
  readonly uid?: string;
  readonly fields?: { readonly name?: string; readonly email?: string };
}

/** A name of one character would be found everywhere. */
const NAME_MIN = 2;
const NUMBER_MIN = 7;

function wordMarks(name: string): string[] {
  const ucs2 = Buffer.from(name, 'utf16le').swap16().toString('hex');
  return [name, ucs2.toUpperCase(), ucs2];
}

/** In digits; in groups as people write them; in a PDU's swapped half-octets (3GPP TS 23.040, 9.1.2.3), and in UCS-2. */
export function numberMarks(key: string): string[] {
  const digits = key.replace(/^\+86|\D/g, '').replace(/\D/g, '');
  if (digits.length < NUMBER_MIN) return [];
  const even = digits.length % 2 === 0 ? digits : `${digits}F`;
  const swapped = even.replace(/(.)(.)/g, '$2$1');
  const ucs2 = [...digits].map((digit) => `003${digit}`).join('');
  const groups = [
    digits.replace(/^(\d{3})(\d{4})(\d+)$/, '$1 $2 $3'),
    digits.replace(/^(\d{3})(\d{4})(\d+)$/, '$1-$2-$3'),
  ];
  return [digits, ...groups, swapped, swapped.toLowerCase(), ucs2].filter(
    (mark, i, all) => all.indexOf(mark) === i,
  );
}
