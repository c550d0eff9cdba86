/**
 * Real-time commands, which a printer acts on as they arrive: before everything that waits in its buffer, when it is
 * offline, and wherever they stand, even inside picture data (Epson ESC/POS guide, "Real-time commands").
 */

const DLE = 0x10;
const EOT = 0x04;
const ENQ = 0x05;

export interface RealtimeFilter {
  /** Takes the real-time commands out of `bytes` and returns the rest; a cut pair waits for its other half. */
  take(bytes: Uint8Array): Uint8Array;
}

/** `onStatus` is called with the n of each DLE EOT n. DLE ENQ n is swallowed: there is no error to recover from. */
export function realtimeFilter(onStatus: (question: number) => void): RealtimeFilter {
  let held: number[] = [];
  return {
    take(bytes) {
      const rest: number[] = [];
      for (const byte of bytes) {
        held.push(byte);
        if (held[0] !== DLE) rest.push(...held.splice(0));
        else if (held.length === 2 && byte !== EOT && byte !== ENQ) {
          // the second byte may begin a pair of its own
          rest.push(...held.splice(0, byte === DLE ? 1 : 2));
        } else if (held.length === 3) {
          if (held[1] === EOT) onStatus(byte);
          held = [];
        }
      }
      return Uint8Array.from(rest);
    },
  };
}
