/** What is printed, again, and with which mark. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import type { Receipt } from '../../../protocol/escpos/receipt.js';
import { askReprint, queueReceipt } from '../../../terminal/receipts/commands.js';
import { receiptJob } from '../../../terminal/receipts/queries.js';
import { createReceiptService } from '../../../terminal/receipts/service.js';
import {
  happen,
  openTestKernel,
  STAFF,
  type TestKernel,
  type TestKernelOptions,
} from '../../support/kernel.js';
import { silentLog } from '../../support/silent-log.js';
import { type FakePrinter, fakePrinter } from '../fake-devices.js';

const RECEIPT: Receipt = {
  number: 'till-1-000001',
  reprint: 0,
  blocks: [{ kind: 'text', text: '福源水果店' }, { kind: 'cut' }, { kind: 'drawer' }],
};

interface Till extends TestKernel {
  readonly printer: FakePrinter;
  queue(job: string): Promise<void>;
  state(job: string): string | undefined;
  stop(): Promise<void>;
}

async function till(options: TestKernelOptions = {}, printer = fakePrinter()): Promise<Till> {
  const opened = await openTestKernel(options);
  const { kernel, clock } = opened;
  const service = createReceiptService(kernel, printer, clock, silentLog);
  service.start();
  await clock.settle();
  return {
    ...opened,
    printer,
    async queue(job) {
      await happen(kernel, queueReceipt(job, RECEIPT));
      await clock.settle();
    },
    state: (job) => receiptJob(kernel.state, job)?.state,
    async stop() {
      await service.stop();
      await kernel.close();
    },
  };
}

const first = (receipt: Receipt | undefined) => receipt?.blocks[0];
const MARK = { kind: 'text', text: '重打 1', align: 'center', size: 'large', bold: true };

test('a receipt is printed once, as it was asked for', async () => {
  const it = await till();
  await it.queue('j1');
  assert.equal([it.printer.printed, it.state('j1')], [[RECEIPT], 'printed']);
  await it.stop();
});

test('a printer that never answers leaves the receipt unconfirmed', async () => {
  const it = await till();
  it.printer.answers.push({ state: 'unconfirmed' });
  await it.queue('j1');
  assert.is(it.state('j1'), 'unconfirmed');
  await it.stop();
});

test('a receipt that failed before its first line comes again without a mark, with the drawer', async () => {
  const it = await till();
  it.printer.answers.push({ state: 'failed', reason: 'paper-out', partly: false });
  await it.queue('j1');
  assert.is(it.state('j1'), 'queued');
  assert.is(receiptJob(it.kernel.state, 'j1')?.reason, 'paper-out');
  await it.clock.advance(5000);
  assert.equal([it.printer.printed[1], it.state('j1')], [RECEIPT, 'printed']);
  await it.stop();
});

test('a receipt that may be on paper in part comes again whole, marked 重打 1, with the drawer shut', async () => {
  const it = await till();
  it.printer.answers.push({ state: 'failed', reason: 'paper-out', partly: true });
  await it.queue('j1');
  await it.clock.advance(5000);
  const again = it.printer.printed[1];
  assert.equal(first(again), MARK);
  assert.equal(again?.blocks.slice(1), [{ kind: 'text', text: '福源水果店' }, { kind: 'cut' }]);
  assert.is(again?.reprint, 1);
  await it.stop();
});

test('a receipt that was being printed when the power went is printed again with the mark', async () => {
  const before = await till();
  before.printer.beforeAnswer = () => new Promise(() => undefined);
  await before.queue('j1');
  const it = await till({ disk: before.disk.durable() });
  assert.equal([first(it.printer.printed[0]), it.state('j1')], [MARK, 'printed']);
  await it.stop();
});

test('receipts wait for paper and come out in the order they were asked for', async () => {
  const it = await till();
  it.printer.become('degraded');
  for (const job of ['j1', 'j2', 'j3']) await it.queue(job);
  assert.is(it.printer.printed.length, 0);
  it.printer.become('ready');
  await it.clock.settle();
  assert.equal([it.printer.printed.length, it.state('j3')], [3, 'printed']);
  await it.stop();
});

test('nothing is printed before the journal knows', async () => {
  const it = await till();
  it.printer.become('degraded');
  await it.queue('j1');
  it.disk.fail({ error: 'full', nth: 1, lasting: true });
  it.printer.become('ready');
  await it.clock.advance(60_000);
  assert.is(it.printer.printed.length, 0);
  it.disk.heal();
  await it.clock.advance(60_000);
  assert.equal([it.printer.printed.length, it.state('j1')], [1, 'printed']);
  await it.stop();
});

test('a receipt that came out while the disk was full is written down when there is room, and comes out once', async () => {
  const it = await till();
  it.printer.beforeAnswer = async () => it.disk.fail({ error: 'full', nth: 1, lasting: true });
  await it.queue('j1');
  await it.clock.advance(60_000);
  assert.is(it.state('j1'), 'started');
  it.disk.heal();
  await it.clock.advance(60_000);
  assert.equal([it.printer.printed.length, it.state('j1')], [1, 'printed']);
  await it.stop();
});

test('a reprint that was asked for carries how often it was printed', async () => {
  const it = await till();
  await it.queue('j1');
  for (const mark of ['重打 1', '重打 2']) {
    await it.kernel.transact(STAFF, (state) => askReprint(state, 'j1'));
    await it.clock.settle();
    assert.equal(first(it.printer.printed.at(-1)), { ...MARK, text: mark });
  }
  await it.stop();
});

test('a reprint of what still waits, or of nothing, is refused', async () => {
  const it = await till();
  it.printer.become('degraded');
  await it.queue('j1');
  for (const [job, code] of [
    ['j1', 'command/receipt-waits'],
    ['none', 'command/receipt-unknown'],
  ] as const) {
    const refused = await it.kernel
      .transact(STAFF, (state) => askReprint(state, job))
      .catch((error: unknown) => error);
    assert.ok(isTerminalError(refused, code));
  }
  await it.stop();
});

test('a printer that is away for more than 500 receipts prints them all', async () => {
  const it = await till();
  it.printer.become('absent');
  const jobs = Array.from({ length: 510 }, (_, n) => `j${n}`);
  await Promise.all(jobs.map((job) => happen(it.kernel, queueReceipt(job, RECEIPT))));
  it.printer.become('ready');
  await it.clock.until(() => it.state('j509') === 'printed').catch(() => undefined);
  for (let round = 0; round < 400 && it.printer.printed.length < 510; round++) await it.clock.settle();
  assert.is(it.printer.printed.length, 510);
  await it.stop();
});

test('the oldest receipts are no longer kept whole, and say so', async () => {
  const it = await till();
  it.printer.become('ready');
  for (let n = 0; n < 502; n++) await happen(it.kernel, queueReceipt(`j${n}`, RECEIPT));
  await it.clock.settle();
  for (let round = 0; round < 400 && it.state('j501') !== 'printed'; round++) await it.clock.settle();
  await it.queue('last');
  const refused = await it.kernel
    .transact(STAFF, (state) => askReprint(state, 'j0'))
    .catch((error: unknown) => error);
  assert.ok(isTerminalError(refused, 'command/receipt-too-old'), String(refused));
  await it.stop();
});

test.run();
