/** What the tills of a store told each other is thinned too: what is personal goes, another customer's stays. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BLANKS, tracesIn, withoutPerson } from '../../office/ingest/erase-feed.js';
import { isSharedType, parseShared } from '../../protocol/sync/shared.js';
import { DECLARED } from '../../terminal/erasure/declared.js';

test('each shared event loses at the office what is declared as personal', () => {
  const missing = Object.entries(DECLARED).flatMap(([type, { hide }]) => {
    const blanks = isSharedType(type) ? (BLANKS[type] ?? {}) : undefined;
    const fields = Object.keys(hide).map((path) => path.split('/')[0] ?? '');
    return blanks ? fields.filter((field) => !(field in blanks)).map((field) => `${type}: ${field}`) : [];
  });
  assert.equal(
    missing,
    [],
    'say in BLANKS of office/ingest/erase-feed.ts what stands there after an erasure',
  );
});

const KEY = '+8613912345678';
const SHARED = '+8613700137000';
const CARD = '04A1B2C3D4E5F6';
const own = (customer: string, name: string, uid: string) => [
  { type: 'customers.registered', v: 1, customer, name, level: '', stamp: 's' },
  { type: 'customers.phone-added', v: 1, customer, key: SHARED },
  { type: 'customers.handed-over', v: 1, customer, owner: 'e1', reason: `${name}要求`, stamp: 's' },
  { type: 'cards.issued', v: 1, uid, customer },
  { type: 'cards.marked', v: 1, uid, state: 'replaced', stamp: 's', by: uid },
  { type: 'cards.proven', v: 1, uid, counter: 7 },
  { type: 'proof.pin-set', v: 1, customer, salt: `5a17${uid}`, hash: `a5b6${uid}`, stamp: 's' },
  { type: 'ledger.entered', v: 1, customer, account: 'points', amount: 88, reason: 'sale', cause: 's1' },
  { type: 'allowance.asked', v: 1, ask: 'a1', customer, account: 'principal', amount: 100, by: 't2' },
];
type Items = readonly { readonly kind: string; readonly body: string }[];

function afterErasure(items: Items, customer: string): readonly { readonly type: string }[] {
  const traces = tracesIn(items, customer);
  return items.flatMap((item) => {
    const { events } = JSON.parse(withoutPerson(item, traces)) as { events: Array<{ type: string }> };
    return events;
  });
}

const EVENTS = [
  ...own('c1', '欧阳若汐', CARD),
  { type: 'customers.phone-added', v: 1, customer: 'c1', key: KEY },
  { type: 'messaging.refused', v: 1, key: KEY, by: '若汐退订' },
  { type: 'messaging.refused', v: 1, key: SHARED, by: 'TD' },
  ...own('c2', '李红', '04AAAAAAAAAAAA'),
];

test('card, PIN, reason and refusal of an erased customer leave the feed, and what is somebody else’s too stays', () => {
  const items = EVENTS.map((event) => ({ kind: 'shared', body: JSON.stringify({ events: [event] }) }));
  const after = afterErasure(items, 'c1');
  const mine = JSON.stringify(after.slice(0, -10));
  for (const gone of ['欧阳', '若汐', CARD, KEY, SHARED]) assert.not(mine.includes(gone), gone);
  assert.equal(after.slice(-10), EVENTS.slice(-10), 'the other customer, and the number of both');
  assert.equal(after.slice(7, 9), EVENTS.slice(7, 9), 'money stays');
  for (const event of after) {
    const { type } = event;
    if (isSharedType(type)) assert.equal(parseShared(type, event), event, 'other tills still read it');
  }
});

test('who was merged with the erased customer leaves the feed too, and who was taken apart again stays', () => {
  const merged = (customer: string, other: string) => ({
    type: 'customers.merged',
    v: 1,
    customer,
    other,
    filled: [],
  });
  const apart = { type: 'customers.unmerged', v: 1, customer: 'c1', other: 'c4' };
  const events = [
    ...own('c1', '欧阳若汐', CARD),
    ...own('c2', '若汐', '04BBBBBBBBBBBB'),
    ...own('c3', '小汐', '04CCCCCCCCCCCC'),
    ...own('c4', '李红', '04DDDDDDDDDDDD'),
    ...[merged('c2', 'c3'), merged('c1', 'c2'), merged('c1', 'c4'), apart],
  ];
  const items = events.map((event) => ({ kind: 'shared', body: JSON.stringify({ events: [event] }) }));
  const after = JSON.stringify(afterErasure(items, 'c1'));
  for (const gone of ['若汐', '小汐', CARD, '04BBBBBBBBBBBB', '04CCCCCCCCCCCC'])
    assert.not(after.includes(gone), gone);
  for (const kept of ['李红', '04DDDDDDDDDDDD']) assert.ok(after.includes(kept), kept);
});

test.run();
