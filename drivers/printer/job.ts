/**
 * One receipt: look first, send, then ask whether it is on paper.
 *
 * INVARIANT: while bytes of the receipt are being sent no question goes out, because the bytes of a question inside a
 * command's data would be taken for data by printers without real-time commands.
 */

import { isTerminalError } from '../../protocol/errors.js';
import { parsePaperReply } from '../../protocol/escpos/status.js';
import type { Clock } from '../host/types.js';
import type { Conversation } from './conversation.js';
import { SILENCE, type Survey, survey } from './survey.js';
import type { PrintOutcome } from './types.js';

/** Between two looks while the printer works. */
const LOOK_MS = 500;
/** A printer that answers questions in turn is waited for: 5 s, and the time of a 9,600 baud line. */
const IN_TURN_MS = 5_000;
const IN_TURN_MS_PER_BYTE = 1;
/** One that does not: long enough to notice that the paper ended. */
const SETTLE_MS = 1_500;

/** What we learned of a printer on this connection. */
export interface Manners {
  /** Answers DLE EOT. */
  answers: boolean;
  /** Answers GS r; undefined until the first receipt is out. */
  inTurn: boolean | undefined;
}

export interface JobReport {
  readonly outcome: PrintOutcome;
  /** The last look, for the driver's status. */
  readonly last: Survey;
}

/** Never rejects: what goes wrong is the outcome. After `blocked` and `disconnected` the line is of no more use. */
export async function runJob(
  conversation: Conversation,
  clock: Clock,
  bytes: Uint8Array,
  manners: Manners,
): Promise<JobReport> {
  let sent = 0;
  let last = SILENCE;
  try {
    last = await survey(conversation);
    if (last.answered) manners.answers = true;
    if (last.obstacle !== undefined) return { outcome: failed(last.obstacle, false), last };
    await conversation.send(bytes, (count) => {
      sent = count;
    });
    return await confirm(conversation, clock, bytes.length, manners);
  } catch (error) {
    const blocked = isTerminalError(error, 'printer/blocked');
    // a blocked write may have been taken in part
    return { outcome: failed(blocked ? 'blocked' : 'disconnected', blocked || sent > 0), last };
  }
}

function failed(reason: string, partly: boolean): PrintOutcome {
  return { state: 'failed', reason, partly };
}

/** Waits for the answer in turn, and looks meanwhile whether something stopped the printer. */
async function confirm(
  conversation: Conversation,
  clock: Clock,
  size: number,
  manners: Manners,
): Promise<JobReport> {
  const patient = manners.answers && manners.inTurn !== false;
  const patience = patient ? IN_TURN_MS + size * IN_TURN_MS_PER_BYTE : SETTLE_MS;
  const until = clock.monotonic() + patience;
  const reply = await conversation.askInTurn();
  let last = SILENCE;
  while (clock.monotonic() < until) {
    const answer = await reply.wait(LOOK_MS);
    if (answer !== undefined) {
      manners.inTurn = true;
      if (parsePaperReply(answer) === 'out') return { outcome: failed('paper-out', true), last };
      return { outcome: { state: 'printed' }, last: await survey(conversation) };
    }
    if (!conversation.isOpen) return { outcome: failed('disconnected', true), last };
    last = await survey(conversation);
    if (last.answered) manners.answers = true;
    if (last.obstacle !== undefined) return { outcome: failed(last.obstacle, true), last };
  }
  if (manners.answers) manners.inTurn ??= false;
  return { outcome: { state: 'unconfirmed' }, last };
}
