/**
 * The keys of a terminal, from the bytes it sends: xterm control sequences (ctlseqs, "PC-style function keys", "Bracketed
 * paste"), the Linux console (console_codes(4), keymaps) and UTF-8 text. Pure: what is left unfinished stays in the state.
 *
 * An escape byte alone is the Esc key only when nothing follows it for a while; the caller waits, then calls `flushTty`.
 */

import { type Stroke, typed } from './stroke.js';

export interface TtyState {
  /** Bytes that may be the beginning of something. */
  readonly pending: Uint8Array;
  readonly pasting: boolean;
}

export const TTY_IDLE: TtyState = { pending: new Uint8Array(), pasting: false };

export interface TtyStep {
  readonly state: TtyState;
  readonly strokes: readonly Stroke[];
}

const ESC = 0x1b;
/** A control sequence longer than this is garbage and is thrown away. */
const SEQUENCE_BYTES_MAX = 32;

const CONTROL: Readonly<Record<number, string>> = {
  8: 'backspace',
  9: 'tab',
  10: 'enter',
  13: 'enter',
  127: 'backspace',
};

/** Final byte of `ESC [ …` and `ESC O …`. The lower ones are the numeric pad in application mode. */
const FINAL: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  F: 'end',
  H: 'home',
  M: 'enter',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
};
const PAD = { j: '*', k: '+', l: ',', m: '-', n: '.', o: '/', X: '=' } as const;

/** `ESC [ n ~`. */
const TILDE: Readonly<Record<number, string>> = {
  1: 'home',
  2: 'insert',
  3: 'delete',
  4: 'end',
  5: 'pageup',
  6: 'pagedown',
  7: 'home',
  8: 'end',
  11: 'f1',
  12: 'f2',
  13: 'f3',
  14: 'f4',
  15: 'f5',
  17: 'f6',
  18: 'f7',
  19: 'f8',
  20: 'f9',
  21: 'f10',
  23: 'f11',
  24: 'f12',
};
const PASTE_START = 200;
const PASTE_END = 201;

/** Decodes what came; keys whose bytes are not complete wait in the state. */
export function decodeTty(state: TtyState, bytes: Uint8Array): TtyStep {
  const input = Uint8Array.from([...state.pending, ...bytes]);
  const strokes: Stroke[] = [];
  let { pasting } = state;
  let at = 0;
  while (at < input.length) {
    const token = readToken(input, at);
    if (token === undefined) break;
    at += token.length;
    pasting = token.paste ?? pasting;
    if (token.stroke !== undefined) strokes.push(pasting ? { ...token.stroke, pasted: true } : token.stroke);
  }
  return { state: { pending: input.slice(at), pasting }, strokes };
}

/** Nothing followed: a lone escape byte was the Esc key, anything else unfinished is dropped. */
export function flushTty(state: TtyState): TtyStep {
  const strokes = state.pending[0] === ESC ? [{ name: 'escape' }] : [];
  return { state: { pending: new Uint8Array(), pasting: state.pasting }, strokes };
}

interface Token {
  readonly length: number;
  readonly stroke?: Stroke;
  readonly paste?: boolean;
}

function readToken(input: Uint8Array, at: number): Token | undefined {
  const first = input[at] ?? 0;
  if (first === ESC) return readEscape(input, at);
  const name = CONTROL[first];
  if (first === 13 && input[at + 1] === 10) return { length: 2, stroke: { name: 'enter' } };
  if (name !== undefined) return { length: 1, stroke: { name } };
  if (first < 0x20) return { length: 1, stroke: { name: `ctrl-${String.fromCharCode(first + 0x60)}` } };
  return readText(input, at, first);
}

function readEscape(input: Uint8Array, at: number): Token | undefined {
  const second = input[at + 1];
  if (second === undefined) return undefined;
  // Anything but an introducer is a key of its own, typed right after Esc.
  if (second !== 0x5b && second !== 0x4f) return { length: 1, stroke: { name: 'escape' } };
  if (second === 0x5b && input[at + 2] === 0x5b) return readConsoleFunction(input, at);
  for (let end = at + 2; end < input.length; end++) {
    const byte = input[end] ?? 0;
    if (byte < 0x20 || byte > 0x7e || end - at > SEQUENCE_BYTES_MAX) return { length: end - at };
    if (byte >= 0x40) return finished(input, at, end);
  }
  return input.length - at > SEQUENCE_BYTES_MAX ? { length: input.length - at } : undefined;
}

/** `ESC [ [ A` … `E`: F1–F5 of the Linux console. */
function readConsoleFunction(input: Uint8Array, at: number): Token | undefined {
  const letter = input[at + 3];
  if (letter === undefined) return undefined;
  const number = letter - 0x40;
  return number >= 1 && number <= 5 ? { length: 4, stroke: { name: `f${number}` } } : { length: 3 };
}

function finished(input: Uint8Array, at: number, end: number): Token {
  const length = end - at + 1;
  const final = String.fromCharCode(input[end] ?? 0);
  const parameters = String.fromCharCode(...input.subarray(at + 2, end));
  if (final === '~') return tilde(length, Number.parseInt(parameters, 10));
  const name = FINAL[final];
  if (name !== undefined) return { length, stroke: { name } };
  const char = input[at + 1] === 0x4f ? padCharacter(final) : undefined;
  return char === undefined ? { length } : { length, stroke: typed(char) };
}

function tilde(length: number, number: number): Token {
  if (number === PASTE_START) return { length, paste: true };
  if (number === PASTE_END) return { length, paste: false };
  const name = TILDE[number];
  return name === undefined ? { length } : { length, stroke: { name } };
}

/** `ESC O p` … `y` are the digits of the numeric pad (ctlseqs, VT220-style function keys). */
function padCharacter(final: string): string | undefined {
  const digit = final.charCodeAt(0) - 0x70;
  if (digit >= 0 && digit <= 9) return String(digit);
  return Object.entries(PAD).find(([letter]) => letter === final)?.[1];
}

/** One UTF-8 character; a byte that cannot begin or continue one is dropped. */
function readText(input: Uint8Array, at: number, first: number): Token | undefined {
  if (first < 0x80) return { length: 1, stroke: typed(String.fromCharCode(first)) };
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4) return { length: 1 };
  const tail = input.subarray(at + 1, at + length);
  const broken = tail.findIndex((byte) => byte >> 6 !== 2);
  if (broken >= 0) return { length: broken + 1 };
  if (tail.length < length - 1) return undefined;
  const char = new TextDecoder().decode(input.subarray(at, at + length));
  return char.includes('\ufffd') ? { length } : { length, stroke: typed(char) };
}
