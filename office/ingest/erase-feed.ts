/** Items of the feed without what they tell of a customer. Pure; their numbers and everything else stay. */
import { createOnePerson } from '../../protocol/sync/one-person.js';
import type { SharedType } from '../../protocol/sync/shared.js';

interface Item {
  readonly kind: string;
  /** JSON. */
  readonly body: string;
}

type Event = Readonly<Record<string, unknown>>;

/** What stands in fields that may not be empty. */
const NOBODY = 'gone';

/** By what items tell of somebody. */
export interface Traces {
  /** Of the customer, and of those who were merged with them. */
  readonly ids: ReadonlySet<string>;
  /** Number keys and card UIDs that are nobody else's. */
  readonly marks: ReadonlySet<string>;
}

/** @param items of the whole feed of a store, in order */
export function tracesIn(items: readonly Item[], customer: string): Traces {
  const same = createOnePerson();
  for (const { kind, body } of items)
    if (kind === 'shared' && /customers\.(un)?merged/.test(body)) eventsIn(body).forEach(same.take);
  const ids = same.idsOf(customer);
  return { ids, marks: marksIn(items, ids) };
}

function marksIn(items: readonly Item[], ids: ReadonlySet<string>): ReadonlySet<string> {
  const marks = new Set<string>();
  const others = new Set<string>();
  for (const { kind, body } of items) {
    if (kind !== 'shared' || !/customers\.phone-added|cards\.issued/.test(body)) continue;
    for (const event of eventsIn(body)) {
      const mark = MARKS[String(event.type)];
      if (mark !== undefined) (ids.has(String(event.customer)) ? marks : others).add(String(event[mark]));
    }
  }
  return new Set([...marks].filter((mark) => !others.has(mark)));
}

/** Where a mark of a customer stands. */
const MARKS: Readonly<Record<string, string>> = { 'customers.phone-added': 'key', 'cards.issued': 'uid' };

export function withoutPerson({ kind, body }: Item, traces: Traces): string {
  const tells = [...traces.ids, ...traces.marks].some((trace) => body.includes(trace));
  if (!tells) return body;
  const item = JSON.parse(body) as Event;
  if (kind === 'customer') {
    const { name: _name, phone: _phone, ...rest } = item;
    return traces.ids.has(String(item.id)) ? JSON.stringify(rest) : body;
  }
  return JSON.stringify({
    ...item,
    events: eventsIn(body).map((event) => thinned(event, traces)),
  });
}

/** An event that names a customer is theirs alone, but for a merge of two; one that names none is whose number or card it names. */
function thinned(event: Event, { ids, marks }: Traces): Event {
  const theirs =
    event.customer === undefined
      ? marks.has(String(event.key)) || marks.has(String(event.uid))
      : ids.has(String(event.customer)) || ids.has(String(event.other));
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
