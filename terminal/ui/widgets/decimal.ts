/** Amounts typed digit by digit, kept as integers of the smallest unit. `*` types the point: the keypad has no other. */
import type { Key } from '../types.js';

const MOST_DIGITS = 9;

/** The text after a key; the same text when the key may not stand there; undefined when it is no key of a number. */
export function decimalKey(text: string, key: Key, places: number): string | undefined {
  if (key.name === 'delete') return text.slice(0, -1);
  if (key.name === '*' || key.text === '.' || key.text === '。') {
    if (places === 0) return text;
    return text.includes('.') ? text : `${text === '' ? '0' : text}.`;
  }
  if (!/^\d$/.test(key.name)) return undefined;
  const [whole = '', part] = text.split('.');
  if (part === undefined)
    return whole.length >= MOST_DIGITS ? text : `${text === '0' ? '' : text}${key.name}`;
  return part.length >= places ? text : text + key.name;
}

/** `88.5` with two places is 8850; undefined for no digits at all. */
export function decimalValue(text: string, places: number): number | undefined {
  if (!/\d/.test(text)) return undefined;
  const [whole = '', part = ''] = text.split('.');
  return Number(whole) * 10 ** places + Number(part.padEnd(places, '0').slice(0, places) || '0');
}

/** 8850 with two places is `88.5`: no more digits than needed. */
export function decimalText(value: number | undefined, places: number): string {
  if (value === undefined) return '';
  const whole = Math.floor(value / 10 ** places);
  const part = String(value % 10 ** places).padStart(places, '0');
  const kept = places === 0 ? '' : part.replace(/0+$/, '');
  return kept === '' ? String(whole) : `${whole}.${kept}`;
}
