/**
 * Measures MQTT packets as they come in, before a parser collects them. An MQTT packet may announce 256 MB, from somebody
 * who has not even said a password yet; aedes has no limit of its own.
 */

/**
 * Counts the bytes of one connection's packets (MQTT 3.1.1 clause 2.2: a type byte, then the remaining length in one to four
 * bytes of seven bits, least significant first).
 * @param limit largest remaining length
 * @returns a function that takes the next bytes, and is false from the first packet on that is larger or malformed
 */
export function createPacketMeter(limit: number): (chunk: Uint8Array) => boolean {
  let skip = 0;
  let lengthBytes = -1;
  let length = 0;
  let good = true;

  function headerByte(byte: number): void {
    if (lengthBytes < 0) {
      lengthBytes = 0;
      length = 0;
      return;
    }
    length += (byte & 0x7f) * 128 ** lengthBytes;
    lengthBytes += 1;
    const more = byte >= 0x80;
    if (length > limit || (more && lengthBytes === 4)) good = false;
    if (more) return;
    skip = length;
    lengthBytes = -1;
  }

  return (chunk) => {
    let at = 0;
    while (good && at < chunk.length) {
      const passed = Math.min(skip, chunk.length - at);
      skip -= passed;
      at += passed;
      const byte = chunk[at];
      if (skip === 0 && byte !== undefined) {
        headerByte(byte);
        at += 1;
      }
    }
    return good;
  };
}
