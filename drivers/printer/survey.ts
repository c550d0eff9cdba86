/** What the printer says of itself when asked for everything, and what that means for printing. */

import {
  type Paper,
  parseOfflineStatus,
  parsePaperSensor,
  parsePrinterStatus,
} from '../../protocol/escpos/status.js';
import type { DeviceStatus } from '../device.js';
import type { Conversation } from './conversation.js';
import type { PrinterSenses } from './types.js';

export interface Survey {
  /** False: it did not answer at all. */
  readonly answered: boolean;
  readonly senses: PrinterSenses;
  /** Why nothing would come out now; undefined when nothing is known against printing. */
  readonly obstacle?: 'cover-open' | 'paper-out' | 'printer-error' | 'offline';
}

const UNKNOWN: PrinterSenses = { paper: 'unknown', cover: 'unknown', online: 'unknown' };

export const SILENCE: Survey = { answered: false, senses: UNKNOWN };

/** Asks DLE EOT 1, 2 and 4; a printer that does not answer the first is not asked the others. */
export async function survey(conversation: Conversation): Promise<Survey> {
  const first = await conversation.ask(1);
  if (first === undefined) return SILENCE;
  const offline = await conversation.ask(2);
  const sensor = await conversation.ask(4);
  const cause = offline === undefined ? undefined : parseOfflineStatus(offline);
  const { online } = parsePrinterStatus(first);
  const paper: Paper | 'unknown' =
    cause?.paperEnd === true ? 'out' : sensor === undefined ? 'unknown' : parsePaperSensor(sensor);
  const senses: PrinterSenses = {
    paper,
    cover: cause === undefined ? 'unknown' : cause.coverOpen ? 'open' : 'closed',
    online,
  };
  const obstacle = obstacleOf(senses, cause?.error ?? false);
  return obstacle === undefined ? { answered: true, senses } : { answered: true, senses, obstacle };
}

/** An open cover hides the paper from its sensor, so it is named first. */
function obstacleOf(senses: PrinterSenses, error: boolean): Survey['obstacle'] {
  if (senses.cover === 'open') return 'cover-open';
  if (senses.paper === 'out') return 'paper-out';
  if (error) return 'printer-error';
  return senses.online === false ? 'offline' : undefined;
}

/** A printer that never answers is ready as far as anybody knows. */
export function statusOf({ answered, senses, obstacle }: Survey): DeviceStatus {
  if (!answered) return { state: 'ready', reason: 'no-answer' };
  if (obstacle !== undefined) return { state: 'degraded', reason: obstacle };
  return senses.paper === 'low' ? { state: 'ready', reason: 'paper-low' } : { state: 'ready' };
}
