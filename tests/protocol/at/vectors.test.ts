/** Every reply in tests/vectors/at-replies.json: recorded from real modems by ModemManager and gammu, sources named there. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  argsOf,
  fromUcs2Hex,
  groupItems,
  groupNumbers,
  parseClip,
  parseClock,
  parseGroups,
  parseOwnNumber,
  parseRegistration,
  parseStoredTexts,
  parseStores,
  REGISTRATION_STATES,
  splitArgs,
} from '../../../protocol/at/index.js';
import { type AtVector, atVector, atVectors, linesOf, lookedAt, USSD_IDS } from './at-vectors.js';

/** ModemManager's names of the states, in the order of 27.007 7.2. */
const STATES =
  'IDLE HOME SEARCHING DENIED UNKNOWN ROAMING HOME_SMS_ONLY ROAMING_SMS_ONLY EMERGENCY_ONLY ' +
  'HOME_CSFB_NOT_PREFERRED ROAMING_CSFB_NOT_PREFERRED ATTACHED_RLOS';

const checks: Record<string, (vector: AtVector) => void> = {
  'cmgl-pdu'({ input, expect }) {
    const got = parseStoredTexts(linesOf(input.text)).map(({ index, status, pdu }) => ({
      index,
      stat: status,
      pdu,
    }));
    assert.equal(got, expect.messages);
  },
  registration({ input, expect }) {
    const got = parseRegistration(input.line);
    assert.is(got?.state, REGISTRATION_STATES[STATES.split(' ').indexOf(String(expect.stateName))]);
    assert.is(got?.area ?? 0, expect.lac);
    assert.is(got?.cell ?? 0, expect.ci);
    assert.is(got?.access?.toUpperCase() ?? 'UNKNOWN', expect.act);
  },
  cpms({ input, expect }) {
    assert.equal(parseStores(input.text)?.flat(), expect.mem);
  },
  cnum({ input, expect }) {
    assert.equal(linesOf(input.text).map(parseOwnNumber), expect.numbers);
  },
  clip({ input, expect }) {
    assert.is(parseClip(input.line)?.number, expect.number);
  },
  cclk({ input, expect }) {
    const got = parseClock(input.text);
    if (expect.ok === false) return assert.is(got, undefined);
    const iso = String(expect.iso8601).replace(/([+-]\d\d)$/, '$1:00');
    assert.is(got?.at, Date.parse(iso));
    assert.is(got?.offsetMinutes ?? 0, Number(expect.offset_minutes));
  },
};

for (const vector of atVectors) {
  const run = checks[vector.kind];
  if (run !== undefined) test(`${vector.id}: ${vector.kind}`, () => run(vector));
}

/** What gammu recorded without a parse: the figures below were read off each reply by eye. */
const lineOf = (id: string, prefix: string) => atVector(id).find((line) => line.startsWith(prefix)) ?? '';

test('at-101: which routings of new texts a modem offers', () => {
  const groups = parseGroups(lineOf('at-101', '+CNMI:')).map(groupNumbers);
  assert.equal(groups, [
    [0, 1, 2, 3],
    [0, 1, 2, 3],
    [0, 1, 2, 3],
    [0, 1],
    [0, 1],
  ]);
});

test('at-102, at-103, at-106: stores in groups and without', () => {
  assert.equal(parseStores(lineOf('at-102', '+CPMS:'))?.[2], ['SM', 'ME', 'SM_P', 'ME_P', 'MT']);
  assert.equal(parseStores(lineOf('at-103', '+CPMS:')), [
    ['SM', 'ME'],
    ['SM', 'ME'],
    ['SM', 'ME'],
  ]);
  assert.equal(parseStores(lineOf('at-106', '+CPMS:')), [['SM'], ['SM'], ['SM']]);
});

test('at-109 to at-116: registration, also with quotes left out or a line cut short', () => {
  const read = (id: string) => parseRegistration(lineOf(id, '+CREG:'));
  assert.equal(read('at-109'), { state: 'home', area: 0x4ca, cell: 0x81de445, access: undefined });
  assert.equal(read('at-111'), { state: 'home', area: 0x5e25, cell: 0x605f, access: undefined });
  assert.equal(read('at-112'), { state: 'roaming', area: 0x2af5, cell: 0xb88e350, access: 'umts' });
  assert.equal(read('at-113'), { state: 'home', area: 0x5e25, cell: 0x605f, access: 'umts' });
  assert.equal(read('at-114'), { state: 'home', area: undefined, cell: 0x605f, access: undefined });
  assert.is(read('at-115')?.state, 'home');
  assert.equal(read('at-116'), { state: 'home', area: 0x5e25, cell: undefined, access: undefined });
});

test('at-119 to at-124: quoted strings with commas, hashes and holes', () => {
  const read = (id: string) => argsOf(lineOf(id, '+CPBR:'), '+CPBR:')?.map(({ text }) => text);
  assert.equal(read('at-119'), ['81', '#121#', '129', 'My Tempo', '0']);
  assert.equal(read('at-121'), [
    '419',
    '030450566735',
    '129',
    '56697263686F77204B6C696E696B756D2053742E20333100',
  ]);
  assert.equal(read('at-123'), ['1', '+60122256476', '145', '', '08/07/04', '17:24:55']);
  assert.equal(read('at-124'), ['1', '', '+31234657899', '145', 'Mama GSM', '2007/11/02,09:27']);
});

test('at-138, at-140, at-141: a number as UCS-2 hex, quoted or bare', () => {
  const read = (id: string) => fromUcs2Hex(argsOf(lineOf(id, '+CSCA:'), '+CSCA:')?.[0]?.text ?? '');
  assert.is(read('at-138'), '+97254120032');
  assert.is(read('at-140'), '6281100000');
  assert.is(read('at-141'), '+447802092035');
});

test('at-129: bare text with commas is no list of ours and breaks nothing', () => {
  for (const line of atVector('at-129')) assert.ok(splitArgs(line).length > 0);
});

test('at-132 to at-136: a text-mode reply is not taken for a PDU', () => {
  for (const id of ['at-132', 'at-133', 'at-134', 'at-136']) {
    const line = lineOf(id, '+CMGR:');
    assert.ok(groupItems(argsOf(line, '+CMGR:')?.[0] ?? { text: '', quoted: true }).includes('REC READ'), id);
  }
});

test('at-120: a name in characters that are none of ours leaves the number readable', () => {
  const lines = atVector('at-120').join(' ');
  assert.match(lines, '+CPBR: 241,');
});

test('every reply of the file is looked at, here or in ussd.test.ts', () => {
  const unseen = atVectors.filter(({ id, kind }) => checks[kind] === undefined && !lookedAt.has(id));
  assert.equal(
    unseen.map(({ id }) => id),
    USSD_IDS,
  );
});

test.run();
