import { createHash } from 'node:crypto';
import type { DeviceStatus } from '../../../drivers/device.js';
import type { Random } from '../../../drivers/host/types.js';
import { createModem, type ModemOptions } from '../../../drivers/modem/index.js';
import type { CallEvent, InboundText, Modem } from '../../../drivers/modem/types.js';
import { type ScriptedModem, scriptedModem } from '../../support/scripted-modem.js';
import { silentLog } from '../../support/silent-log.js';
import { type VirtualClock, virtualClock } from '../../support/virtual-clock.js';

/** The same bytes at each run. */
export function fixedRandom(): Random {
  let count = 0;
  return {
    bytes(length) {
      count += 1;
      return createHash('sha512').update(String(count)).digest().subarray(0, length);
    },
  };
}

export interface Bench {
  readonly sim: ScriptedModem;
  readonly clock: VirtualClock;
  readonly modem: Modem;
  readonly statuses: DeviceStatus[];
  readonly calls: CallEvent[];
  readonly kept: InboundText[];
  /** What the keeper does besides noting the text; replace it to reject. */
  keep: (text: InboundText) => Promise<void>;
  stop(): Promise<void>;
}

/** A driver on a scripted modem, started; `prepare` changes the script before that. */
export function bench(
  prepare: (sim: ScriptedModem) => void = () => undefined,
  more: Partial<ModemOptions> = {},
): Bench {
  const sim = scriptedModem();
  prepare(sim);
  const clock = virtualClock();
  const modem = createModem({
    transport: sim.transport,
    clock,
    random: fixedRandom(),
    log: silentLog,
    ...more,
  });
  const made: Bench = {
    sim,
    clock,
    modem,
    statuses: [],
    calls: [],
    kept: [],
    keep: async () => undefined,
    async stop() {
      const stopped = modem.stop();
      await clock.advance(5_000);
      await stopped;
    },
  };
  modem.onStatus((status) => made.statuses.push(status));
  modem.onCall((event) => made.calls.push(event));
  modem.keepTextsWith(async (text) => {
    await made.keep(text);
    made.kept.push(text);
  });
  modem.start();
  return made;
}

/** The same, brought up and with an empty SIM swept. */
export async function readyBench(
  prepare?: (sim: ScriptedModem) => void,
  more?: Partial<ModemOptions>,
): Promise<Bench> {
  const made = bench(prepare, more);
  await made.clock.until(() => made.modem.status().state === 'ready');
  await made.clock.settle();
  made.sim.heard.length = 0;
  return made;
}

/** 23.040 DELIVER "hellohello" from +31641600986, the example of many manuals. */
export const DELIVER = '07911326040000F0040B911346610089F60000208062917314080CC8F71D14969741F977FD07';
export const DELIVER_2 = '07911326040000F0040B911346610089F60000208062917314080AE8329BFD4697D9EC37';
