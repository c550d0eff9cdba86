/** A receipt as blocks, before anybody knows which printer it goes to. Money is already text here. */

export type Align = 'left' | 'center' | 'right';

export type ReceiptBlock =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align?: Align;
      readonly size?: 'normal' | 'large';
      readonly bold?: boolean;
    }
  /** Left and right on one line, filled by display columns; the left side wraps when both do not fit. */
  | {
      readonly kind: 'pair';
      readonly left: string;
      readonly right: string;
      readonly size?: 'normal' | 'large';
      readonly bold?: boolean;
    }
  /** A row of a table. Widths are shares of the line; text is aligned per column. */
  | {
      readonly kind: 'row';
      readonly cells: ReadonlyArray<{
        readonly text: string;
        readonly share: number;
        readonly align?: Align;
      }>;
    }
  | { readonly kind: 'rule'; readonly char?: string }
  | { readonly kind: 'feed'; readonly lines: number }
  /** A QR code of the UTF-8 bytes of `data`. */
  | { readonly kind: 'qr'; readonly data: string; readonly size?: number }
  /** CODE128 of printable ASCII. */
  | { readonly kind: 'barcode'; readonly data: string }
  | { readonly kind: 'cut' }
  | { readonly kind: 'drawer' };

export interface Receipt {
  /** Serial number of the receipt at this terminal; printed and kept. */
  readonly number: string;
  /** How often it was printed before; the printer driver prints nothing of it: the blocks already say 重打 n. */
  readonly reprint: number;
  readonly blocks: readonly ReceiptBlock[];
}
