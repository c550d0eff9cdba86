/** The part of escpos 2.5 that we use; it ships no types. `encode.ts` says what must not be used. */
declare module 'escpos/printer.js' {
  interface Adapter {
    write(bytes: Uint8Array): void;
  }
  export default class Printer {
    constructor(adapter: Adapter, options: { encoding: string });
    /** ESC @ */
    hardware(name: 'INIT'): this;
    /** ESC a */
    align(align: 'LT' | 'CT' | 'RT'): this;
    /** ESC ! 00, and ESC ! 30 for 2, 2. Takes bold away. */
    size(width: 1 | 2, height: 1 | 2): this;
    /** The text in the given encoding, and LF. */
    text(content: string): this;
    /** `lines` LF. */
    feed(lines: number): this;
    /** Bytes as they are: of a Buffer, not of any other Uint8Array. */
    print(content: Buffer): this;
    flush(): this;
  }
}
