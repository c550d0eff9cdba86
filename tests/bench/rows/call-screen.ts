/**
 * A call, from the last byte of +CLIP on the modem's PTY to the bytes on the terminal's tty after which the caller's name is
 * on the screen. The floor is the same path without a lookup: a withheld number, for which the card shows a fixed text.
 * Clock and marks are this process's; it is the modem's far end and the tty's, and asks nothing of the terminal's inside.
 */

import { createModemDevice } from '../../../sim/modem/device.js';
import { systemClock } from '../../../sim/modem/index.js';
import { createNetwork } from '../../../sim/network/network.js';
import { openPty } from '../../../sim/pty/pty.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { DEFAULT_POLICY } from '../../../terminal/messaging/policy.js';
import { median, percentile, type Row } from '../measure.js';
import { startOnPty, terminalConfig, type Watched, ZHANGGUI } from '../program.js';
import { CUSTOMERS, nameOf, openShop, phoneOf } from '../shop.js';

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
  const { p99, floor99, p50, floor50, n } = await measureCalls(data);
  return {
    ...{ name: 'call.screen', value: p99, unit: 'ms', floor: floor99, ratio: p99 / floor99, n },
    goal: p99 <= 1.5 * floor99 && p99 <= 30,
    wanted: '≤ 1.5 × the floor and ≤ 30 ms (p99)',
    note: `p50 ${p50.toFixed(2)} of ${floor50.toFixed(2)} ms, ${(p50 / floor50).toFixed(2)}`,
  };
}

/** The same while campaigns to all 100,000 customers are gathered and sent: the last row that is measured in this folder. */
export async function callScreenCampaign(data: string): Promise<Row> {
  await startCampaigns(data);
  const { p99, floor99, p50, n } = await measureCalls(data);
  return {
    ...{ name: 'call.screen.campaign', value: p99, unit: 'ms', floor: floor99, ratio: p99 / floor99, n },
    goal: p99 <= 50,
    wanted: '≤ 50 ms (p99) while a campaign runs',
    note: `p50 ${p50.toFixed(2)} ms`,
  };
}

/** As many as keep the terminal busy for as long as the calls are measured. */
const CAMPAIGNS = 10;

async function startCampaigns(data: string): Promise<void> {
  const kernel = await openShop(data);
  const policy = { ...DEFAULT_POLICY, quietFrom: 0, quietTo: 0, perMinute: 60 };
  const events: object[] = [{ type: 'messaging.policy-set', v: 1, policy }];
  for (let n = 0; n < CAMPAIGNS; n++) {
    const campaign = `campaign ${n}`;
    const facts = { name: campaign, purpose: 'care', text: '{称呼}您好，水果节', filter: {} };
    events.push({ type: 'campaigns.drafted', v: 1, campaign, ...facts });
    events.push({ type: 'campaigns.started', v: 1, campaign, at: Date.now() });
  }
  await kernel.transact({ actor: 'import', origin: 'import' }, () => {
    return { events: events as DomainEvent[], result: undefined };
  });
  await kernel.close();
}

async function measureCalls(data: string) {
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
  return {
    ...{ p99: percentile(ours, 0.99), floor99: percentile(floors, 0.99), n: ours.length },
    ...{ p50: median(ours), floor50: median(floors) },
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
