/**
 * The journal's hash chain: each commit bears a digest of itself and of the chain up to the one before it.
 *
 *     chain(n) = SHA-256( chain(n-1) ‖ JSON of commit n without `chain`, personal values veiled, of `veil` only `of` )
 *
 * in base64url, cut to 22 characters (132 bits). The chain of the first chained commit begins with an empty text. JSON is what
 * JSON.stringify makes of the parsed line: keys in the order in which they stand there.
 */

import { isTerminalError } from '../errors.js';
import { digestOf, type Veil, veiledEvents } from './veil.js';

export interface Chained {
  readonly events: readonly object[];
  readonly veil?: Veil;
  /** Absent in journals from before there was a chain. */
  readonly chain?: string;
}

/**
 * The digest that `commit` must bear after one that bears `before`; '' where the chain begins.
 * @throws TerminalError `sync/damaged-line` when its veil does not fit
 */
export function chainAfter(before: string, commit: Chained): string {
  const { chain: _, ...rest } = commit;
  const { veil, events } = commit;
  const shown = veil ? { ...rest, events: veiledEvents(events, veil), veil: { of: veil.of } } : rest;
  return digestOf(before + JSON.stringify(shown));
}

/** Whether it is the commit that was written after `before`, erased values aside. */
export function isChainedTo(before: string, commit: Chained): boolean {
  try {
    return commit.chain === chainAfter(before, commit);
  } catch (error) {
    if (!isTerminalError(error, 'sync/damaged-line')) throw error;
    return false;
  }
}

/** The JSON of `commit` with its chain, and the chain. Without a veil it is made once. */
export function sealJson(before: string, commit: Chained): { readonly json: string; readonly chain: string } {
  const json = JSON.stringify(commit);
  const chain = commit.veil ? chainAfter(before, commit) : digestOf(before + json);
  return { json: `${json.slice(0, -1)},"chain":"${chain}"}`, chain };
}
