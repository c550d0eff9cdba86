/**
 * CMAC: NIST SP 800-38B, appendix D.1 (the examples of RFC 4493, 4). Key diversification: NXP AN10922, 2.2.1. SUN messages: NXP
 * AN12196, 3.3 and 3.4, and the vectors of nfc-developer/sdm-backend (tests/vectors/nfc.json names each).
 */
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fromHex, toHex } from '../../../protocol/card/bytes.js';
import { cmac } from '../../../protocol/card/cmac.js';
import { diversifiedKey } from '../../../protocol/card/diversify.js';
import {
  decryptSunData,
  parseSunLink,
  type SunKeys,
  type SunMessage,
  verifySun,
} from '../../../protocol/card/sun.js';
import { isTerminalError } from '../../../protocol/errors.js';
import { AES } from '../../../terminal/cards/aes.js';
import { vectorPath } from '../../support/vectors.js';

const KEY = fromHex('2b7e151628aed2a6abf7158809cf4f3c');
const MESSAGE = fromHex(
  '6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710',
);

for (const [length, mac] of [
  [0, 'BB1D6929E95937287FA37D129B756746'],
  [16, '070A16B46B4D4144F79BDD9DD04A287C'],
  [40, 'DFA66747DE9AE63030CA32611497C827'],
  [64, '51F0BEBF7E3B9D92FC49741779363CFE'],
] as const)
  test(`the CMAC of ${length} bytes is the one of SP 800-38B`, () => {
    assert.is(toHex(cmac(AES, KEY, MESSAGE.subarray(0, length))), mac);
  });

test('a diversified key is the one of AN10922', () => {
  const input = fromHex('04782E21801D80 3042F5 4E585020416275');
  const master = fromHex('00112233445566778899AABBCCDDEEFF');
  assert.is(toHex(diversifiedKey(AES, master, input)), 'A8DD63A3B89D54B37CA802473FDA9175');
  for (const wrong of [new Uint8Array(), new Uint8Array(32)])
    assert.throws(
      () => diversifiedKey(AES, master, wrong),
      (error: unknown) => isTerminalError(error, 'card/bad-key'),
    );
});

const ZERO = new Uint8Array(16);
const zeroKeys = { meta: ZERO, file: () => ZERO };
const SHOP = 'https://shop.example/m?';
const proved = (link: string, keys: SunKeys = zeroKeys) => {
  const message = parseSunLink(link);
  return message && verifySun(AES, message, keys);
};

test('AN12196, 3.3: id and counter encrypted, the MAC over nothing', () => {
  const link = `${SHOP}picc_data=EF963FF7828658A599F3041510671E88&cmac=94EED9EE65337086`;
  assert.equal(proved(link), { uid: '04DE5F1EACC040', counter: 61 });
});

test('AN12196, 3.4: with encrypted file data, the MAC over that data and what stands behind it', () => {
  const data = 'CEE9A53E3E463EF1F459635736738962';
  const link = `${SHOP}picc_data=FD91EC264309878BE6345CBE53BADF40&enc=${data}&cmac=ECC1E7F6C6C73BF6`;
  assert.equal(proved(link), { uid: '04958CAA5C5E80', counter: 8 });
  const tag = { uid: fromHex('04958CAA5C5E80'), counter: 8 };
  assert.is(new TextDecoder().decode(decryptSunData(AES, ZERO, tag, fromHex(data))), 'xxxxxxxxxxxxxxxx');
});

interface Vector {
  readonly id: string;
  readonly input: Readonly<Record<string, string>>;
  readonly expect: {
    readonly valid: boolean;
    readonly uid?: string;
    readonly readCtr?: number;
    readonly fileDataHex?: string;
  };
}

const { vectors } = JSON.parse(readFileSync(vectorPath('nfc.json'), 'utf8')) as {
  vectors: ReadonlyArray<Vector & { readonly kind: string }>;
};
const suns = vectors.filter(({ kind, input }) => kind === 'ntag424-sun' && input.mode === 'AES');

for (const { id, input, expect } of suns)
  test(`${id} is ${expect.valid ? 'a card’s' : 'nobody’s'}`, () => {
    const message: SunMessage = {
      picc: input.picc_data
        ? { encrypted: fromHex(input.picc_data) }
        : { uid: fromHex(input.uid ?? ''), counter: Number.parseInt(input.readCtrHex_msb ?? '', 16) },
      mac: fromHex(input.cmac ?? ''),
      inputs: [input.mac_input ?? ''],
    };
    const file = fromHex(input.fileReadKey ?? '');
    const proof = verifySun(AES, message, {
      meta: fromHex(input.metaReadKey ?? '00'.repeat(16)),
      file: () => file,
    });
    assert.is(proof !== undefined, expect.valid);
    if (!proof) return;
    assert.is(proof.counter, expect.readCtr);
    if (expect.uid) assert.is(proof.uid, expect.uid.toUpperCase());
    if (!expect.fileDataHex || !input.enc) return;
    const tag = { uid: fromHex(proof.uid), counter: proof.counter };
    assert.is(toHex(decryptSunData(AES, file, tag, fromHex(input.enc))), expect.fileDataHex.toUpperCase());
  });

test('the shared vectors are there', () => assert.ok(suns.length >= 5));

test('one bit wrong anywhere proves nothing', () => {
  const link = (picc: string, mac: string) => `${SHOP}picc_data=${picc}&cmac=${mac}`;
  const [picc, mac] = [fromHex('EF963FF7828658A599F3041510671E88'), fromHex('94EED9EE65337086')];
  for (let bit = 0; bit < 128; bit++)
    assert.is(proved(link(toHex(flipped(picc, bit)), toHex(mac))), undefined, `picc bit ${bit}`);
  for (let bit = 0; bit < 64; bit++)
    assert.is(proved(link(toHex(picc), toHex(flipped(mac, bit)))), undefined, `mac bit ${bit}`);
  assert.is(
    proved(link(toHex(picc), toHex(mac)), { ...zeroKeys, file: () => KEY }),
    undefined,
    'another key',
  );
});

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
}

test('a plain mirror is read most significant digit first, as the card writes it', () => {
  const plain = parseSunLink(`${SHOP}uid=041E3C8A2D6B80&ctr=000006&cmac=4B00064004B0B3D3`);
  assert.equal(plain?.picc, { uid: fromHex('041E3C8A2D6B80'), counter: 6 });
  assert.equal(plain && verifySun(AES, plain, zeroKeys), { uid: '041E3C8A2D6B80', counter: 6 });
});

test('other links are no messages', () => {
  for (const link of [
    'https://shop.example/',
    `${SHOP}cmac=94EED9EE65337086`,
    `${SHOP}picc_data=EF96&cmac=94EED9EE65337086`,
    `${SHOP}picc_data=EF963FF7828658A599F3041510671E88&cmac=94EE`,
    `${SHOP}picc_data=${'A'.repeat(600)}&cmac=94EED9EE65337086`,
    '',
  ])
    assert.is(parseSunLink(link), undefined, link);
});

test.run();
