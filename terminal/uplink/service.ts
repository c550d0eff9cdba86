/** Keeps the modem's texts in the journal, and shows texts whose missing parts never come. */
import type { Clock, Log } from '../../drivers/host/types.js';
import type { Modem } from '../../drivers/modem/types.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Stamps } from '../kernel/stamp.js';
import { createWorker, type Worker } from '../kernel/worker.js';
import { giveUpWaiting } from '../messaging/index.js';
import { takePdu } from './commands.js';

export interface UplinkParts {
  readonly kernel: Kernel;
  readonly modem: Modem;
  readonly clock: Clock;
  readonly log: Log;
  readonly stamps: Stamps;
  /** The shop's time zone. */
  readonly zone: string;
  /** The terminal's devices in words, for its owner; none without. */
  readonly devices?: () => string;
}

/** Parts of one text that come further apart than this belong to a text that will not be whole. */
const PARTS_WAIT_MS = 6 * 3600 * 1000;
const LOOK_EVERY_MS = 10 * 60 * 1000;
const CAUSE = { actor: 'system', origin: 'modem' } as const;

export function createUplink({
  kernel,
  modem,
  clock,
  log,
  stamps,
  zone,
  devices = () => '',
}: UplinkParts): Worker {
  const nextId = (): string => kernel.ids.next();
  modem.keepTextsWith(({ pdu }) =>
    kernel.transact(CAUSE, (state) =>
      takePdu(state, { pdu, nextId, nextStamp: stamps.next, now: clock.now(), zone, devices }),
    ),
  );
  return createWorker(clock, log, 'partial texts', async () => {
    await kernel.transact({ actor: 'system', origin: 'timer' }, (state) => ({
      events: giveUpWaiting(state, clock.now() - PARTS_WAIT_MS, nextId),
      result: undefined,
    }));
    return LOOK_EVERY_MS;
  });
}
