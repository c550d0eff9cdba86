/**
 * A call, from the last byte of +CLIP on the modem's PTY to the bytes on the terminal's tty after which the caller's name is
 * on the screen. The floor is the same path without a lookup: a withheld number, for which the card shows a fixed text.
 * Clock and marks are this process's; it is the modem's far end and the tty's, and asks nothing of the terminal's inside.
 */

import { createModemDevice } from '../../../sim/modem/device.js';
import { systemClock } from '../../../sim/modem/index.js';
import { createNetwork } from '../../../sim/network/network.js';
import { openPty } from '../../../sim/pty/pty.js';
import { median, percentile, type Row } from '../measure.js';
import { startOnPty, terminalConfig, type Watched, ZHANGGUI } from '../program.js';
import { CUSTOMERS, nameOf, phoneOf } from '../shop.js';

const PAIRS = 100;
const WARM = 10;
/** On the call's card, which begins with the caller; Home lists callers too, in a frame. */
const WITHHELD = /^☎ 对方隐藏了号码/m;
const nameOnCard = (name: string) => new RegExp(`^${name} `, 'm');
const HOME = '按数字进入';
const F4 = '\x1bOS';

interface Bench {
  /** Rings until `text` is on the card; milliseconds since the last byte of +CLIP. */
  call(number: string, text: RegExp): Promise<number>;
  close(): Promise<void>;
}

/** @param data the shop's folder */
export async function callScreen(data: string): Promise<Row> {
  const bench = await openBench(data);
  const ours: number[] = [];
  const floors: number[] = [];
  try {
    for (let n = 0; n < PAIRS + WARM; n++) {
      const customer = (n * 9_973) % CUSTOMERS;
      const known = await bench.call(phoneOf(customer).slice(3), nameOnCard(nameOf(customer)));
      const fixed = await bench.call('withheld', WITHHELD);
      if (n < WARM) continue;
      ours.push(known);
      floors.push(fixed);
    }
  } finally {
    await bench.close();
  }
  const [value, floor] = [percentile(ours, 0.99), percentile(floors, 0.99)];
  const [p50, floorP50] = [median(ours), median(floors)];
  return {
    name: 'call.screen',
    value,
    unit: 'ms',
    floor,
    ratio: value / floor,
    n: ours.length,
    goal: value <= 1.5 * floor && value <= 30,
    wanted: '≤ 1.5 × the floor and ≤ 30 ms (p99)',
    note: `p50 ${p50.toFixed(2)} of ${floorP50.toFixed(2)} ms, ${(p50 / floorP50).toFixed(2)}`,
  };
}

async function openBench(data: string): Promise<Bench> {
  const link = `${data}.modem`;
  const pty = await openPty({ link });
  const network = createNetwork({ clock: systemClock });
  let clipAt = 0;
  const device = createModemDevice({
    clock: systemClock,
    network,
    write: (bytes) => {
      pty.write(bytes);
      if (Buffer.from(bytes).includes('+CLIP:')) clipAt ||= performance.now();
    },
  });
  pty.onData((bytes) => device.receive(bytes));
  const config = await terminalConfig(data, { modem: link, reader: 'no' });
  const terminal = await startOnPty([ZHANGGUI, 'terminal', '--config', config], '收银');
  await terminal.sawMs;
  await terminal.waitFor('CHINA MOBILE', 60_000);
  let wroteAt = 0;
  terminal.onOutput(() => {
    wroteAt = performance.now();
  });
  return {
    async call(number, text) {
      await goHome(terminal);
      clipAt = 0;
      network.call(number);
      await terminal.waitFor(text);
      const ms = wroteAt - clipAt;
      network.hangUp();
      await terminal.waitFor(/未接|已挂断/);
      return ms;
    },
    async close() {
      await terminal.kill('SIGTERM');
      device.powerOff();
      await pty.close();
    },
  };
}

/** The same key twice within a tenth of a second counts as held, so it is pressed again when nothing came of it. */
async function goHome(terminal: Watched): Promise<void> {
  for (let tries = 0; !terminal.screen().some((row) => row.includes(HOME)); tries++) {
    terminal.type(F4);
    await terminal.waitFor(HOME, 150).catch((error: unknown) => {
      if (tries >= 20) throw error;
    });
  }
}
