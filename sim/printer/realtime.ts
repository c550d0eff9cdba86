/**
 * Real-time commands, which a printer acts on as they arrive: before everything that waits in its buffer, when it is
 * offline, and wherever they stand, even inside picture data (Epson ESC/POS guide, "Real-time commands").
 */

const DLE = 0x10;

/** Length of the real-time commands by their second byte: DLE EOT n, DLE ENQ n, DLE DC4 fn m t. */
const LENGTHS: Readonly<Record<number, number>> = { 4: 3, 5: 3, 20: 5 };

export interface RealtimeEvents {
  /** DLE EOT n. */
  onStatus(question: number): void;
  /** DLE DC4 1 m t: drawer pulse. */
  onPulse(): void;
}

export interface RealtimeFilter {
  /** Takes the real-time commands out of `bytes` and returns the rest; a cut command waits for its other half. */
  take(bytes: Uint8Array): Uint8Array;
}

/** DLE ENQ n is swallowed: there is no error to recover from. */
export function realtimeFilter(events: RealtimeEvents): RealtimeFilter {
  let held: number[] = [];
  const act = ([, kind, first = 0]: readonly number[]) => {
    if (kind === 4) events.onStatus(first);
    if (kind === 20 && first === 1) events.onPulse();
  };
  return {
    take(bytes) {
      const rest: number[] = [];
      for (const byte of bytes) {
        held.push(byte);
        const [first, second] = held;
        if (first !== DLE) rest.push(...held.splice(0));
        else if (second === undefined) continue;
        else if (LENGTHS[second] === undefined) {
          // the second byte may begin a command of its own
          rest.push(...held.splice(0, second === DLE ? 1 : 2));
        } else if (held.length === LENGTHS[second]) {
          act(held);
          held = [];
        }
      }
      return Uint8Array.from(rest);
    },
  };
}
