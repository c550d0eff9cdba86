/** The public vectors of nfcpy and ndeflib: NDEF records, Type 2 memory, Type 4 capability containers. */

import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fromHex, toHex } from '../../../protocol/card/bytes.js';
import { decodeNdef, encodeNdef, joinChunks, type NdefRecord } from '../../../protocol/card/ndef.js';
import { decodeText } from '../../../protocol/card/ndef-text.js';
import { decodeUri, encodeUri } from '../../../protocol/card/ndef-uri.js';
import { findNdef } from '../../../protocol/card/type2.js';
import { parseType4Capability } from '../../../protocol/card/type4.js';
import { isTerminalError } from '../../../protocol/errors.js';
import { vectorPath } from '../../support/vectors.js';

interface Vector {
  readonly id: string;
  readonly kind: string;
  readonly input: Record<string, unknown>;
  readonly expect: Record<string, unknown>;
}

const { vectors } = JSON.parse(readFileSync(vectorPath('nfc.json'), 'utf8')) as { vectors: Vector[] };

function each(kind: string, run: (vector: Vector) => void): void {
  const chosen = vectors.filter((vector) => vector.kind === kind);
  test(`${kind}: there are vectors`, () => assert.ok(chosen.length > 0));
  for (const vector of chosen) test(vector.id, () => run(vector));
}

function hex(value: unknown): Uint8Array {
  return typeof value === 'string' ? fromHex(value) : new Uint8Array();
}

/** The names that ndeflib gives to types. */
function typeName({ tnf, type }: NdefRecord): string {
  return ['', `urn:nfc:wkt:${type}`, type, type, `urn:nfc:ext:${type}`, 'unknown', 'unchanged'][tnf] ?? '?';
}

function refuses(run: () => unknown): void {
  assert.throws(run, (error: unknown) => isTerminalError(error, 'card/bad-ndef'));
}

each('ndef-uri-payload', ({ input, expect }) => {
  assert.is(decodeUri(hex(input.payload_hex)), expect.uri);
});

each('ndef-uri-payload', ({ input, expect }) => {
  assert.is(toHex(encodeUri(String(expect.uri))).toLowerCase(), input.payload_hex);
});

each('ndef-uri-payload-invalid', ({ input }) => refuses(() => decodeUri(hex(input.payload_hex))));

each('ndef-text-payload', ({ input, expect }) => {
  assert.equal(decodeText(hex(input.payload_hex)), expect);
});

each('ndef-text-payload-invalid', ({ input }) => refuses(() => decodeText(hex(input.payload_hex))));

each('ndef-message', ({ input, expect }) => {
  const records = decodeNdef(hex(input.hex));
  const expected = expect.records as Record<string, unknown>[];
  assert.equal(
    records.map(typeName),
    expected.map(({ type }) => type),
  );
  for (const [n, want] of expected.entries()) {
    const record = records[n] as NdefRecord;
    if (want.name !== undefined) assert.is(record.id, want.name);
    if (want.iri !== undefined) assert.is(decodeUri(record.payload), want.iri);
    if (want.text !== undefined) {
      const { text, language, encoding } = want;
      assert.equal(decodeText(record.payload), { text, language, encoding });
    }
    if (want.data !== undefined) assert.is(toHex(record.payload), want.data);
    if (want.data_hex !== undefined) assert.is(toHex(record.payload).toLowerCase(), want.data_hex);
  }
});

/** Messages in chunks have no second spelling: ours are written whole. */
each('ndef-message', ({ input }) => {
  const records = decodeNdef(hex(input.hex));
  if (records.some(({ chunked }) => chunked)) return assert.is(joinChunks(records).length, 1);
  assert.is(toHex(encodeNdef(records)), String(input.hex).toUpperCase());
});

each('ndef-message-invalid', ({ input }) => refuses(() => decodeNdef(hex(input.hex))));

each('type2-memory', ({ input, expect }) => {
  const pages = (input.pages ?? [input.pages0_3, input.pages4_7]) as (string | null)[];
  const walk = findNdef(fromHex(pages.join('')));
  if (expect.ndef_hex === null) assert.is(walk.state, 'none');
  else assert.is(walk.state === 'found' && toHex(walk.ndef).toLowerCase(), expect.ndef_hex);
});

each('type4-cc', ({ input, expect }) => {
  const capability = parseType4Capability(hex(input.cc_hex));
  if (expect.ndef === null) return assert.is(capability, undefined);
  assert.is(capability?.readable, true);
  assert.is(capability?.writable, expect.access === 'rw');
});

test.run();
