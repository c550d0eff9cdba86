/**
 * Texts through the driver, on a PTY. `sms.throughput`: texts a minute, against a bare loop of CMGS, prompt, PDU and Ctrl-Z over the
 * same port. `sms.inbound`: a SIM with 255 texts swept, journaled and emptied, against
 * CMGR and CMGD alone: read one by one, so that a call can be answered between two texts.
 */
import { join } from 'node:path';
import { systemClock, systemRandom } from '../../../drivers/host/index.js';
import { createModem, type Modem } from '../../../drivers/modem/index.js';
import { serialTransport, type Transport } from '../../../drivers/transport/index.js';
import { encodeSubmit } from '../../../protocol/sms/index.js';
import { createSimModem, type SimModem } from '../../../sim/modem/index.js';
import { createStamps } from '../../../terminal/kernel/stamp.js';
import { createUplink } from '../../../terminal/uplink/index.js';
import { silentLog } from '../../support/silent-log.js';
import { waitFor } from '../../support/wait-for.js';
import { type Row, timed } from '../measure.js';
import { openShop } from '../shop.js';

const TEXTS = 20;
/** In turns with the floor: a busy moment of the machine slows both. */
const TURNS = 3;
const SEND_MS = 100;
const STORED = 255;
const PATIENCE_MS = 120_000;
const CTRL_Z = '\x1a';

export async function smsRows(dir: string): Promise<readonly Row[]> {
  return [await throughput(dir), await inbound(dir)];
}

async function throughput(dir: string): Promise<Row> {
  const link = join(dir, 'modem-out');
  const sim = await createSimModem({ link, sendMs: SEND_MS });
  const parts = Array.from({ length: TEXTS }, (_, n) =>
    encodeSubmit({ to: '+8613800138000', text: `您好 ${n}` }),
  ).flat();
  let [ms, bareMs] = [0, 0];
  for (let turn = 0; turn < TURNS; turn++) {
    bareMs += await bare(link, async (ask) => {
      await ask('AT+CMGF=0\r', 'OK');
      for (const { hex, length } of parts) {
        await ask(`AT+CMGS=${length}\r`, '> ');
        await ask(`${hex}${CTRL_Z}`, 'OK');
      }
    });
    const modem = await ready(link);
    ms += await timed(async () => {
      for (const { hex, length } of parts) await modem.sendPart({ pdu: hex, length });
    });
    await modem.stop();
  }
  const arrived = sim.network.sent().length;
  await sim.close();
  const rate = (took: number) => (TURNS * TEXTS * 60_000) / took;
  const [value, floor] = [rate(ms), rate(bareMs)];
  return {
    ...{ name: 'sms.throughput', value, unit: 'texts/min', floor, ratio: value / floor, n: TURNS * TEXTS },
    goal: value / floor >= 0.98 && arrived === 2 * TURNS * TEXTS,
    wanted: '≥ 0.98 of what the modem allows',
    note: `the network takes ${SEND_MS} ms for each`,
  };
}

async function inbound(dir: string): Promise<Row> {
  const floor = await emptied(join(dir, 'modem-bare'), async (ask) => {
    for (let index = 1; index <= STORED; index++) {
      await ask(`AT+CMGR=${index}\r`, 'OK');
      await ask(`AT+CMGD=${index}\r`, 'OK');
    }
  });
  const listed = await emptied(join(dir, 'modem-list'), async (ask) => {
    await ask('AT+CMGL=4\r', 'OK');
    for (let index = 1; index <= STORED; index++) await ask(`AT+CMGD=${index}\r`, 'OK');
  });
  const link = join(dir, 'modem-in');
  const sim = await full(link);
  const kernel = await openShop(join(dir, 'inbound'));
  const modem = createModem(parts(link));
  const stamps = createStamps(systemClock, 'bench');
  const uplink = createUplink({
    kernel,
    modem,
    clock: systemClock,
    log: silentLog,
    stamps,
    zone: 'Asia/Shanghai',
  });
  modem.start();
  await waitFor(
    'ready',
    () => modem.status().state !== 'opening' && modem.counters().textsIn > 0,
    PATIENCE_MS,
  );
  const before = modem.counters().textsIn;
  const ms = await timed(() => waitFor('an empty SIM', () => sim.stored().length === 0, PATIENCE_MS));
  await modem.stop();
  await uplink.stop();
  await kernel.close();
  await sim.close();
  const value = (ms * STORED) / (STORED - before);
  return {
    ...{ name: 'sms.inbound', value, unit: 'ms', floor, ratio: value / floor, n: STORED },
    goal: value <= 1.25 * floor,
    wanted: '≤ 1.25 × the bare AT time',
    note: `${(value / STORED).toFixed(1)} ms a text; against one CMGL and CMGD for each ${(value / listed).toFixed(1)} ×`,
  };
}

const parts = (path: string) => ({
  transport: serialTransport({ path }),
  ...{ clock: systemClock, random: systemRandom, log: silentLog },
});

async function ready(path: string): Promise<Modem> {
  const modem = createModem(parts(path));
  modem.keepTextsWith(() => Promise.resolve());
  modem.start();
  await waitFor('ready', () => modem.status().state === 'ready', PATIENCE_MS);
  return modem;
}

async function full(link: string): Promise<SimModem> {
  const sim = await createSimModem({ link, storage: { SM: STORED } });
  for (let n = 0; n < STORED; n++)
    sim.network.text(`+86138001${String(n).padStart(5, '0')}`, `您好，我要办卡 ${n}`);
  return sim;
}

/** Milliseconds of `talk` with a SIM that is full. */
async function emptied(link: string, talk: (ask: Ask) => Promise<void>): Promise<number> {
  const sim = await full(link);
  const ms = await bare(link, async (ask) => {
    await ask('AT+CMGF=0\r', 'OK');
    await talk(ask);
  });
  await sim.close();
  return ms;
}

type Ask = (text: string, end: string) => Promise<void>;

/** Milliseconds of a conversation in which each question waits for the end of the answer before. */
async function bare(path: string, talk: (ask: Ask) => Promise<void>): Promise<number> {
  const port: Transport = serialTransport({ path });
  let heard = '';
  let wake: () => void = () => undefined;
  port.onData((bytes) => {
    heard += Buffer.from(bytes).toString('latin1');
    wake();
  });
  await port.open();
  const ask: Ask = async (text, end) => {
    heard = '';
    await port.write(Buffer.from(text, 'latin1'));
    while (!heard.endsWith(end) && !heard.endsWith(`${end}\r\n`))
      await new Promise<void>((done) => {
        wake = done;
      });
  };
  await ask('ATE0\r', 'OK');
  const ms = await timed(() => talk(ask));
  await port.close();
  return ms;
}
