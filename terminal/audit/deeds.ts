/** What people did, read from the journal itself: nothing is kept twice, and nothing can be left out. */
import type { Commit } from '../kernel/events.js';
import { decodeLine } from '../kernel/journal/line.js';
import type { Kernel } from '../kernel/kernel.js';
import { ownEvents } from '../people/index.js';
import { type Kind, kindOf } from './kinds.js';
import { sentenceOf, type Wording, whoDid } from './sentence.js';

/** One commit in words. */
export interface Deed {
  readonly seq: number;
  /** ms since 1970 UTC */
  readonly at: number;
  readonly actor: string;
  readonly who: string;
  readonly what: string;
}

export interface Wanted {
  /** ms since 1970 UTC, `to` left out of it. */
  readonly from: number;
  readonly to: number;
  /** Employee id, `staff`, `system` or `office`; everybody but the program itself and the office without. */
  readonly actor?: string;
  readonly kind?: Kind;
}

/** Undefined for a commit that is not wanted. What only follows from something else in it is not told. */
export function deedOf(commit: Commit, wanted: Wanted, wording: Wording): Deed | undefined {
  const { seq, at, actor } = commit;
  if (at < wanted.from || at >= wanted.to) return undefined;
  if (wanted.actor === undefined ? isProgram(actor) : wanted.actor !== actor) return undefined;
  const told = ownEvents(commit.events);
  if (wanted.kind !== undefined && !told.some(({ type }) => kindOf(type) === wanted.kind)) return undefined;
  const what = told.map((event) => sentenceOf(event, wording)).join('; ');
  return { seq, at, actor, who: whoDid(commit, wording), what };
}

const isProgram = (actor: string): boolean => actor === 'system' || actor === 'office';

const BATCH_BYTES = 256 * 1024;

/** In the order in which they were done. Times are taken to rise with the numbers: a clock that was set may hide some at the edges. */
export async function readDeeds(
  kernel: Pick<Kernel, 'tail' | 'end'>,
  wanted: Wanted,
  wording: Wording,
): Promise<Deed[]> {
  const tail = kernel.tail((await firstAt(kernel, wanted.from)) - 1);
  const deeds: Deed[] = [];
  for (let lines = await tail.next(BATCH_BYTES); lines.length > 0; lines = await tail.next(BATCH_BYTES)) {
    for (const { bytes } of lines) {
      const commit = decodeLine(bytes.subarray(0, -1));
      if (!commit) continue;
      if (commit.at >= wanted.to) return deeds;
      const deed = deedOf(commit, wanted, wording);
      if (deed) deeds.push(deed);
    }
  }
  return deeds;
}

/** The first commit that is not before `from`, or one after the last. */
async function firstAt(kernel: Pick<Kernel, 'tail' | 'end'>, from: number): Promise<number> {
  let [low, high] = [1, kernel.end().seq + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [line] = await kernel.tail(middle - 1).next(1);
    const commit = line && decodeLine(line.bytes.subarray(0, -1));
    if (commit && commit.at < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
