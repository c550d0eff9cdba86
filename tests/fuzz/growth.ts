/**
 * Time against size, for inputs that are large and as awkward as we could think of. Only in the long run: a machine that is
 * busy with other things must not fail a test.
 */
import { createFramer, finalResult, parseGroups, parseStores, splitArgs } from '../../protocol/at/index.js';
import { decodeNdef, joinChunks } from '../../protocol/card/ndef.js';
import { readEntries } from '../../protocol/config/entries.js';
import { printerText, wrapColumns } from '../../protocol/escpos/text.js';
import { decodeTty, TTY_IDLE } from '../../protocol/hid/tty.js';
import { normalizeNumber } from '../../protocol/number/normalize.js';
import { countParts, decodePdu } from '../../protocol/sms/index.js';
import { decodeDown, decodeUp } from '../../protocol/sync/codec.js';
import { readCommitLine } from '../../protocol/sync/commit-line.js';
import { scanCommits } from '../../protocol/sync/commit-scan.js';
import { cut, printable, wrap } from '../../protocol/text/columns.js';
import { attempt } from './property.js';

interface Growing {
  readonly name: string;
  /** Reads an input of about `size` units; returns what it does, ready to be timed. */
  readonly prepare: (size: number) => () => unknown;
}

const bytes = (text: string) => new TextEncoder().encode(text);

function onText(name: string, read: (text: string) => unknown, ...units: readonly string[]): Growing[] {
  return units.map((unit) => ({
    name: `${name}: ${JSON.stringify(unit)} repeated`,
    prepare: (size) => {
      const text = `a${unit.repeat(Math.ceil(size / unit.length))}b`;
      return () => read(text);
    },
  }));
}

const GROWING: readonly Growing[] = [
  ...onText(
    'at framer',
    (text) => createFramer().push(bytes(text)),
    'x',
    '\0\u0001',
    '\r',
    '+CMTI: "SM",3\r\n',
  ),
  ...onText('at arguments', splitArgs, ',', '"', '",', '(', ' ', '" x'),
  ...onText('at stores', (text) => parseStores(`+CPMS: (${text})`), ',', '"', '('),
  ...onText('at groups', (text) => parseGroups(`x:${text}`), ',', '(', '1-2'),
  ...onText('at result', (text) => finalResult(`+CMS ERROR: ${text}`), ' ', '"'),
  ...onText('pdu', (text) => attempt('sms', () => decodePdu(text, 'guess')), 'A', ' ', '00'),
  ...onText(
    'parts of a text',
    (text) => attempt('sms', () => countParts(text)),
    'x',
    '福',
    '👍🏽',
    '\u0301',
    '\u200d',
    '€',
  ),
  ...onText('number', normalizeNumber, '1', ' ', ',', 'ext', '\ufdfa'),
  ...onText(
    'columns',
    (text) => [cut(text, 40), wrap(text, 40), printable(text)],
    ' ',
    '福',
    '\u0301',
    'x',
    '\n',
    ' \0',
  ),
  ...onText(
    'printer text',
    (text) => wrapColumns(printerText(text), 32),
    ' ',
    '福',
    '，',
    '\u0301',
    'x',
    '福，',
  ),
  ...onText(
    'terminal keys',
    (text) => decodeTty(TTY_IDLE, bytes(text)),
    '\u001b',
    '\u001b[',
    '\u001b[[',
    '1',
    '福',
    '\u001b[1;',
  ),
  ...onText(
    'settings',
    (text) => attempt('config', () => readEntries('f', text, ['a'])),
    ' ',
    '#',
    ' #',
    '\n',
    'x',
    '= ',
  ),
  ...onText('from the office', (text) => attempt('sync', () => decodeDown(bytes(text))), '[', '{"a":', ' '),
  ...onText(
    'to the office',
    (text) => attempt('sync', () => decodeUp(bytes(`{"v":1,"kind":"commits","first":1,"last":3}\n${text}`))),
    '\n',
    'x',
  ),
  ...onText('journal line', (text) => attempt('sync', () => readCommitLine(text)), ' ', '00000000 {'),
  ...onText('journal lines', (text) => attempt('sync', () => scanCommits(bytes(text), 1, 3)), ' ', '\n'),
  {
    name: 'ndef: a payload in chunks of one byte',
    prepare: (size) => {
      const chunk = [0x36, 0x00, 0x01, 0x61];
      const middle = Array.from({ length: size >> 2 }, () => chunk).flat();
      const message = Uint8Array.from([0xb1, 0x01, 0x01, 0x54, 0x61, ...middle, 0x56, 0x00, 0x01, 0x61]);
      return () => joinChunks(decodeNdef(message));
    },
  },
];

/** Messages are at most 256 KiB; the smaller size is large enough to be measured. */
const SMALL = 8 * 1024;
const TIMES = 16;
/** Quadratic would be 256. */
const RATIO_MAX = 128;
const TOO_SHORT_MS = 2;

/** The shortest of some runs: whatever else the machine did only makes a run longer. */
function shortest_ms(work: () => unknown, runs: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    work();
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

/** How the time of each grows when its input grows sixteenfold. */
export function growthOf(part: string): Array<{ name: string; ratio: number; linear: boolean }> {
  return GROWING.filter(({ name }) => name.includes(part)).map(({ name, prepare }) => {
    const small = prepare(SMALL);
    small();
    const before = shortest_ms(small, 5);
    const after = shortest_ms(prepare(SMALL * TIMES), 2);
    const ratio = after / Math.max(before, 0.001);
    return { name, ratio, linear: ratio <= RATIO_MAX || after < TOO_SHORT_MS };
  });
}
