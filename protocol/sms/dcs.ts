/** TP-Data-Coding-Scheme: 3GPP TS 23.038 clause 4. */

export type Alphabet = 'gsm7' | '8bit' | 'ucs2';

/** 0 flash (shown at once, not stored), 1 phone, 2 SIM, 3 other equipment. */
export type MessageClass = 0 | 1 | 2 | 3;

/** A message-waiting indication: a lamp on the phone. `discard`: the text need not be kept. */
interface Waiting {
  readonly kind: 'voicemail' | 'fax' | 'email' | 'other';
  readonly active: boolean;
  readonly discard: boolean;
}

export interface DataCoding {
  readonly alphabet: Alphabet;
  readonly compressed: boolean;
  readonly messageClass?: MessageClass;
  /** Delete after reading (coding group 01xx). */
  readonly autoDelete: boolean;
  readonly waiting?: Waiting;
}

const WAITING_KINDS = ['voicemail', 'fax', 'email', 'other'] as const;
const GENERAL_ALPHABETS: readonly Alphabet[] = ['gsm7', '8bit', 'ucs2', 'gsm7'];

/** Every octet has a meaning: reserved codings are read as the default alphabet, as the clause asks of a receiver. */
export function decodeDcs(dcs: number): DataCoding {
  const group = dcs >> 4;
  if (group < 0b1000) return generalCoding(dcs);
  if (group < 0b1100) return { alphabet: 'gsm7', compressed: false, autoDelete: false };
  if (group < 0b1111) return waitingCoding(dcs, group);
  return {
    alphabet: dcs & 4 ? '8bit' : 'gsm7',
    compressed: false,
    autoDelete: false,
    messageClass: classOf(dcs),
  };
}

function generalCoding(dcs: number): DataCoding {
  const coding: DataCoding = {
    alphabet: GENERAL_ALPHABETS[(dcs >> 2) & 3] ?? 'gsm7',
    compressed: (dcs & 0x20) !== 0,
    autoDelete: (dcs & 0x40) !== 0,
  };
  return dcs & 0x10 ? { ...coding, messageClass: classOf(dcs) } : coding;
}

function waitingCoding(dcs: number, group: number): DataCoding {
  const waiting: Waiting = {
    kind: WAITING_KINDS[dcs & 3] ?? 'other',
    active: (dcs & 8) !== 0,
    discard: group === 0b1100,
  };
  return { alphabet: group === 0b1110 ? 'ucs2' : 'gsm7', compressed: false, autoDelete: false, waiting };
}

function classOf(dcs: number): MessageClass {
  return (dcs & 3) as MessageClass;
}

/** The general coding group without compression, with a message class when one is given. */
export function encodeDcs(alphabet: Alphabet, messageClass?: MessageClass): number {
  const coded = GENERAL_ALPHABETS.indexOf(alphabet) << 2;
  return messageClass === undefined ? coded : coded | 0x10 | messageClass;
}
