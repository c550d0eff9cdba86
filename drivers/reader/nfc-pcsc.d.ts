/** The part of nfc-pcsc 0.8.1 that the child uses; the package brings no types. */
declare module 'nfc-pcsc' {
  import type { EventEmitter } from 'node:events';

  interface PcscCard {
    readonly atr?: Buffer;
  }

  /** Events: `card`, `card.off`, `error`, `end`; and, by a defect, an event named by an Error for each failed connect. */
  interface PcscReader extends EventEmitter {
    readonly name: string;
    readonly card: PcscCard | null;
    autoProcessing: boolean;
    connect(): Promise<unknown>;
    disconnect(): Promise<unknown>;
    transmit(data: Buffer, responseMaxLength: number): Promise<Buffer>;
  }

  /** Events: `reader` for each one found, `error` once when the service went away. */
  export class NFC extends EventEmitter {}
}
