/** Sends the office the commits that an erasure wrote anew, until it says that it has them as they are now. */
import type { UpHead } from '../../protocol/sync/messages.js';
import { SYNC_VERSION } from '../../protocol/sync/messages.js';
import { commitsOf, untoldErasures } from '../erasure/index.js';
import type { Kernel } from '../kernel/kernel.js';

export interface ErasedTeller {
  /** Sends what there is to tell; not again before `forget`. */
  tell(acked: number): Promise<void>;
  /** The office has it. */
  told(erasure: string): Promise<void>;
  /** A new session: what was not answered is sent again. */
  forget(): void;
}

const FROM_OFFICE = { actor: 'office', origin: 'office' } as const;

export function createErasedTeller(
  kernel: Kernel,
  bytes: number,
  send: (head: UpHead, lines?: readonly Uint8Array[]) => Promise<void>,
): ErasedTeller {
  const sent = new Set<string>();

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
        if (sent.has(id)) continue;
        sent.add(id);
        await tellOne(id, customer, acked);
      }
    },
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
