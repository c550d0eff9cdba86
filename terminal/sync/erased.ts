/** Sends the office the commits that an erasure wrote anew, until it says that it has them as they are now. */
import type { Clock } from '../../drivers/host/types.js';
import type { UpHead } from '../../protocol/sync/messages.js';
import { SYNC_VERSION } from '../../protocol/sync/messages.js';
import { commitsOf, untoldErasures } from '../erasure/index.js';
import type { Kernel } from '../kernel/kernel.js';

export interface ErasedTeller {
  /** Sends what there is to tell; the same not again before `forget`, or before some time has passed. */
  tell(acked: number): Promise<void>;
  /** Something is not answered yet. */
  waits(): boolean;
  /** The office has it. */
  told(erasure: string): Promise<void>;
  /** A new session: what was not answered is sent again. */
  forget(): void;
}

/** An office whose database was away says nothing to an erasure: it is told again, although the line never broke. */
export const TELL_AGAIN_MS = 3_600_000;
const FROM_OFFICE = { actor: 'office', origin: 'office' } as const;

export function createErasedTeller(
  kernel: Kernel,
  clock: Pick<Clock, 'monotonic'>,
  bytes: number,
  send: (head: UpHead, lines?: readonly Uint8Array[]) => Promise<void>,
): ErasedTeller {
  /** When each was told, on the monotonic clock. */
  const sent = new Map<string, number>();

  /** Commits that the office has not yet go as all others do, and are the new ones. */
  async function tellOne(erasure: string, customer: string, acked: number): Promise<void> {
    for (const { first, last } of commitsOf(kernel.state, erasure)) {
      const tail = kernel.tail(first - 1);
      for (let next = first; next <= Math.min(last, acked); ) {
        const lines = (await tail.next(bytes)).filter(({ seq }) => seq <= Math.min(last, acked));
        const end = lines.at(-1)?.seq;
        if (end === undefined) break;
        const head = { v: SYNC_VERSION, kind: 'erased', erasure, customer, first: next, last: end } as const;
        await send(
          head,
          lines.map((line) => line.bytes),
        );
        next = end + 1;
      }
    }
    await send({ v: SYNC_VERSION, kind: 'erased', erasure, customer });
  }

  return {
    async tell(acked) {
      for (const { id, customer } of untoldErasures(kernel.state)) {
        const before = sent.get(id);
        if (before !== undefined && clock.monotonic() - before < TELL_AGAIN_MS) continue;
        sent.set(id, clock.monotonic());
        await tellOne(id, customer, acked);
      }
    },
    waits: () => untoldErasures(kernel.state).length > 0,
    async told(erasure) {
      await kernel.transact(FROM_OFFICE, (state) => ({
        events: untoldErasures(state).some(({ id }) => id === erasure)
          ? [{ type: 'erasure.told', v: 1, erasure } as never]
          : [],
        result: undefined,
      }));
    },
    forget: () => sent.clear(),
  };
}
