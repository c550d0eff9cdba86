/**
 * National language shift tables: 3GPP TS 23.038 annex A.2 (single shift) and A.3 (locking shift), by language identifier.
 * They only read texts; we never send with them.
 *
 * The Indian tables are one skeleton laid over the script's Unicode block, with holes where the block has no letter;
 * they are written as such: block, holes, and the few letters that have a place of their own.
 */

const TURKISH = 1;
const SPANISH = 2;
const PORTUGUESE = 3;
const BENGALI = 4;
const GUJARATI = 5;
const HINDI = 6;
const KANNADA = 7;
const MALAYALAM = 8;
const ORIYA = 9;
const PUNJABI = 10;
const TAMIL = 11;
const TELUGU = 12;
const URDU = 13;

/** Position is the septet; 1B (the escape) never reaches a table. A space stands where a table has nothing. */
const TURKISH_LOCKING =
  '@£$¥€éùıòÇ\nĞğ\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bŞşßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  'İABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§çabcdefghijklmnopqrstuvwxyzäöñüà';

const PORTUGUESE_LOCKING =
  '@£$¥êéúíóç\nÔô\rÁáΔ_ªÇÀ∞^\\€Ó|\u001bÂâÊÉ !"#º%&\'()*+,-./0123456789:;<=>?' +
  'ÍABCDEFGHIJKLMNOPQRSTUVWXYZÃÕÚÜ§~abcdefghijklmnopqrstuvwxyzãõ`üà';

const URDU_LOCKING =
  '\u0627\u0622\u0628\u067b\u0680\u067e\u06a6\u062a\u06c2\u067f\n\u0679\u067d\r\u067a\u067c' +
  '\u062b\u062c\u0681\u0684\u0683\u0685\u0686\u0687\u062d\u062e\u062f\u001b\u068c\u0688\u0689\u068a' +
  ' !\u068f\u068d\u0630\u0631\u0691\u0693)(\u0699\u0632,\u0696.\u0698' +
  '0123456789:;\u069a\u0633\u0634?' +
  '\u0635\u0636\u0637\u0638\u0639\u0641\u0642\u06a9\u06aa\u06ab\u06af\u06b3\u06b1\u0644\u0645\u0646' +
  '\u06ba\u06bb\u06bc\u0648\u06c4\u06d5\u06c1\u06be\u0621\u06cc\u06d0\u06d2\u064d\u0650\u064f\u0657' +
  '\u0654abcdefghijklmnopqrstuvwxyz\u0655\u0651\u0653\u0656\u0670';

/** Offsets into the block for septets 00–5F; quoted entries are characters of their own. */
const INDIAN_SKELETON =
  "01 02 03 05 06 07 08 09 0a 0b '\n 0c 0d '\r 0e 0f 10 11 12 13 14 15 16 17 18 19 1a '\u001b 1b 1c 1d 1e " +
  "' '! 1f 20 21 22 23 24 ') '( 25 26 ', 27 '. 28 '0 '1 '2 '3 '4 '5 '6 '7 '8 '9 ': '; 29 2a 2b '? " +
  '2c 2d 2e 2f 30 31 32 33 34 35 36 37 38 39 3c 3d 3e 3f 40 41 42 43 44 45 46 47 48 49 4a 4b 4c 4d';

/** `own`: offsets of septet 60 and of 7B–7F. */
function indianLocking(block: number, holes: string, own: string): string {
  const missing = new Set(holes.split(' '));
  const [first = '', ...last] = own.split(' ').map((offset) => letter(block, offset));
  const start = INDIAN_SKELETON.split(' ').map((entry) => {
    if (entry.startsWith("'")) return entry.slice(1) || ' ';
    return missing.has(entry) ? ' ' : letter(block, entry);
  });
  return `${start.join('')}${first}abcdefghijklmnopqrstuvwxyz${last.join('')}`;
}

function letter(block: number, offset: string): string {
  return String.fromCharCode(block + Number.parseInt(offset, 16));
}

export const LOCKING_SHIFT: ReadonlyMap<number, string> = new Map([
  [TURKISH, TURKISH_LOCKING],
  [PORTUGUESE, PORTUGUESE_LOCKING],
  [BENGALI, indianLocking(0x0980, '0d 0e 11 12 29 31 33 34 35 45 46 49 4a', '4e 57 5c 5d 70 71')],
  [GUJARATI, indianLocking(0x0a80, '0e 12 29 31 34 46 4a', '50 60 61 62 63 71')],
  [HINDI, indianLocking(0x0900, '', '50 72 7b 7c 7e 7f')],
  [KANNADA, indianLocking(0x0c80, '01 0d 11 29 34 45 49', '55 56 60 61 62 63')],
  [MALAYALAM, indianLocking(0x0d00, '01 0d 11 29 3c 45 49', '57 60 61 62 63 79')],
  [ORIYA, indianLocking(0x0b00, '0d 0e 11 12 29 31 34 45 46 49 4a', '56 57 60 61 62 63')],
  [PUNJABI, indianLocking(0x0a00, '0b 0c 0d 0e 11 12 29 31 34 37 3d 43 44 45 46 49 4a', '51 70 71 72 73 74')],
  [
    TAMIL,
    indianLocking(
      0x0b80,
      '01 0b 0c 0d 11 16 17 18 1b 1d 20 21 22 25 26 27 2b 2c 2d 3c 3d 43 44 45 49',
      '50 57 70 71 72 79',
    ),
  ],
  [TELUGU, indianLocking(0x0c00, '0d 11 29 34 3c 45 49', '55 56 60 61 62 63')],
  [URDU, URDU_LOCKING],
]);

type SingleShift = ReadonlyMap<number, string>;

/** A single shift table from `septet character` pairs, over the default extension table. */
function overDefault(pairs: string): SingleShift {
  return new Map([
    ...run(0x0a, '\f'),
    ...run(0x14, '^'),
    ...run(0x28, '{}'),
    ...run(0x2f, '\\'),
    ...BRACKETS,
    ...named(pairs),
  ]);
}

const BRACKETS: ReadonlyArray<readonly [number, string]> = [
  ...run(0x3c, '[~]'),
  ...run(0x40, '|'),
  ...run(0x65, '€'),
];

function run(septet: number, characters: string): Array<readonly [number, string]> {
  return Array.from(characters, (char, i) => [septet + i, char] as const);
}

function named(pairs: string): Array<readonly [number, string]> {
  return pairs.split(' ').map((pair) => [Number.parseInt(pair.slice(0, 2), 16), pair.slice(2)] as const);
}

/** Where the script's own characters stand: 19–1A, 1C–27, 2A–2E, 30–3B and 3F. */
const INDIAN_PLACES: readonly number[] = [
  ...span(0x19, 0x1a),
  ...span(0x1c, 0x27),
  ...span(0x2a, 0x2e),
  ...span(0x30, 0x3b),
  0x3f,
];

function span(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** `offsets` into the block in the order of the places, `--` where there is none. */
function indianSingle(block: number, offsets: string): SingleShift {
  const own = offsets.split(' ').flatMap((offset, i) => {
    const place = INDIAN_PLACES[i];
    return offset === '--' || place === undefined ? [] : [[place, letter(block, offset)] as const];
  });
  return new Map([
    ...run(0x00, '@£$¥¿"¤%&\'\f*+'),
    ...run(0x0e, '-/<=>¡^¡_#*'),
    ...run(0x28, '{}'),
    ...run(0x2f, '\\'),
    ...BRACKETS,
    ...run(0x41, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
    ...own,
  ]);
}

export const SINGLE_SHIFT: ReadonlyMap<number, SingleShift> = new Map([
  [TURKISH, overDefault('47Ğ 49İ 53Ş 63ç 67ğ 69ı 73ş')],
  [SPANISH, overDefault('09ç 41Á 49Í 4fÓ 55Ú 61á 69í 6fó 75ú')],
  [
    PORTUGUESE,
    overDefault(
      '05ê 09ç 0bÔ 0cô 0eÁ 0fá 12Φ 13Γ 15Ω 16Π 17Ψ 18Σ 19Θ 1fÊ 41À 49Í 4fÓ 55Ú 5bÃ 5cÕ 61Â 69í 6fó 75ú 7bã 7cõ 7fâ',
    ),
  ],
  [BENGALI, indianSingle(0x0980, '66 67 68 69 6a 6b 6c 6d 6e 6f 5f 60 61 62 63 72 73 74 75 76 77 78 79 7a')],
  [GUJARATI, withDandas(indianSingle(0x0a80, '-- -- 66 67 68 69 6a 6b 6c 6d 6e 6f'))],
  [
    HINDI,
    indianSingle(
      0x0900,
      '64 65 66 67 68 69 6a 6b 6c 6d 6e 6f 51 52 53 54 58 59 5a 5b 5c 5d 5e 5f 60 61 62 63 70 71',
    ),
  ],
  [KANNADA, withDandas(indianSingle(0x0c80, '-- -- 66 67 68 69 6a 6b 6c 6d 6e 6f 5e 71 72'))],
  [
    MALAYALAM,
    withDandas(
      indianSingle(0x0d00, '-- -- 66 67 68 69 6a 6b 6c 6d 6e 6f 70 71 72 73 74 75 7a 7b 7c 7d 7e 7f'),
    ),
  ],
  [ORIYA, withDandas(indianSingle(0x0b00, '-- -- 66 67 68 69 6a 6b 6c 6d 6e 6f 5c 5d 5f 70 71'))],
  [PUNJABI, withDandas(indianSingle(0x0a00, '-- -- 66 67 68 69 6a 6b 6c 6d 6e 6f 59 5a 5b 5c 5e 75'))],
  [TAMIL, withDandas(indianSingle(0x0b80, '-- -- 66 67 68 69 6a 6b 6c 6d 6e 6f 73 74 75 76 77 78 7a'))],
  [TELUGU, indianSingle(0x0c00, '-- -- 66 67 68 69 6a 6b 6c 6d 6e 6f 58 59 78 79 7a 7b 7c 7d 7e 7f')],
  [
    URDU,
    indianSingle(
      0x0600,
      '00 01 f0 f1 f2 f3 f4 f5 f6 f7 f8 f9 0c 0d 0e 0f 10 11 12 13 14 1b 1f 40 52 58 6b 6c 72 73 cd d4',
    ),
  ],
]);

/** Scripts without a danda of their own borrow the two of Devanagari. */
function withDandas(table: SingleShift): SingleShift {
  return new Map([...table, ...run(0x19, '\u0964\u0965')]);
}
