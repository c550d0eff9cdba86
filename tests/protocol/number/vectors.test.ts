/** Chinese numbers in every spelling: the majority of three libphonenumber ports, and the spellings of one member. */

import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { callerNumber, type NumberKind, normalizeNumber } from '../../../protocol/number/index.js';
import { vectorPath } from '../../support/vectors.js';

interface PhoneVector {
  readonly id: string;
  readonly category: string;
  readonly input: { readonly raw: string; readonly defaultRegion: string };
  readonly expect: {
    readonly parseable: boolean;
    readonly e164?: string;
    readonly valid?: boolean;
    readonly type?: string;
    readonly ext?: string | null;
    readonly national?: string;
    readonly validShortNumberCN?: boolean;
  };
}

interface PhoneFile {
  readonly schema: {
    readonly identity: ReadonlyArray<{ id: string; kind: string; raws: string[]; expectE164?: string }>;
    readonly clip: ReadonlyArray<{ line: string; number: string | null; withheld: boolean }>;
  };
  readonly vectors: readonly PhoneVector[];
}

const file = JSON.parse(readFileSync(vectorPath('phone.json'), 'utf8')) as PhoneFile;

/** Numbers that we read otherwise than the library, each with its reason; the third is ours: key, kind. */
const DECIDED: Readonly<Record<string, readonly [key: string, kind: NumberKind, why: string]>> = {
  'phone-006': ['+8614912345678', 'mobile', 'any 11 digits from 13 to 19: a new range is a mobile at once'],
  'phone-073': [
    '+8613800138000',
    'mobile',
    'the 0 behind an IP prefix goes too (17950 0 138…), as the identity says',
  ],
  'phone-081': [
    '+861795100013800138000',
    'unknown',
    '000 behind an IP prefix is neither trunk nor international',
  ],
  'phone-089': ['+861062345678', 'landline', 'an IP prefix before a landline with its 0 (17909 010 …)'],
  'phone-211': ['+861062345678', 'landline', '转 before an extension is how people write it'],
  'phone-226': ['9510008', 'service', 'nationwide 95 numbers have five to eight digits'],
  'phone-254': ['106550101955', 'service', '106 is where applications send texts from'],
  'phone-256': ['10690365110086', 'service', '106 is where applications send texts from'],
  'phone-262': ['1008611', 'service', 'an operator adds digits to its own number'],
  'phone-241': ['12315', 'service', '12xxx are public services, whether the library knows them or not'],
  'phone-243': ['12320', 'service', '12xxx are public services, whether the library knows them or not'],
  'phone-257': ['12321', 'service', '12xxx are public services, whether the library knows them or not'],
};

/** How the library's types are called here. A type it does not know may be any kind of ours. */
const KINDS: Readonly<Record<string, NumberKind>> = {
  MOBILE: 'mobile',
  FIXED_LINE: 'landline',
  SHARED_COST: 'service',
  PREMIUM_RATE: 'service',
  FIXED_LINE_OR_MOBILE: 'unknown',
  UNKNOWN: 'unknown',
};

test('the counts are those of the file', () => {
  assert.is(file.vectors.length, 154);
  assert.is(file.schema.identity.length, 3);
  assert.is(file.schema.clip.length, 7);
});

for (const { id, category, input, expect } of file.vectors) {
  test(`${id} ${category} "${input.raw}"`, () => {
    const { key, kind, national, extension } = normalizeNumber(input.raw, input.defaultRegion);
    const decided = DECIDED[id];
    if (decided !== undefined) {
      assert.equal([key, kind], decided.slice(0, 2), decided[2]);
      assert.ok(
        key !== expect.e164 || kind !== KINDS[expect.type ?? ''],
        'as the library has it: take it out of the list',
      );
      return;
    }
    if (!expect.parseable) {
      assert.is(key, null);
      assert.ok(kind === 'withheld' || kind === 'unknown');
      return;
    }
    if (expect.validShortNumberCN) {
      // A short number has no E.164: the library's +86 before it cannot be dialled. The key is the number itself.
      assert.equal([key, kind], [expect.e164?.slice(3), 'service']);
      return;
    }
    assert.is(key, expect.e164);
    assert.is(kind, KINDS[expect.type ?? '']);
    assert.is(extension ?? null, expect.ext ?? null);
    // Foreign numbers are shown with their country code, which the library's national format leaves out.
    if (expect.valid && category !== 'foreign') assert.is(national, expect.national);
  });
}

for (const { id, kind, raws, expectE164 } of file.schema.identity) {
  test(`identity ${id}: ${raws.length} spellings`, () => {
    const keys = new Set(raws.map((raw) => normalizeNumber(raw).key));
    if (kind === 'different') assert.is(keys.size, raws.length);
    else assert.equal([...keys], [expectE164]);
  });
}

for (const { line, number, withheld } of file.schema.clip) {
  test(`caller in ${line}`, () => {
    // The line itself is read by protocol/at; here its number, type and validity are.
    const [, digits = '', type = '', validity = ''] =
      /^\+CLIP:\s*"?([^",]*)"?,(\d+)(?:,[^,]*,[^,]*,[^,]*,(\d))?$/.exec(line) ?? [];
    const caller = callerNumber(digits, Number(type), Number(validity));
    assert.is(caller, number);
    assert.is(normalizeNumber(caller ?? '').kind === 'withheld', withheld);
  });
}

test.run();
