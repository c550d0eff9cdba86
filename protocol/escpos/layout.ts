/**
 * A receipt laid out for one width of paper: every line is ready to print, nothing is longer than the paper is wide, and
 * every character is one that the printer has. Large text takes two columns for each of its own.
 */

import type { Align, Receipt, ReceiptBlock } from './receipt.js';
import { place, printerColumns, printerText, wrapColumns } from './text.js';

/** Columns of ASCII in font A (12×24 dots): 58 mm paper has 384 dots, 80 mm has 576. */
export type PaperColumns = 32 | 48;

/** One thing for the printer to do, in order. */
export type PrintStep =
  | {
      readonly kind: 'line';
      readonly text: string;
      readonly align: Align;
      readonly large: boolean;
      readonly bold: boolean;
    }
  | { readonly kind: 'feed'; readonly lines: number }
  /** `module`: dots of one module. */
  | { readonly kind: 'qr'; readonly data: Uint8Array; readonly module: number }
  | { readonly kind: 'barcode'; readonly data: string; readonly module: number }
  | { readonly kind: 'cut' }
  | { readonly kind: 'drawer' };

const DOTS_PER_COLUMN = 12;
const QR_MODULE_DOTS = 6;

/** What the printer does for `receipt` on paper of `columns`. A receipt out of `parseReceipt` is never refused. */
export function layout(receipt: Receipt, columns: PaperColumns): PrintStep[] {
  return receipt.blocks.flatMap((block) => layoutBlock(block, columns));
}

function layoutBlock(block: ReceiptBlock, columns: number): PrintStep[] {
  switch (block.kind) {
    case 'text':
      return textSteps(block, columns);
    case 'pair':
      return pairLines(block, block.size === 'large' ? columns >> 1 : columns).map((text) =>
        line(text, block),
      );
    case 'row':
      return rowLines(block.cells, columns).map((text) => line(text, {}));
    case 'rule':
      return [line(ruleLine(block.char ?? '-', columns), {})];
    case 'feed':
      return [{ kind: 'feed', lines: block.lines }];
    case 'qr':
      return [{ kind: 'qr', data: new TextEncoder().encode(block.data), module: qrModule(block, columns) }];
    case 'barcode':
      return [barcodeStep(block.data, columns)];
    case 'cut':
    case 'drawer':
      return [{ kind: block.kind }];
  }
}

interface Style {
  readonly align?: Align;
  readonly size?: 'normal' | 'large';
  readonly bold?: boolean;
}

function line(text: string, style: Style): PrintStep {
  return {
    kind: 'line',
    text,
    align: style.align ?? 'left',
    large: style.size === 'large',
    bold: style.bold ?? false,
  };
}

/** Line breaks in a text block are the writer's own; everything else is folded by `printerText`. */
function textSteps(block: Extract<ReceiptBlock, { kind: 'text' }>, columns: number): PrintStep[] {
  const width = block.size === 'large' ? columns >> 1 : columns;
  return block.text
    .split(/\r\n|\r|\n/)
    .flatMap((paragraph) => wrapColumns(printerText(paragraph), width))
    .map((text) => line(text, block));
}

/** The right side stands on the last line of the left one; a right side too wide for that gets lines of its own. */
function pairLines(pair: { readonly left: string; readonly right: string }, width: number): string[] {
  const right = printerText(pair.right).trim();
  const rightWidth = printerColumns(right);
  const left = printerText(pair.left).trimEnd();
  if (rightWidth > width - 4) {
    return [
      ...wrapColumns(left, width),
      ...wrapColumns(right, width).map((text) => place(text, width, 'right')),
    ];
  }
  const lines = wrapColumns(left, rightWidth === 0 ? width : width - rightWidth - 1);
  const last = lines.pop() ?? '';
  return [...lines, last + place(right, width - printerColumns(last), 'right')];
}

type Cells = Extract<ReceiptBlock, { kind: 'row' }>['cells'];

/** A cell that does not fit wraps inside its column; the others stay on the first line. */
function rowLines(cells: Cells, columns: number): string[] {
  const widths = cellWidths(cells, columns);
  const wrapped = cells.map((cell, at) =>
    // one column stays free between neighbours
    wrapColumns(printerText(cell.text), (widths[at] ?? 2) - (at < cells.length - 1 ? 1 : 0)),
  );
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) =>
    cells
      .map((cell, at) => {
        const width = widths[at] ?? 2;
        const gap = at < cells.length - 1 ? 1 : 0;
        return place(wrapped[at]?.[row] ?? '', width - gap, cell.align ?? 'left') + ' '.repeat(gap);
      })
      .join('')
      .trimEnd(),
  );
}

/** Shares of the line in whole columns, each at least 3; the first cell takes what rounding left. */
function cellWidths(cells: Cells, columns: number): number[] {
  const total = cells.reduce((sum, cell) => sum + cell.share, 0);
  const widths = cells.map((cell) => Math.max(3, Math.floor((cell.share / total) * columns)));
  const rest = columns - widths.reduce((sum, width) => sum + width, 0);
  if (rest >= 0) {
    widths[0] = (widths[0] ?? 0) + rest;
    return widths;
  }
  // very uneven shares: whoever is widest gives, a column at a time, what the narrow ones were granted
  for (let over = -rest; over > 0; over--) {
    const widest = Math.max(...widths);
    widths[widths.indexOf(widest)] = widest - 1;
  }
  return widths;
}

function ruleLine(char: string, columns: number): string {
  const unit = printerText(char).trim() || '-';
  return unit.repeat(Math.floor(columns / printerColumns(unit)));
}

/** The wanted size, or smaller when the symbol with its quiet zone would not fit the paper. */
function qrModule(block: { readonly data: string; readonly size?: number }, columns: number): number {
  const modules = qrModules(new TextEncoder().encode(block.data).length) + 8;
  const fits = Math.floor((columns * DOTS_PER_COLUMN) / modules);
  return Math.max(1, Math.min(block.size ?? QR_MODULE_DOTS, fits));
}

/** Bytes that versions 1 to 20 hold at error correction M (ISO/IEC 18004 table 7). */
const QR_BYTES_M = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666,
] as const;

/** Modules along a side of the symbol for `bytes` of byte-mode data. */
function qrModules(bytes: number): number {
  const version = QR_BYTES_M.findIndex((room) => bytes <= room) + 1;
  return 17 + 4 * (version === 0 ? QR_BYTES_M.length : version);
}

/**
 * CODE128 takes 11 modules a character, and start, check and stop 35. A bar is 3 dots or 2; what does not fit even then is
 * printed as text, because printers leave out a barcode that is wider than the paper.
 */
function barcodeStep(data: string, columns: number): PrintStep {
  const modules = 11 * data.length + 35;
  const module = [3, 2].find((dots) => modules * dots <= columns * DOTS_PER_COLUMN);
  return module === undefined ? line(data, { align: 'center' }) : { kind: 'barcode', data, module };
}
