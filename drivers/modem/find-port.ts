/** Finds the port that speaks AT: a USB module shows several (diagnosis, GPS, AT, data), and their numbers move. */
import { isTerminalError } from '../../protocol/errors.js';
import { sleep } from '../host/timing.js';
import type { Clock } from '../host/types.js';
import { onLines } from '../transport/lines.js';
import type { Transport } from '../transport/types.js';

const ASKED_TIMES = 2;
const ANSWER_MS = 1_000;

/** True when OK comes back to AT. A port that does not open answers no; one that only babbles (GPS) does too. */
export async function answersAt(transport: Transport, clock: Clock): Promise<boolean> {
  try {
    await transport.open();
  } catch (error) {
    if (isTerminalError(error, 'transport/')) return false;
    throw error;
  }
  const heard = new AbortController();
  const stop = onLines(transport, (line) => {
    if (line === 'OK') heard.abort();
  });
  try {
    for (let asked = 0; asked < ASKED_TIMES && !heard.signal.aborted; asked += 1) {
      // A port that takes no bytes is not the one; the write may stay pending until it is closed.
      transport.write(Buffer.from('AT\r')).catch(() => undefined);
      await sleep(clock, ANSWER_MS, heard.signal);
    }
    return heard.signal.aborted;
  } finally {
    stop();
    await transport.close();
  }
}

/** The first of `transports` that speaks AT; they are asked one after the other. */
export async function findModem(
  transports: readonly Transport[],
  clock: Clock,
): Promise<Transport | undefined> {
  for (const transport of transports) if (await answersAt(transport, clock)) return transport;
  return undefined;
}
