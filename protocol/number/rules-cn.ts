/**
 * The Chinese numbering plan as data (电信网编号计划, 2017): only the structure, not the lists of ranges in use, so that a
 * newly opened range works without an update. That is also why no library of number ranges is used.
 */

export type NumberKind = 'mobile' | 'landline' | 'service' | 'unknown' | 'withheld';

export interface NationalRule {
  readonly kind: NumberKind;
  /** Matched against the national number: no country code, no trunk 0, no IP prefix. The groups are how people write it. */
  readonly pattern: RegExp;
  /** The key: `e164` for what can be called from abroad, `short` for the number itself. */
  readonly key: 'e164' | 'short';
  /** A trunk 0 stands before it when written: area codes. */
  readonly trunk?: boolean;
}

/**
 * Prefixes chosen by the caller for a cheaper carrier (17951, 17911, 17909), a second number on one SIM (12593, 12520) or
 * another trunk (11808); networks sometimes show them. What follows may still have its 0.
 */
export const CARRIER_PREFIX = /^1(?:[12]\d|79)\d\d(?=\d{7})/;

/** Numbers people dial as they are, never behind a country code or an area code. */
export const SHORT_RULES: readonly NationalRule[] = [
  // Emergency and information: 110, 114, 119, 120, 122; 12315, 12345; operators: 10000, 10010, 10086, 1008611.
  { kind: 'service', pattern: /^(1[12]\d)$/, key: 'short' },
  { kind: 'service', pattern: /^(12\d{3}|100\d{2,6}|101\d{2})$/, key: 'short' },
  // Nationwide 95 numbers have five to eight digits, those of a province (96) five or six.
  { kind: 'service', pattern: /^(95\d{3,6}|96\d{3,4})$/, key: 'short' },
  // Senders of applications' texts: 106 and an access code, with whatever digits the sender adds.
  { kind: 'service', pattern: /^(106\d{5,17})$/, key: 'short' },
];

/** Numbers that are the same from everywhere in the country. */
export const NATIONAL_RULES: readonly NationalRule[] = [
  { kind: 'mobile', pattern: /^(1[3-9]\d)(\d{4})(\d{4})$/, key: 'e164' },
  { kind: 'service', pattern: /^([48]00)(\d{3})(\d{4})$/, key: 'e164' },
  { kind: 'service', pattern: /^(950)(\d{7,8})$/, key: 'e164' },
  { kind: 'service', pattern: /^(16\d{2})(\d{4})$/, key: 'e164' },
];

/** Behind an area code. Three digits: 10 and 2x; four: the rest. A subscriber's number has seven or eight. */
export const AREA_RULES: readonly NationalRule[] = [
  { kind: 'landline', pattern: /^(10|2\d)([2-8]\d{3})(\d{4})$/, key: 'e164', trunk: true },
  { kind: 'landline', pattern: /^([3-9]\d{2})([2-8]\d{3})(\d{4})$/, key: 'e164', trunk: true },
  { kind: 'landline', pattern: /^([3-9]\d{2})([2-8]\d{2})(\d{4})$/, key: 'e164', trunk: true },
  // A bank or an operator in one city: 010 95588, 0755 10086; a provincial service: 021 96110.
  { kind: 'service', pattern: /^(10|2\d|[3-9]\d{2})(96\d{3,4})$/, key: 'e164', trunk: true },
  { kind: 'landline', pattern: /^(10|2\d|[3-9]\d{2})(95\d{3}|10\d{3})$/, key: 'e164', trunk: true },
];
