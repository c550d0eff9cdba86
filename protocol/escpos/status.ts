/**
 * What a printer says of itself: the answers to DLE EOT n (real time, even when it is offline) and to GS r 1 (in its turn,
 * after everything sent before it was printed). Source: Epson ESC/POS Application Programming Guide, "DLE EOT", "GS r".
 */

/** DLE EOT 1: printer status · 2: why it is offline · 4: roll paper sensor. */
export type StatusQuestion = 1 | 2 | 4;

/** Answer to DLE EOT 1. */
export interface PrinterStatus {
  readonly online: boolean;
  /** Level of the drawer's pin 3; which level means open depends on the drawer. */
  readonly drawerPin: 'low' | 'high';
}

/** Answer to DLE EOT 2. */
export interface OfflineStatus {
  readonly coverOpen: boolean;
  /** Printing stopped because the paper ended. */
  readonly paperEnd: boolean;
  readonly error: boolean;
}

export type Paper = 'ok' | 'low' | 'out';

/** Bits 0, 1, 4 and 7 are fixed in every answer to DLE EOT: 0xx1xx10. */
export function isRealtimeStatus(byte: number): boolean {
  return (byte & 0x93) === 0x12;
}

/** Bits 4 and 7 are 0 in the answer to GS r 1, which sets it apart from the above: 0xx0xxxx. */
export function isPaperReply(byte: number): boolean {
  return (byte & 0x90) === 0x00;
}

export function parsePrinterStatus(byte: number): PrinterStatus {
  return { online: (byte & 0x08) === 0, drawerPin: (byte & 0x04) === 0 ? 'low' : 'high' };
}

export function parseOfflineStatus(byte: number): OfflineStatus {
  return {
    coverOpen: (byte & 0x04) !== 0,
    paperEnd: (byte & 0x20) !== 0,
    error: (byte & 0x40) !== 0,
  };
}

/** Answer to DLE EOT 4: bits 5 and 6 the paper end sensor, bits 2 and 3 the near-end sensor. */
export function parsePaperSensor(byte: number): Paper {
  if ((byte & 0x60) !== 0) return 'out';
  return (byte & 0x0c) !== 0 ? 'low' : 'ok';
}

/** Answer to GS r 1: bits 2 and 3 the paper end sensor, bits 0 and 1 the near-end sensor. */
export function parsePaperReply(byte: number): Paper {
  if ((byte & 0x0c) !== 0) return 'out';
  return (byte & 0x03) !== 0 ? 'low' : 'ok';
}
