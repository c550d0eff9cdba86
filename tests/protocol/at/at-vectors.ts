/** The replies of tests/vectors/at-replies.json: recorded from real modems by ModemManager and gammu, sources named there. */
import { readFileSync } from 'node:fs';
import { vectorPath } from '../../support/vectors.js';

export interface AtVector {
  readonly id: string;
  readonly kind: string;
  readonly input: { readonly text: string; readonly line: string };
  readonly expect: Record<string, unknown>;
}

export const atVectors = (
  JSON.parse(readFileSync(vectorPath('at-replies.json'), 'utf8')) as { vectors: AtVector[] }
).vectors;

export const linesOf = (text: string) => text.split(/[\r\n]+/).filter((line) => line !== '');

/** Replies that ussd.test.ts reads. */
export const USSD_IDS: readonly string[] = ['at-143', 'at-144', 'at-146', 'at-147', 'at-148', 'at-149'];

/** Replies that this test file has asked for, so that it can say whether it has seen them all. */
export const lookedAt = new Set<string>();

/** The lines of one recorded reply. */
export function atVector(id: string): string[] {
  lookedAt.add(id);
  return linesOf(atVectors.find((vector) => vector.id === id)?.input.text ?? '');
}
