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

/**
 * A clock may have been wrong for so many commits in a row (more than any shop has in a day): they are looked through on both sides
 * of what is wanted.
 */
const NEAR = 4096;

/** In the order in which they were done, each by what the clock said then. */
export async function readDeeds(
  kernel: Pick<Kernel, 'tail' | 'end'>,
  wanted: Wanted,
  wording: Wording,
): Promise<Deed[]> {
  const tail = kernel.tail((await beginningOf(kernel, wanted.from)) - 1);
  const deeds: Deed[] = [];
  let beyond = 0;
  for (let lines = await tail.next(BATCH_BYTES); lines.length > 0; lines = await tail.next(BATCH_BYTES)) {
    for (const { bytes } of lines) {
      const commit = decodeLine(bytes.subarray(0, -1));
      if (!commit) continue;
      if (commit.at >= wanted.to) beyond += 1;
      else if (commit.at >= wanted.from) beyond = 0;
      if (beyond > NEAR) return deeds;
      const deed = deedOf(commit, wanted, wording);
      if (deed) deeds.push(deed);
    }
  }
  return deeds;
}

/** A commit from which on all that is not before `from` comes. */
async function beginningOf(kernel: Pick<Kernel, 'tail' | 'end'>, from: number): Promise<number> {
  let [low, high] = [1, kernel.end().seq + 1];
  while (high - low > NEAR) {
    const middle = Math.floor((low + high) / 2);
    if ((await timeAbout(kernel, middle, Math.floor((high - low) / 8))) < from) low = middle + 1;
    else high = middle;
  }
  return Math.max(1, low - NEAR);
}

/** The middle one of three times: what a clock said that was wrong for a while leads nowhere. */
async function timeAbout(kernel: Pick<Kernel, 'tail'>, seq: number, apart: number): Promise<number> {
  const times: number[] = [];
  for (const at of [seq - apart, seq, seq + apart]) {
    const [line] = await kernel.tail(at - 1).next(1);
    times.push((line && decodeLine(line.bytes.subarray(0, -1))?.at) ?? 0);
  }
  return times.sort((one, other) => one - other)[1] ?? 0;
}
