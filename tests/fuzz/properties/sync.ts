import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import {
  decodeDown,
  decodeUp,
  encodeDown,
  encodeUp,
  splitDown,
  splitUp,
} from '../../../protocol/sync/codec.js';
import { checksumOf, readCommitLine } from '../../../protocol/sync/commit-line.js';
import { scanCommits } from '../../../protocol/sync/commit-scan.js';
import { parseFeedItem } from '../../../protocol/sync/feed.js';
import { isSharedType, parseShared } from '../../../protocol/sync/shared.js';
import { parseTopic, topicDown, topicUp } from '../../../protocol/sync/topics.js';
import { decodeLine } from '../../../terminal/kernel/journal/line.js';
import { anyJson, anyText, mutatedBytes, mutatedJson, mutatedText } from '../inputs.js';
import { attempt, property } from '../property.js';
import { FEED_BODIES } from './feed-bodies.js';

const encoder = new TextEncoder();

function commitLine(seq: number): string {
  const event = { type: 'counter.sold', v: 1, sale: 's', amount: 8800, items: [{ name: '苹果' }] };
  const json = JSON.stringify({
    seq,
    sync: 1,
    at: 1795315320000,
    id: `i${seq}`,
    actor: 'staff',
    origin: 'keypad',
    events: [event],
  });
  return `${checksumOf(json)} ${json}\n`;
}

const LINES = [1, 2, 3].map(commitLine);
/** Other lines with a right checksum: what somebody wrote by hand. */
const ODD_LINES = [
  'null',
  '[]',
  '1',
  '{"seq":1}',
  '{"seq":1,"sync":1,"events":[]}',
  '{"events":[],"seq":2}',
].map((json) => `${checksumOf(json)} ${json}\n`);
const DOWN = [
  { v: 1, kind: 'ack', through: 7, gap: true },
  {
    v: 1,
    kind: 'feed',
    items: [{ n: 1, kind: 'product', body: { sku: 'a', name: '苹果', price: 100 } }],
    head: 9,
  },
  { v: 1, kind: 'refused', reason: 'damaged', seq: 3 },
];
const UP = [
  '{"v":1,"kind":"hello","last":3,"cursor":0,"software":"zhanggui/0.1.0"}\n',
  `{"v":1,"kind":"commits","first":1,"last":3}\n${LINES.join('')}`,
  '{"v":1,"kind":"want","cursor":4}\n',
  '{"v":2,"kind":"want"}',
].map((text) => encoder.encode(text));

const GIVEN_BACK = encoder.encode(`{"v":1,"kind":"lines","first":1,"last":3,"through":9}\n${LINES.join('')}`);

const SHARED = [
  { type: 'ledger.entered', v: 1, customer: 'c', account: 'points', amount: 5, reason: 'sale', cause: 's' },
  { type: 'customers.registered', v: 1, customer: 'c', name: '王小明', level: '', stamp: '1' },
];

const down = fc.oneof(
  mutatedBytes(DOWN.map((message) => encoder.encode(JSON.stringify(message)))),
  mutatedJson(DOWN).map((value) => encoder.encode(JSON.stringify(value))),
);
const lines = mutatedText([...LINES, ...ODD_LINES]);

/** The first error's code, or undefined when it is fine. */
function codeOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    assert.ok(isTerminalError(error, 'sync/'), String(error));
    return error.code;
  }
}

export const syncProperties = [
  property('a message from the office is read or refused', down, (payload) => {
    const message = attempt('sync', () => decodeDown(payload));
    if (message?.kind === 'feed')
      assert.ok(message.items.every(({ n }) => Number.isSafeInteger(n) && n >= 1));
  }),
  property('a message from the office: written and read back', fc.constantFrom(...DOWN), (message) => {
    assert.equal(decodeDown(encodeDown(message as Parameters<typeof encodeDown>[0])), message);
  }),
  property(
    'lines that the office gives back are split from their message, whatever they are',
    mutatedBytes([...DOWN.map((message) => encoder.encode(JSON.stringify(message))), GIVEN_BACK]),
    (payload) => {
      const split = attempt('sync', () => splitDown(payload));
      if (split === undefined) return;
      const { message, body } = split;
      assert.ok(body.length < payload.length);
      assert.equal(
        attempt('sync', () => decodeDown(payload)),
        message,
      );
      assert.ok(message.kind === 'lines' || body.length === 0);
    },
  ),
  property(
    'a message to the office is read or refused, whole or by its head',
    mutatedBytes(UP),
    (payload) => {
      const whole = attempt('sync', () => decodeUp(payload));
      const split = attempt('sync', () => splitUp(payload));
      if (whole === undefined) return;
      assert.equal(split?.head, whole.head);
      const written = encodeUp(
        whole.head,
        whole.lines.map((line) => encoder.encode(`${line}\n`)),
      );
      assert.equal(decodeUp(written), whole);
    },
  ),
  property('a journal line is whole or damaged, for the office and at boot', lines, (line) => {
    const read = attempt('sync', () => readCommitLine(line));
    if (read !== undefined) assert.ok(line.startsWith(checksumOf(line.slice(9).replace(/\n$/, ''))));
    const atBoot = decodeLine(encoder.encode(line.replace(/\n$/, '')));
    if (atBoot !== undefined) assert.ok(Number.isSafeInteger(atBoot.seq) && Array.isArray(atBoot.events));
  }),
  property(
    'the quick check of many lines lets pass what the careful one does',
    fc.array(fc.oneof(fc.constantFrom(...LINES), lines), { maxLength: 3 }),
    (all) => {
      const body = encoder.encode(all.join(''));
      const quick = codeOf(() => scanCommits(body, 1, all.length));
      const careful = codeOf(() => {
        all.forEach((line, at) => {
          if (!line.endsWith('\n') || line.slice(0, -1).includes('\n')) decodeUp(new Uint8Array());
          if (readCommitLine(line).seq !== at + 1) decodeUp(new Uint8Array());
        });
      });
      if (careful === undefined) assert.is(quick, undefined);
    },
  ),
  property(
    'an item of the feed is read or refused',
    fc.tuple(
      fc.oneof(fc.constantFrom(...FEED_BODIES.map(({ kind }) => kind)), anyText, fc.constant('__proto__')),
      mutatedJson(FEED_BODIES.map(({ body }) => body)),
    ),
    ([kind, body]) => {
      attempt('sync', () => parseFeedItem(kind, body));
    },
  ),
  property(
    'an item of the feed as the office means it is read as it is',
    fc.constantFrom(...FEED_BODIES),
    ({ kind, body }) => {
      assert.equal(parseFeedItem(kind, body), { kind, body });
    },
  ),
  property(
    'an event that another till shared is read or refused',
    fc.tuple(
      fc.constantFrom('ledger.entered', 'cards.issued', 'customers.registered', '__proto__'),
      mutatedJson(SHARED),
    ),
    ([type, event]) => {
      if (!isSharedType(type)) return;
      const shared = attempt('sync', () => parseShared(type, event));
      if (shared !== undefined) assert.is(shared.type, type);
    },
  ),
  property(
    'topics: only those that we make are ours',
    fc.tuple(anyText, anyText, fc.stringMatching(/^[a-z0-9-]{1,32}$/)),
    ([topic, store, terminal]) => {
      parseTopic(topic);
      for (const name of [store, 'shop']) {
        const up = attempt('sync', () => topicUp(name, terminal));
        if (up !== undefined) assert.equal(parseTopic(up), { store: name, terminal, direction: 'up' });
      }
      assert.equal(parseTopic(topicDown('shop', terminal))?.direction, 'down');
    },
  ),
  property('JSON of any kind is no message', anyJson, (value) => {
    const payload = encoder.encode(JSON.stringify(value));
    assert.is(
      attempt('sync', () => decodeUp(payload)),
      undefined,
    );
    assert.is(
      attempt('sync', () => decodeDown(payload)),
      undefined,
    );
  }),
];
