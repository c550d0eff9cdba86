/** Reads a card that trembles: through a connection that nfc-pcsc may have lost without saying so. */

import type { PcscReader } from 'nfc-pcsc';
import { isTerminalError } from '../../protocol/errors.js';
import { sleep } from '../host/timing.js';
import type { Clock } from '../host/types.js';
import type { CardReading } from './messages.js';
import { cardError } from './pcsc-error.js';
import { readCard } from './read-card.js';

/** A card at the edge of the field is found again this soon, or not at all. */
const SECOND_TRY_MS = 50;

/**
 * A card that is swapped faster than the service looks (pcscd: every 400 ms) leaves no trace but a failed reading: after
 * one, the reader is asked again until it says that the card is gone.
 */
const LATER_TRY_MS = 250;
const LATER_TRIES_MAX = 8;

/** 256 bytes of data and the status word. */
const RESPONSE_BYTES_MAX = 258;

/** One card in the field, from its coming to its leaving. */
export interface Visit {
  readonly atr: Buffer | undefined;
  /** nfc-pcsc connected to it. */
  readonly connected: boolean;
  /** Set when the reader says that it left. */
  gone: boolean;
}

/**
 * Reads at once, and once more after a reconnection.
 * @throws TerminalError `reader/card-left`, `reader/no-answer`, or `card/…` as readCard does.
 */
export async function readTwice(reader: PcscReader, visit: Visit, clock: Clock): Promise<CardReading> {
  try {
    if (visit.connected) return await readCard((apdu) => transmit(reader, apdu), visit.atr);
  } catch (error) {
    if (!isTerminalError(error, 'reader/')) throw error;
  }
  return readAgain(reader, visit, clock, SECOND_TRY_MS);
}

/** After a card was lost: undefined when it is gone indeed, a reading when another lies there now. */
export async function readLater(
  reader: PcscReader,
  visit: Visit,
  clock: Clock,
): Promise<CardReading | undefined> {
  for (let n = 0; n < LATER_TRIES_MAX && !visit.gone; n++) {
    const card = await readAgain(reader, visit, clock, LATER_TRY_MS).catch(() => undefined);
    if (card !== undefined) return card;
  }
  return undefined;
}

async function readAgain(
  reader: PcscReader,
  visit: Visit,
  clock: Clock,
  waitMs: number,
): Promise<CardReading> {
  await sleep(clock, waitMs);
  await dropConnection(reader);
  try {
    await reader.connect();
  } catch (error) {
    throw cardError(error);
  }
  return readCard((apdu) => transmit(reader, apdu), reader.card?.atr ?? visit.atr);
}

/** Fails when there is no connection left to drop, which is what is wanted. */
async function dropConnection(reader: PcscReader): Promise<void> {
  try {
    await reader.disconnect();
  } catch {
    return;
  }
}

async function transmit(reader: PcscReader, apdu: Uint8Array): Promise<Uint8Array> {
  try {
    const response = await reader.transmit(Buffer.from(apdu), RESPONSE_BYTES_MAX);
    if (response.length >= 2) return response;
  } catch (error) {
    throw cardError(error);
  }
  // Some drivers tell of a card that left in the middle as success without a single byte (tried: vpcd).
  throw cardError('an empty answer');
}
