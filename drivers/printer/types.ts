import type { Receipt } from '../../protocol/escpos/receipt.js';
import type { Device } from '../device.js';

/** What the printer said of itself (DLE EOT); each may be unknown: many printers never answer. */
export interface PrinterSenses {
  readonly paper: 'ok' | 'low' | 'out' | 'unknown';
  readonly cover: 'closed' | 'open' | 'unknown';
  readonly online: boolean | 'unknown';
}

/**
 * `printed`: the printer answered behind the receipt's last byte (GS r), so that it is on paper.
 * `unconfirmed`: all bytes were taken, and no such answer came: it has none to give, or is slow. Nobody can tell.
 * `failed`: it did not print, or not to the end; print the whole receipt again, with a reprint mark when `partly`.
 */
export type PrintOutcome =
  | { readonly state: 'printed' }
  | { readonly state: 'unconfirmed' }
  | { readonly state: 'failed'; readonly reason: string; readonly partly: boolean };

export interface Printer extends Device {
  senses(): PrinterSenses;
  /** One at a time; a second call waits for the first. */
  print(receipt: Receipt): Promise<PrintOutcome>;
  /** Kicks the cash drawer alone. */
  openDrawer(): Promise<void>;
}
