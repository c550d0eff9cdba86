/**
 * A laid-out receipt as bytes, by the escpos package.
 *
 * INVARIANT: of that package only what escpos.d.ts lists is used. Not used, with the defect:
 * - `cashdraw()` leaves out the two timing bytes and eats the next two of the receipt
 * - `qrcode()` sends ESC Z, which few printers know, and counts characters where bytes are meant
 * - `barcode()` loses the length byte of a CODE128 shorter than 16, and adds a NUL
 * - `table()`, `tableCustom()`, `drawLine()` count JavaScript characters and assume 48 columns
 * - `style()` sends ESC 4 and ESC 5, which are not ESC/POS · `cut()` cuts before the last lines reached the knife
 * - `print()` writes a Uint8Array that is no Buffer as decimal numbers, so it is given Buffers only
 * - `raster()`, `image()` need get-pixels · `USB`, `Serial` and the other adapters: transports are ours
 */

import * as commands from '../../protocol/escpos/commands.js';
import type { PrintStep } from '../../protocol/escpos/layout.js';
import type { Align } from '../../protocol/escpos/receipt.js';

type Encoder = InstanceType<typeof import('escpos/printer.js').default>;

const ALIGN = { left: 'LT', center: 'CT', right: 'RT' } as const;

interface Style {
  readonly align: Align;
  readonly large: boolean;
  readonly bold: boolean;
}

/** What ESC @ sets. */
const PLAIN: Style = { align: 'left', large: false, bold: false };

/** The whole job: ESC @, FS &, GS a 0, then `steps`. Loads the encoder when it is first used. */
export async function encode(steps: readonly PrintStep[]): Promise<Uint8Array> {
  const { default: EscposPrinter } = await import('escpos/printer.js');
  const parts: Uint8Array[] = [];
  const encoder = new EscposPrinter({ write: (bytes) => void parts.push(bytes) }, { encoding: 'GB18030' });
  encoder
    .hardware('INIT')
    .print(Buffer.from(commands.CHINESE_ON))
    .print(Buffer.from(commands.AUTO_STATUS_OFF));
  let style = PLAIN;
  for (const step of steps) style = encodeStep(encoder, step, style);
  encoder.flush();
  return Buffer.concat(parts);
}

/** Encodes one step on top of the style that the printer is in; the style after it. */
function encodeStep(encoder: Encoder, step: PrintStep, before: Style): Style {
  switch (step.kind) {
    case 'line': {
      const style = changeStyle(encoder, before, step);
      encoder.text(step.text);
      return style;
    }
    case 'feed':
      encoder.feed(step.lines);
      return before;
    case 'qr': {
      const style = changeStyle(encoder, before, { ...PLAIN, align: 'center' });
      encoder.print(Buffer.from(commands.qrCode(step.data, step.module)));
      return style;
    }
    case 'barcode': {
      const style = changeStyle(encoder, before, { ...PLAIN, align: 'center' });
      encoder.print(Buffer.from(commands.barcode128(step.data, step.module)));
      return style;
    }
    case 'cut':
      encoder.print(Buffer.from(commands.CUT));
      return before;
    case 'drawer':
      encoder.print(Buffer.from(commands.DRAWER_KICK));
      return before;
  }
}

/** Sends only what differs. Size comes before bold, because ESC ! takes bold away. */
function changeStyle(encoder: Encoder, before: Style, { align, large, bold }: Style): Style {
  if (align !== before.align) encoder.align(ALIGN[align]);
  if (large !== before.large) {
    encoder.size(large ? 2 : 1, large ? 2 : 1).print(Buffer.from(commands.chineseSize(large)));
    if (bold) encoder.print(Buffer.from(commands.bold(true)));
  } else if (bold !== before.bold) encoder.print(Buffer.from(commands.bold(bold)));
  return { align, large, bold };
}
