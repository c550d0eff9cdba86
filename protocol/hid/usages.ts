/**
 * The keyboard page (0x07) of the HID Usage Tables 1.5, clause 10, read with the US layout that keypads, scanners and
 * stripe readers use. A usage is a place on the keyboard; here it becomes a physical key with a name and, where it has one,
 * a character without and with Shift.
 */

export interface PhysicalKey {
  /** What every source of keys calls it: `enter`, `escape`, `f1`, or `char` for one that types. */
  readonly name: string;
  /** The character without and with Shift; only for `char`. */
  readonly plain?: string;
  readonly shifted?: string;
}

const FIRST_LETTER = 0x04;
const FIRST_DIGIT = 0x1e;
const FIRST_FUNCTION = 0x3a;
const FIRST_PAD_DIGIT = 0x59;

const NAMED: Readonly<Record<number, string>> = {
  40: 'enter',
  41: 'escape',
  42: 'backspace',
  43: 'tab',
  74: 'home',
  75: 'pageup',
  76: 'delete',
  77: 'end',
  78: 'pagedown',
  79: 'right',
  80: 'left',
  81: 'down',
  82: 'up',
  88: 'enter',
};

/** Usages with characters that are neither letters nor digits: without and with Shift. */
const PUNCTUATION: Readonly<Record<number, string>> = {
  44: '  ',
  45: '-_',
  46: '=+',
  47: '[{',
  48: ']}',
  49: '\\|',
  51: ';:',
  52: '\'"',
  53: '`~',
  54: ',<',
  55: '.>',
  56: '/?',
  84: '//',
  85: '**',
  86: '--',
  87: '++',
  99: '..',
  103: '==',
  182: '((',
  183: '))',
  204: '##',
};

/** The key of a usage; undefined for one that no keypad or scanner of ours has. */
export function physicalKey(usage: number): PhysicalKey | undefined {
  const name = NAMED[usage];
  if (name !== undefined) return { name };
  const pair = charactersOf(usage);
  if (pair !== undefined) return { name: 'char', plain: pair.charAt(0), shifted: pair.charAt(1) };
  const number = usage - FIRST_FUNCTION + 1;
  return number >= 1 && number <= 12 ? { name: `f${number}` } : undefined;
}

function charactersOf(usage: number): string | undefined {
  const letter = 'abcdefghijklmnopqrstuvwxyz'.charAt(usage - FIRST_LETTER);
  if (letter !== '') return letter + letter.toUpperCase();
  const digit = usage - FIRST_DIGIT;
  if (digit >= 0 && digit < 10) return '1234567890'.charAt(digit) + '!@#$%^&*()'.charAt(digit);
  const pad = '1234567890'.charAt(usage - FIRST_PAD_DIGIT);
  return pad === '' ? PUNCTUATION[usage] : pad + pad;
}
