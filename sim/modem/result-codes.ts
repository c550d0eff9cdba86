/** How final results and lines are written: verbose or numeric (ITU-T V.250, 5.7.1), error numbers or words. */
import type { Final, Settings } from './types.js';

const NUMERIC: Readonly<Record<string, number>> = {
  OK: 0,
  RING: 2,
  'NO CARRIER': 3,
  ERROR: 4,
  BUSY: 7,
  'NO ANSWER': 8,
};

/** TS 27.007, 9.2.1. */
const CME_WORDS: Readonly<Record<number, string>> = {
  3: 'operation not allowed',
  4: 'operation not supported',
  10: 'SIM not inserted',
  11: 'SIM PIN required',
  12: 'SIM PUK required',
  14: 'SIM busy',
  16: 'incorrect password',
  21: 'invalid index',
  22: 'not found',
  30: 'no network service',
  50: 'Incorrect parameters',
  100: 'unknown',
};

/** TS 27.005, 3.2.5. */
const CMS_WORDS: Readonly<Record<number, string>> = {
  300: 'ME failure',
  302: 'operation not allowed',
  303: 'operation not supported',
  304: 'invalid PDU mode parameter',
  305: 'invalid text mode parameter',
  310: '(U)SIM not inserted',
  311: '(U)SIM PIN required',
  316: '(U)SIM PUK required',
  321: 'invalid memory index',
  322: 'memory full',
  330: 'SMSC address unknown',
  331: 'no network service',
  332: 'network timeout',
  340: 'no +CNMA acknowledgement expected',
  500: 'unknown error',
};

/** The lines of one information response, framed; nothing for no lines. */
export function framedLines(lines: readonly string[], settings: Settings): string {
  if (lines.length === 0) return '';
  return settings.verbose ? `\r\n${lines.join('\r\n')}\r\n` : lines.map((line) => `${line}\r\n`).join('');
}

/** An unsolicited line, framed; those that are result codes have numbers too. */
export function framedUrc(line: string, settings: Settings): string {
  const number = settings.verbose ? undefined : NUMERIC[line];
  return number === undefined ? framedLines([line], settings) : `${number}\r`;
}

/** A final result, framed; nothing in quiet mode. */
export function framedFinal(final: Final, settings: Settings): string {
  if (settings.quiet) return '';
  if ('number' in final && !(final.code === '+CME ERROR' && settings.errorMode === 0)) {
    return framedLines([`${final.code}: ${errorText(final.code, final.number, settings)}`], settings);
  }
  const code = 'number' in final ? 'ERROR' : final.code;
  return settings.verbose ? `\r\n${code}\r\n` : `${NUMERIC[code]}\r`;
}

/** +CMS ERROR has its number whatever +CMEE says, until words are asked for. */
function errorText(code: string, number: number, settings: Settings): string {
  if (settings.errorMode !== 2) return String(number);
  return (code === '+CME ERROR' ? CME_WORDS : CMS_WORDS)[number] ?? String(number);
}
