/** The gate for many numbers answers as the gate for one does, whatever the shop knows of them. */
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { stopNumbers } from '../../../terminal/messaging/bulk.js';
import type { Purpose } from '../../../terminal/messaging/events.js';
import { queueText } from '../../../terminal/messaging/outgoing.js';
import { DEFAULT_POLICY } from '../../../terminal/messaging/policy.js';
import { happen, NOW_MS, openTestKernel } from '../../support/kernel.js';

const DAY_MS = 86_400_000;
const PURPOSES: readonly Purpose[] = ['otp', 'service', 'care', 'marketing'];
const KEYS = [
  ...Array.from({ length: 12 }, (_, n) => `+86138001380${String(n).padStart(2, '0')}`),
  ...['+8675583456789', '10086', '', '+447700900123', '"; DROP TABLE texts --', '+8613800138000\\', '😀'],
];

const key = fc.constantFrom(...KEYS);
const purpose = fc.constantFrom(...PURPOSES);
const purposes = fc.uniqueArray(purpose, { minLength: 1 });
const cap = fc.record({ texts: fc.integer({ min: 1, max: 2 }), days: fc.integer({ min: 1, max: 7 }) });
const policy = fc
  .record({ careCap: cap, marketingCap: cap, own: key })
  .map((facts) => ({ type: 'messaging.policy-set', v: 1, policy: { ...DEFAULT_POLICY, ...facts } }));
const text = fc.record({ key, purpose, state: fc.constantFrom('queued', 'sent', 'failed', 'expired') });
const consent = fc
  .record({ key, purposes })
  .map((facts) => ({ type: 'messaging.consented', v: 1, ...facts, how: 'import', evidence: '登记表' }));
const refusal = fc
  .record({ key, purposes })
  .map((facts) => ({ type: 'messaging.refused', v: 1, ...facts, by: 'TD' }));
const facts = fc.record({
  policy,
  history: fc.array(fc.oneof(consent, consent, refusal), { maxLength: 30 }),
  texts: fc.array(text, { maxLength: 20 }),
  asked: fc.array(key, { maxLength: 40 }),
  laterDays: fc.integer({ min: 0, max: 8 }),
});

function textEvents(texts: ReadonlyArray<{ key: string; purpose: Purpose; state: string }>): object[] {
  return texts.flatMap((one, n) => {
    const id = `t${n}`;
    const body = { body: '您好', cause: 'campaign' };
    const queued = { type: 'messaging.queued', v: 1, text: id, key: one.key, purpose: one.purpose, ...body };
    if (one.state === 'queued') return [queued];
    const end = { type: `messaging.${one.state}`, v: 1, text: id };
    if (one.state === 'failed') return [queued, { ...end, code: 'modem/cms-error' }];
    return [queued, one.state === 'sent' ? { ...end, references: [] } : end];
  });
}

test('many at once and one by one: the same answer for every number and purpose', () =>
  fc.assert(
    fc.asyncProperty(facts, async (shop) => {
      const { kernel } = await openTestKernel();
      const events = [shop.policy, ...shop.history, ...textEvents(shop.texts)];
      await happen(kernel, ...(events as unknown as DomainEvent[]));
      const now = NOW_MS + shop.laterDays * DAY_MS;
      for (const wanted of PURPOSES) {
        const stopped = stopNumbers(kernel.state, shop.asked, wanted, now);
        for (const one of shop.asked) {
          const text = {
            id: 'new',
            key: one,
            text: '您好',
            purpose: wanted,
            cause: 'campaign',
            now,
          } as const;
          const single = queueText(kernel.state, text);
          const why = 'stopped' in single ? single.stopped : undefined;
          assert.is(stopped.get(one), why, `${wanted} to ${one}`);
        }
      }
      await kernel.close();
    }),
    { numRuns: 60, seed: 20261122 },
  ));

test.run();
