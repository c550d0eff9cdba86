/**
 * Deposits as a stranger adds them up from a till's journal: what is held of each never goes below nothing, each deed has its one
 * entry with whom the deposit was taken from, and cash moves as it says.
 */
import type { Kernel } from '../../terminal/kernel/kernel.js';
import type { BookEvent, Books } from './books.js';
import type { Witness } from './witness.js';

type Say = (what: string) => void;

interface Held {
  readonly customer: string;
  held: number;
}

interface Moved {
  readonly amount: number;
  readonly cash: number;
  undone: boolean;
}

export interface DepositBooks {
  /** What a commit's events do to the drawer, and to what should be in it. */
  take(events: readonly BookEvent[]): { readonly drawer: number; readonly owed: number };
  /** What is held of each deposit, by id. */
  held(): ReadonlyMap<string, number>;
}

const num = (value: unknown): number => Number(value ?? 0);

/** What each deed does: to what is held, to the drawer, and to what is the shop's. */
const DEEDS: Readonly<Record<string, (event: BookEvent) => readonly [number, number, number]>> = {
  'deposits.taken': ({ amount }) => [num(amount), num(amount), 0],
  'deposits.returned': ({ amount }) => [-num(amount), -num(amount), 0],
  'deposits.kept': ({ amount }) => [-num(amount), 0, num(amount)],
  'deposits.reversed': ({ amount, cash }) => [num(amount), num(cash), num(cash) - num(amount)],
};

export function createDepositBooks(say: Say): DepositBooks {
  const deposits = new Map<string, Held>();
  const moves = new Map<string, Moved>();

  function check(event: BookEvent, change: number, cash: number): void {
    const { type, deposit, move, customer, amount, of } = event;
    const id = String(deposit);
    const what = `${type} ${move ?? id}`;
    if (num(amount) <= 0) say(`${what} of ${amount}`);
    if (type === 'deposits.taken') deposits.set(id, { customer: String(customer), held: 0 });
    else moves.set(String(move), { amount: num(amount), cash, undone: type === 'deposits.reversed' });
    if (of !== undefined) checkReversal(what, event, moves.get(String(of)));
    const known = deposits.get(id);
    if (!known) {
      say(`${what}: ${id} was not taken here`);
      return;
    }
    if (known.customer !== customer) say(`${what} is of ${customer}, and was ${known.customer}'s`);
    known.held += change;
    if (known.held < 0) say(`${what}: ${known.held} is held`);
  }

  function checkReversal(what: string, { amount, cash }: BookEvent, wrong: Moved | undefined): void {
    if (!wrong || wrong.undone) {
      say(`${what} undoes nothing, or undoes twice`);
      return;
    }
    wrong.undone = true;
    if (wrong.amount !== amount || wrong.cash + num(cash) !== 0)
      say(`${what} of ${amount} and ${cash}, not of ${wrong.amount} and ${-wrong.cash}`);
  }

  return {
    take(events) {
      let [drawer, owed] = [0, 0];
      const entries = events.filter(
        ({ type, account, from }) => type === 'ledger.entered' && account === 'deposit' && from === undefined,
      );
      const deeds = events.filter(({ type }) => DEEDS[type]);
      for (const event of deeds) {
        const [change, cash, ours] = DEEDS[event.type]?.(event) ?? [0, 0, 0];
        check(event, change, cash);
        const entry = entries.find(({ cause }) => cause === (event.move ?? event.deposit));
        if (entry?.amount !== change || entry.customer !== event.customer)
          say(`${event.type} ${event.move ?? event.deposit} enters ${entry?.amount}, not ${change}`);
        drawer += cash;
        owed += num(entry?.amount) + ours;
      }
      if (entries.length > deeds.length) say(`enters ${entries.length} deposits for ${deeds.length} deeds`);
      return { drawer, owed };
    },
    held: () => new Map([...deposits].map(([id, { held }]) => [id, held])),
  };
}

/** What the till's database holds of each deposit is what its journal says. */
export function checkDeposits(name: string, books: Books, kernel: Kernel, witness: Witness): void {
  const say: Say = (what) => witness.broken('money-is-conserved', `${name} ${what}`);
  const told = createDepositBooks(() => undefined);
  for (const { events } of books.commits()) told.take(events);
  const rows = kernel.state.all<{ id: string; held: number }>('SELECT id, held FROM deposits');
  const held = told.held();
  if (rows.length !== held.size) say(`knows ${rows.length} deposits of ${held.size}`);
  for (const row of rows)
    if (held.get(row.id) !== row.held) say(`holds ${row.held} of ${row.id}, not ${held.get(row.id)}`);
}
