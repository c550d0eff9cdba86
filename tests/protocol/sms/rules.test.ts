/** Rules of TS 23.038 and 23.040 that the vectors do not reach; PDUs are built by hand, octet by octet. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { decodeDcs } from '../../../protocol/sms/dcs.js';
import { decodeGsm7 } from '../../../protocol/sms/gsm7.js';
import { packSeptets } from '../../../protocol/sms/gsm7-pack.js';
import {
  concatKey,
  countParts,
  type Deliver,
  decodePdu,
  decodeStatus,
  encodeSubmit,
  joinParts,
  type SubmitOptions,
} from '../../../protocol/sms/index.js';
import { hexFromOctets } from '../../../protocol/sms/octets.js';
import { splitText } from '../../../protocol/sms/segment.js';

/** SMSC none, DELIVER with header, from 13800138000, PID 0, then what is given from the DCS on; 2026-11-22 10:42:00 +08. */
function deliver(dcs: string, userData: string): Deliver {
  const pdu = decodePdu(`00440B813108108300F000${dcs}62112201240023${userData}`.replace(/\s/g, ''));
  if (pdu.type !== 'SMS-DELIVER') throw new Error('not a DELIVER');
  return pdu;
}

function submitTexts(options: Partial<SubmitOptions> & { text: string }): string[] {
  return encodeSubmit({ to: '13800138000', ...options }).map(({ hex }) => {
    const pdu = decodePdu(hex);
    return pdu.type === 'SMS-SUBMIT' ? pdu.text : '';
  });
}

test('the frame used below is read as its parts say', () => {
  const pdu = deliver('08', '08 05 0003AA0101 4F60');
  assert.is(pdu.number, '13800138000');
  assert.is(pdu.timestamp, '2026-11-22T10:42:00+08:00');
  assert.is(pdu.text, '你');
});

test('a surrogate pair split over two parts is whole again after joining', () => {
  const first = deliver('08', '08 05 0003AA0201 D83D');
  const second = deliver('08', '08 05 0003AA0202 DE00');
  assert.is(first.text, '\ufffd');
  assert.is(joinParts([second, first]).text, '😀');
});

test('an escape split from its character over two parts is one character after joining', () => {
  // One septet each: 1B and 65 (€) behind six octets of header and one fill bit.
  const lone = hexFromOctets(packSeptets([0x1b], 1));
  const euro = hexFromOctets(packSeptets([0x65], 1));
  const first = deliver('00', `08 05 0003AA0201 ${lone}`);
  const second = deliver('00', `08 05 0003AA0202 ${euro}`);
  assert.is(joinParts([first, second]).text, '€');
});

test('parts of one text in two alphabets are joined', () => {
  const first = deliver('00', `09 05 0003AA0201 ${hexFromOctets(packSeptets([0x4f, 0x4b], 1))}`);
  const second = deliver('08', '08 05 0003AA0202 597D');
  assert.is(joinParts([first, second]).text, 'OK好');
});

test('a missing part is named, a repeated one counts once', () => {
  const first = deliver('08', '08 05 0003AA0301 4E00');
  const third = deliver('08', '08 05 0003AA0303 4E09');
  const joined = joinParts([third, first, third]);
  assert.equal(joined, { text: '一三', total: 3, missing: [2], complete: false, conflicting: [] });
});

test('a part with a number already taken by other words is set aside: the reference was used again', () => {
  const first = deliver('08', '08 05 0003AA0201 4E00');
  const other = deliver('08', '08 05 0003AA0201 4E8C');
  const joined = joinParts([first, other]);
  assert.equal(joined.conflicting, [other]);
  assert.is(joined.text, '一');
});

test('the same reference in 8 and in 16 bits is not the same text', () => {
  const eight = deliver('08', '08 05 0003AA0201 4E00');
  const sixteen = deliver('08', '09 06 080400AA0202 4E8C');
  assert.is.not(concatKey(eight), concatKey(sixteen));
  assert.throws(
    () => joinParts([eight, sixteen]),
    (error: unknown) => isTerminalError(error, 'sms/concat'),
  );
});

test('an impossible part number makes the element void, and the text stands alone', () => {
  for (const element of ['0003AA0200', '0003AA0203', '0003AA0000']) {
    const pdu = deliver('08', `08 05 ${element} 4E00`);
    assert.is(pdu.concat, undefined, element);
    assert.is(concatKey(pdu), undefined);
    assert.is(pdu.text, '一');
  }
});

test('of a repeated element the last counts, unknown ones are kept, one past the end is left out', () => {
  const pdu = deliver('08', '12 0F 0003AA0201 7F01FF 0003BB0202 0009 4E00');
  assert.equal(pdu.concat, { ref: 0xbb, total: 2, seq: 2, bits: 8 });
  assert.equal(
    pdu.header.map(({ id }) => id),
    [0, 0x7f, 0],
  );
  assert.is(pdu.text, '一');
});

test('a header longer than the data is refused, with its octet', () => {
  assert.throws(
    () => deliver('08', '03 05 0003'),
    (error: unknown) => isTerminalError(error, 'sms/header') && error.context.octet === 20,
  );
});

test('the language tables are used only when the header names them', () => {
  // Septets 1B 63: ç in the Turkish single shift table (A.2.1), else the extension has no 63 and c is shown.
  const septets = hexFromOctets(packSeptets([0x1b, 0x63], 3));
  assert.is(deliver('00', `07 03 240101 ${septets}`).text, 'ç');
  assert.is(decodeGsm7([0x1b, 0x63]), 'c');
  assert.is(deliver('00', `07 03 247F01 ${septets}`).text, 'c', 'a language that does not exist');
});

/** Rows of TS 23.038 annex A as printed there: language, table, septet, character. */
const TABLE_CELLS: ReadonlyArray<readonly [number, 'locking' | 'single', number, string]> = [
  [1, 'locking', 0x04, '€'],
  [1, 'locking', 0x0b, 'Ğ'],
  [1, 'locking', 0x40, 'İ'],
  [1, 'single', 0x69, 'ı'],
  [2, 'single', 0x75, 'ú'],
  [2, 'single', 0x3c, '['],
  [3, 'locking', 0x15, '∞'],
  [3, 'locking', 0x7d, '`'],
  [3, 'single', 0x7b, 'ã'],
  [4, 'locking', 0x4f, '\u09bd'],
  [4, 'single', 0x34, '\u09fa'],
  [5, 'locking', 0x7f, '\u0af1'],
  [6, 'locking', 0x15, 'क'],
  [6, 'locking', 0x5f, '\u094d'],
  [6, 'single', 0x19, '।'],
  [6, 'single', 0x1c, '०'],
  [6, 'single', 0x3a, '\u0971'],
  [7, 'locking', 0x60, '\u0cd5'],
  [8, 'single', 0x34, '\u0d7f'],
  [9, 'single', 0x2c, '\u0b71'],
  [10, 'locking', 0x4d, '\u0a39'],
  [11, 'locking', 0x1d, 'ஜ'],
  [11, 'single', 0x2e, '\u0bfa'],
  [12, 'locking', 0x40, 'బ'],
  [12, 'single', 0x32, '\u0c7f'],
  [13, 'locking', 0x00, '\u0627'],
  [13, 'single', 0x3f, '۔'],
  [13, 'single', 0x65, '€'],
];

test('the language tables hold what annex A prints', () => {
  for (const [language, table, septet, char] of TABLE_CELLS) {
    const tables = { locking: table === 'locking' ? language : 0, single: table === 'single' ? language : 0 };
    const septets = table === 'single' ? [0x1b, septet] : [septet];
    assert.is(decodeGsm7(septets, tables), char, `${language} ${table} ${septet.toString(16)}`);
  }
});

/** A.3.10 and A.3.11 row by row from septet 00, sixteen to a row, as Firefox OS printed them; `_` where there is nothing. */
const PUNJABI_ROWS = [
  '\u0a01\u0a02\u0a03\u0a05\u0a06\u0a07\u0a08\u0a09\u0a0a_\n__\r_\u0a0f',
  '\u0a10__\u0a13\u0a14\u0a15\u0a16\u0a17\u0a18\u0a19\u0a1a\u001b\u0a1b\u0a1c\u0a1d\u0a1e',
  '_!\u0a1f\u0a20\u0a21\u0a22\u0a23\u0a24)(\u0a25\u0a26,\u0a27.\u0a28',
  '0123456789:;_\u0a2a\u0a2b?',
  '\u0a2c\u0a2d\u0a2e\u0a2f\u0a30_\u0a32\u0a33_\u0a35\u0a36_\u0a38\u0a39\u0a3c_',
  '\u0a3e\u0a3f\u0a40\u0a41\u0a42____\u0a47\u0a48__\u0a4b\u0a4c\u0a4d',
  '\u0a51abcdefghijklmno',
  'pqrstuvwxyz\u0a70\u0a71\u0a72\u0a73\u0a74',
];
const TAMIL_ROWS = [
  '_\u0b82\u0b83\u0b85\u0b86\u0b87\u0b88\u0b89\u0b8a_\n__\r\u0b8e\u0b8f',
  '\u0b90_\u0b92\u0b93\u0b94\u0b95___\u0b99\u0b9a\u001b_\u0b9c_\u0b9e',
  '_!\u0b9f___\u0ba3\u0ba4)(__,_.\u0ba8',
  '0123456789:;\u0ba9\u0baa_?',
  '__\u0bae\u0baf\u0bb0\u0bb1\u0bb2\u0bb3\u0bb4\u0bb5\u0bb6\u0bb7\u0bb8\u0bb9__',
  '\u0bbe\u0bbf\u0bc0\u0bc1\u0bc2___\u0bc6\u0bc7\u0bc8_\u0bca\u0bcb\u0bcc\u0bcd',
  '\u0bd0abcdefghijklmno',
  'pqrstuvwxyz\u0bd7\u0bf0\u0bf1\u0bf2\u0bf9',
];

test('the two tables with the most holes, whole', () => {
  for (const [locking, rows] of [
    [10, PUNJABI_ROWS],
    [11, TAMIL_ROWS],
  ] as const) {
    [...rows.join('')].forEach((char, septet) => {
      if (septet === 0x1b) return;
      const expected = char === '_' ? ' ' : char;
      assert.is(decodeGsm7([septet], { locking, single: 0 }), expected, `${locking} ${septet.toString(16)}`);
    });
  }
});

test('data codings of every group', () => {
  const plain = { compressed: false, autoDelete: false };
  assert.equal(decodeDcs(0x00), { alphabet: 'gsm7', ...plain });
  assert.equal(decodeDcs(0x08), { alphabet: 'ucs2', ...plain });
  assert.equal(decodeDcs(0x18), { alphabet: 'ucs2', ...plain, messageClass: 0 });
  assert.equal(decodeDcs(0x0c), { alphabet: 'gsm7', ...plain }, 'reserved alphabet');
  assert.equal(decodeDcs(0x51), { alphabet: 'gsm7', compressed: false, autoDelete: true, messageClass: 1 });
  assert.equal(decodeDcs(0x84), { alphabet: 'gsm7', ...plain }, 'reserved group');
  assert.equal(decodeDcs(0xc8), {
    alphabet: 'gsm7',
    ...plain,
    waiting: { kind: 'voicemail', active: true, discard: true },
  });
  assert.equal(decodeDcs(0xe1), {
    alphabet: 'ucs2',
    ...plain,
    waiting: { kind: 'fax', active: false, discard: false },
  });
  assert.equal(decodeDcs(0xf6), { alphabet: '8bit', ...plain, messageClass: 2 });
});

test('a time that is none does not spoil the message', () => {
  const pdu = decodePdu('00040B813108108300F00008FFFFFFFFFFFFFF024F60');
  assert.is(pdu.type === 'SMS-DELIVER' && pdu.text, '你');
  assert.is(pdu.type === 'SMS-DELIVER' && pdu.timestamp, undefined);
});

test('what a status octet means', () => {
  const said: Array<[number, string, string]> = [
    [0x00, 'delivered', 'received'],
    [0x02, 'delivered', 'replaced'],
    [0x20, 'pending', 'congestion'],
    [0x3f, 'pending', 'centre-specific'],
    [0x46, 'failed', 'expired'],
    [0x62, 'failed', 'no-response'],
    [0xab, 'pending', 'reserved'],
  ];
  for (const [octet, state, reason] of said) assert.equal(decodeStatus(octet), { state, reason });
});

test('a grapheme stays whole at the seam: a family, a flag, a letter with its accent', () => {
  for (const grapheme of ['👨‍👩‍👧‍👦', '🇨🇳', 'e\u0301\u0302']) {
    for (let before = 60; before <= 70; before += 1) {
      const text = `${'中'.repeat(before)}${grapheme}尾${'中'.repeat(10)}`;
      const parts = splitText(text, 'ucs2');
      assert.is(parts.join(''), text);
      assert.ok(
        parts.some((part) => part.includes(grapheme)),
        `${grapheme} after ${before}`,
      );
      assert.ok(parts.every((part) => part.length <= 67) || parts.length === 1);
    }
  }
});

test('a grapheme longer than a part is cut between characters, and nothing is lost', () => {
  const text = `e${'\u0301'.repeat(200)}😀`;
  const parts = splitText(text, 'ucs2');
  assert.is(parts.join(''), text);
  assert.ok(parts.every((part) => part.length <= 67));
});

test('a 16-bit reference takes one octet more: 152 septets and 66 code units', () => {
  assert.equal(
    submitTexts({ text: 'a'.repeat(161), wideReference: true }).map((part) => part.length),
    [152, 9],
  );
  assert.equal(
    submitTexts({ text: '中'.repeat(71), reference: 0x1234 }).map((part) => part.length),
    [66, 5],
  );
  const [first] = encodeSubmit({ to: '10086', text: '中'.repeat(71), reference: 0x1234 });
  assert.ok(first?.hex.includes('060804123402014E2D'));
});

test('the counter tells what a typist sees', () => {
  assert.equal(countParts(''), { alphabet: 'gsm7', parts: 1, units: 0, remaining: 160 });
  assert.equal(countParts('€'), { alphabet: 'gsm7', parts: 1, units: 2, remaining: 158 });
  assert.equal(countParts('中'.repeat(70)), { alphabet: 'ucs2', parts: 1, units: 70, remaining: 0 });
  assert.equal(countParts('中'.repeat(71)), { alphabet: 'ucs2', parts: 2, units: 71, remaining: 63 });
});

test('more than 255 parts are refused', () => {
  assert.throws(
    () => encodeSubmit({ to: '10086', text: '中'.repeat(67 * 255 + 1) }),
    (error: unknown) => isTerminalError(error, 'sms/too-long'),
  );
});

test('report, flash and validity set the bits of 9.2.3', () => {
  const [pdu] = encodeSubmit({
    to: '+8613800138000',
    text: 'a',
    report: true,
    flash: true,
    validityMinutes: 1440,
  });
  // 31: SUBMIT, relative validity, report. DCS 10: class 0. A7: 24 hours. One septet: a.
  assert.equal(pdu, { hex: '0031000D91683108108300F00010A70161', length: 16 });
});

test.run();
