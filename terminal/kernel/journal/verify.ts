/** Looks whether the journal is what was once written: every checksum, every number, and the chain. */
import type { Disk } from '../../../drivers/host/types.js';
import { isChainedTo } from '../../../protocol/sync/chain.js';
import type { Commit } from '../events.js';
import { readJournal, START, type TornTail } from './recover.js';
import { listSegments, segmentPath } from './segments.js';

export interface Break {
  readonly seq: number;
  /** Wall clock of the commit, ms since 1970 UTC. */
  readonly at: number;
  readonly path: string;
  /**
   * `changed`: it, or the one before it, is not what was written. `unchained`: it has no chain, and stands where there is one.
   * `anchor`: it is not the commit whose chain was noted elsewhere. `erased`: a value is gone that no erasure accounts for.
   */
  readonly kind: 'changed' | 'unchained' | 'anchor' | 'erased';
}

/** A commit's chain as it was noted outside the terminal. */
export interface Anchor {
  readonly seq: number;
  readonly chain: string;
}

export interface Verified {
  readonly commits: number;
  readonly last: number;
  /** First commit that has a chain; undefined when none has. */
  readonly begins?: number;
  /** Chain of the last commit; whoever notes it elsewhere can hold it against the journal later. */
  readonly chain: string;
  /** Commits with values that were erased. */
  readonly erased: number;
  /** In order, at most `BREAKS_MAX`. */
  readonly breaks: readonly Break[];
  readonly torn?: TornTail;
}

const BREAKS_MAX = 100;

/** Throws `journal/…` at the first line that is damaged or missing. */
export async function verifyJournal(disk: Disk, dir: string, anchor?: Anchor): Promise<Verified> {
  const found: Omit<Break, 'path'>[] = [];
  let [commits, erased, chain] = [0, 0, ''];
  let begins: number | undefined;
  const note = ({ seq, at }: Commit, kind: Break['kind']): void => {
    if (found.length < BREAKS_MAX) found.push({ seq, at, kind });
  };
  const { end, torn } = await readJournal(disk, dir, START, (commit) => {
    commits += 1;
    if (commit.veil?.gone) erased += 1;
    if (commit.chain === undefined) {
      if (begins !== undefined) note(commit, 'unchained');
    } else {
      begins ??= commit.seq;
      if (!isChainedTo(chain, commit)) note(commit, 'changed');
    }
    chain = commit.chain ?? '';
    if (anchor?.seq === commit.seq && anchor.chain !== chain) note(commit, 'anchor');
  });
  const breaks = await placed(disk, dir, found);
  return {
    ...{ commits, last: end.seq, chain, erased, breaks },
    ...(begins !== undefined && { begins }),
    ...(torn && { torn }),
  };
}

async function placed(disk: Disk, dir: string, found: readonly Omit<Break, 'path'>[]): Promise<Break[]> {
  const segments = found.length === 0 ? [] : await listSegments(disk, dir);
  return found.map((one) => ({
    ...one,
    path: segmentPath(dir, segments.filter(({ first }) => first <= one.seq).at(-1)?.first ?? 1),
  }));
}
