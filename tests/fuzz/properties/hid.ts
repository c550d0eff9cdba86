import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { BOOT_IDLE, decodeBootReport } from '../../../protocol/hid/boot-report.js';
import { mapStroke } from '../../../protocol/hid/keypad-map.js';
import { ADVANCED_KEYPAD, STANDARD_KEYPAD } from '../../../protocol/hid/keypads/index.js';
import type { Stroke } from '../../../protocol/hid/stroke.js';
import { decodeTty, flushTty, TTY_IDLE } from '../../../protocol/hid/tty.js';
import { physicalKey } from '../../../protocol/hid/usages.js';
import { inPieces, mutatedBytes } from '../inputs.js';
import { attempt, property } from '../property.js';

const KEYS = [
  '88.00\r',
  '\u001b[A\u001b[15~\u001bOP',
  '\u001b[[A',
  '\u001b',
  '王小明👍',
  '\u001b[200~贴\u001b[201~',
  '\u001bOx',
].map((keys) => new TextEncoder().encode(keys));
const typing = fc
  .array(mutatedBytes(KEYS), { maxLength: 4 })
  .map((parts) => Uint8Array.from(Buffer.concat(parts)));
const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });

function strokesOf(pieces: readonly Uint8Array[]): { strokes: Stroke[]; pending: number[] } {
  let state = TTY_IDLE;
  const strokes: Stroke[] = [];
  for (const piece of pieces) {
    const step = decodeTty(state, piece);
    state = step.state;
    assert.ok(state.pending.length <= 34, 'what waits is bounded');
    strokes.push(...step.strokes);
  }
  return { strokes, pending: [...state.pending] };
}

export const hidProperties = [
  property(
    'reports: at most six keys down, and all are up after an empty one',
    fc.array(fc.uint8Array({ maxLength: 9 }), { maxLength: 8 }),
    (reports) => {
      let state = BOOT_IDLE;
      const down = new Set<number>();
      for (const report of [...reports, new Uint8Array(8)]) {
        const change = attempt('hid', () => decodeBootReport(state, report));
        if (change === undefined) continue;
        for (const usage of change.downs) assert.ok(!down.has(usage) && down.add(usage));
        for (const usage of change.ups) assert.ok(down.delete(usage));
        for (const usage of change.downs) physicalKey(usage);
        state = change.state;
        assert.ok(state.down.length <= 6);
      }
      assert.is(down.size, 0);
    },
  ),
  property('a terminal: every stroke is a key of a keypad or none', typing, (bytes) => {
    const { strokes } = strokesOf([bytes]);
    assert.ok(strokes.length <= bytes.length);
    for (const stroke of strokes) {
      for (const map of [STANDARD_KEYPAD, ADVANCED_KEYPAD]) mapStroke(map, stroke);
      if (stroke.char !== undefined) assert.is([...stroke.char].length, 1);
    }
  }),
  property(
    'a terminal: text and keys are the same in whatever pieces they come',
    fc.tuple(fc.array(fc.constantFrom(...KEYS.filter((_, n) => n !== 3)), { maxLength: 5 }), sizes),
    ([parts, cuts]) => {
      const bytes = Uint8Array.from(Buffer.concat(parts));
      assert.equal(strokesOf(inPieces(bytes, cuts)), strokesOf([bytes]));
    },
  ),
  property('a terminal: after a pause nothing waits', typing, (bytes) => {
    const { state } = decodeTty(TTY_IDLE, bytes);
    const { strokes, state: after } = flushTty(state);
    assert.ok(strokes.length <= 1 && after.pending.length === 0);
  }),
];
