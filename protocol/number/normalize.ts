/** One key for every spelling of a telephone number, so that a caller, a text and a typed number meet in one customer. */

import { TerminalError } from '../errors.js';
import { type CallingCode, callingCodeOf, callingCodeOfRegion } from './calling-codes.js';
import {
  AREA_RULES,
  CARRIER_PREFIX,
  NATIONAL_RULES,
  type NationalRule,
  type NumberKind,
  SHORT_RULES,
} from './rules-cn.js';

export interface NormalNumber {
  /** What is the same for all spellings: E.164 with `+`, a service's short number as it is; null when there is no number. */
  readonly key: string | null;
  readonly kind: NumberKind;
  /** ISO 3166 of the country that the number belongs to; null when there is no number or the country is not known. */
  readonly region: string | null;
  /** For people to read: `138 0013 8000`, `0755 8345 6789`, `+852 6123 4567`. */
  readonly national: string;
  /** Digits to dial behind a switchboard; not part of the key. */
  readonly extension?: string;
}

/**
 * Whether somebody can be called at it: a number of a plan that we know, or of another country, whose plan we do not. What is left is a slip
 * of the finger, or a number without its area code.
 */
export function isCallable({ key, kind, region }: NormalNumber): boolean {
  return key !== null && (kind !== 'unknown' || (region !== null && region !== 'CN'));
}

const DIGITS_MAX = 24;
const E164_DIGITS_MAX = 15;
const E164_DIGITS_MIN = 7;

/** What networks, modems and switchboards say instead of a number. */
const WITHHELD =
  /^(|anonymous|private|unknown|withheld|unavailable|restricted|p|o|\*|""|null|未知|隐藏|私人号码)$/i;

/** `转8001`, `ext. 8001`, `x8001`, `,8001`, `;ext=8001` at the end. */
const EXTENSION = /(?:;?ext(?:ension)?[.=:]?|分机号?|转|x|,|;|#)\s*(\d{1,8})$/i;

/** `-801` behind a whole landline with its area code, as offices print it: `0755-83456789-801`. */
const DASHED_EXTENSION = /^(\(?0\d{2,3}\)?[-\s]*\d{7,8})\s*[-–—]\s*(\d{1,6})$/;

/**
 * @param text as typed, as read from a card or as the network showed it; full-width digits, spaces, dashes, brackets and a
 *   `tel:` in front do not matter.
 * @param region ISO 3166 of the place where it was written: what a number without country code means.
 * @param areaCode of that place (`0755`), for local numbers of seven or eight digits, which are ambiguous without.
 * @throws TerminalError `number/region` when the region is not known.
 */
export function normalizeNumber(text: string, region = 'CN', areaCode?: string): NormalNumber {
  const home = callingCodeOfRegion(region);
  if (home === undefined) throw new TerminalError('number/region', `"${region}" is no region that we know`);
  const plain = plainText(text);
  if (WITHHELD.test(plain)) return { key: null, kind: 'withheld', region: null, national: '' };
  const dashed = DASHED_EXTENSION.exec(plain);
  const extension = dashed?.[2] ?? EXTENSION.exec(plain)?.[1];
  const main = dashed?.[1] ?? (extension === undefined ? plain : plain.replace(EXTENSION, ''));
  const digits = main.replace(/\D/g, '');
  if (digits.length < 3 || digits.length > DIGITS_MAX) return noNumber(plain);
  const found = readDigits(main.includes('+') ? `+${digits}` : digits, home, areaCode);
  if (extension === undefined || found.key === null) return found;
  return { ...found, national: `${found.national} ext. ${extension}`, extension };
}

/** Full-width forms, invisible marks and the `tel:` scheme taken out. */
function plainText(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}]/gu, '')
    .replace(/^\s*tel:/i, '')
    .trim();
}

function noNumber(text: string): NormalNumber {
  return { key: null, kind: 'unknown', region: null, national: text.slice(0, 40) };
}

/** `digits` with a leading `+` only when the writer put one. */
function readDigits(digits: string, home: CallingCode, areaCode: string | undefined): NormalNumber {
  const international = /^(?:\+(?:00)?|00)(?=[1-9])(\d+)$/.exec(digits)?.[1];
  if (international !== undefined) return readInternational(international);
  const bare = digits.replace('+', '');
  return home.region === 'CN' ? readChinese(bare, areaCode) : readForeign(bare.replace(/^0/, ''), home);
}

function readInternational(digits: string): NormalNumber {
  const country = callingCodeOf(digits);
  if (country === undefined) {
    if (digits.length < E164_DIGITS_MIN) return noNumber(`+${digits}`);
    return { key: `+${digits}`, kind: 'unknown', region: null, national: `+${digits}` };
  }
  const national = digits.slice(country.code.length);
  return country.region === 'CN' ? readChinese(national, undefined, true) : readForeign(national, country);
}

/** A number of another country keeps its country code when people read it. */
function readForeign(national: string, { code, region }: CallingCode): NormalNumber {
  const key = `+${code}${national}`;
  if (key.length - 1 < E164_DIGITS_MIN || key.length - 1 > E164_DIGITS_MAX) return noNumber(key);
  return { key, kind: foreignKind(national, region), region, national: `+${code} ${inFours(national)}` };
}

/** Where visitors mostly come from, the first digit tells a mobile; elsewhere we do not say. */
function foreignKind(national: string, region: string): NumberKind {
  if (region === 'HK') return /^[4-79]\d{7}$/.test(national) ? 'mobile' : 'landline';
  if (region === 'MO') return /^6\d{7}$/.test(national) ? 'mobile' : 'landline';
  if (region === 'TW') return /^9\d{8}$/.test(national) ? 'mobile' : 'landline';
  return 'unknown';
}

function inFours(digits: string): string {
  return digits.length === 8 ? `${digits.slice(0, 4)} ${digits.slice(4)}` : digits;
}

/** `abroad`: a country code stood before it, so it cannot be a short number unless nothing else fits. */
function readChinese(digits: string, areaCode: string | undefined, abroad = false): NormalNumber {
  return (
    (abroad ? undefined : apply(SHORT_RULES, digits)) ??
    readNational(digits) ??
    readBehindCarrier(digits) ??
    readWithoutPlus(digits) ??
    readLocal(digits, areaCode) ??
    apply(SHORT_RULES, digits) ??
    (digits.startsWith('0')
      ? readChinese(digits.replace(/^0+/, ''), areaCode, abroad)
      : unknownChinese(digits))
  );
}

/** With or without the trunk 0; before a mobile it is what some exchanges add. */
function readNational(digits: string): NormalNumber | undefined {
  const national = digits.replace(/^0/, '');
  return apply(NATIONAL_RULES, national) ?? apply(AREA_RULES, national);
}

function readBehindCarrier(digits: string): NormalNumber | undefined {
  const rest = digits.replace(CARRIER_PREFIX, '');
  if (rest === digits) return undefined;
  const abroad = /^00([1-9]\d{6,})$/.exec(rest)?.[1];
  return abroad === undefined ? readNational(rest) : readInternational(abroad);
}

/** 86 without its `+`, as modems hand it over with type 145 forgotten. */
function readWithoutPlus(digits: string): NormalNumber | undefined {
  const rest = /^86(\d{9,})$/.exec(digits)?.[1];
  return rest === undefined ? undefined : (readNational(rest) ?? readBehindCarrier(rest));
}

function readLocal(digits: string, areaCode: string | undefined): NormalNumber | undefined {
  if (areaCode === undefined || !/^[2-8]\d{6,7}$/.test(digits)) return undefined;
  return apply(AREA_RULES, areaCode.replace(/^0/, '') + digits);
}

function apply(rules: readonly NationalRule[], national: string): NormalNumber | undefined {
  for (const rule of rules) {
    const groups = rule.pattern.exec(national)?.slice(1);
    if (groups === undefined) continue;
    const key = rule.key === 'e164' ? `+86${national}` : national;
    return { key, kind: rule.kind, region: 'CN', national: (rule.trunk ? '0' : '') + groups.join(' ') };
  }
  return undefined;
}

/** No rule knows it: it still has a key, so that it is the same number when it comes again. */
function unknownChinese(digits: string): NormalNumber {
  if (digits.length < 3 || digits.length + 2 > DIGITS_MAX) return noNumber(digits);
  return { key: `+86${digits}`, kind: 'unknown', region: 'CN', national: inFours(digits) };
}
