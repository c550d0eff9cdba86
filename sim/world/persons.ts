/** Who is one person, as a stranger works it out from the merges that a journal tells: by their stamps, in whatever order they came. */
import type { BookEvent } from './books.js';

export interface Persons {
  take(event: BookEvent): void;
  /** Every customer id of the person who is `customer`. */
  idsOf(customer: string): readonly string[];
}

interface Said {
  readonly customer: string;
  readonly other: string;
  readonly stamp: string;
}

export function createPersons(): Persons {
  const merged: Said[] = [];
  const parted: Said[] = [];
  let groups: string[][] | undefined;

  /** What was said last about two people, or about the one who was given away, holds. */
  const isOver = (one: Said): boolean =>
    parted.some((over) => {
      const samePair = over.customer === one.other && over.other === one.customer;
      return over.stamp > one.stamp && (samePair || over.other === one.other);
    });

  function grouped(): string[][] {
    const all: string[][] = [];
    const given = new Set<string>();
    const groupOf = (id: string): string[] => {
      const known = all.find((group) => group.includes(id));
      if (known) return known;
      const fresh = [id];
      all.push(fresh);
      return fresh;
    };
    const inOrder = merged.filter((one) => !isOver(one)).sort((a, b) => (a.stamp < b.stamp ? -1 : 1));
    for (const { customer, other } of inOrder) {
      const [into, from] = [groupOf(customer), groupOf(other)];
      if (into === from || given.has(other)) continue;
      given.add(other);
      into.push(...from);
      all.splice(all.indexOf(from), 1);
    }
    return all;
  }

  return {
    take(event) {
      const list =
        event.type === 'customers.merged' ? merged : event.type === 'customers.unmerged' ? parted : undefined;
      list?.push(event as unknown as Said);
      if (list) groups = undefined;
    },
    idsOf(customer) {
      groups ??= grouped();
      return groups.find((group) => group.includes(customer)) ?? [customer];
    },
  };
}
