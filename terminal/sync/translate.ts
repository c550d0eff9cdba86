/** What an item of the feed means here: the events that it becomes. */
import { isTerminalError } from '../../protocol/errors.js';
import { normalizeNumber } from '../../protocol/number/index.js';
import { parseFeedItem, type TypedFeedItem } from '../../protocol/sync/feed.js';
import type { FeedBodies, FeedItem } from '../../protocol/sync/messages.js';
import type { AllowanceEvents } from '../allowance/index.js';
import type { CardsEvents } from '../cards/index.js';
import type { CatalogEvents } from '../catalog/index.js';
import type { CounterEvents } from '../counter/index.js';
import { type CustomersEvents, cleanName, customerById } from '../customers/index.js';
import type { ErasureEvents } from '../erasure/index.js';
import type { EventOf } from '../kernel/capability.js';
import type { Reader } from '../kernel/database.js';
import type { DomainEvent } from '../kernel/events.js';
import type { LedgerEvents, SpendableAccount } from '../ledger/index.js';
import type { LoyaltyEvents } from '../loyalty/index.js';
import type { MessagingEvents } from '../messaging/index.js';
import type { ProofEvents } from '../proof/index.js';
import type { ShopEvents } from '../shop/index.js';
import type { SyncEvents } from './events.js';
import { sharedEvents } from './shared.js';

type Known =
  | EventOf<AllowanceEvents>
  | EventOf<CardsEvents>
  | EventOf<CatalogEvents>
  | EventOf<CounterEvents>
  | EventOf<CustomersEvents>
  | EventOf<ErasureEvents>
  | EventOf<LedgerEvents>
  | EventOf<LoyaltyEvents>
  | EventOf<MessagingEvents>
  | EventOf<ProofEvents>
  | EventOf<ShopEvents>
  | EventOf<SyncEvents>;

/** `here` is this terminal. An item that cannot be read becomes `sync.skipped`: one wrong item must not stop the ones behind it. */
export function eventsOf(state: Reader, item: FeedItem, here: string): DomainEvent[] {
  try {
    return translate(state, parseFeedItem(item.kind, item.body), item.n, here);
  } catch (error) {
    if (!isTerminalError(error, 'sync/')) throw error;
    return [skipped(item, error.message)];
  }
}

export function skipped({ n, kind }: FeedItem, reason: string): EventOf<SyncEvents> {
  return { type: 'sync.skipped', v: 1, n, kind: kind.slice(0, 64), reason };
}

function translate(state: Reader, item: TypedFeedItem, n: number, here: string): Known[] {
  switch (item.kind) {
    case 'product':
      return [product(item.body)];
    case 'points-rule':
      return [{ type: 'loyalty.rule-set', v: 1, ...item.body }];
    case 'template':
      return [{ type: 'messaging.template-set', v: 1, ...item.body }];
    case 'shop':
      return [{ type: 'shop.described', v: 1, ...item.body }];
    case 'customer':
      return customer(state, item.body);
    case 'opening':
      return opening(item.body, n);
    case 'tills':
      return [{ type: 'allowance.tills-set', v: 1, ...item.body, here }];
    case 'shared':
      return sharedEvents(state, item.body, here);
    case 'passed':
      return [];
  }
}

function product({ removed, ...facts }: FeedBodies['product']): Known {
  if (removed) return { type: 'catalog.product-removed', v: 1, sku: facts.sku };
  return { type: 'catalog.product-set', v: 1, ...facts };
}

function customer(state: Reader, body: FeedBodies['customer']): Known[] {
  const { id, name, phone, level, stamp } = body;
  const events: Known[] = [];
  if (!customerById(state, id)) {
    const registered = { customer: id, name: cleanName(name ?? ''), level: level ?? '', stamp };
    events.push({ type: 'customers.registered', v: 1, ...registered });
  } else {
    const fields = { ...(name !== undefined && { name }), ...(level !== undefined && { level }) };
    if (Object.keys(fields).length > 0)
      events.push({ type: 'customers.changed', v: 1, customer: id, fields, stamp });
  }
  const key = phone === undefined ? null : normalizeNumber(phone).key;
  if (key !== null) events.push({ type: 'customers.phone-added', v: 1, customer: id, key });
  return events;
}

/** What the office enters is nobody's own: no terminal has an empty name. */
const OFFICE = '';

function opening({ customer: id, visits = [], ...amounts }: FeedBodies['opening'], n: number): Known[] {
  const entries = (Object.entries(amounts) as Array<[SpendableAccount, number]>)
    .filter(([, amount]) => amount > 0)
    .flatMap(([account, amount]): Known[] => [
      {
        ...{ type: 'ledger.entered', v: 1, customer: id, account, amount },
        ...{ reason: 'opening', cause: `feed:${n}` },
      },
      { type: 'allowance.held', v: 1, customer: id, account, amount, holder: OFFICE },
    ]);
  return [
    ...entries,
    ...visits.map((visit): Known => ({ type: 'counter.visit-imported', v: 1, customer: id, ...visit })),
  ];
}
