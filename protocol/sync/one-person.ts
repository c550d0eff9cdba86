/**
 * Which customers are one person, as merges and what undid them tell. Tills of one store hear of them in different orders and must
 * say the same: the stamps decide, not the order.
 */

/** `alias` is another name of `into`, or is so no more. */
export interface Joint {
  readonly into: string;
  readonly alias: string;
  /** Newer ones sort behind older ones (terminal/kernel/stamp.ts). */
  readonly stamp: string;
}

/**
 * Whom each alias is another name of. A merge holds until a newer undoing of the same two, either way round, or of the same alias. Of
 * merges that hold the oldest comes first; one that would make a circle, or give an alias a second way up, waits.
 */
export function waysOf(merged: readonly Joint[], parted: readonly Joint[]): Map<string, string> {
  const holds = ({ into, alias, stamp }: Joint): boolean =>
    !parted.some(
      (undone) =>
        undone.stamp > stamp && (undone.alias === alias || (undone.alias === into && undone.into === alias)),
    );
  const ways = new Map<string, string>();
  for (const { into, alias } of merged.filter(holds).sort(byStamp))
    if (!ways.has(alias) && mainIn(ways, into) !== alias) ways.set(alias, into);
  return ways;
}

/** Where the way up from a customer ends. */
export function mainIn(ways: ReadonlyMap<string, string>, customer: string): string {
  let main = customer;
  for (let up = ways.get(main); up !== undefined; up = ways.get(main)) main = up;
  return main;
}

function byStamp(a: Joint, b: Joint): number {
  const [one, other] = [`${a.stamp} ${a.alias} ${a.into}`, `${b.stamp} ${b.alias} ${b.into}`];
  return one < other ? -1 : Number(one > other);
}

/** Of a merge from before merges had stamps: older than all that have one, in the order `n` in which they came. */
export function stampOfOld(n: number): string {
  return `0-${String(n).padStart(15, '0')}`;
}

export interface Merged {
  readonly type?: unknown;
  /** Id of who is shown. */
  readonly customer?: unknown;
  /** Id of who is another name of theirs from now on. */
  readonly other?: unknown;
  readonly stamp?: unknown;
}

export interface OnePerson {
  /** Events of other types are passed over. */
  take(event: Merged): void;
  /** Every id of the person whom `customer` means, merged into one another in whatever order. */
  idsOf(customer: string): ReadonlySet<string>;
}

export function createOnePerson(): OnePerson {
  const merged: Joint[] = [];
  const parted: Joint[] = [];
  return {
    take({ type, customer: into, other: alias, stamp }) {
      if (typeof into !== 'string' || typeof alias !== 'string') return;
      const list = type === 'customers.merged' ? merged : type === 'customers.unmerged' ? parted : undefined;
      const old = stampOfOld(merged.length + parted.length);
      list?.push({ into, alias, stamp: typeof stamp === 'string' ? stamp : old });
    },
    idsOf(customer) {
      const ways = waysOf(merged, parted);
      const main = mainIn(ways, customer);
      return new Set([customer, main, ...[...ways.keys()].filter((alias) => mainIn(ways, alias) === main)]);
    },
  };
}
