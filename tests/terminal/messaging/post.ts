/** An outbox with its sender, a modem that answers as a test says, and a clock that a test moves. */

import { createStamps } from '../../../terminal/kernel/stamp.js';
import type { Purpose } from '../../../terminal/messaging/events.js';
import { sendText } from '../../../terminal/messaging/outgoing.js';
import { DEFAULT_POLICY, type Policy } from '../../../terminal/messaging/policy.js';
import { type OutboxText, outbox } from '../../../terminal/messaging/queries.js';
import { createSender } from '../../../terminal/messaging/sender.js';
import { createUplink } from '../../../terminal/uplink/service.js';
import {
  happen,
  openTestKernel,
  STAFF,
  type TestKernel,
  type TestKernelOptions,
} from '../../support/kernel.js';
import { silentLog } from '../../support/silent-log.js';
import { type FakeModem, fakeModem } from '../fake-devices.js';
import { MEMBER } from '../pdus.js';

export const KEY = `+${MEMBER}`;
export const GAP_MS = 2000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

export interface Post extends TestKernel {
  readonly modem: FakeModem;
  /** A text to KEY of this purpose: by the staff, through the gate. */
  queue(id: string, purpose?: Purpose, key?: string): Promise<void>;
  agree(...keys: string[]): Promise<void>;
  set(policy: Partial<Policy>): Promise<void>;
  texts(): OutboxText[];
  states(): string[];
  stop(): Promise<void>;
}

export async function openPost(options: TestKernelOptions = {}, modem = fakeModem()): Promise<Post> {
  const opened = await openTestKernel(options);
  const { kernel, clock } = opened;
  createUplink({
    ...{ kernel, modem, clock, log: silentLog, zone: 'Asia/Shanghai' },
    stamps: createStamps(clock, 'till-1'),
    devices: () => '',
  });
  const sender = createSender({ kernel, modem, clock, log: silentLog, gapMs: GAP_MS, zone: 'Asia/Shanghai' });
  sender.start();
  await clock.settle();
  const texts = (): OutboxText[] => outbox(kernel.state, 0, 50).reverse();
  return {
    ...{ ...opened, modem, texts },
    states: () => texts().map(({ state }) => state),
    async queue(id, purpose = 'service', key = KEY) {
      const wanted = { id, key, text: id, purpose, cause: 'staff', now: clock.now() } as const;
      await kernel.transact(STAFF, (state) => sendText(state, wanted));
      await clock.settle();
    },
    async agree(...keys) {
      const facts = { v: 1, purposes: ['care', 'marketing'], how: 'counter', evidence: '登记表' } as const;
      await happen(kernel, ...keys.map((key) => ({ type: 'messaging.consented', ...facts, key })));
    },
    async set(policy) {
      const event = { type: 'messaging.policy-set', v: 1, policy: { ...DEFAULT_POLICY, ...policy } };
      await happen(kernel, event as never);
      await clock.settle();
    },
    async stop() {
      await sender.stop();
      await kernel.close();
    },
  };
}

/** Mobile numbers, all different. */
export const numberKey = (n: number): string => `+86139${String(n).padStart(8, '0')}`;

/** What the customers would read, in the order in which it went out; UCS-2 after the header of a SUBMIT (23.040 9.2.2.2). */
export function wordsOf(modem: FakeModem): string[] {
  return modem.sent.map(({ pdu }) => Buffer.from(pdu.slice(32), 'hex').swap16().toString('utf16le'));
}
