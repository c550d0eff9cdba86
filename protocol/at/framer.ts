/**
 * Cuts what a modem sends into lines and prompts. Fed bytes as they come, in pieces of any size.
 *
 * INVARIANTS: memory is bounded by `lineBytesMax`; time is linear in the bytes; a prompt is seen only while one is expected
 * and only at the start of a line; after any garbage the next whole line is delivered; what is thrown away is reported.
 */

export type Framed =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'prompt' }
  /** Bytes thrown away during this push: overlong lines and noise. */
  | { readonly kind: 'discarded'; readonly bytes: number };

export interface AtFramer {
  /** What these bytes completed, in order; a report of discarded bytes comes last. */
  push(bytes: Uint8Array): Framed[];
  /** `> ` has no line end (27.005 3.3.1), so that only the sender of CMGS knows when it is a prompt. */
  expectPrompt(expected: boolean): void;
  /** Forgets a half line. Returns how many bytes that were. */
  reset(): number;
}

/** A PDU line has at most 2 × (12 + 164) characters; 4 KiB leaves room for the longest CMGL text line. */
const LINE_BYTES_MAX = 4096;

const CR = 0x0d;
const LF = 0x0a;
const GREATER = 0x3e;
const SPACE = 0x20;
const DEL = 0x7f;

/** What a line after noise must begin with to be believed. */
const LINE_START = /^(?:[+^*%][A-Z0-9]+:|(?:OK|ERROR|RING|NO CARRIER|BUSY|NO ANSWER|RDY)$)/;

function isText(byte: number): boolean {
  return byte >= SPACE && byte < DEL;
}

export function createFramer(lineBytesMax = LINE_BYTES_MAX): AtFramer {
  const buffer = new Uint8Array(lineBytesMax);
  let length = 0;
  let lastNoise = -1;
  let overflowing = false;
  let fresh = true;
  let promptExpected = false;
  let afterPrompt = false;
  let discarded = 0;

  /** Ends the line. Noise before something that begins like a line is cut off and counted. */
  const takeLine = (): string | undefined => {
    const text = String.fromCharCode(...buffer.subarray(0, length));
    const tail = lastNoise < 0 ? '' : text.slice(lastNoise + 1);
    const believed = LINE_START.test(tail) ? tail : text;
    discarded += text.length - believed.length;
    startLine();
    const line = believed.trim();
    return line === '' ? undefined : line;
  };

  const startLine = () => {
    length = 0;
    lastNoise = -1;
    overflowing = false;
    fresh = true;
  };

  const add = (byte: number) => {
    // NUL, and noise before the first character, are never part of a line.
    if (byte === 0 || (length === 0 && !isText(byte) && byte !== 0x09)) {
      discarded += 1;
      fresh = false;
      return;
    }
    if (overflowing || length === lineBytesMax) {
      discarded += overflowing ? 1 : length + 1;
      overflowing = true;
      length = 0;
      return;
    }
    if (!isText(byte)) lastNoise = length;
    buffer[length] = byte;
    length += 1;
    fresh = false;
  };

  const pushByte = (byte: number, out: Framed[]) => {
    const swallow = afterPrompt && byte === SPACE;
    afterPrompt = false;
    if (swallow) return;
    if (byte === CR || byte === LF) {
      const line = overflowing ? startLine() : takeLine();
      if (line !== undefined) out.push({ kind: 'line', text: line });
      return;
    }
    if (promptExpected && fresh && byte === GREATER) {
      out.push({ kind: 'prompt' });
      promptExpected = false;
      afterPrompt = true;
      return;
    }
    if (overflowing) discarded += 1;
    else add(byte);
  };

  return {
    push(bytes) {
      const out: Framed[] = [];
      for (const byte of bytes) pushByte(byte, out);
      if (discarded > 0) out.push({ kind: 'discarded', bytes: discarded });
      discarded = 0;
      return out;
    },
    expectPrompt(expected) {
      promptExpected = expected;
    },
    reset() {
      const lost = length;
      startLine();
      return lost;
    },
  };
}
