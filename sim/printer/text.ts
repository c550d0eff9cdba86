/** A piece of paper as text: what a person reads on it. */

import type { Align, Cell, PaperItem } from './types.js';

/** Columns that a character takes on paper, scaling included. */
export function cellColumns(cell: Cell): number {
  return cell.columns * cell.scaleX;
}

export function qrText(data: Uint8Array): string {
  return new TextDecoder().decode(data);
}

/** Lines joined by line ends, without spaces at their ends; symbols in brackets, pictures as their size. */
export function paperText(items: readonly PaperItem[], columns: number): string {
  return items.flatMap((item) => itemText(item, columns)).join('\n');
}

function itemText(item: PaperItem, columns: number): string[] {
  switch (item.kind) {
    case 'line': {
      const width = item.cells.reduce((sum, cell) => sum + cellColumns(cell), 0);
      const text = item.cells.map((cell) => cell.char).join('');
      return [(' '.repeat(indent(width, columns, item.align)) + text).trimEnd()];
    }
    case 'qr':
      return [`[QR ${qrText(item.data)}]`];
    case 'barcode':
      return [`[CODE128 ${item.text}]`];
    case 'raster':
      return [`[picture ${item.bytesPerRow * 8}x${item.rows}]`];
    case 'feed':
      return [];
  }
}

function indent(width: number, columns: number, align: Align): number {
  if (align === 'left') return 0;
  const space = Math.max(0, columns - width);
  return align === 'right' ? space : space >> 1;
}
