import type { SerialPort } from 'serialport';
import { listeners } from './listeners.js';
import { notOpen, transportError } from './transport-error.js';
import type { Transport } from './types.js';

export interface SerialOptions {
  /** `/dev/serial/by-id/…` rather than `/dev/ttyUSB0`: the numbers move. A PTY works as well. */
  readonly path: string;
  readonly baud?: number;
  /** RTS/CTS hardware flow control. */
  readonly rtscts?: boolean;
}

const BAUD_DEFAULT = 115_200;

/**
 * A serial port, 8N1, locked against a second opener. `hupcl` is off: dropping DTR at close makes some modems hang up or
 * restart.
 */
export function serialTransport(options: SerialOptions): Transport {
  const data = listeners<[Uint8Array]>();
  const closed = listeners<[Error?]>();
  const name = options.path;
  let port: SerialPort | undefined;

  /** The binding reports a lost port as 'close' with an error, and some failures as 'error' alone: both end it once. */
  const watch = (opened: SerialPort) => {
    const end = (cause?: Error | null) => {
      if (port !== opened) return;
      port = undefined;
      if (opened.isOpen) opened.close(() => undefined);
      closed.call(transportError(name, cause ?? Object.assign(new RangeError('hang-up'), { code: 'EIO' })));
    };
    opened.on('data', (bytes: Buffer) => data.call(bytes));
    opened.on('close', end);
    opened.on('error', end);
  };

  return {
    name,
    async open() {
      // Loaded with the first port: the terminal's first picture need not wait for it.
      const { SerialPort: Port } = await import('serialport');
      return new Promise((resolve, reject) => {
        const opening = new Port({
          path: options.path,
          baudRate: options.baud ?? BAUD_DEFAULT,
          rtscts: options.rtscts ?? false,
          hupcl: false,
          lock: true,
          autoOpen: false,
        });
        opening.open((error) => {
          if (error) return reject(transportError(name, error));
          port = opening;
          watch(opening);
          resolve();
        });
      });
    },
    close: () =>
      new Promise((resolve) => {
        const closing = port;
        port = undefined;
        if (closing === undefined || !closing.isOpen) return resolve();
        closing.close(() => resolve());
      }),
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (port === undefined) return reject(notOpen(name));
        port.write(bytes, (error) => (error ? reject(transportError(name, error)) : resolve()));
      }),
    // A PTY and some adapters have no such line and say so: then nothing is to be done.
    setDtr: (dtr) =>
      new Promise((resolve) => {
        if (port === undefined) resolve();
        else port.set({ dtr, rts: true }, () => resolve());
      }),
    onData: data.add,
    onClose: closed.add,
  };
}
