import type { Arg } from './args.js';

/** Type of address 145: international number (27.007 +CLIP, 24.008 10.5.4.7). */
const INTERNATIONAL = 145;

/** UCS-2 hex of digits and signs, at least three characters: `002B00340039`. */
const UCS2_NUMBER = /^(?:00[23][0-9A-Fa-f]){3,}$/;

/** `002B0038…` as modems give it under CSCS="UCS2", turned to `+8…`; anything else unchanged. */
export function fromUcs2Hex(text: string): string {
  if (!UCS2_NUMBER.test(text)) return text;
  return (text.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('');
}

/**
 * A number argument as the network gave it, with `+` before it when only the type told that it is international;
 * undefined when it is empty or holds anything but digits, `*`, `#`, `+` and pause signs.
 */
export function numberOf(number: Arg | undefined, type: number | undefined): string | undefined {
  const text = fromUcs2Hex(number?.text ?? '').replace(/[\s()-]/g, '');
  if (!/^\+?[0-9*#A-Dpw]{1,40}$/i.test(text)) return undefined;
  return type === INTERNATIONAL && !text.startsWith('+') ? `+${text}` : text;
}
