/** USSD (27.007 7.15 +CUSD): codes such as `*100#`, and what the network answers. */
import { ussdText } from '../sms/gsm7.js';
import { packSeptets } from '../sms/gsm7-pack.js';
import { hexFromOctets } from '../sms/octets.js';
import { decodeUcs2, ucs2Units } from '../sms/ucs2.js';
import { argsOf, decimal } from './args.js';

export interface UssdReply {
  /** 27.007 7.15 <m>: 0 · 1 · 2 and 3 · 4 · 5. */
  readonly kind: 'answer' | 'menu' | 'ended' | 'not-supported' | 'timeout';
  /** What a person reads; empty when nothing came with it. */
  readonly text: string;
}

const KINDS = ['answer', 'menu', 'ended', 'ended', 'not-supported', 'timeout'] as const;
/** A carriage return fills up the last seven bits (23.038 6.1.2.3.1). */
const CR = 0x0d;
const HEX = /^(?:[0-9A-Fa-f]{2})+$/;
/** Words of an answer; no control characters but line ends. */
const PRINTABLE = /^[^\p{Cc}\ufffd]*$/u;

/**
 * `+CUSD: 0,"49B4…",15`. The text comes plain, as UCS-2 in hexadecimal, or as packed septets in hexadecimal: the coding
 * (23.038 clause 5) is not always told truly, so that the text's own shape decides where both are possible.
 */
export function parseUssd(line: string): UssdReply | undefined {
  const args = argsOf(line, '+CUSD:');
  const kind = KINDS[decimal(args?.[0]) ?? -1];
  if (args === undefined || kind === undefined) return undefined;
  return { kind, text: textOf(args[1]?.text ?? '', decimal(args[2])) };
}

function textOf(told: string, coding: number | undefined): string {
  if (!HEX.test(told)) return told.replace(/\r\n?/g, '\n').trim();
  const octets = Uint8Array.from(told.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const wide = () => cleanUcs2(octets);
  const packed = () => unpacked(octets);
  const readings = isUcs2(coding) ? [wide] : looksWide(octets) ? [wide, packed] : [packed];
  for (const read of readings) {
    const text = read();
    if (text !== undefined) return text;
  }
  return told;
}

/** 23.038 clause 5: 0001 0001 with a language before the text, or the general group with alphabet 2. */
function isUcs2(coding: number | undefined): boolean {
  if (coding === undefined) return false;
  return coding === 0x11 || ((coding & 0xc0) === 0x40 && (coding & 0x0c) === 0x08);
}

/** Latin, Greek, Cyrillic, Arabic, punctuation, CJK, full width: what packed septets seldom look like. */
const WORDS =
  /^[\n\r\u0020-\u024f\u0370-\u06ff\u2000-\u206f\u20ac\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]{4,}$/;

function looksWide(octets: Uint8Array): boolean {
  return octets.length % 2 === 0 && WORDS.test(decodeUcs2(ucs2Units(octets)));
}

/** Some networks send rubbish behind the text's end; what is not a character ends it. */
function cleanUcs2(octets: Uint8Array): string | undefined {
  const units = ucs2Units(octets);
  const end = units.findIndex((unit) => unit === 0 || unit === 0xffff);
  const text = decodeUcs2(end < 0 ? units : units.slice(0, end))
    .replace(/\r\n?/g, '\n')
    .trim();
  return text === '' ? undefined : text;
}

/** Undefined when the septets are no text: then the hexadecimal digits were the text. */
function unpacked(octets: Uint8Array): string | undefined {
  const text = ussdText(octets).replace(/@+$/, '').replace(/\r\n?/g, '\n').trim();
  return PRINTABLE.test(text.replaceAll('\n', '')) ? text : undefined;
}

/** Codes and menu replies: digits, `*`, `#`, `+`. */
export function isUssdCode(code: string): boolean {
  return /^[0-9*#+]{1,160}$/.test(code);
}

/** The code as packed septets in hexadecimal, as Huawei's modems want it. */
export function packedUssd(code: string): string {
  const septets = Array.from(code, (character) => character.charCodeAt(0));
  if (septets.length % 8 === 7) septets.push(CR);
  return hexFromOctets(packSeptets(septets, 0));
}
