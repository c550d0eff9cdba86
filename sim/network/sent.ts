/** The far end of submitted texts: joins parts by destination, reference and total, in whatever order they come. */
import { bytesToHex } from '../modem/pdu/cursor.js';
import type { Submit } from '../modem/pdu/tpdu.js';
import { type Content, readUserData } from '../modem/pdu/user-data.js';
import type { SentText } from './types.js';

interface Arrival {
  readonly submit: Submit;
  readonly content: Content;
  readonly tpdu: string;
  readonly reference: number;
  readonly at: number;
}

export interface SentTexts {
  /** @throws TerminalError `sim/pdu` when the user data cannot be read. */
  add(submit: Submit, tpdu: Uint8Array, reference: number, at: number): void;
  list(): SentText[];
}

export function createSentTexts(): SentTexts {
  const texts: Arrival[][] = [];
  return {
    add: (submit, tpdu, reference, at) => {
      const arrival = { submit, content: readUserData(submit.data), tpdu: bytesToHex(tpdu), reference, at };
      const open = texts.find((parts) => belongs(parts, arrival));
      if (open) open.push(arrival);
      else texts.push([arrival]);
    },
    list: () => texts.map(join),
  };
}

/** A part belongs to a text that still misses exactly this part. */
function belongs(parts: readonly Arrival[], arrival: Arrival): boolean {
  const own = arrival.content.concatenation;
  const first = parts[0];
  const theirs = first?.content.concatenation;
  if (!own || !first || !theirs) return false;
  return (
    first.submit.destination.number === arrival.submit.destination.number &&
    theirs.reference === own.reference &&
    theirs.total === own.total &&
    parts.every((part) => part.content.concatenation?.sequence !== own.sequence)
  );
}

function join(parts: readonly Arrival[]): SentText {
  const sequence = (part: Arrival): number => part.content.concatenation?.sequence ?? 1;
  const ordered = [...parts].sort((a, b) => sequence(a) - sequence(b));
  const [first] = parts;
  return {
    to: first?.submit.destination.number ?? '',
    text: ordered.map((part) => part.content.text).join(''),
    parts: parts.length,
    total: first?.content.concatenation?.total ?? 1,
    alphabet: first?.content.alphabet ?? 'gsm7',
    reportRequested: parts.some((part) => part.submit.wantsReport),
    references: parts.map((part) => part.reference),
    tpdus: parts.map((part) => part.tpdu),
    at: first?.at ?? 0,
  };
}
