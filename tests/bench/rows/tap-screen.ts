/**
 * A tap, from the card's answer to the last APDU to the bytes on the terminal's tty after which the customer's name is on the screen:
 * shipped terminal and reader driver, a real pcscd and its virtual reader. The floor is the same path for a card of nobody, which shows a
 * fixed text. Both ends are this process's; the clock asks nothing of the terminal's inside.
 */

import { layCard } from '../../../sim/card/card.js';
import { createModel } from '../../../sim/card/models.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { needPcscd, privatePcscd } from '../../support/pcscd.js';
import { median, percentile, type Row } from '../measure.js';
import { startOnPty, terminalConfig, type Watched, ZHANGGUI } from '../program.js';
import { CUSTOMERS, nameOf, openShop } from '../shop.js';

const PAIRS = 60;
const WARM = 5;
const HOME = '按数字进入';
const F4 = '\x1bOS';
/** The card's screen, whose first row is the customer's. */
const nameOnScreen = (name: string) => new RegExp(`^${name} `, 'm');
const NOBODY = /还没有发给任何人/;

const uidOf = (n: number): string => (0x5a00_0000 + n).toString(16).toUpperCase();

/** @param data the shop's folder */
export async function tapScreen(data: string): Promise<Row> {
  needPcscd();
  const shown = await issueCards(data);
  const pcscd = await privatePcscd();
  await pcscd.start();
  process.env.PCSCLITE_CSOCK_NAME = pcscd.socket;
  const config = await terminalConfig(data, {});
  const terminal = await startOnPty([ZHANGGUI, 'terminal', '--config', config], '收银');
  const ours: number[] = [];
  const floors: number[] = [];
  let wroteAt = 0;
  terminal.onOutput(() => {
    wroteAt = performance.now();
  });
  const bench = { terminal, port: pcscd.port, wroteAt: () => wroteAt };
  try {
    await terminal.sawMs;
    await terminal.waitFor('读卡器 好', 60_000);
    for (let n = 0; n < PAIRS + WARM; n++) {
      const known = await tap(bench, uidOf(n), nameOnScreen(shown[n] ?? ''));
      const nobody = await tap(bench, uidOf(0x8000 + n), NOBODY);
      if (n < WARM) continue;
      ours.push(known);
      floors.push(nobody);
    }
  } finally {
    await terminal.kill('SIGTERM');
    await pcscd.remove();
  }
  const [value, floor] = [percentile(ours, 0.99), percentile(floors, 0.99)];
  return {
    ...{ name: 'tap.screen', value, unit: 'ms', floor, ratio: value / floor, n: ours.length },
    goal: value <= 30,
    wanted: '≤ 30 ms (p99)',
    note: `p50 ${median(ours).toFixed(2)} of ${median(floors).toFixed(2)} ms`,
  };
}

/** A card for as many customers as are measured, spread over all; their names in that order. */
async function issueCards(data: string): Promise<string[]> {
  const kernel = await openShop(data);
  const names: string[] = [];
  const events: object[] = [];
  for (let n = 0; n < PAIRS + WARM; n++) {
    const customer = (n * 9_973) % CUSTOMERS;
    const id = kernel.state.value<string>('SELECT id FROM customers WHERE no = ?', customer + 1);
    names.push(nameOf(customer));
    events.push({ type: 'cards.issued', v: 1, uid: uidOf(n), customer: id });
  }
  await kernel.transact({ actor: 'import', origin: 'import' }, () => {
    return { events: events as DomainEvent[], result: undefined };
  });
  await kernel.close();
  return names;
}

interface Bench {
  readonly terminal: Watched;
  readonly port: number;
  /** When the terminal wrote last. */
  readonly wroteAt: () => number;
}

/** Lays a card down until `wanted` is on the screen; milliseconds since its last answer. */
async function tap({ terminal, port, wroteAt }: Bench, uid: string, wanted: RegExp): Promise<number> {
  await goHome(terminal);
  let answeredAt = 0;
  const model = createModel('classic1k', { uid: Uint8Array.from(Buffer.from(uid, 'hex')) });
  const timed = {
    ...model,
    answer(apdu: Uint8Array) {
      const answer = model.answer(apdu);
      answeredAt = performance.now();
      return answer;
    },
  };
  const card = await layCard({ model: timed, port });
  await terminal.waitFor(wanted, 10_000);
  const ms = wroteAt() - answeredAt;
  await card.lift();
  // The card's leaving is seen before the next one comes: pcscd looks every 400 ms.
  await card.gone;
  return ms;
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
