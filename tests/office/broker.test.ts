/** The broker's two guards: how large a packet may be, and who may do what. Packets are written out from MQTT 3.1.1. */

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createAccess, maySubscribe, whyNotPublish } from '../../office/broker/access.js';
import { createPacketMeter } from '../../office/broker/meter.js';
import { MAX_PAYLOAD } from '../../protocol/sync/messages.js';

/** Type and flags, remaining length in 7-bit groups (clause 2.2.3), then that many bytes. */
const PINGREQ = [0xc0, 0x00];
const SHORT = [0x30, 0x03, 0x00, 0x01, 0x61];
const OF_321 = [0x30, 0xc1, 0x02, ...new Array<number>(321).fill(0x82)];

test('packets within the limit pass, however they are split', () => {
  const stream = Uint8Array.from([...PINGREQ, ...SHORT, ...OF_321, ...PINGREQ]);
  for (let split = 0; split <= stream.length; split++) {
    const passes = createPacketMeter(321);
    assert.ok(passes(stream.subarray(0, split)) && passes(stream.subarray(split)), `split at ${split}`);
  }
  const passes = createPacketMeter(321);
  for (const byte of stream) assert.ok(passes(Uint8Array.of(byte)));
});

test('a larger packet is stopped at its header, and nothing passes afterwards', () => {
  const passes = createPacketMeter(320);
  assert.not(passes(Uint8Array.from([...SHORT, 0x30, 0xc1, 0x02])));
  assert.not(passes(Uint8Array.from(PINGREQ)));
});

test('the largest packet of MQTT and a length that never ends are stopped', () => {
  for (const header of [
    [0x10, 0xff, 0xff, 0xff, 0x7f],
    [0x10, 0x80, 0x80, 0x80, 0x80, 0x01],
  ]) {
    assert.not(createPacketMeter(1000)(Uint8Array.from(header)));
  }
});

const TILL = { store: 'shop', terminal: 'till-1', secret: 'secret-of-1' };
const OTHER = { store: 'shop', terminal: 'till-2', secret: 'secret-of-2' };
const access = createAccess([TILL, OTHER]);
const secret = (text: string) => new TextEncoder().encode(text);

test('a terminal is known by name, secret and a client id that is its name', () => {
  assert.equal(access.identify('till-1', 'till-1', secret('secret-of-1')), TILL);
});

test('doctor comes in beside the terminal, by the terminal’s name and secret', () => {
  assert.equal(access.identify('till-1/doctor', 'till-1', secret('secret-of-1')), TILL);
});

for (const [what, clientId, user, password] of [
  ['another’s visitor', 'till-2/doctor', 'till-1', 'secret-of-1'],
  ['a wrong secret', 'till-1', 'till-1', 'secret-of-2'],
  ['another’s client id, which would push that one off the line', 'till-2', 'till-1', 'secret-of-1'],
  ['an unknown name', 'till-9', 'till-9', ''],
  ['an empty secret', 'till-1', 'till-1', ''],
  ['no name at all', 'till-1', undefined, undefined],
  ['a name from the prototype', 'constructor', 'constructor', ''],
] as const) {
  test(`${what} is turned away`, () => {
    const bytes = password === undefined ? undefined : secret(password);
    assert.is(access.identify(clientId, user, bytes), undefined);
  });
}

test('a terminal publishes and reads its own topics and no others', () => {
  assert.is(whyNotPublish(TILL, 'zhanggui/v1/shop/till-1/up', 10), undefined);
  assert.is(whyNotPublish(TILL, 'zhanggui/v1/shop/till-1/up', MAX_PAYLOAD + 1), 'too-large');
  for (const topic of ['zhanggui/v1/shop/till-2/up', 'zhanggui/v1/shop/till-1/down', '$SYS/x', 'other']) {
    assert.is(whyNotPublish(TILL, topic, 10), 'not-yours', topic);
  }
  assert.ok(maySubscribe(TILL, 'zhanggui/v1/shop/till-1/down'));
  for (const topic of [
    'zhanggui/v1/shop/till-2/down',
    'zhanggui/v1/shop/+/down',
    '#',
    'zhanggui/v1/shop/till-1/up',
  ]) {
    assert.not(maySubscribe(TILL, topic), topic);
  }
  assert.not(maySubscribe(undefined, 'zhanggui/v1/shop/till-1/down'));
});

test.run();
