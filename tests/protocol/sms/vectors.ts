/** The public SMS vectors (tests/vectors/sms-pdu.json; each names its source) by kind. */

import { readFileSync } from 'node:fs';
import { vectorPath } from '../../support/vectors.js';

export type Fields = Readonly<Record<string, unknown>>;

export interface SmsVector {
  readonly id: string;
  readonly kind: string;
  readonly input: Fields;
  readonly expect: Fields;
  readonly tags?: readonly string[];
  readonly encoders?: Readonly<Record<string, { readonly tpdus?: readonly string[] }>>;
}

/** Which test runs which kind; a kind that nobody runs fails the count in fields.test.ts. */
export const KINDS = {
  decode: ['decode', 'decode-invalid', 'concat-join'],
  encode: [
    'encode-submit',
    'encode-invalid',
    'encode-consensus',
    'segment-count',
    'segment-split',
    'chunk-count',
  ],
  fields: [
    'gsm7',
    'gsm7-pack',
    'gsm7-table',
    'gsm7-roundtrip',
    'gsm7-unencodable',
    'gsm7-ussd',
    'gsm7-decode-septets',
    'charset-choice',
    'ucs2',
    'ucs2-invalid',
    'semi-octets',
    'address-field',
    'address-invalid',
    'smsc-field',
    'timestamp',
    'timestamp-invalid',
    'validity-relative',
    'udh',
    'udh-concat',
    'udh-port',
    'at-csca-reply',
  ],
} as const;

const file = JSON.parse(readFileSync(vectorPath('sms-pdu.json'), 'utf8')) as { vectors: SmsVector[] };

export const allVectors: readonly SmsVector[] = file.vectors;

export function vectorsOf(kind: string): readonly SmsVector[] {
  return allVectors.filter((vector) => vector.kind === kind);
}

export function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw new Error(`the vector has no text ${name}`);
  return value;
}

export function number(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number') throw new Error(`the vector has no number ${name}`);
  return value;
}

export function texts(fields: Fields, name: string): string[] {
  const value = fields[name];
  if (!Array.isArray(value)) throw new Error(`the vector has no list ${name}`);
  return value.map(String);
}
