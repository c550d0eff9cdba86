/**
 * The screens that lie on each other. The lowest is home and stays. A dialog belongs to the screen that opened it: it
 * moves and goes with it. A screen that locks lies, with its dialogs, above all that do not, until it goes by itself.
 */
import type { Screen } from '../types.js';

export interface Entry {
  readonly screen: Screen;
  /** The entry whose question this is. */
  readonly owner?: Entry;
  /** Rows of a body longer than the screen that somebody has read past. */
  first?: number;
}

export interface Stack {
  top(): Entry;
  home(): Entry;
  has(entry: Entry): boolean;
  /** From the top down to the one above home. */
  above(): readonly Entry[];
  push(screen: Screen, owner?: Entry): Entry;
  /** Takes it and what belongs to it away; nothing happens when it is not there, or is home. */
  remove(entry: Entry): void;
  replace(entry: Entry, screen: Screen): Entry;
  /** Brings the screen of that name, with its dialogs, to the top. False when it is not there. */
  raise(name: string): boolean;
  /** Takes everything above home away but what locks. */
  clear(): void;
  /** A screen that locks is there. */
  locked(): boolean;
}

export function createStack(home: Screen, changed: () => void): Stack {
  const entries: Entry[] = [{ screen: home }];
  const top = (): Entry => entries[entries.length - 1] as Entry;
  const belongs = (entry: Entry | undefined, to: Entry): boolean =>
    entry !== undefined && (entry === to || belongs(entry.owner, to));

  const locks = (entry: Entry): boolean =>
    entry.screen.locks === true || (entry.owner !== undefined && locks(entry.owner));

  /** Puts them on top, or right below what locks. */
  function put(group: readonly Entry[]): void {
    const lock = group.every(locks) ? -1 : entries.findIndex(locks);
    entries.splice(lock < 0 ? entries.length : lock, 0, ...group);
  }

  /** Takes out `gone`; each is told after none of them is on the stack any more. */
  function drop(gone: readonly Entry[]): void {
    for (const entry of gone) {
      const index = entries.indexOf(entry);
      if (index > 0) entries.splice(index, 1);
    }
    for (const entry of [...gone].reverse()) entry.screen.closed?.();
    if (gone.length > 0) changed();
  }

  const stack: Stack = {
    top,
    home: () => entries[0] as Entry,
    has: (entry) => entries.includes(entry),
    above: () => entries.slice(1).reverse(),
    push: (screen, owner) => {
      const entry: Entry = owner === undefined ? { screen } : { screen, owner };
      put([entry]);
      changed();
      return entry;
    },
    remove: (entry) => drop(entries.slice(1).filter((each) => belongs(each, entry))),
    replace: (entry, screen) => {
      const index = entries.indexOf(entry);
      if (index <= 0) return stack.push(screen);
      const next: Entry = { screen };
      const gone = entries.filter((each) => belongs(each, entry));
      entries.splice(index, 1, next);
      drop(gone);
      return next;
    },
    raise: (name) => {
      const entry = entries.findLast((each) => each.screen.name === name);
      if (entry === undefined) return false;
      if (entry === entries[0]) {
        stack.clear();
        return true;
      }
      const group = entries.filter((each) => belongs(each, entry));
      for (const each of group) entries.splice(entries.indexOf(each), 1);
      put(group);
      changed();
      return true;
    },
    clear: () => drop(entries.slice(1).filter((entry) => !locks(entry))),
    locked: () => entries.some(locks),
  };
  return stack;
}
