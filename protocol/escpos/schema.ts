/** A receipt given as JSON, checked before anything is printed. Errors name the block and the field. */

import * as v from 'valibot';
import { TerminalError } from '../errors.js';
import type { Receipt } from './receipt.js';

/** Most bytes of a QR code: more would not fit 58 mm at a size that phones read. */
export const QR_BYTES_MAX = 512;
const TEXT_MAX = 2000;
const BLOCKS_MAX = 500;

/** C0 controls except the line ends that a vCard in a QR code has: 10 04 in data would be a real-time command. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const NO_CONTROL = /^[^\x00-\x09\x0b\x0c\x0e-\x1f\x7f]*$/;

const text = v.pipe(v.string(), v.maxLength(TEXT_MAX));
const align = v.optional(v.picklist(['left', 'center', 'right']));
const size = v.optional(v.picklist(['normal', 'large']));
const bold = v.optional(v.boolean());
const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

const qrData = v.pipe(
  v.string(),
  v.minLength(1),
  v.regex(NO_CONTROL, 'control characters'),
  v.check(
    (data) => new TextEncoder().encode(data).length <= QR_BYTES_MAX,
    `longer than ${QR_BYTES_MAX} bytes`,
  ),
);

const block = v.variant('kind', [
  v.strictObject({ kind: v.literal('text'), text, align, size, bold }),
  v.strictObject({ kind: v.literal('pair'), left: text, right: text, size, bold }),
  v.strictObject({
    kind: v.literal('row'),
    cells: v.pipe(
      v.array(v.strictObject({ text, share: v.pipe(v.number(), v.gtValue(0), v.maxValue(1000)), align })),
      v.minLength(1),
      v.maxLength(8),
    ),
  }),
  v.strictObject({ kind: v.literal('rule'), char: v.optional(v.pipe(v.string(), v.graphemes(1))) }),
  v.strictObject({ kind: v.literal('feed'), lines: whole(1, 20) }),
  v.strictObject({ kind: v.literal('qr'), data: qrData, size: v.optional(whole(1, 16)) }),
  v.strictObject({
    kind: v.literal('barcode'),
    data: v.pipe(v.string(), v.regex(/^[ -~]{1,40}$/, '1 to 40 printable ASCII characters wanted')),
  }),
  v.strictObject({ kind: v.literal('cut') }),
  v.strictObject({ kind: v.literal('drawer') }),
]);

const receipt = v.strictObject({
  number: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  reprint: whole(0, 1000),
  blocks: v.pipe(v.array(block), v.minLength(1), v.maxLength(BLOCKS_MAX)),
});

/**
 * The receipt in `value`, or an error that says where it is wrong: `blocks[3].size: …`.
 * @throws TerminalError `escpos/bad-receipt`; context has `path` and `problem`
 */
export function parseReceipt(value: unknown): Receipt {
  const result = v.safeParse(receipt, value, { abortEarly: true });
  if (result.success) return result.output as Receipt;
  const [issue] = result.issues;
  const path = pathOf(issue.path);
  throw new TerminalError('escpos/bad-receipt', `bad receipt: ${path}: ${issue.message}`, {
    context: { path, problem: issue.message },
  });
}

function pathOf(items: ReadonlyArray<{ readonly key: unknown }> | undefined): string {
  if (items === undefined) return 'receipt';
  return items
    .map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}
