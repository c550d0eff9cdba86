import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createDisplay } from '../../drivers/display/display.js';
import { systemClock } from '../../drivers/host/clock.js';
import { createPrinter } from '../../drivers/printer/printer.js';
import type { Printer } from '../../drivers/printer/types.js';
import { serialTransport, tcpTransport } from '../../drivers/transport/index.js';
import type { Receipt } from '../../protocol/escpos/receipt.js';
import { SAMPLE_RECEIPT } from '../../protocol/escpos/sample.js';
import { createSimDisplay } from '../../sim/display/sim-display.js';
import { createSimPrinter, type SimPrinter } from '../../sim/printer/sim-printer.js';
import { silentLog } from '../support/silent-log.js';
import { waitFor } from '../support/wait-for.js';

const clock = systemClock;

async function onTcp(work: (sim: SimPrinter, printer: Printer) => Promise<void>): Promise<void> {
  const sim = await createSimPrinter({ listen: 0 });
  const transport = tcpTransport({ host: '127.0.0.1', port: sim.port ?? 0, clock });
  const printer = createPrinter({ transport, clock, log: silentLog, columns: 48 });
  try {
    printer.start();
    await work(sim, printer);
  } finally {
    await printer.stop();
    await sim.close();
  }
}

test('the sample comes out whole: Chinese, totals, points, QR code, barcode, cut and drawer', () =>
  onTcp(async (sim, printer) => {
    assert.equal(await printer.print(SAMPLE_RECEIPT), { state: 'printed' });
    await waitFor('the receipt', () => sim.receipts().length === 1);
    const [receipt] = sim.receipts();
    const lines = receipt?.text.split('\n') ?? [];
    assert.is(lines[0], `${' '.repeat(14)}福源水果店`);
    assert.ok(lines.includes(`红富士苹果 烟台 80#${' '.repeat(9)}2.5kg${' '.repeat(10)}29.50`));
    assert.ok(lines.includes(`合计${' '.repeat(13)}￥88.00`));
    assert.ok(lines.includes(`找零${' '.repeat(39)}12.00`));
    assert.ok(lines.includes(`积分 1,280 + 88${' '.repeat(28)}1,368`));
    assert.ok(lines.includes(`会员 王*明 金卡${' '.repeat(22)}138****8000`));
    assert.equal(receipt?.qr, ['https://fuyuan.example/r/20261122-0046?店=福源']);
    assert.equal(receipt?.barcodes, ['20261122-0046']);
    assert.is(receipt?.cut, 'partial');
    assert.is(receipt?.drawerKicks, 1);
  }));

test('a hostile name prints as text and nothing else happens', () =>
  onTcp(async (sim, printer) => {
    const name = `王\u001bp\u0000\u0010\u0004\u0001{bold}"引"${'长'.repeat(200)}\u{1f600}`;
    const blocks: Receipt['blocks'] = [{ kind: 'pair', left: name, right: '1.00' }, { kind: 'cut' }];
    assert.equal(await printer.print({ number: '1', reprint: 0, blocks }), { state: 'printed' });
    await waitFor('the receipt', () => sim.receipts().length === 1);
    const text = sim.receipts()[0]?.text ?? '';
    assert.match(text.replaceAll(/\s/g, ''), /^王p\{bold\}"引"长{200}1\.00$/u);
    assert.is(sim.drawerKicks(), 0);
  }));

test('the paper ends in the middle: failed in part, and the reprint is whole', () =>
  onTcp(async (sim, printer) => {
    sim.paperEndsAfter(6);
    assert.equal(await printer.print(SAMPLE_RECEIPT), { state: 'failed', reason: 'paper-out', partly: true });
    assert.equal(printer.status(), { state: 'degraded', reason: 'paper-out' });
    assert.match(sim.hanging(), /福源水果店/);
    assert.equal(await printer.print(SAMPLE_RECEIPT), {
      state: 'failed',
      reason: 'paper-out',
      partly: false,
    });
    sim.loadPaper();
    assert.is(sim.receipts()[0]?.cut, 'torn');
    await waitFor('new paper is seen', () => printer.status().state === 'ready');
    assert.equal(await printer.print(SAMPLE_RECEIPT), { state: 'printed' });
    await waitFor('the reprint', () => sim.receipts().length === 3);
    assert.match(sim.receipts()[2]?.text ?? '', /^ +福源水果店[\s\S]+欢迎再来$/);
  }));

test('an open cover stops it before anything is sent', () =>
  onTcp(async (sim, printer) => {
    sim.setCover('open');
    assert.equal(await printer.print(SAMPLE_RECEIPT), {
      state: 'failed',
      reason: 'cover-open',
      partly: false,
    });
    sim.setCover('closed');
    assert.equal(await printer.print(SAMPLE_RECEIPT), { state: 'printed' });
  }));

test('a mute printer prints, and nobody can tell', () =>
  onTcp(async (sim, printer) => {
    sim.setMute(true);
    assert.equal(await printer.print(SAMPLE_RECEIPT), { state: 'unconfirmed' });
    assert.is(sim.receipts().length, 1);
    assert.equal(printer.senses(), { paper: 'unknown', cover: 'unknown', online: 'unknown' });
  }));

test('the cable comes back and so does the printer', () =>
  onTcp(async (sim, printer) => {
    await waitFor('ready', () => printer.status().state === 'ready');
    await sim.unplug();
    await waitFor('the break', () => printer.status().state !== 'ready');
    assert.equal(await printer.print(SAMPLE_RECEIPT), { state: 'failed', reason: 'no-port', partly: false });
    await sim.plug();
    await waitFor('ready again', () => printer.status().state === 'ready');
    assert.equal(await printer.print(SAMPLE_RECEIPT), { state: 'printed' });
  }));

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-wire-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('a serial printer of 58 mm', () =>
  inFolder(async (folder) => {
    const path = join(folder, 'printer');
    const sim = await createSimPrinter({ pty: path, columns: 32 });
    const printer = createPrinter({
      transport: serialTransport({ path }),
      clock,
      log: silentLog,
      columns: 32,
    });
    printer.start();
    try {
      assert.equal(await printer.print(SAMPLE_RECEIPT), { state: 'printed' });
      await waitFor('the receipt', () => sim.receipts().length === 1);
      assert.match(sim.receipts()[0]?.text ?? '', /^找零 {23}12\.00$/m);
    } finally {
      await printer.stop();
      await sim.close();
    }
  }));

test('a customer display on a serial line', () =>
  inFolder(async (folder) => {
    const path = join(folder, 'display');
    const sim = await createSimDisplay({ pty: path });
    const display = createDisplay({ transport: serialTransport({ path }), clock, log: silentLog });
    display.start();
    try {
      display.show('欢迎光临 福源水果', '合计  88.00');
      await waitFor('the text', () => sim.lines()[0] === '欢迎光临 福源水果');
      assert.is(sim.lines()[1], '合计 88.00');
    } finally {
      await display.stop();
      await sim.close();
    }
  }));

test.run();
