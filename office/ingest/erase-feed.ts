/** Items of the feed without what they tell of a customer. Pure; their numbers and everything else stay. */
import type { SharedType } from '../../protocol/sync/shared.js';

interface Item {
  readonly kind: string;
  /** JSON. */
  readonly body: string;
}

type Event = Readonly<Record<string, unknown>>;

/** What stands in fields that may not be empty. */
const NOBODY = 'gone';

/** Number keys and card UIDs that the items tell of the customer, and of nobody else. */
export function marksIn(items: readonly Item[], customer: string): ReadonlySet<string> {
  const marks = new Set<string>();
  const others = new Set<string>();
  for (const { kind, body } of items) {
    if (kind !== 'shared' || !/customers\.phone-added|cards\.issued/.test(body)) continue;
    for (const event of eventsIn(body)) {
      const mark = MARKS[String(event.type)];
      if (mark !== undefined) (event.customer === customer ? marks : others).add(String(event[mark]));
    }
  }
  return new Set([...marks].filter((mark) => !others.has(mark)));
}

/** Where a mark of a customer stands. */
const MARKS: Readonly<Record<string, string>> = { 'customers.phone-added': 'key', 'cards.issued': 'uid' };

export function withoutPerson(
  kind: string,
  body: string,
  customer: string,
  marks: ReadonlySet<string>,
): string {
  const tells = body.includes(customer) || [...marks].some((mark) => body.includes(mark));
  if (!tells) return body;
  const item = JSON.parse(body) as Event;
  if (kind === 'customer') {
    const { name: _name, phone: _phone, ...rest } = item;
    return item.id === customer ? JSON.stringify(rest) : body;
  }
  return JSON.stringify({
    ...item,
    events: eventsIn(body).map((event) => thinned(event, customer, marks)),
  });
}

/** An event that names a customer is theirs alone; one that names none is whose number or card it names. */
function thinned(event: Event, customer: string, marks: ReadonlySet<string>): Event {
  const theirs =
    event.customer === undefined
      ? marks.has(String(event.key)) || marks.has(String(event.uid))
      : event.customer === customer;
  const blanks = theirs ? (BLANKS[event.type as SharedType] ?? {}) : {};
  const left = Object.entries(blanks).filter(([field]) => Object.hasOwn(event, field));
  return { ...event, ...Object.fromEntries(left) };
}

/** What stands in the personal fields of shared events (protocol/sync/shared.ts) after an erasure. */
export const BLANKS: Readonly<Partial<Record<SharedType, Readonly<Record<string, unknown>>>>> = {
  'customers.registered': { name: '' },
  'customers.changed': { fields: {} },
  'customers.phone-added': { key: NOBODY },
  'customers.phone-removed': { key: NOBODY },
  'customers.item-added': { facts: {} },
  'customers.handed-over': { reason: '' },
  'customers.merged': { filled: [] },
  'cards.issued': { uid: NOBODY },
  'cards.marked': { uid: NOBODY, by: NOBODY },
  'cards.proven': { uid: NOBODY },
  'proof.pin-set': { salt: NOBODY, hash: NOBODY },
  'messaging.refused': { key: NOBODY, by: '' },
};

function eventsIn(body: string): readonly Event[] {
  return (JSON.parse(body) as { readonly events?: readonly Event[] }).events ?? [];
}
