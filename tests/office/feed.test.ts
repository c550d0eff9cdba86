import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { systemClock } from '../../drivers/host/index.js';
import { migrate } from '../../office/db/migrations.js';
import { openPglite } from '../../office/db/pglite.js';
import type { Database } from '../../office/db/types.js';
import { createFeed } from '../../office/feed/feed.js';
import { parseItems, publishItems } from '../../office/feed/items.js';
import { itemsIn } from '../../office/feed/store.js';
import { isTerminalError } from '../../protocol/errors.js';
import { encodeDown } from '../../protocol/sync/codec.js';
import { MAX_PAYLOAD } from '../../protocol/sync/messages.js';

let db: Database;
test.before(async () => {
  db = await openPglite('memory://');
  await migrate(db);
});
test.after(() => db.close());

const product = (n: number) => ({ sku: `p${n}`, name: '洗发水', price: 8800 + n });

test('items are numbered for each store without a gap, also when they come at once', async () => {
  const feed = await createFeed(itemsIn(db), systemClock);
  const numbers = await Promise.all(
    [1, 2, 3].flatMap((n) => [
      feed.publish({ store: 'north', kind: 'product', body: product(n) }),
      feed.publish({ store: 'south', kind: 'product', body: product(n) }),
    ]),
  );
  assert.equal(numbers, [1, 1, 2, 2, 3, 3]);
  assert.equal(await feed.page('north', 1, 'till-1'), {
    items: [
      { n: 2, kind: 'product', body: product(2) },
      { n: 3, kind: 'product', body: product(3) },
    ],
    head: 3,
  });
  assert.equal(await feed.page('north', 3, 'till-1'), { items: [], head: 3 });
});

test('a wrong body is refused with the field’s name and takes no number', async () => {
  const feed = await createFeed(itemsIn(db), systemClock);
  try {
    await feed.publish({ store: 'west', kind: 'product', body: { ...product(1), price: '88' } });
    assert.unreachable();
  } catch (error) {
    assert.ok(isTerminalError(error, 'sync/schema'), String(error));
    assert.is(error.context.field, 'price');
  }
  assert.is(await feed.publish({ store: 'west', kind: 'product', body: product(1) }), 1);
});

test('an office that starts again goes on behind the last number', async () => {
  await (await createFeed(itemsIn(db), systemClock)).publish({
    store: 'east',
    kind: 'product',
    body: product(1),
  });
  const feed = await createFeed(itemsIn(db), systemClock);
  assert.is(feed.head('east'), 1);
  assert.is(await feed.publish({ store: 'east', kind: 'product', body: product(2) }), 2);
});

test('a long feed comes in pages that fit into a message, with nothing left out', async () => {
  const feed = await createFeed(itemsIn(db), systemClock);
  const text = '你好'.repeat(500);
  for (let n = 1; n <= 230; n++) {
    await feed.publish({ store: 'long', kind: 'template', body: { key: `t${n}`, purpose: 'care', text } });
  }
  const seen: number[] = [];
  for (let pages = 0; seen.length < 230 && pages < 10; pages++) {
    const page = await feed.page('long', seen.at(-1) ?? 0, 'till-1');
    assert.ok(encodeDown({ v: 1, kind: 'feed', ...page }).length <= MAX_PAYLOAD);
    seen.push(...page.items.map(({ n }) => n));
  }
  assert.equal(
    seen,
    Array.from({ length: 230 }, (_, index) => index + 1),
  );
});

test('a file of items is published once, and only what is new the next time', async () => {
  const feed = await createFeed(itemsIn(db), systemClock);
  const file = (count: number) =>
    JSON.stringify(
      Array.from({ length: count }, (_, n) => ({ store: 'file', kind: 'product', body: product(n) })),
    );
  assert.is(await publishItems(feed, parseItems(file(2))), 2);
  assert.is(await publishItems(feed, parseItems(file(2))), 0);
  assert.is(await publishItems(feed, parseItems(file(3))), 1);
  assert.is(feed.head('file'), 3);
});

for (const [what, text, says] of [
  ['no JSON', '[{', 'JSON'],
  ['no list', '{}', 'Array'],
  ['a wrong store', '[{"store":"A","kind":"shop","body":{}}]', '0.store'],
  ['an unknown kind', '[{"store":"a","kind":"shops","body":{}}]', '0.kind'],
  ['a wrong body', '[{"store":"a","kind":"shop","body":{"name":"x"}}]', 'signature'],
] as const) {
  test(`a file of items with ${what} says where`, () => {
    try {
      parseItems(text);
      assert.unreachable();
    } catch (error) {
      assert.ok(isTerminalError(error, 'office/items'), String(error));
      assert.ok(error.message.includes(says), error.message);
    }
  });
}

test.run();
