/** PDUs that are cut, bent or made of noise: a typed error that names the octet, or a message, and always at once. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { decodePdu } from '../../../protocol/sms/index.js';
import { allVectors } from './vectors.js';

/** Whole PDUs of the vectors, those with the SMSC field in front. */
const PDUS = [
  ...new Set(
    allVectors.flatMap(({ input, expect }) =>
      [input.pdu, input.pdus, expect.pdus].flat().filter((pdu) => typeof pdu === 'string'),
    ),
  ),
];

/** Decodes or refuses as promised; true when it was decoded. */
function decodes(hex: string): boolean {
  try {
    decodePdu(hex, 'guess');
    return true;
  } catch (error) {
    assert.ok(isTerminalError(error, 'sms/'), `${hex}: ${String(error)}`);
    const { octet } = error.context;
    assert.ok(typeof octet === 'number' && octet >= 0 && octet <= hex.length / 2, `${hex}: octet ${octet}`);
    return false;
  }
}

/** xorshift32: the same noise at every run. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

function octets(next: () => number, count: number): string {
  return Array.from({ length: count }, () => (next() & 0xff).toString(16).padStart(2, '0')).join('');
}

test('every PDU of the vectors, cut at every octet and in the middle of every octet', () => {
  assert.ok(PDUS.length > 150, `${PDUS.length} PDUs`);
  let cuts = 0;
  for (const pdu of PDUS) {
    for (let length = 0; length <= pdu.length; length += 1) {
      decodes(pdu.slice(0, length));
      cuts += 1;
    }
  }
  assert.ok(cuts > 20_000, `${cuts} cuts`);
});

test('a text cut before its end is never shown as if it were whole', () => {
  for (const { id, input, expect } of allVectors.filter(({ kind }) => kind === 'decode')) {
    if (typeof input.pdu !== 'string' || typeof expect.text !== 'string' || expect.text.length < 2) continue;
    const half = input.pdu.slice(0, Math.floor(input.pdu.length / 4) * 2);
    assert.throws(() => decodePdu(half), undefined, id);
  }
});

test('20,000 PDUs of noise', () => {
  const next = noise(20261122);
  let decoded = 0;
  for (let i = 0; i < 20_000; i += 1) if (decodes(octets(next, next() % 180))) decoded += 1;
  assert.ok(decoded > 0, 'some noise is a message');
});

test('every PDU of the vectors with one octet bent, 40 times each', () => {
  const next = noise(7);
  for (const pdu of PDUS) {
    for (let i = 0; i < 40; i += 1) {
      const at = (next() % (pdu.length / 2)) * 2;
      decodes(pdu.slice(0, at) + octets(next, 1) + pdu.slice(at + 2));
    }
  }
});

test('too long, half an octet and characters that are no digits each have their word', () => {
  const code = (hex: string) => {
    try {
      decodePdu(hex);
      return '';
    } catch (error) {
      return isTerminalError(error) ? error.code : String(error);
    }
  };
  assert.is(code('00'.repeat(600)), 'sms/too-long');
  assert.is(code('00'.repeat(500_000)), 'sms/too-long');
  assert.is(code('0791F'), 'sms/hex');
  assert.is(code('07 91'), 'sms/hex');
  assert.is(code(''), 'sms/truncated');
  assert.is(code('00'), 'sms/truncated');
  assert.is(code('0003'), 'sms/message-type');
  assert.is(code('0C91683108200105F0'), 'sms/smsc');
});

test.run();
