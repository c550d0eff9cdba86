/**
 * Guests who ask that nothing of theirs stays: who they are, who has asked, and the look through every file for what is left. From the
 * moment that they ask nobody deals with them any more: what comes after it would be new.
 */
import type { HeadOffice } from './head-office.js';
import type { Till } from './till.js';
import type { Witness } from './witness.js';

/** What stands where something was erased begins so. */
export const GONE = 'gone-';

export interface Guest {
  readonly name: string;
  readonly phone: string;
  readonly key: string;
}

/** Names and numbers that nobody else has, a till's own: two tills that met the same one would know two people. */
export const GUESTS: Readonly<Record<string, readonly [Guest, ...Guest[]]>> = {
  'till-1': [
    guest('欧阳若汐', '13712340011'),
    guest('欧阳静怡', '13712340012'),
    guest('诸葛云', '13712340013'),
  ],
  'till-2': [
    guest('慕容雪', '13712340021'),
    guest('司徒梓涵', '13712340022'),
    guest('上官婉', '13712340023'),
  ],
};

export const ALL_GUESTS: readonly Guest[] = Object.values(GUESTS).flat();

function guest(name: string, phone: string): Guest {
  return { name, phone, key: `+86${phone}` };
}

export interface Forgotten {
  /** Somebody texted, and the network took it. */
  texted(till: string, phone: string): void;
  /** At no till anything of theirs is under way. */
  isQuiet(one: Guest): boolean;
  /** They have asked, and are `customer` in the books. */
  order(one: Guest, customer: string): void;
  /** They have asked, or somebody of this number has. */
  hasAsked(number: string): boolean;
  /** Nothing of those whose erasure is in a journal is left anywhere. */
  check(office: HeadOffice, witness: Witness): void;
}

export function createForgotten(tills: () => readonly Till[]): Forgotten {
  const asked = new Map<string, Guest>();
  const customers = new Map<string, Guest>();
  const sent = new Map<string, number>();

  function isQuietAt({ name, books, phone }: Till, one: Guest): boolean {
    const received = books.events('messaging.received').filter(({ event }) => event.key === one.key).length;
    const isIn = received === (sent.get(`${name} ${one.phone}`) ?? 0) && phone.stored().length === 0;
    return isIn && phone.network.calls().length === 0;
  }

  return {
    texted(till, phone) {
      const what = `${till} ${phone}`;
      sent.set(what, (sent.get(what) ?? 0) + 1);
    },
    isQuiet: (one) => tills().every((till) => isQuietAt(till, one)),
    order(one, customer) {
      asked.set(one.phone, one);
      customers.set(customer, one);
    },
    hasAsked: (number) => asked.has(number.replace(/^\+86/, '')),
    check(office, witness) {
      const erased = tills().flatMap(({ books }) => books.events('customers.erased'));
      const gone = new Set(erased.flatMap(({ event }) => customers.get(String(event.customer)) ?? []));
      const marks = [...gone].flatMap(marksOf);
      for (const till of tills()) {
        for (const path of till.medium().paths()) {
          const bytes = Buffer.from(till.medium().bytes(path));
          for (const mark of marks)
            if (bytes.includes(mark))
              witness.broken('erased-is-gone', `${till.name} ${path} holds ${around(bytes, mark)}`);
        }
      }
      const kept = office.everything();
      for (const mark of marks)
        if (kept.includes(mark))
          witness.broken('erased-is-gone', `the office holds ${around(Buffer.from(kept), mark)}`);
    },
  };
}

/** The mark, and what stands before it. */
function around(bytes: Buffer, mark: string): string {
  const at = bytes.indexOf(mark);
  return bytes.subarray(Math.max(0, at - SHOWN), at + Buffer.byteLength(mark)).toString();
}

const SHOWN = 300;

/** A name in UTF-8, and in UCS-2 as a PDU has it; a number in digits, and in a PDU's swapped half-octets (3GPP TS 23.040, 9.1.2.3). */
function marksOf({ name, phone }: Guest): string[] {
  const ucs2 = [...name].map((sign) => (sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('');
  const swapped = `${phone}F`.replace(/(.)(.)/g, '$2$1');
  return [name, ucs2, ucs2.toUpperCase(), phone, swapped, swapped.toLowerCase()];
}
