/**
 * What comes in from outside, all the way into the journal and the database of a whole kernel: nothing of it may be able
 * to stop what comes behind it.
 */
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { FeedItem } from '../../../protocol/sync/messages.js';
import { takeItem } from '../../../terminal/sync/commands.js';
import { feedCursor } from '../../../terminal/sync/queries.js';
import { takePdu } from '../../../terminal/uplink/commands.js';
import { openTestKernel, STAFF, type TestKernel } from '../../support/kernel.js';
import { chinese, JF, part, statusReport, TD } from '../../terminal/pdus.js';
import { anyText, bytesOf, mutatedBytes, mutatedJson } from '../inputs.js';
import { slowProperty } from '../property.js';
import { FEED_BODIES } from './feed-bodies.js';

const item = fc.oneof(
  fc.constantFrom(...FEED_BODIES),
  ...FEED_BODIES.map(({ kind, body }) => fc.record({ kind: fc.constant(kind), body: mutatedJson([body]) })),
  fc.record({ kind: anyText, body: mutatedJson([{}]) }),
);
const PDUS = [JF, TD, chinese('您好'), part('第一，', 9, 2, 1), part('第二。', 9, 2, 2), statusReport(7)].map(
  bytesOf,
);
const pdu = fc.oneof(
  mutatedBytes(PDUS).map((bytes) => Buffer.from(bytes).toString('hex')),
  anyText,
);

const REST = { nextStamp: () => '1', zone: 'Asia/Shanghai', devices: () => '' };

function takePdus({ kernel, clock }: TestKernel, pdus: readonly string[]) {
  return Promise.all(
    pdus.map((hex) =>
      kernel.transact(STAFF, (state) =>
        takePdu(state, { pdu: hex, ...REST, nextId: kernel.ids.next, now: clock.now() }),
      ),
    ),
  );
}

/** What is in the journal gives the same database again. */
async function sameAgain({ kernel, disk }: TestKernel): Promise<void> {
  const hash = kernel.contentHash();
  await kernel.close();
  const again = await openTestKernel({ disk: disk.durable() });
  assert.is(again.kernel.contentHash(), hash);
  await again.kernel.close();
}

export const inboundProperties = [
  slowProperty(
    'every item of a feed is taken or skipped, and the next one comes through',
    16,
    fc.array(item, { minLength: 1, maxLength: 20 }),
    async (items) => {
      const it = await openTestKernel();
      for (const [at, { kind, body }] of items.entries()) {
        const n = at + 1;
        const feed: FeedItem = JSON.parse(JSON.stringify({ n, kind, body })) as FeedItem;
        assert.is(
          await it.kernel.transact(STAFF, (state) => takeItem(state, feed, 'till-1')),
          'taken',
          `item ${n}`,
        );
        assert.is(feedCursor(it.kernel.state), n);
      }
      await sameAgain(it);
    },
  ),
  slowProperty(
    'every PDU is kept, and a text behind it is received and answered',
    16,
    fc.array(pdu, { minLength: 1, maxLength: 20 }),
    async (pdus) => {
      const it = await openTestKernel();
      await takePdus(it, [...pdus, chinese('一条好短信')]);
      const count = (sql: string) => it.kernel.state.value<number>(sql) ?? 0;
      assert.is(count("SELECT count(*) FROM inbox WHERE body = '一条好短信'"), 1);
      const kept = count('SELECT count(*) FROM known_pdus');
      assert.is(kept, new Set([...pdus.map((hex) => hex.toUpperCase()), 'the good one']).size);
      await takePdus(it, pdus);
      assert.is(count('SELECT count(*) FROM known_pdus'), kept, 'offered again, kept once');
      await sameAgain(it);
    },
  ),
];
