/** The checks of deposits bite: a till is made to do them wrong, and the world says so. */
import { test } from 'uvu';
import { kindOfDay } from '../../sim/world/kind-of-day.js';
import type { Planted } from '../../sim/world/planted.js';
import type { Applier } from '../../terminal/kernel/capability.js';
import type { DomainEvent } from '../../terminal/kernel/events.js';
import { mustBeFound } from './must-be-found.js';

/** Seeds within which each must be found; of them only those are run on which much is lent. */
const SEEDS_MAX = 100;

type Fields = DomainEvent & Readonly<Record<string, unknown>>;

/** Decisions with an event of `type` come to other events. */
const inCommitsOf = (type: string, wrong: (event: Fields) => readonly DomainEvent[]): Planted => ({
  kernel: (kernel) => ({
    ...kernel,
    transact: (cause, decide) =>
      kernel.transact(cause, (state) => {
        const decision = decide(state);
        const events = decision.events as readonly Fields[];
        return events.some((event) => event.type === type)
          ? { ...decision, events: events.flatMap(wrong) }
          : decision;
      }),
  }),
});

const isEntry = ({ type }: Fields): boolean => type === 'ledger.entered';

/** What was given back is held all the same. */
const holding =
  (right: Applier<DomainEvent>): Applier<DomainEvent> =>
  (db, event, commit) => {
    right(db, event, commit);
    const { amount, deposit } = event as Fields;
    db.run('UPDATE deposits SET held = held + ? WHERE id = ?', Number(amount), String(deposit));
  };

const PLANTED: Readonly<Record<string, Planted>> = {
  'what was given back is still held': {
    tables: (all) =>
      all.map((tables) => {
        const right = tables.apply['deposits.returned'];
        return right
          ? { ...tables, apply: { ...tables.apply, 'deposits.returned': holding(right) } }
          : tables;
      }),
  },
  'cash goes out and the ledger does not know': inCommitsOf('deposits.returned', (event) =>
    isEntry(event) ? [] : [event],
  ),
  'a deposit becomes stored value': inCommitsOf('deposits.taken', (event) => [
    isEntry(event) ? ({ ...event, account: 'principal' } as Fields) : event,
  ]),
  'what is kept is a fen more than what was owed': inCommitsOf('deposits.kept', (event) => [
    isEntry(event) ? ({ ...event, amount: Number(event.amount) - 1 } as Fields) : event,
  ]),
  'undoing a return leaves the cash outside': inCommitsOf('deposits.reversed', (event) => [
    event.type === 'deposits.reversed' ? ({ ...event, cash: 0 } as Fields) : event,
  ]),
};

for (const [what, planted] of Object.entries(PLANTED)) {
  test(`it is found when ${what}`, async () => {
    await mustBeFound({
      ...{ planted, seeds: SEEDS_MAX, among: (seed) => kindOfDay(seed).lending },
      found: ({ promise, detail }) => promise === 'money-is-conserved' || detail.endsWith('was not refused'),
    });
  });
}

test.run();
