/** Short ways to say how a command ended. */
import type { Outcome, ResultCode } from './types.js';

export function ok(...lines: string[]): Outcome {
  return { kind: 'done', lines, final: { code: 'OK' } };
}

export function final(code: ResultCode): Outcome {
  return { kind: 'done', lines: [], final: { code } };
}

/** +CME ERROR, 3GPP TS 27.007 9.2. */
export function cme(number: number): Outcome {
  return { kind: 'done', lines: [], final: { code: '+CME ERROR', number } };
}

/** +CMS ERROR, 3GPP TS 27.005 3.2.5. */
export function cms(number: number): Outcome {
  return { kind: 'done', lines: [], final: { code: '+CMS ERROR', number } };
}

export const CME = {
  notAllowed: 3,
  notSupported: 4,
  noSim: 10,
  simPin: 11,
  simPuk: 12,
  wrongPassword: 16,
  badIndex: 21,
  notFound: 22,
  noNetwork: 30,
  badParameters: 50,
} as const;

export const CMS = {
  notAllowed: 302,
  notSupported: 303,
  badPdu: 304,
  badText: 305,
  noSim: 310,
  simPin: 311,
  simPuk: 316,
  badIndex: 321,
  full: 322,
  noNetwork: 331,
  noAcknowledgement: 340,
} as const;
