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
  const gone: Pick<Commit, 'seq' | 'at'>[] = [];
  const accounts: Account[] = [];
  let [commits, chain] = [0, ''];
  let begins: number | undefined;
  const note = ({ seq, at }: Pick<Commit, 'seq' | 'at'>, kind: Break['kind']): void => {
    if (found.length < BREAKS_MAX) found.push({ seq, at, kind });
  };
  const { end, torn } = await readJournal(disk, dir, START, (commit) => {
    commits += 1;
    if (commit.veil?.gone) gone.push(commit);
    accounts.push(...accountsIn(commit));
    if (commit.chain === undefined) {
      if (begins !== undefined) note(commit, 'unchained');
    } else {
      begins ??= commit.seq;
      if (!isChainedTo(chain, commit)) note(commit, 'changed');
    }
    chain = commit.chain ?? '';
    if (anchor?.seq === commit.seq && anchor.chain !== chain) note(commit, 'anchor');
  });
  for (const one of unaccounted(gone, accounts)) note(one, 'erased');
  const breaks = await placed(disk, dir, found);
  return {
    ...{ commits, last: end.seq, chain, erased: gone.length, breaks },
    ...(begins !== undefined && { begins }),
    ...(torn && { torn }),
  };
}

/** An erasure that was ordered, or what one has said that it wrote anew. */
type Account =
  | { readonly open: string }
  | { readonly done: string; readonly commits: readonly (readonly [number, number])[] };

function accountsIn({ events }: Commit): Account[] {
  return events.flatMap((event): Account[] => {
    const {
      type,
      erasure = '',
      commits = [],
    } = event as { type: string; erasure?: string; commits?: [number, number][] };
    if (type === 'customers.erased' || type === 'erasure.renewed') return [{ open: erasure }];
    return type === 'erasure.done' ? [{ done: erasure, commits }] : [];
  });
}

/** Whatever is gone must have been said to be; while an erasure is under way, nothing can be said. */
function unaccounted<C extends Pick<Commit, 'seq'>>(gone: readonly C[], accounts: readonly Account[]): C[] {
  const open = new Set<string>();
  const ranges: (readonly [number, number])[] = [];
  for (const account of accounts) {
    if ('open' in account) open.add(account.open);
    else {
      open.delete(account.done);
      ranges.push(...account.commits);
    }
  }
  if (open.size > 0) return [];
  return gone.filter(({ seq }) => !ranges.some(([first, last]) => first <= seq && seq <= last));
}

async function placed(disk: Disk, dir: string, found: readonly Omit<Break, 'path'>[]): Promise<Break[]> {
  const segments = found.length === 0 ? [] : await listSegments(disk, dir);
  return found.map((one) => ({
    ...one,
    path: segmentPath(dir, segments.filter(({ first }) => first <= one.seq).at(-1)?.first ?? 1),
  }));
}
