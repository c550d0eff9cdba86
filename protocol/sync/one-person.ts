/** Which customers are one person, as the merges of a journal or a feed tell, and what undoes them. */

export interface Merged {
  readonly type?: unknown;
  /** Id of who is shown. */
  readonly customer?: unknown;
  /** Id of who is another name of theirs from now on. */
  readonly other?: unknown;
}

export interface OnePerson {
  /** Events in their order; those of other types are passed over. */
  take(event: Merged): void;
  /** Every id of the person whom `customer` means, merged into one another in whatever order. */
  idsOf(customer: string): ReadonlySet<string>;
}

export function createOnePerson(): OnePerson {
  const into = new Map<string, string>();

  function mainOf(customer: string): string {
    let main = customer;
    for (let up = into.get(main); up !== undefined; up = into.get(main)) main = up;
    return main;
  }

  return {
    take({ type, customer, other }) {
      if (typeof customer !== 'string' || typeof other !== 'string') return;
      if (type === 'customers.unmerged') into.delete(other);
      // Two tills may merge the same two the other way round: the first counts.
      else if (type === 'customers.merged' && !into.has(other) && mainOf(customer) !== mainOf(other))
        into.set(other, customer);
    },
    idsOf(customer) {
      const main = mainOf(customer);
      return new Set([customer, main, ...[...into.keys()].filter((alias) => mainOf(alias) === main)]);
    },
  };
}
