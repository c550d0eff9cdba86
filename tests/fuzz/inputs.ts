/** Hostile inputs: random ones, and good ones with a few changes, which get far deeper into a parser. */
import fc from 'fast-check';

export const anyBytes = fc.uint8Array({ maxLength: 300 });

/** UTF-16 code units as they come: controls, lone surrogates, everything. */
const anyUnits = fc.array(fc.nat(0xffff), { maxLength: 80 }).map((units) => String.fromCharCode(...units));

export const anyText = fc.oneof(
  anyUnits,
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.string({ maxLength: 80 }),
);

type Edit =
  | { readonly kind: 'set' | 'insert'; readonly at: number; readonly byte: number }
  | { readonly kind: 'cut' | 'drop' | 'double'; readonly at: number; readonly count: number };

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('set', 'insert'),
    at: fc.nat(4095),
    byte: fc.oneof(fc.constantFrom(0, 1, 0x0a, 0x0d, 0x20, 0x22, 0x2c, 0x7f, 0x80, 0xfe, 0xff), fc.nat(255)),
  }),
  fc.record({
    kind: fc.constantFrom('cut', 'drop', 'double'),
    at: fc.nat(4095),
    count: fc.integer({ min: 1, max: 16 }),
  }),
);

function apply(bytes: Uint8Array, change: Edit): Uint8Array {
  const at = change.at % (bytes.length + 1);
  const head = bytes.subarray(0, at);
  switch (change.kind) {
    case 'set':
      return Uint8Array.of(...head, change.byte, ...bytes.subarray(at + 1));
    case 'insert':
      return Uint8Array.of(...head, change.byte, ...bytes.subarray(at));
    case 'cut':
      return head;
    case 'drop':
      return Uint8Array.of(...head, ...bytes.subarray(at + change.count));
    case 'double':
      return Uint8Array.of(...bytes.subarray(0, at + change.count), ...bytes.subarray(at));
  }
}

/** One of `samples` with up to five changes, or random bytes. */
export function mutatedBytes(samples: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const changed = fc
    .tuple(fc.constantFrom(...samples), fc.array(edit, { maxLength: 5 }))
    .map(([sample, changes]) => changes.reduce(apply, sample));
  return fc.oneof({ weight: 4, arbitrary: changed }, { weight: 1, arbitrary: anyBytes });
}

/** The same for text; changes are made to its UTF-8 bytes. */
export function mutatedText(samples: readonly string[]): fc.Arbitrary<string> {
  const changed = mutatedBytes(samples.map((sample) => new TextEncoder().encode(sample)));
  return fc.oneof(
    { weight: 4, arbitrary: changed.map((bytes) => Buffer.from(bytes).toString('utf8')) },
    { weight: 1, arbitrary: anyText },
  );
}

/** A JSON value with some of its parts replaced by anything that JSON has. */
export function mutatedJson(samples: readonly unknown[]): fc.Arbitrary<unknown> {
  const changed = fc
    .tuple(fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(99), anyJson), { maxLength: 3 }))
    .map(([sample, changes]) =>
      changes.reduce((value, [at, put]) => replaceAt(value, { left: at % 40 }, put), sample),
    );
  return fc.oneof({ weight: 4, arbitrary: changed }, { weight: 1, arbitrary: anyJson });
}

export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, -1, 0, 1.5, 2 ** 53, 1e308, true, '', '\0', '\ud800', [], {}),
  anyText,
  fc.jsonValue({ maxDepth: 3 }),
);

/** Counts nodes down from `left`; the one where it is zero becomes `put`. */
function replaceAt(value: unknown, count: { left: number }, put: unknown): unknown {
  if (count.left-- === 0) return put;
  if (Array.isArray(value)) return value.map((item: unknown) => replaceAt(item, count, put));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaceAt(item, count, put)]));
}

/** `bytes` in pieces of the sizes given, over and over. */
export function inPieces(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const end = at + Math.max(1, sizes[turn % sizes.length] ?? 1);
    pieces.push(bytes.subarray(at, end));
    at = end;
  }
  return pieces;
}

export function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
}
