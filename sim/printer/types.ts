/** What the simulated printer puts on paper, and what it tells of it. */

export type Align = 'left' | 'center' | 'right';

/** One character on paper. */
export interface Cell {
  readonly char: string;
  /** The bytes it came as: the printer's font is indexed by them. */
  readonly code: readonly number[];
  /** Columns (12 dots) before scaling. */
  readonly columns: 1 | 2;
  /** 1 to 8, from ESC !, GS ! and FS !. */
  readonly scaleX: number;
  readonly scaleY: number;
  readonly bold: boolean;
  readonly underline: boolean;
}

export interface Line {
  readonly kind: 'line';
  readonly cells: readonly Cell[];
  readonly align: Align;
  /** Dots from this line's top to the next one's. */
  readonly spacing: number;
}

export interface QrSymbol {
  readonly kind: 'qr';
  readonly data: Uint8Array;
  /** Dots of one module. */
  readonly module: number;
  readonly level: 'L' | 'M' | 'Q' | 'H';
  readonly align: Align;
}

export interface Barcode {
  readonly kind: 'barcode';
  /** As GS k 73 had it: code sets and braces included. */
  readonly data: Uint8Array;
  /** What a scanner reads. */
  readonly text: string;
  readonly module: number;
  readonly height: number;
  readonly textBelow: boolean;
  readonly align: Align;
}

export interface Raster {
  readonly kind: 'raster';
  readonly bytesPerRow: number;
  readonly rows: number;
  /** Most significant bit is the left dot. */
  readonly bits: Uint8Array;
  readonly align: Align;
}

export interface Feed {
  readonly kind: 'feed';
  readonly dots: number;
}

export type PaperItem = Line | QrSymbol | Barcode | Raster | Feed;

/** One piece of paper that left the printer. */
export interface SimReceipt {
  /** 1, 2, 3, … in the order in which they left. */
  readonly index: number;
  /** Printed lines by columns; symbols stand as `[QR …]` and `[CODE128 …]`. */
  readonly text: string;
  /** Payloads of the QR codes, read as UTF-8. */
  readonly qr: readonly string[];
  readonly barcodes: readonly string[];
  /** How it left: cut through, cut but for a point, or torn off because the paper ended or by hand. */
  readonly cut: 'full' | 'partial' | 'torn';
  readonly drawerKicks: number;
  readonly items: readonly PaperItem[];
  /** 32 or 48: what the printer is wide. */
  readonly columns: number;
}
