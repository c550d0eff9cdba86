/** Customers that a filter means, slice by slice: nobody waits long for a slice, however many customers there are. */

import type { Reader } from '../kernel/database.js';
import { civilOf } from '../messaging/index.js';
import { phoneWords, type Value } from './conditions.js';
import { type Facts, type Filter, matches } from './filter.js';
import { type Further, type Known, readFurther, readKnown } from './reading.js';

export type Member = Known & Facts;

export interface Slice {
  readonly members: readonly Member[];
  /** Row number to go on after; undefined when this was the last slice. */
  readonly next: number | undefined;
}

/** Customers looked at in one slice: a few milliseconds' work, and so is writing it down. */
export const SLICE = 200;

const DAY_MS = 24 * 3600_000;

/** The customers after row number `after` that `filter` means, of the next SLICE; `now` in ms, `zone` is the shop's. */
export function sliceOf(state: Reader, filter: Filter, after: number, now: number, zone: string): Slice {
  const last = state.value<number>('SELECT max(no) FROM customers') ?? 0;
  const to = after + SLICE;
  const { year } = civilOf(now, zone);
  let further: ReadonlyMap<number, Further> | undefined;
  const members = [...readKnown(state, after, to, now).values()]
    .map((known): Member => {
      const more = (field: string): Value => {
        further ??= readFurther(state, after, to);
        return further.get(known.no)?.[field] ?? ownOf(known, field);
      };
      // Not spread into a new object: with this many fields that takes longer than reading them.
      return Object.assign(known, { ...daysOfNow(known, now), more });
    })
    .filter((member) => matches(filter, member, year));
  return { members, next: to >= last ? undefined : to };
}

export function daysOfNow(
  { created, visited }: Pick<Known, 'created' | 'visited'>,
  now: number,
): { readonly known: number; readonly away: number | undefined } {
  const days = (at: number): number => Math.max(0, Math.floor((now - at) / DAY_MS));
  return { known: days(created), away: visited === undefined ? undefined : days(visited) };
}

/** Of the fields that a row of the first table holds itself. */
function ownOf({ name, keys, email, balance, visits }: Known, field: string): Value {
  if (field === 'name') return name;
  if (field === 'phone') return phoneWords(keys);
  if (field === 'email') return email;
  if (field === 'balance') return balance;
  return field === 'visits' ? visits : '';
}
