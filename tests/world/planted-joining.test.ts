/** The checks of who is one person bite: merges are made to do wrong, and the world says so. */
// limit: 240
import { test } from 'uvu';
import { kindOfDay } from '../../sim/world/kind-of-day.js';
import type { Planted } from '../../sim/world/planted.js';
import type { Promised } from '../../sim/world/witness.js';
import type { Applier, Tables } from '../../terminal/kernel/capability.js';
import type { DomainEvent } from '../../terminal/kernel/events.js';
import type { Kernel } from '../../terminal/kernel/kernel.js';
import { mustBeFound } from './must-be-found.js';

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
    ['stores-agree', 'money-is-conserved', 'texted-once', 'nothing-escapes'],
  ],
  'a till does not hear of what another deletes': [deaf, ['stores-agree']],
  'a merge carries points over and leaves them': [carrying, ['nothing-escapes', 'money-is-conserved']],
  'a merged person pays out of one row': [fromOne, ['money-is-conserved']],
};

/** Who is one person with whom is a question of two tills. */
const among = (seed: number): boolean => kindOfDay(seed).twoTills && kindOfDay(seed).joining;

for (const [what, [planted, breaks]] of Object.entries(PLANTED)) {
  test(`it is found when ${what}`, async () => {
    await mustBeFound({
      ...{ planted, seeds: SEEDS_MAX, among },
      found: ({ promise }) => breaks.includes(promise),
    });
  });
}

test.run();
