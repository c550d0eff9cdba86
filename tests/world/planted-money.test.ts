/** The checks of money bite: a deed at the till is made to do its sums wrong, and the world says so. */
import { test } from 'uvu';
import { isTerminalError } from '../../protocol/errors.js';
import type { Planted } from '../../sim/world/planted.js';
import type { Tables } from '../../terminal/kernel/capability.js';
import type { DomainEvent } from '../../terminal/kernel/events.js';
import type { Kernel } from '../../terminal/kernel/kernel.js';
import { mustBeFound } from './must-be-found.js';

/** Seeds within which each must be found; the issue grants 200. */
const SEEDS_MAX = 60;

type Fields = DomainEvent & Readonly<Record<string, unknown>>;
type Events = readonly Fields[];

/** Every decision comes to other events. */
function deciding(wrong: (events: Events) => readonly DomainEvent[]): (kernel: Kernel) => Kernel {
  return (kernel) => ({
    ...kernel,
    transact: (cause, decide) =>
      kernel.transact(cause, (state) => {
        const decision = decide(state);
        return { ...decision, events: wrong(decision.events as Events) };
      }),
  });
}

/** In commits with an event of `type`. */
const inCommitsOf = (type: string, wrong: (events: Events) => readonly DomainEvent[]) =>
  deciding((events) => (events.some((event) => event.type === type) ? wrong(events) : events));

const changing = (type: string, wrong: (event: Fields) => Fields) =>
  deciding((events) => events.map((event) => (event.type === type ? wrong(event) : event)));

const isEntry = (account: string) => (event: Fields) =>
  event.type === 'ledger.entered' && event.account === account;

/** A top-up that is asked for again, with the same id, is put on the balance again. */
function toppingUpAgain(kernel: Kernel): Kernel {
  let last: Events = [];
  return {
    ...kernel,
    async transact(cause, decide) {
      try {
        return await kernel.transact(cause, (state) => {
          const decision = decide(state);
          const events = decision.events as Events;
          if (events.some(({ type }) => type === 'prepaid.recharged')) last = events;
          return decision;
        });
      } catch (error) {
        const entries = last.filter(({ type }) => type === 'ledger.entered');
        if (isTerminalError(error, 'command/counted-already') && entries.length > 0)
          await kernel.transact(cause, () => ({ events: entries, result: undefined }));
        throw error;
      }
    },
  };
}

interface Paid {
  readonly cash: number;
}

const withoutRefunds = (all: readonly Tables[]): readonly Tables[] =>
  all.map((tables) =>
    tables.apply['counter.refunded']
      ? { ...tables, apply: { ...tables.apply, 'counter.refunded': () => undefined } }
      : tables,
  );

const PLANTED: Readonly<Record<string, Planted>> = {
  'a refund forgets the points': {
    kernel: inCommitsOf('counter.refunded', (events) => events.filter((event) => !isEntry('points')(event))),
  },
  'a refund takes no points': {
    kernel: inCommitsOf('counter.refunded', (events) =>
      events
        .filter((event) => !isEntry('points')(event))
        .map((event) => (event.type === 'counter.refunded' ? { ...event, points: 0 } : event)),
    ),
  },
  'a top-up is applied twice on a retry': { kernel: toppingUpAgain },
  'rounding loses a fen of a refund': {
    kernel: changing('counter.refunded', (event) => {
      const { cash } = event.paid as Paid;
      return cash > 1 ? { ...event, paid: { ...(event.paid as Paid), cash: cash - 1 } } : event;
    }),
  },
  'a sale is refunded again and again': { tables: withoutRefunds },
  'stored value is spent and not taken': {
    kernel: inCommitsOf('counter.sold', (events) => events.filter((event) => !isEntry('principal')(event))),
  },
  'a bonus stays when its top-up is taken back': {
    kernel: inCommitsOf('prepaid.recharge-refunded', (events) =>
      events
        .filter((event) => !isEntry('bonus')(event))
        .map((event) =>
          event.type === 'prepaid.recharge-refunded'
            ? { ...event, bonus: 0, kept: 0, cash: event.principal }
            : event,
        ),
    ),
  },
  'a payment leaves without its proof': {
    kernel: inCommitsOf('counter.sold', (events) => events.filter(({ type }) => type !== 'proof.used')),
  },
  'a statement is a fen off': {
    kernel: changing('prepaid.stated', (event) => ({ ...event, principal: Number(event.principal) + 1 })),
  },
};

for (const [what, planted] of Object.entries(PLANTED)) {
  test(`it is found when ${what}`, async () => {
    await mustBeFound({
      ...{ planted, seeds: SEEDS_MAX },
      found: ({ promise, detail }) =>
        ['money-is-conserved', 'counted-once'].includes(promise) || detail.endsWith('paid twice'),
    });
  });
}

test.run();
