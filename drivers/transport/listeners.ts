import type { Unsubscribe } from '../device.js';

/** Listeners in the order in which they came; one may unsubscribe while being called. */
export interface Listeners<A extends readonly unknown[]> {
  add(listener: (...args: A) => void): Unsubscribe;
  call(...args: A): void;
  readonly count: number;
}

export function listeners<A extends readonly unknown[]>(): Listeners<A> {
  const all = new Set<{ readonly fn: (...args: A) => void }>();
  return {
    add(fn) {
      const entry = { fn };
      all.add(entry);
      return () => {
        all.delete(entry);
      };
    },
    call(...args) {
      for (const entry of [...all]) entry.fn(...args);
    },
    get count() {
      return all.size;
    },
  };
}
