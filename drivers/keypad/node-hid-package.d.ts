/** What we use of node-hid 3.4.0. The package is optional, so the build may not depend on the types in it. */
declare module 'node-hid' {
  export function setDriverType(type: 'hidraw' | 'libusb'): void;

  export function devicesAsync(): Promise<
    {
      vendorId: number;
      productId: number;
      path?: string | undefined;
      usagePage?: number;
      usage?: number;
    }[]
  >;

  export class HIDAsync {
    private constructor();
    static open(path: string): Promise<HIDAsync>;
    on(event: 'data', listener: (report: Uint8Array) => void): this;
    on(event: 'error', listener: (error: unknown) => void): this;
    close(): Promise<void>;
  }
}
