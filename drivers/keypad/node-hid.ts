/** The part of node-hid 3.4 that the keypad uses; the only file that loads it. */

/** What `devicesAsync` tells of a device. */
export interface HidInfo {
  readonly vendorId: number;
  readonly productId: number;
  readonly path?: string | undefined;
  readonly usagePage?: number | undefined;
  readonly usage?: number | undefined;
}

export interface HidHandle {
  on(event: 'data', listener: (report: Uint8Array) => void): unknown;
  /** The only sign of an unplugged device. */
  on(event: 'error', listener: (error: unknown) => void): unknown;
  close(): Promise<void>;
}

export interface HidModule {
  setDriverType(type: 'hidraw' | 'libusb'): void;
  devicesAsync(): Promise<readonly HidInfo[]>;
  readonly HIDAsync: { open(path: string): Promise<HidHandle> };
}

/** Fails when the optional package, or the native library below it, is not installed. */
export async function loadNodeHid(): Promise<HidModule> {
  return import('node-hid');
}
