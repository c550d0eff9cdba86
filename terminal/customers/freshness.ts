/** Which customers a commit is about: whoever keeps something of them beside the database looks at these again. */
import type { Commit } from '../kernel/events.js';
import type { Kernel } from '../kernel/kernel.js';
import { everJoined } from './joining.js';

/** Rows of the customers that are named in a commit and of everybody who was ever merged with them, each once. */
function rowsNamed({ state }: Pick<Kernel, 'state'>, { events }: Commit): number[] {
  const ids = new Set<string>();
  for (const event of events) {
    const { customer } = event as unknown as { customer?: unknown };
    if (typeof customer === 'string') ids.add(customer);
  }
  const rows = new Set<number>();
  for (const id of ids) {
    const no = state.value<number>('SELECT no FROM customers WHERE id = ?', id);
    if (no !== undefined) for (const row of everJoined(state, no)) rows.add(row);
  }
  return [...rows];
}

/** Somebody goes for good, or has gone from the database: nothing of them stays beside it either. */
function tellsOfErasure({ events }: Commit): boolean {
  return events.some(({ type }) => type === 'customers.erased' || type === 'erasure.done');
}

const SEARCHED = /^(customers|cards)\./;

/** Something that keeps what it knows of customers beside the database. */
export interface Beside {
  /** This customer is new or has changed. */
  touch(no: number): void;
  /** Somebody is to be found nowhere any more. */
  forget(): void;
}

/** Whoever is new or has changed is found at once, by `search` and in `table`. Returns what ends it. */
export function keepFresh(
  kernel: Kernel,
  { search, table }: { readonly search?: Beside; readonly table?: Beside },
): () => void {
  return kernel.onCommit((commit) => {
    if (tellsOfErasure(commit)) for (const one of [search, table]) one?.forget();
    const isSearched = commit.events.some(({ type }) => SEARCHED.test(type));
    for (const no of rowsNamed(kernel, commit)) {
      table?.touch(no);
      if (isSearched) search?.touch(no);
    }
  });
}
