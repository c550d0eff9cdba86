/** A simulated modem on a virtual clock, with somebody at the keyboard: shared by the tests of this folder. */
import { createModemDevice, type ModemDevice } from '../../../sim/modem/device.js';
import type { ModemOptions } from '../../../sim/modem/types.js';
import { createNetwork } from '../../../sim/network/network.js';
import type { Network, NetworkOptions } from '../../../sim/network/types.js';
import { type VirtualClock, virtualClock } from '../../support/virtual-clock.js';

export interface Bench {
  readonly clock: VirtualClock;
  readonly modem: ModemDevice;
  readonly network: Network;
  /** Writes and lets `ms` pass, 2000 by default; what came back. */
  say(text: string, ms?: number): Promise<string>;
  /** Lets `ms` pass; what came by itself. */
  wait(ms: number): Promise<string>;
}

export const CTRL_Z = '\x1a';
export const ESC = '\x1b';

/** The modem does not echo: E0 has been said. */
export async function bench(
  options: ModemOptions = {},
  network: Partial<NetworkOptions> = {},
): Promise<Bench> {
  const clock = virtualClock();
  const phones = createNetwork({ ...network, clock });
  let heard = '';
  const modem = createModemDevice({
    clock,
    network: phones,
    options,
    write: (bytes) => {
      heard += Buffer.from(bytes).toString('latin1');
    },
  });
  const wait = async (ms: number): Promise<string> => {
    await clock.advance(ms);
    const all = heard;
    heard = '';
    return all;
  };
  const say = (text: string, ms = 2000): Promise<string> => {
    modem.receive(Buffer.from(text, 'latin1'));
    return wait(ms);
  };
  await say('ATE0\r');
  return { clock, modem, network: phones, say, wait };
}
