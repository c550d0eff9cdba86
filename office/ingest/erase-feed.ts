/** Items of the feed without what they tell of a customer. Pure; their numbers and everything else stay. */

interface Item {
  readonly kind: string;
  /** JSON. */
  readonly body: string;
}

type Event = Readonly<Record<string, unknown>>;

/** What stands in fields that may not be empty. */
const NOBODY = 'gone';

/** Number keys that the items tell of the customer. */
export function numbersIn(items: readonly Item[], customer: string): ReadonlySet<string> {
  const numbers = new Set<string>();
  for (const { kind, body } of items) {
    if (kind !== 'shared' || !body.includes(customer)) continue;
    for (const event of eventsIn(body)) {
      if (event.type === 'customers.phone-added' && event.customer === customer)
        numbers.add(String(event.key));
    }
  }
  return numbers;
}

export function withoutPerson(
  kind: string,
  body: string,
  customer: string,
  numbers: ReadonlySet<string>,
): string {
  const tells = body.includes(customer) || [...numbers].some((number) => body.includes(number));
  if (!tells) return body;
  const item = JSON.parse(body) as Event;
  if (kind === 'customer') {
    const { name: _name, phone: _phone, ...rest } = item;
    return item.id === customer ? JSON.stringify(rest) : body;
  }
  return JSON.stringify({
    ...item,
    events: eventsIn(body).map((event) => thinned(event, customer, numbers)),
  });
}

function thinned(event: Event, customer: string, numbers: ReadonlySet<string>): Event {
  const theirs = event.customer === customer || numbers.has(String(event.key));
  if (!theirs) return event;
  const others: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(event)) others[field] = BLANKS[field]?.(value) ?? value;
  return others;
}

/** Fields of shared events that are personal (protocol/sync/shared.ts). */
const BLANKS: Readonly<Record<string, (value: unknown) => unknown>> = {
  name: () => '',
  fields: () => ({}),
  facts: () => ({}),
  filled: () => [],
  key: () => NOBODY,
  uid: () => NOBODY,
  by: () => '',
  reason: (value) => value,
};

function eventsIn(body: string): readonly Event[] {
  return (JSON.parse(body) as { readonly events?: readonly Event[] }).events ?? [];
}
