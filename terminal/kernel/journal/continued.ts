/** Lines from elsewhere that are said to continue this journal: the office's, after a restore. */
import { TerminalError } from '../../../protocol/errors.js';
import { isChainedTo } from '../../../protocol/sync/chain.js';
import type { Commit } from '../events.js';
import { decodeLine } from './line.js';

/** The commits in `lines`. Throws `journal/not-continued` when they are not those after commit `seq`. */
export function continued(lines: readonly Uint8Array[], seq: number, chain: string): Commit[] {
  let before = chain;
  return lines.map((line, index) => {
    const commit = decodeLine(line.subarray(0, -1));
    const good =
      commit?.seq === seq + 1 + index &&
      (commit.chain === undefined ? before === '' : isChainedTo(before, commit));
    if (!commit || !good) throw notContinued(seq + 1 + index);
    before = commit.chain ?? '';
    return commit;
  });
}

function notContinued(seq: number): TerminalError {
  const why = `commit ${seq} from elsewhere does not continue this journal`;
  return new TerminalError('journal/not-continued', why, { retry: 'person', context: { seq } });
}

export /** What a restored terminal refuses with until it knows what the office has. */
function mustWait(): TerminalError {
  const why = 'this terminal was restored from a backup and must ask the office first what is missing';
  return new TerminalError('journal/waits-for-office', why, { retry: 'person' });
}
