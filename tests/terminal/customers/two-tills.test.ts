/** Merges, removals and what undoes them, told to two tills in different orders: both say the same of who is who. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { remove, restore } from '../../../terminal/customers/commands.js';
import { merge, unmerge } from '../../../terminal/customers/merging.js';
import { customerById } from '../../../terminal/customers/queries.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { happen, NOW_MS, openTestKernel, STAFF } from '../../support/kernel.js';

const stamp = (n: number, till = 'till-1'): string => `${String(n).padStart(15, '0')}-00000-${till}`;
const event = (type: string, facts: object) => ({ type, v: 1, ...facts }) as unknown as DomainEvent;
const person = (customer: string) =>
  event('customers.registered', { customer, name: `顾客${customer}`, level: '', stamp: stamp(1) });
const merged = (customer: string, other: string, n: number) =>
  event('customers.merged', { customer, other, filled: [], stamp: stamp(n) });
const parted = (customer: string, other: string, n: number) =>
  event('customers.unmerged', { customer, other, stamp: stamp(n) });
const gone = (type: 'removed' | 'restored', customer: string, n: number) =>
  event(`customers.${type}`, { customer, stamp: stamp(n) });

/** Who is shown for each of a, b and c: in brackets when nobody is. */
async function told(...events: DomainEvent[]): Promise<string> {
  const { kernel } = await openTestKernel();
  await happen(kernel, person('a'), person('b'), person('c'));
  for (const one of events) await happen(kernel, one);
  const rows = kernel.state.all<{ id: string; main: string; removed: number | null }>(
    `SELECT c.id AS id, coalesce(m.id, c.id) AS main, c.removed AS removed FROM customers c
       LEFT JOIN customer_aliases ON alias = c.no LEFT JOIN customers m ON m.no = main ORDER BY c.id`,
  );
  await kernel.close();
  return rows.map(({ id, main, removed }) => (main === id && removed !== null ? `(${id})` : main)).join(' ');
}

/** All orders in which the events of one till may mix with those of the other. */
function mixed(one: readonly DomainEvent[], other: readonly DomainEvent[]): DomainEvent[][] {
  const [a, b] = [one[0], other[0]];
  if (!a || !b) return [[...one, ...other]];
  return [
    ...mixed(one.slice(1), other).map((rest) => [a, ...rest]),
    ...mixed(one, other.slice(1)).map((rest) => [b, ...rest]),
  ];
}

const CASES: Readonly<Record<string, readonly [readonly DomainEvent[], readonly DomainEvent[], string]>> = {
  'the same two are merged the other way round': [[merged('a', 'b', 5)], [merged('b', 'a', 6)], 'a a c'],
  'and taken apart at the till that sees them so': [
    [merged('a', 'b', 5), parted('a', 'b', 7)],
    [merged('b', 'a', 6)],
    'a b c',
  ],
  'one is merged into two': [[merged('a', 'b', 6)], [merged('c', 'b', 5)], 'a c c'],
  'a chain is made while its middle is taken out': [
    [merged('a', 'b', 5), parted('a', 'b', 8)],
    [merged('b', 'c', 6)],
    'a b b',
  ],
  'a circle of three is closed': [[merged('a', 'b', 5), merged('c', 'a', 7)], [merged('b', 'c', 6)], 'a a a'],
  'one till removes and the other restores': [
    [gone('removed', 'a', 5), gone('removed', 'a', 9)],
    [gone('restored', 'a', 7)],
    '(a) b c',
  ],
  'somebody who is merged is removed, and taken out': [
    [merged('a', 'b', 5), parted('a', 'b', 7)],
    [gone('removed', 'b', 6)],
    'a (b) c',
  ],
};

// World, `--seeds` with two tills: the tills named different people for one id.
for (const [what, [one, other, expected]] of Object.entries(CASES)) {
  test(`tills that hear in different orders that ${what} show the same people`, async () => {
    for (const order of mixed(one, other)) assert.is(await told(...order), expected);
  });
}

test('whoever sees a merge or a removal can take it back, whatever clock wrote it', async () => {
  const { kernel } = await openTestKernel();
  const ahead = stamp(9_000, 'till-2');
  await happen(kernel, person('a'), person('b'));
  const act = (decide: Parameters<typeof kernel.transact<void>>[1]) => kernel.transact(STAFF, decide);
  const isThere = (id: string): boolean => customerById(kernel.state, id)?.removed === null;
  await act((state) => merge(state, { customer: 'a', other: 'b', stamp: ahead }));
  await act((state) => unmerge(state, { customer: 'a', other: 'b', stamp: stamp(2) }));
  assert.ok(isThere('b'));
  await act((state) => merge(state, { customer: 'b', other: 'a', stamp: stamp(3) }));
  assert.not(isThere('a'));
  await act((state) => unmerge(state, { customer: 'b', other: 'a', stamp: stamp(4) }));
  await act((state) => remove(state, 'a', ahead));
  await act((state) => restore(state, { customer: 'a', stamp: stamp(5), now: NOW_MS }));
  assert.ok(isThere('a'));
  await kernel.close();
});

test('who was erased is not brought back by a restoration at another till', async () => {
  const { kernel } = await openTestKernel();
  await happen(
    kernel,
    person('a'),
    event('customers.erased', { customer: 'a', erasure: 'e1', reason: '' }),
    gone('restored', 'a', 9),
  );
  assert.is.not(customerById(kernel.state, 'a')?.removed, null);
  const again = kernel.transact(STAFF, (state) =>
    restore(state, { customer: 'a', stamp: stamp(10), now: NOW_MS }),
  );
  const code = await again.then(
    () => 'done',
    (error: { readonly code: string }) => error.code,
  );
  assert.is(code, 'command/customer-unknown');
  await kernel.close();
});

test.run();
