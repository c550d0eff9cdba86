import { argsOf, decimal, groupItems } from './args.js';

/** A text as CMGL or CMGR gave it in PDU mode. */
export interface StoredText {
  readonly index: number;
  /** 0 unread, 1 read, 2 unsent, 3 sent (27.005 3.1 <stat>). */
  readonly status: number;
  /** SMSC prefix and TPDU, hex, upper case; empty when none followed the header. */
  readonly pdu: string;
  /** The PDU is as long as the header says. False: the line was damaged on its way. */
  readonly whole: boolean;
}

/** Where a URC says that something lies; index undefined when it makes no sense (-1 on some modems). */
export interface Stored {
  readonly store: string;
  readonly index?: number;
}

export interface StoreUse {
  readonly store?: string;
  readonly used: number;
  readonly total: number;
}

/** An odd digit at the end belongs to a line that was cut: still a PDU, to be read again. */
const HEX = /^[0-9A-Fa-f]{2,}$/;

/** True for a line that can be a PDU. */
export function isPduLine(line: string): boolean {
  return HEX.test(line);
}

/** The header counts the TPDU's octets; before them stand the SMSC's length and the SMSC (27.005 3.1 <length>). */
function textOf(
  index: number,
  status: number | undefined,
  length: number | undefined,
  line: string,
): StoredText {
  const pdu = isPduLine(line) ? line.toUpperCase() : '';
  const smsc = Number.parseInt(pdu.slice(0, 2), 16);
  return {
    index,
    status: status ?? 0,
    pdu,
    whole: pdu !== '' && pdu.length === 2 * (1 + smsc + (length ?? -1)),
  };
}

/**
 * The lines of a CMGL reply in PDU mode (27.005 4.1): a header `+CMGL: index,stat,[alpha],length`, then the PDU. Headers
 * without a name field exist (`+CMGL: 17,3,35`). A header without a PDU after it gives a text with an empty PDU, so that
 * it can be taken off the store.
 */
export function parseStoredTexts(lines: readonly string[]): StoredText[] {
  const texts: StoredText[] = [];
  lines.forEach((line, at) => {
    const args = argsOf(line, '+CMGL:');
    const index = decimal(args?.[0]);
    if (args === undefined || index === undefined || index < 0) return;
    texts.push(textOf(index, decimal(args[1]), decimal(args.at(-1)), lines[at + 1]?.trim() ?? ''));
  });
  return texts;
}

/**
 * The lines of a CMGR reply in PDU mode; `index` is the one that was asked for. Undefined for an empty place, of which some modules say
 * nothing and others `+CMGR: 0,,0` (Siemens MC35, SIM900; gammu and smstools know it).
 */
export function parseReadText(lines: readonly string[], index: number): StoredText | undefined {
  const at = lines.findIndex((line) => line.startsWith('+CMGR:'));
  const args = argsOf(lines[at] ?? '', '+CMGR:');
  if (args === undefined) return undefined;
  const text = textOf(index, decimal(args[0]), decimal(args.at(-1)), lines[at + 1]?.trim() ?? '');
  return text.pdu === '' && decimal(args.at(-1)) === 0 ? undefined : text;
}

function parseStored(line: string, prefix: string): Stored | undefined {
  const args = argsOf(line, prefix);
  if (args?.[0] === undefined || args[0].text === '') return undefined;
  const index = decimal(args[1]);
  return { store: args[0].text, index: index !== undefined && index >= 0 ? index : undefined };
}

/** `+CMTI: "SM",3` (27.005 3.4.1): a text has arrived. */
export const parseTextArrived = (line: string) => parseStored(line, '+CMTI:');

/** `+CDSI: "SR",3`: a status report has arrived. */
export const parseReportArrived = (line: string) => parseStored(line, '+CDSI:');

/** The stores of a CPMS test reply, one list for each of the three; a bare name is a list of one. */
export function parseStores(line: string): string[][] | undefined {
  return argsOf(line, '+CPMS:')?.map(groupItems);
}

/**
 * `+CPMS: "SM",3,50,…` (reply to `?`) or `+CPMS: 3,50,…` (reply to setting them): how full the first store is.
 */
export function parseStoreUse(line: string): StoreUse | undefined {
  const args = argsOf(line, '+CPMS:');
  if (args === undefined) return undefined;
  const named = decimal(args[0]) === undefined;
  const [used, total] = (named ? args.slice(1) : args).map(decimal);
  if (used === undefined || total === undefined) return undefined;
  return { store: named ? args[0]?.text : undefined, used, total };
}
