/** CODE128 as bars (ISO/IEC 15417), from the data of GS k 73: `{A`, `{B` and `{C` choose the code set, `{{` is a brace. */

/** Widths of bar, space, bar, … of the symbol characters 0 to 105, then the stop character. */
const PATTERNS =
  '212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221' +
  '223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321' +
  '112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131' +
  '311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114' +
  '122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141' +
  '214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232';
const STOP = '2331112';

const START = { A: 103, B: 104, C: 105 } as const;
const SWITCH = { A: 101, B: 100, C: 99 } as const;
type CodeSet = keyof typeof START;

const isCodeSet = (letter: string): letter is CodeSet => letter in START;

/** Symbol characters, and the text that they stand for. */
export function decodeCode128(data: Uint8Array): { readonly values: number[]; readonly text: string } {
  const values: number[] = [];
  let text = '';
  let set: CodeSet | undefined;
  for (let at = 0; at < data.length; at++) {
    const byte = data[at] ?? 0;
    const letter = String.fromCharCode(data[at + 1] ?? 0);
    if (byte === 0x7b && isCodeSet(letter)) {
      values.push(set === undefined ? START[letter] : SWITCH[letter]);
      set = letter;
      at += 1;
    } else if (set === 'C') {
      values.push(byte);
      text += String(byte).padStart(2, '0');
    } else if (set !== undefined) {
      if (byte === 0x7b && letter === '{') at += 1;
      values.push(byte < 0x20 ? byte + 64 : byte - 32);
      text += String.fromCharCode(byte);
    }
  }
  return { values, text };
}

/** Modules of the whole symbol from left to right, true for a bar; check and stop characters included. */
export function code128Modules(data: Uint8Array): boolean[] {
  const { values } = decodeCode128(data);
  const check = values.reduce((sum, value, at) => sum + value * Math.max(1, at), 0) % 103;
  const widths = [...values, check].map((value) => PATTERNS.slice(value * 6, value * 6 + 6)).join('') + STOP;
  return [...widths].flatMap((width, at) => Array.from({ length: Number(width) }, () => at % 2 === 0));
}
