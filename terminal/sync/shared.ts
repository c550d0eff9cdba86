/**
 * What another till of the store told: its events become events here, so that both say the same.
 *
 * - Customers: one of the same id is one person; fields go by the newest stamp, numbers add up. Two tills that register the same
 *   number without a line have registered two people: they stay two until a person merges them.
 * - Cards: the earlier issue wins, the newest mark (lost, found, replaced, retired) and the highest counter. A refusal of texts at any till holds at all; a consent counts where it was given.
 * - Of somebody who was erased here, nothing that names them is taken, however late it is told.
 * - What a customer bought there counts for their level and their rhythm here, and for nothing else: it is no sale of this till.
 * - Ledger entries add up, each with its own cause and time. The same entry (customer, account, cause, amount) made at two
 *   tills counts once.
 */
import type { FeedBodies } from '../../protocol/sync/messages.js';
import type { SharedEvent } from '../../protocol/sync/shared.js';
import type { AllowanceEvents } from '../allowance/index.js';
import { type CardsEvents, cardBy } from '../cards/index.js';
import type { CounterEvents } from '../counter/index.js';
import { type CustomersEvents, cleanName, customerById } from '../customers/index.js';
import { type ErasureEvents, isErased } from '../erasure/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import { hasEntry, type LedgerEvents } from '../ledger/index.js';
import type { MessagingEvents } from '../messaging/index.js';
import type { ProofEvents } from '../proof/index.js';
import type { SyncEvents } from './events.js';
import { knowsShared } from './queries.js';

type Taken =
  | EventOf<AllowanceEvents>
  | EventOf<CardsEvents>
  | EventOf<CounterEvents>
  | EventOf<CustomersEvents>
  | EventOf<ErasureEvents>
  | EventOf<LedgerEvents>
  | EventOf<MessagingEvents>
  | EventOf<ProofEvents>
  | EventOf<SyncEvents>;

/** Nothing when it was taken before, or is this till's own (`here`). */
export function sharedEvents(state: Reader, body: FeedBodies['shared'], here: string): Taken[] {
  const { from, seq, part, at } = body;
  if (from === here || knowsShared(state, from, seq, part)) return [];
  const fresh = new Set<string>();
  const events = body.events.flatMap((event) => {
    const isKnown = (customer: string) => fresh.has(customer) || customerById(state, customer) !== undefined;
    if (isStray(state, event, body.events)) return [];
    const taken = take(state, event, { terminal: from, at }, isKnown);
    if (event.type === 'customers.registered') fresh.add(event.customer);
    return taken;
  });
  return [...events, { type: 'sync.shared', v: 1, from, seq, part }];
}

/** What becomes of a card is told after its issue: of one that nobody has here, its owner was erased meanwhile. */
function isStray(state: Reader, event: SharedEvent, all: readonly SharedEvent[]): boolean {
  if (event.type !== 'cards.marked' && event.type !== 'cards.proven') return false;
  const { uid } = event;
  return (
    cardBy(state, uid) === undefined && !all.some((one) => one.type === 'cards.issued' && one.uid === uid)
  );
}

type Origin = NonNullable<EventOf<LedgerEvents>['from']>;

/** What tells nothing of a person but the customer's id. */
const NAMELESS: readonly string[] = [
  ...['ledger.entered', 'allowance.asked', 'allowance.given', 'counter.sold', 'counter.refunded'],
  ...['customers.removed', 'customers.restored', 'customers.unmerged', 'customers.erased'],
];

/** Of a customer who was erased here before another till told this: that there is one, for what is entered of them. */
function nameless(event: SharedEvent, isKnown: (customer: string) => boolean): Taken[] {
  if (event.type === 'customers.merged') return [{ ...event, filled: [] }];
  return event.type === 'customers.registered' && !isKnown(event.customer) ? [{ ...event, name: '' }] : [];
}

function take(
  state: Reader,
  event: SharedEvent,
  from: Origin,
  isKnown: (customer: string) => boolean,
): Taken[] {
  if ('customer' in event && !NAMELESS.includes(event.type) && isErased(state, event.customer))
    return nameless(event, isKnown);
  switch (event.type) {
    case 'customers.registered': {
      if (!isKnown(event.customer)) return [{ ...event, name: cleanName(event.name) }];
      const { customer, name, level, stamp } = event;
      return [{ type: 'customers.changed', v: 1, customer, fields: { name, level }, stamp }];
    }
    case 'customers.changed':
      return [event as EventOf<CustomersEvents>];
    case 'cards.issued':
      return [{ ...event, type: 'cards.issued-elsewhere', at: from.at }];
    case 'counter.sold':
      return [{ ...event, type: 'counter.sold-elsewhere', from }];
    case 'counter.refunded': {
      const { customer, sale, amount, points } = event;
      return [{ type: 'counter.refunded-elsewhere', v: 1, customer, sale, amount, points, from }];
    }
    case 'ledger.entered': {
      if (hasEntry(state, event)) return [];
      const { customer, account, amount } = event;
      const entered = { ...(event as EventOf<LedgerEvents>), from };
      // Nobody else gives a deposit back: there is nothing to share out.
      if (account === 'deposit') return [entered];
      return [entered, { type: 'allowance.held', v: 1, customer, account, amount, holder: from.terminal }];
    }
    default:
      return [event];
  }
}
