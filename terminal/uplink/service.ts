/** Keeps the modem's texts in the journal, and shows texts whose missing parts never come. */
import type { Clock, Log } from '../../drivers/host/types.js';
import type { Modem } from '../../drivers/modem/types.js';
import type { Kernel } from '../kernel/kernel.js';
import { createWorker, type Worker } from '../kernel/worker.js';
import { giveUpWaiting } from '../messaging/index.js';
import { takePdu } from './commands.js';

/** Parts of one text that come further apart than this belong to a text that will not be whole. */
const PARTS_WAIT_MS = 6 * 3600 * 1000;
const LOOK_EVERY_MS = 10 * 60 * 1000;
const CAUSE = { actor: 'system', origin: 'modem' } as const;

export function createUplink(kernel: Kernel, modem: Modem, clock: Clock, log: Log): Worker {
  modem.keepTextsWith(({ pdu }) =>
    kernel.transact(CAUSE, (state) => takePdu(state, { pdu, nextId: kernel.ids.next, now: clock.now() })),
  );
  return createWorker(clock, log, 'partial texts', async () => {
    await kernel.transact({ actor: 'system', origin: 'timer' }, (state) => ({
      events: giveUpWaiting(state, clock.now() - PARTS_WAIT_MS, () => kernel.ids.next()),
      result: undefined,
    }));
    return LOOK_EVERY_MS;
  });
}
