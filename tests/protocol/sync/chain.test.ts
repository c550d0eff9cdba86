/** The chain over commits and the veil over their personal values, against digests made by other means. */
import { createHash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Chained, chainAfter, isChainedTo, sealJson } from '../../../protocol/sync/chain.js';
import { eraseValues, personalValue, veilOver } from '../../../protocol/sync/veil.js';

const SALT = Uint8Array.from({ length: 18 }, (_, i) => i);

const plain: Chained & { seq: number } = { seq: 1, events: [{ type: 'shop.described', v: 1, name: '福源' }] };
const personal: Chained & { seq: number } = {
  seq: 2,
  events: [
    { type: 'customers.registered', v: 1, customer: 'c1', name: '王小明' },
    { type: 'customers.phone-added', v: 1, customer: 'c1', key: '+8613800138000' },
    { type: 'campaigns.gathered', v: 1, recipients: [{ customer: 'c1', key: '+86139' }] },
  ],
  veil: veilOver(['/0/name', '/1/key', '/2/recipients/0/key'], SALT),
};

const sha = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

function sealed<C extends Chained>(before: string, commit: C): C & { chain: string } {
  return JSON.parse(sealJson(before, commit).json) as C & { chain: string };
}

test('the chain of a commit without personal values is the digest of the chain before it and its JSON', () => {
  assert.is(chainAfter('', plain), sha(JSON.stringify(plain)));
  assert.is(chainAfter('before', plain), sha(`before${JSON.stringify(plain)}`));
  assert.is(sealed('before', plain).chain, sha(`before${JSON.stringify(plain)}`));
});

test('a personal value is covered by its digest under a salt of its own', () => {
  const salts = createHash('shake256', { outputLength: 54 }).update('AAECAwQFBgcICQoLDA0ODxAR').digest();
  const one = (at: number, value: string): string =>
    sha(salts.toString('base64url', at * 18, at * 18 + 18) + JSON.stringify(value));
  const shown = {
    seq: 2,
    events: [
      { type: 'customers.registered', v: 1, customer: 'c1', name: one(0, '王小明') },
      { type: 'customers.phone-added', v: 1, customer: 'c1', key: one(1, '+8613800138000') },
      { type: 'campaigns.gathered', v: 1, recipients: [{ customer: 'c1', key: one(2, '+86139') }] },
    ],
    veil: { of: ['/0/name', '/1/key', '/2/recipients/0/key'] },
  };
  assert.is(sealed('x', personal).chain, sha(`x${JSON.stringify(shown)}`));
});

test('any change of a value, personal or not, shows', () => {
  const good = sealed('x', personal);
  assert.ok(isChainedTo('x', good));
  assert.not.ok(isChainedTo('y', good));
  const text = JSON.stringify(good);
  for (const [from, to] of [
    ['王小明', '王大明'],
    ['13800138000', '13800138001'],
    ['"seq":2', '"seq":3'],
    ['/1/key', '/1/customer'],
    ['+86139', '+86130'],
  ] as const) {
    assert.not.ok(isChainedTo('x', JSON.parse(text.replace(from, to)) as Chained), from);
  }
});

test('after an erasure the commit still fits, the values are gone, and the others are still covered', () => {
  const good = sealed('x', personal);
  const erased = eraseValues(
    good,
    new Map<string, unknown>([
      ['/1/key', 'nobody'],
      ['/2/recipients/0/key', 'nobody'],
    ]),
  );
  const text = JSON.stringify(erased);
  assert.ok(isChainedTo('x', JSON.parse(text) as Chained));
  assert.not.match(text, /13800138000|\+86139/);
  assert.not.match(text, /AAECAwQF/, 'the salt of all would let the erased values be guessed');
  assert.is(personalValue(erased, '/0/name'), '王小明');
  assert.not.ok(isChainedTo('x', JSON.parse(text.replace('王小明', '王大明')) as Chained));
  assert.is(personalValue(good, '/1/key'), '+8613800138000', 'the commit that was given is left as it was');

  const twice = eraseValues(
    erased,
    new Map<string, unknown>([
      ['/0/name', ''],
      ['/1/key', 'again'],
    ]),
  );
  assert.ok(isChainedTo('x', JSON.parse(JSON.stringify(twice)) as Chained));
});

test('a veil that does not fit is a commit that does not fit, not a crash', () => {
  const good = sealed('x', personal);
  for (const of of [['/9/name'], ['/0/nothing'], ['/2/recipients/7/key'], ['nonsense']]) {
    assert.not.ok(isChainedTo('x', { ...good, veil: { salt: 'AAAA', of } }));
  }
  assert.not.ok(isChainedTo('x', { ...good, veil: { of: ['/0/name'] } }));
});

test('an old journal has no veils: its values are replaced all the same', () => {
  const { veil: _, ...old } = personal;
  const erased = eraseValues(old, new Map([['/0/name', '']]));
  assert.not.match(JSON.stringify(erased), /王小明/);
});

test.run();
