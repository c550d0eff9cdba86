import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { encode } from '../../../drivers/printer/encode.js';
import { createPrinter } from '../../../drivers/printer/printer.js';
import type { PrintOutcome } from '../../../drivers/printer/types.js';
import { memoryPair } from '../../../drivers/transport/memory.js';
import { isTerminalError } from '../../../protocol/errors.js';
import type { Receipt } from '../../../protocol/escpos/receipt.js';
import { silentLog } from '../../support/silent-log.js';
import { virtualClock } from '../../support/virtual-clock.js';

const RECEIPT: Receipt = {
  number: '7',
  reprint: 0,
  blocks: [{ kind: 'text', text: '谢谢' }, { kind: 'cut' }],
};
/** ESC @ FS & GS a 0 · 谢谢 in GB 2312 · LF · GS V 66 0 */
const PRINTED = '1b401c261d6100d0bbd0bb0a1d564200';

/** The encoder is loaded when it is first used, and that takes real time. */
await encode([]);

/** A printer of which the test decides every answer: the status bytes for DLE EOT n, and for GS r. */
function bench(answers: Partial<Record<1 | 2 | 4 | 'r', number>>) {
  const { transport, peer } = memoryPair();
  const clock = virtualClock();
  let hex = '';
  peer.onWrite((bytes) => {
    const text = Buffer.from(bytes).toString('hex');
    const question = /^1004(0[124])$/.exec(text)?.[1];
    const key =
      question === undefined ? (text === '1d7201' ? 'r' : undefined) : (Number(question) as 1 | 2 | 4);
    if (key === undefined) hex += text;
    else if (answers[key] !== undefined) peer.send(Uint8Array.of(answers[key]));
  });
  const printer = createPrinter({ transport, clock, log: silentLog, columns: 32 });
  const print = async () => {
    let outcome: PrintOutcome | undefined;
    const done = printer.print(RECEIPT).then((value) => {
      outcome = value;
    });
    await clock.until(() => outcome !== undefined, 60_000);
    await done;
    return outcome;
  };
  const stop = async () => {
    const stopped = printer.stop();
    await clock.advance(10_000);
    await stopped;
  };
  return { printer, peer, transport, clock, answers, print, stop, printed: () => hex.replace(/^(00)+/, '') }; // A line begins with NULs.
}

const WELL = { 1: 0x12, 2: 0x12, 4: 0x12, r: 0x00 };

test('prints and is told that paper is there', async () => {
  const { printer, print, printed, stop } = bench({ ...WELL });
  printer.start();
  assert.equal(await print(), { state: 'printed' });
  assert.is(printed(), PRINTED);
  assert.equal(printer.status(), { state: 'ready' });
  assert.equal(printer.senses(), { paper: 'ok', cover: 'closed', online: true });
  await stop();
});

test('refuses before a byte is sent when the paper is out or the cover open', async () => {
  for (const [answers, reason] of [
    [{ ...WELL, 1: 0x1a, 2: 0x32, 4: 0x7e }, 'paper-out'],
    [{ ...WELL, 1: 0x1a, 2: 0x16 }, 'cover-open'],
    [{ ...WELL, 1: 0x1a, 2: 0x52 }, 'printer-error'],
  ] as const) {
    const { printer, print, printed, stop } = bench({ ...answers });
    printer.start();
    assert.equal(await print(), { state: 'failed', reason, partly: false });
    assert.is(printed(), '');
    assert.equal(printer.status(), { state: 'degraded', reason });
    await stop();
  }
});

test('sees new paper by itself', async () => {
  const { printer, clock, answers, print, stop } = bench({ ...WELL, 2: 0x32, 4: 0x7e });
  printer.start();
  await clock.until(() => printer.status().reason === 'paper-out');
  Object.assign(answers, { 2: 0x12, 4: 0x1e });
  await clock.until(() => printer.status().state === 'ready', 10_000);
  assert.equal(printer.status(), { state: 'ready', reason: 'paper-low' });
  assert.equal(await print(), { state: 'printed' });
  await stop();
});

test('a printer that never answers prints, and nobody can tell', async () => {
  const { printer, print, printed, stop } = bench({});
  printer.start();
  assert.equal(await print(), { state: 'unconfirmed' });
  assert.is(printed(), PRINTED);
  assert.equal(printer.status(), { state: 'ready', reason: 'no-answer' });
  await stop();
});

test('a receipt that a slow printer still holds in its buffer is not called printed', async () => {
  // Seed 2684: sensors well, a line took two seconds, and the plug was pulled before the first one.
  const { printer, print, stop } = bench({ 1: 0x12, 2: 0x12, 4: 0x12 });
  printer.start();
  assert.equal(await print(), { state: 'unconfirmed' });
  assert.equal(await print(), { state: 'unconfirmed' });
  await stop();
});

test('a write that never returns fails the receipt, and the next one prints', async () => {
  const { printer, transport, print, clock, stop } = bench({ ...WELL });
  const write = transport.write;
  printer.start();
  await clock.until(() => printer.status().state === 'ready');
  transport.write = (bytes) => (bytes[0] === 0x10 ? write(bytes) : new Promise(() => undefined));
  assert.equal(await print(), { state: 'failed', reason: 'blocked', partly: true });
  assert.is(printer.status().state, 'absent');
  transport.write = write;
  assert.equal(await print(), { state: 'printed' });
  await stop();
});

test('no port: says so at once, and prints when it is there', async () => {
  const { printer, peer, clock, print, stop } = bench({ ...WELL });
  peer.unplug();
  printer.start();
  assert.equal(await print(), { state: 'failed', reason: 'no-port', partly: false });
  assert.equal(printer.status(), { state: 'absent', reason: 'no-port' });
  const refusal: unknown = await printer.openDrawer().catch((error: unknown) => error);
  assert.ok(isTerminalError(refusal, 'printer/no-port'));
  peer.plug();
  await clock.until(() => printer.status().state === 'ready', 60_000);
  peer.unplug();
  assert.equal(printer.status(), { state: 'absent', reason: 'no-port' });
  peer.plug();
  assert.equal(await print(), { state: 'printed' });
  await stop();
});

test('a printer that falls silent is opened anew', async () => {
  const { printer, peer, clock, answers, stop } = bench({ ...WELL });
  printer.start();
  await clock.until(() => printer.status().state === 'ready');
  for (const key of [1, 2, 4, 'r'] as const) delete answers[key];
  await clock.until(() => peer.opens === 2, 60_000);
  await clock.until(() => printer.status().state === 'ready', 60_000);
  assert.equal(printer.status(), { state: 'ready', reason: 'no-answer' });
  await stop();
});

test('the drawer opens while the paper is out', async () => {
  const { printer, clock, printed, stop } = bench({ ...WELL, 2: 0x32, 4: 0x7e });
  printer.start();
  await clock.until(() => printer.status().reason === 'paper-out');
  await printer.openDrawer();
  assert.is(printed(), '1014010001'); // DLE DC4 1 0 1
  await stop();
});

test('receipts go out one after the other', async () => {
  const { printer, clock, printed, stop } = bench({ ...WELL });
  printer.start();
  let done = 0;
  const both = [printer.print(RECEIPT), printer.print(RECEIPT)].map((each) => each.then(() => done++));
  await clock.until(() => done === 2, 60_000);
  await Promise.all(both);
  assert.is(printed(), PRINTED + PRINTED);
  await stop();
});

test('stop leaves no timer behind', async () => {
  const { printer, clock, stop } = bench({ ...WELL });
  printer.start();
  await clock.until(() => printer.status().state === 'ready');
  await stop();
  assert.equal(printer.status(), { state: 'absent' });
  assert.is(clock.pending, 0);
});

test.run();
