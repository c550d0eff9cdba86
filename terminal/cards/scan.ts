/** Cards that come through the keypad's port: a stripe that was swiped, a code that was scanned. Pure. */
import { isPlainCode, memberCodeOfQr } from '../../protocol/card/member.js';
import { parseTrack2 } from '../../protocol/card/track2.js';
import type { LaidCard } from './commands.js';
import { codeIdentity } from './look-up.js';

/**
 * The card that was swiped, or whose code was scanned; undefined for what is neither. A payment card is of kind `bank` and without its
 * number. A barcode without more may be a product's, or a member's: see `cardOfPlainCode`.
 * @throws TerminalError `card/bad-track` for a stripe that was not read right
 */
export function cardOfScan(code: string): LaidCard | undefined {
  const track = parseTrack2(code);
  if (track?.payment) return { uid: '', kind: 'bank', random: false };
  if (track) return { uid: `S:${track.number}`, kind: 'stripe', random: false };
  const member = memberCodeOfQr(code);
  return member === undefined ? undefined : coded(member);
}

/** A barcode that says nothing but a number, taken for a member's. */
export function cardOfPlainCode(code: string): LaidCard | undefined {
  return isPlainCode(code) ? coded(code) : undefined;
}

function coded(code: string): LaidCard {
  return { uid: codeIdentity(code), kind: 'code', random: false };
}
