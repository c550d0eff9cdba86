/** The NDEF message of a Type 4 tag: NFC Forum Type 4 Tag 1.2, 5.4 (detection) and 5.5 (reading), as one APDU after the other. */

import { buildApdu, dataOf } from '../../protocol/card/apdu.js';
import { concat, fromHex, uint16 } from '../../protocol/card/bytes.js';
import { parseType4Capability } from '../../protocol/card/type4.js';
import type { Transmit } from './read-card.js';

const APPLICATION = fromHex('D2760000850101');
const CONTAINER_FILE = fromHex('E103');
const CONTAINER_BYTES = 15;
const LENGTH_BYTES = 2;
/** Longer ones are no cards of a shop. */
const MESSAGE_BYTES_MAX = 1024;
/** Short Le, and what every reader passes on. */
const READ_BYTES_MAX = 240;

/**
 * Undefined when the tag has no message that may be read, or one that is too long.
 * @throws TerminalError `card/refused` for a card without the application, and what `transmit` throws
 */
export async function readType4(transmit: Transmit): Promise<Uint8Array | undefined> {
  const send = async (command: Parameters<typeof buildApdu>[0]) => dataOf(await transmit(buildApdu(command)));
  const read = (offset: number, le: number) =>
    send({ cla: 0, ins: 0xb0, p1: offset >> 8, p2: offset & 0xff, le });
  await send({ cla: 0, ins: 0xa4, p1: 4, p2: 0, data: APPLICATION, le: 256 });
  await send({ cla: 0, ins: 0xa4, p1: 0, p2: 0x0c, data: CONTAINER_FILE });
  const container = parseType4Capability(await read(0, CONTAINER_BYTES));
  if (!container?.readable) return undefined;
  const { fileId, mle } = container;
  await send({ cla: 0, ins: 0xa4, p1: 0, p2: 0x0c, data: Uint8Array.of(fileId >> 8, fileId & 0xff) });
  const length = uint16(await read(0, LENGTH_BYTES), 0);
  if (length === 0 || length > MESSAGE_BYTES_MAX) return undefined;
  const step = Math.max(1, Math.min(mle, READ_BYTES_MAX));
  let message: Uint8Array = new Uint8Array();
  while (message.length < length) {
    const part = await read(LENGTH_BYTES + message.length, Math.min(step, length - message.length));
    if (part.length === 0) return undefined;
    message = concat(message, part);
  }
  return message.slice(0, length);
}
