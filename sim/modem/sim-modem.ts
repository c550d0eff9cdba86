/** The simulated modem on a port of this machine, with its network: what the command line, the demo and wire tests use. */
import type { Clock } from '../../drivers/host/types.js';
import { createNetwork } from '../network/network.js';
import type { Network, NetworkOptions } from '../network/types.js';
import { openPty } from '../pty/pty.js';
import { control } from './control.js';
import { createModemDevice, type ModemDevice } from './device.js';
import { systemClock } from './system-clock.js';
import type { TextStatus } from './text-store.js';
import type { Memory, ModemOptions } from './types.js';

export interface SimModemOptions extends ModemOptions {
  /** Where the port is linked; without it only `path()` tells. */
  readonly link?: string;
  readonly clock?: Clock;
  readonly network?: Omit<NetworkOptions, 'clock'>;
}

export interface StoredEntry {
  readonly memory: Memory;
  readonly index: number;
  readonly status: TextStatus;
  readonly pdu: string;
}

export interface SimModem {
  readonly network: Network;
  readonly device: ModemDevice;
  /** The port to open: the link, or the PTY's own name. Undefined while unplugged without a link. */
  path(): string | undefined;
  /** One line of the control language (`call NUMBER`, `sms NUMBER TEXT`, `fail 38`, …); answers one line. */
  control(line: string): Promise<string>;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  stored(): StoredEntry[];
  /** Takes the port and the link away. */
  close(): Promise<void>;
}

/**
 * A modem that is plugged in and has booted.
 * @throws TerminalError `sim/no-pty`, `sim/link`.
 */
export async function createSimModem(options: SimModemOptions = {}): Promise<SimModem> {
  const clock = options.clock ?? systemClock;
  const network = createNetwork({ ...options.network, clock });
  const pty = await openPty(options.link === undefined ? {} : { link: options.link });
  const device = createModemDevice({ clock, network, options, write: (bytes) => pty.write(bytes) });
  pty.onData((bytes) => device.receive(bytes));

  const modem: SimModem = {
    network,
    device,
    path: () => options.link ?? pty.path(),
    control: (line) => control(modem, line),
    unplug: async () => {
      device.powerOff();
      await pty.unplug();
    },
    plug: async () => {
      if (pty.path() !== undefined) return;
      await pty.plug();
      device.powerOn();
    },
    stored: () =>
      (['SM', 'ME'] as const).flatMap((memory) =>
        device.store.list(memory).map(({ index, status, pdu }) => ({ memory, index, status, pdu })),
      ),
    close: async () => {
      device.powerOff();
      await pty.close();
    },
  };
  return modem;
}
