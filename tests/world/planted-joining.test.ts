/** The checks of who is one person bite: merges are made to do wrong, and the world says so. */
// limit: 240
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { chanceOf } from '../../sim/world/chance.js';
import { FAULT_NAMES } from '../../sim/world/faults.js';
import type { Planted } from '../../sim/world/planted.js';
import type { Promised } from '../../sim/world/witness.js';
import { runWorld } from '../../sim/world/world.js';
import type { Applier, Tables } from '../../terminal/kernel/capability.js';
import type { DomainEvent } from '../../terminal/kernel/events.js';
import type { Kernel } from '../../terminal/kernel/kernel.js';

/** Seeds within which each must be found; of them only those are run on which records are looked after at two tills. */
const SEEDS_MAX = 400;

type Apply = Applier<DomainEvent>;
type Fields = DomainEvent & Readonly<Record<string, unknown>>;

/** Appliers, replaced. */
function applying(types: readonly string[], wrong: (right: Apply) => Apply): Planted {
  const replaced = (tables: Tables): Tables => {
    const changed = Object.entries(tables.apply)
      .filter(([type]) => types.includes(type))
      .map(([type, right]) => [type, wrong(right)]);
    return { ...tables, apply: { ...tables.apply, ...Object.fromEntries(changed) } };
  };
  return { tables: (all) => all.map(replaced) };
}

/** The order in which a till hears of merges decides, as it was before they had stamps. */
const inOrder = applying(['customers.merged', 'customers.unmerged'], (right) => (db, event, commit) => {
  const stamp = `${String(commit.seq).padStart(15, '0')}-00000-order`;
  right(db, { ...event, stamp } as DomainEvent, commit);
});

const deaf = applying(['customers.removed'], (right) => (db, event, commit) => {
  if (commit.origin !== 'office') right(db, event, commit);
});

const deciding = (wrong: (events: readonly Fields[]) => readonly DomainEvent[]): Planted => ({
  kernel: (kernel: Kernel) => ({
    ...kernel,
    transact: (cause, decide) =>
      kernel.transact(cause, (state) => {
        const decision = decide(state);
        return { ...decision, events: wrong(decision.events as readonly Fields[]) };
      }),
  }),
});

/** A merge carries the other's points over, and leaves them where they were. */
const carrying = deciding((events) =>
  events.flatMap((event) =>
    event.type === 'customers.merged'
      ? [
          event,
          {
            ...{ type: 'ledger.entered', v: 1, customer: event.customer, account: 'points', amount: 100 },
            ...{ reason: 'opening', cause: `merge ${event.other}` },
          },
        ]
      : [event],
  ),
);

/** What a merged person pays with is taken from the one who is shown alone. */
const fromOne = deciding((events) => {
  const sold = events.find(({ type }) => type === 'counter.sold');
  const spent = events.filter(({ type, reason }) => type === 'ledger.entered' && reason === 'spend');
  if (sold === undefined || spent.length === 0) return events;
  const inAll = (account: unknown): number =>
    spent.reduce((sum, one) => sum + (one.account === account ? Number(one.amount) : 0), 0);
  return events.flatMap((event) => {
    if (!spent.includes(event)) return [event];
    const isFirst = spent.find(({ account }) => account === event.account) === event;
    return isFirst ? [{ ...event, customer: sold.customer, amount: inAll(event.account) }] : [];
  });
});

const PLANTED: Readonly<Record<string, readonly [Planted, readonly Promised[]]>> = {
  'the order in which a till hears of merges decides': [
    inOrder,
    ['stores-agree', 'money-is-conserved', 'nothing-escapes'],
  ],
  'a till does not hear of what another deletes': [deaf, ['stores-agree']],
  'a merge carries points over and leaves them': [carrying, ['nothing-escapes', 'money-is-conserved']],
  'a merged person pays out of one row': [fromOne, ['money-is-conserved']],
};

/** As sim/world/world.ts throws its dice. */
const isMeant = (seed: number): boolean =>
  chanceOf(seed, 'world').hit(0.3) && chanceOf(seed, 'joining').hit(0.3);

for (const [what, [planted, breaks]] of Object.entries(PLANTED)) {
  test(`it is found when ${what}`, async () => {
    for (let seed = 1; seed <= SEEDS_MAX; seed++) {
      if (!isMeant(seed)) continue;
      const { violation } = await runWorld({ seed, days: 1, faults: FAULT_NAMES, planted });
      if (!violation) continue;
      assert.ok(breaks.includes(violation.promise), `${violation.promise}: ${violation.detail}`);
      return;
    }
    assert.unreachable(`not found in ${SEEDS_MAX} seeds`);
  });
}

test.run();
