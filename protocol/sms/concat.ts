/** Parts of a long text put together again (3GPP TS 23.040 9.2.3.24.1), in whatever order and number they came. */

import { TerminalError } from '../errors.js';
import type { Deliver } from './deliver.js';
import { textOf, type UserData } from './user-data.js';

/** What joining needs of a part: a DELIVER, or a SUBMIT in a test. */
export type Part = Pick<Deliver, 'number'> & UserData;

export interface JoinedText {
  /** All parts that are there, in order. */
  readonly text: string;
  readonly total: number;
  /** Part numbers that have not come. */
  readonly missing: readonly number[];
  readonly complete: boolean;
  /**
   * Parts that claim a number already taken with other words: the sender used the reference again, so they begin another
   * text. In the order given.
   */
  readonly conflicting: readonly Part[];
}

/**
 * The same for all parts of one text: sender, width of the reference, reference and total. Undefined for a text in one part.
 * References come round again, so a caller also bounds the time between parts.
 */
export function concatKey(part: Part): string | undefined {
  const { concat, number } = part;
  return concat && `${concat.bits}/${concat.ref}/${concat.total}/${number}`;
}

/**
 * Joins parts with one key; repeated parts count once.
 * @throws TerminalError `sms/concat` when there is no part, or when parts of different texts were mixed.
 */
export function joinParts(parts: readonly Part[]): JoinedText {
  const keys = new Set(parts.map(concatKey));
  const total = parts[0]?.concat?.total;
  if (total === undefined || keys.size !== 1) {
    throw new TerminalError('sms/concat', 'these parts do not belong to one text', {
      context: { keys: [...keys] },
    });
  }
  const placed = new Map<number, Part>();
  const conflicting: Part[] = [];
  for (const part of parts) {
    const seq = part.concat?.seq ?? 0;
    const before = placed.get(seq);
    if (before === undefined) placed.set(seq, part);
    else if (before.text !== part.text) conflicting.push(part);
  }
  const missing = Array.from({ length: total }, (_, i) => i + 1).filter((seq) => !placed.has(seq));
  const ordered = [...placed.keys()].sort((a, b) => a - b).flatMap((seq) => placed.get(seq) ?? []);
  return { text: textOfParts(ordered), total, missing, complete: missing.length === 0, conflicting };
}

/** Neighbours in one alphabet are read as one run of code units, so that nothing split between them is lost. */
function textOfParts(ordered: readonly Part[]): string {
  let text = '';
  let run: Part[] = [];
  const flush = () => {
    const [first] = run;
    if (first)
      text += textOf(
        first.coding.alphabet,
        run.flatMap((part) => part.units),
        first.tables,
      );
    run = [];
  };
  for (const part of ordered) {
    if (run[0] && !continues(run[0], part)) flush();
    run.push(part);
  }
  flush();
  return text;
}

/** A missing part between two does not matter here: an escape or a surrogate at the seam has lost its other half anyway. */
function continues(a: Part, b: Part): boolean {
  return (
    a.coding.alphabet === b.coding.alphabet &&
    a.tables.locking === b.tables.locking &&
    a.tables.single === b.tables.single
  );
}
