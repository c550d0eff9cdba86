/**
 * The plug was pulled while a receipt's QR code was on its way. The printer, which had power, took the first bytes of the
 * next receipt for the rest of the code: its reprint mark was gone (world, seed 141 of the day it was found).
 */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { encode } from '../../../drivers/printer/encode.js';
import { createPrinter } from '../../../drivers/printer/printer.js';
import { memoryPair } from '../../../drivers/transport/memory.js';
import { layout } from '../../../protocol/escpos/layout.js';
import type { Receipt } from '../../../protocol/escpos/receipt.js';
import { createMachine } from '../../../sim/printer/machine.js';
import { silentLog } from '../../support/silent-log.js';
import { virtualClock } from '../../support/virtual-clock.js';

const FIRST: Receipt = {
  number: '7',
  reprint: 0,
  blocks: [{ kind: 'qr', data: `zhanggui:${'7'.repeat(500)}` }, { kind: 'cut' }],
};
const AGAIN: Receipt = {
  number: '7',
  reprint: 1,
  blocks: [{ kind: 'text', text: '重打 1' }, { kind: 'text', text: '谢谢' }, { kind: 'cut' }],
};

test('whatever a printer was left in the middle of, the next receipt is whole', async () => {
  const bytes = await encode(layout(FIRST, 32));
  const code = Buffer.from(bytes).indexOf('zhanggui:');
  for (const at of [code - 3, code + 1, code + 100, code + 508]) {
    const paper: string[] = [];
    const clock = virtualClock();
    const { transport, peer } = memoryPair();
    const machine = createMachine({
      ...{ columns: 32, clock, lineMs: () => 0 },
      reply: (answer) => peer.send(answer),
      onReceipt: ({ text }) => paper.push(text),
    });
    machine.take(bytes.subarray(0, at));
    peer.onWrite((written) => machine.take(written));
    const printer = createPrinter({ transport, clock, log: silentLog, columns: 32 });
    printer.start();
    let printed = false;
    const done = printer.print(AGAIN).then(() => {
      printed = true;
    });
    await clock.until(() => printed, 60_000);
    await done;
    assert.match(paper.join(''), /重打 1\n谢谢/, `cut off at byte ${at}`);
    const stopped = printer.stop();
    await clock.advance(10_000);
    await stopped;
  }
});

test.run();
