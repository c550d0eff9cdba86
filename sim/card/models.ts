/**
 * Cards as a PC/SC reader shows them. Written from PC/SC part 3 (2.01.09), the NTAG 213/215/216 data sheet (rev. 3.2, 8.5
 * memory) and the MIFARE Classic data sheet (MF1S50, 8.6, 10.1), not from the code that reads cards.
 */

import { randomBytes } from 'node:crypto';
import type { VirtualCard } from './vpcd.js';

export const CARD_TYPES = ['ntag215', 'classic1k', 'phone'] as const;
export type CardType = (typeof CARD_TYPES)[number];

export interface ModelOptions {
  /** The id that the card gives; for a phone the one random id of this tap, or undefined to draw one. */
  readonly uid?: Uint8Array;
  /** NDEF message in the memory of an ntag215. */
  readonly ndef?: Uint8Array;
  /** A phone that gives no id at all: 6A 81. */
  readonly withoutId?: boolean;
}

const SUCCESS = [0x90, 0x00];
const NOT_SUPPORTED = [0x6a, 0x81];
const WRONG_LENGTH = [0x67, 0x00];
const NO_SUCH_ADDRESS = [0x6b, 0x00];
const LOG_IN_FIRST = [0x69, 0x82];
const UNKNOWN_INSTRUCTION = [0x6d, 0x00];
const UNKNOWN_CLASS = [0x6e, 0x00];
const NO_SUCH_APPLICATION = [0x6a, 0x82];

export function createModel(type: CardType, options: ModelOptions): VirtualCard {
  const uid = options.uid ?? Uint8Array.of(0x08, ...randomBytes(3));
  if (type === 'phone') return phone(options.withoutId === true ? undefined : uid);
  return type === 'classic1k' ? classic1k(uid) : ntag215(uid, options.ndef);
}

/** The ATR of a storage card: PC/SC part 3, 3.1.3.2.3.2; `name` from its supplement. */
function storageAtr(name: number): Uint8Array {
  const body = [0x8f, 0x80, 0x01, 0x80, 0x4f, 0x0c, 0xa0, 0, 0, 0x03, 0x06, 0x03, 0, name, 0, 0, 0, 0];
  return Uint8Array.of(
    0x3b,
    ...body,
    body.reduce((sum, byte) => sum ^ byte),
  );
}

type Command = (apdu: Uint8Array) => readonly number[];

/** Answers by instruction byte for class FF, which the reader keeps for itself. */
function storageCard(
  name: number,
  uid: Uint8Array,
  commands: Record<number, Command>,
  reset = () => {},
): VirtualCard {
  return {
    atr: storageAtr(name),
    reset,
    answer(apdu) {
      if (apdu[0] !== 0xff) return Uint8Array.from(UNKNOWN_CLASS);
      const command = apdu[1] === 0xca ? idCommand(uid) : commands[apdu[1] ?? -1];
      return Uint8Array.from(command === undefined ? UNKNOWN_INSTRUCTION : command(apdu));
    },
  };
}

/** FF CA 00 00: the id; FF CA 01 00, historical bytes, is not for storage cards. */
function idCommand(uid: Uint8Array): Command {
  return (apdu) => (apdu[2] === 0 && apdu[3] === 0 ? [...uid, ...SUCCESS] : NOT_SUPPORTED);
}

const NTAG_PAGES = 135;
const NTAG_USER_PAGES = 126;

function ntag215(uid: Uint8Array, ndef: Uint8Array | undefined): VirtualCard {
  const memory = ntagMemory(uid, ndef);
  return storageCard(0x03, uid, {
    176: (apdu) => {
      const page = (apdu[2] ?? 0) * 256 + (apdu[3] ?? 0);
      const length = apdu[4] || 256;
      if (length > 16) return [0x6c, 0x10];
      if (page >= NTAG_PAGES) return NO_SUCH_ADDRESS;
      // READ rolls over to page 0 after the last page (10.2).
      const bytes = Array.from({ length }, (_, i) => memory[(page * 4 + i) % memory.length] ?? 0);
      return [...bytes, ...SUCCESS];
    },
    214: (apdu) => {
      const page = (apdu[2] ?? 0) * 256 + (apdu[3] ?? 0);
      if (apdu[4] !== 4 || apdu.length !== 9) return WRONG_LENGTH;
      if (page < 2 || page >= NTAG_PAGES) return NO_SUCH_ADDRESS;
      memory.set(apdu.subarray(5, 9), page * 4);
      return SUCCESS;
    },
  });
}

/** Pages 0–2: id with its two check bytes, lock bytes; page 3: E1 10 3E 00 (8.5.6); page 4 on: lock TLV as delivered, NDEF. */
function ntagMemory(uid: Uint8Array, ndef: Uint8Array | undefined): Uint8Array {
  const memory = new Uint8Array(NTAG_PAGES * 4);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0] = uid;
  memory.set([a, b, c, 0x88 ^ a ^ b ^ c, d, e, f, g, d ^ e ^ f ^ g, 0x48, 0, 0, 0xe1, 0x10, 0x3e, 0x00]);
  const message = ndef ?? new Uint8Array();
  const length = message.length < 255 ? [message.length] : [255, message.length >> 8, message.length & 255];
  const area = [0x03, ...length, ...message, 0xfe];
  memory.set(area.slice(0, NTAG_USER_PAGES * 4), 16);
  return memory;
}

const CLASSIC_BLOCKS = 64;

/** Every block asks for a log-in to its sector, with the transport key FF FF FF FF FF FF. */
function classic1k(uid: Uint8Array): VirtualCard {
  const memory = new Uint8Array(CLASSIC_BLOCKS * 16);
  memory.set(uid);
  let key: readonly number[] = [];
  let openSector = -1;
  const guarded = (apdu: Uint8Array, run: (block: number) => readonly number[]) => {
    const block = apdu[3] ?? 0;
    if (block >= CLASSIC_BLOCKS) return NO_SUCH_ADDRESS;
    return block >> 2 === openSector ? run(block) : LOG_IN_FIRST;
  };
  const commands: Record<number, Command> = {
    130: (apdu) => {
      key = [...apdu.subarray(5, 11)];
      return SUCCESS;
    },
    134: (apdu) => {
      const good = key.length === 6 && key.every((byte) => byte === 0xff);
      openSector = good ? (apdu[7] ?? 0) >> 2 : -1;
      return good ? SUCCESS : [0x63, 0x00];
    },
    176: (apdu) =>
      guarded(apdu, (block) => [...memory.subarray(block * 16, block * 16 + (apdu[4] || 16)), ...SUCCESS]),
    214: (apdu) =>
      guarded(apdu, (block) => {
        if (apdu[4] !== 16 || apdu.length !== 21) return WRONG_LENGTH;
        memory.set(apdu.subarray(5), block * 16);
        return SUCCESS;
      }),
  };
  return storageCard(0x01, uid, commands, () => {
    openSector = -1;
  });
}

/**
 * A phone in card emulation: a processor card without historical bytes. It knows no application of ours, so that whoever
 * insists on selecting one gets 6A 82.
 */
function phone(uid: Uint8Array | undefined): VirtualCard {
  return {
    atr: Uint8Array.of(0x3b, 0x80, 0x80, 0x01, 0x01),
    reset: () => undefined,
    answer(apdu) {
      if (apdu[0] === 0xff && apdu[1] === 0xca) {
        return Uint8Array.from(uid === undefined ? NOT_SUPPORTED : idCommand(uid)(apdu));
      }
      return Uint8Array.from(apdu[1] === 0xa4 ? NO_SUCH_APPLICATION : UNKNOWN_INSTRUCTION);
    },
  };
}
