/**
 * Track 2 of a magnetic stripe as a stripe reader types it: ISO/IEC 7811-6:2018, 11 (characters, sentinels, LRC) and ISO/IEC 7813:2006
 * (what a payment card has there). `;` begins, `?` ends, `=` separates; the characters are 0x30 and their four bits.
 */

import { TerminalError } from '../errors.js';

export interface Track2 {
  /** The digits up to the first separator. */
  readonly number: string;
  /** A payment card by its looks: its number is a secret that no shop may keep. */
  readonly payment: boolean;
}

/** 40 characters with sentinels and LRC. */
const DATA_CHARACTERS_MAX = 37;
/** What stands after the end sentinel is the LRC, where a reader passes it on; track 3 begins with one of `+;%`. */
const TRACK = /(?:^|\?)[^;?]?;([0-9:<=>]*)\?([0-?]?)(?:$|[+;%])/;

/**
 * The second track of what was typed, whatever other tracks stand round it; undefined when there is none.
 * @throws TerminalError `card/bad-track` when it is too long, has no number, or its LRC is wrong: the card must be swiped again.
 */
export function parseTrack2(typed: string): Track2 | undefined {
  const found = TRACK.exec(typed);
  if (!found) {
    if (/^[;%].*[^?]$/.test(typed)) throw badTrack('the stripe was read in part');
    return undefined;
  }
  const [, data = '', lrc = ''] = found;
  const number = /^\d{4,}(?==|$)/.exec(data)?.[0];
  if (data.length > DATA_CHARACTERS_MAX || number === undefined)
    throw badTrack('the stripe holds no card number');
  if (lrc !== '' && lrc !== lrcOf(`;${data}?`)) throw badTrack('the stripe was not read right');
  return { number, payment: isPayment(data) };
}

/** ISO/IEC 7811-6, 11.5: the four bits of all characters, sentinels included, without their parity. */
function lrcOf(characters: string): string {
  const bits = [...characters].reduce((sum, character) => sum ^ (character.charCodeAt(0) - 0x30), 0);
  return String.fromCharCode(0x30 + bits);
}

/**
 * ISO/IEC 7813, 6.2: a number of an issuer with its check digit, then the month in which it ends and the service code; a card without
 * an end has zeroes or a separator there. Numbers with 9 in front are given out by each country (ISO/IEC 7812-1): 9558 is a bank in China.
 */
function isPayment(data: string): boolean {
  const [, number] = /^([2-69]\d{11,18})=(?:\d{2}(?:0[1-9]|1[0-2])|0000|=)\d{3}/.exec(data) ?? [];
  return number !== undefined && isLuhn(number);
}

/** ISO/IEC 7812-1, annex B. */
function isLuhn(number: string): boolean {
  const sum = [...number].reverse().reduce((total, character, index) => {
    const digit = Number(character) * (index % 2 === 0 ? 1 : 2);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
}

function badTrack(message: string): TerminalError {
  return new TerminalError('card/bad-track', message, { retry: 'retry' });
}
