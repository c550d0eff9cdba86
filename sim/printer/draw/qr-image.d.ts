/** The part of qr-image 3.2 that we use; it ships no types. */
declare module 'qr-image' {
  interface QrImage {
    /** Rows of modules, 1 is dark; no quiet zone. */
    matrix(text: Buffer | string, level?: 'L' | 'M' | 'Q' | 'H'): number[][];
  }
  const qr: QrImage;
  export default qr;
}
