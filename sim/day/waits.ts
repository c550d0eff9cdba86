/** What a day waits for: the network, the paper, the display, the screen. */
import { TerminalError } from '../../protocol/errors.js';
import type { Shop } from '../shop/shop.js';
import { until } from './until.js';

export async function waitForSent(shop: Shop, number: string, text: string, parts?: string): Promise<string> {
  const matching = () =>
    shop.modem.network.sent().filter((sent) => sameNumber(sent.to, number) && sent.text.includes(text));
  const whole = () => matching().find((sent) => sent.parts === sent.total);
  const sent = await until(whole, `a text to ${number} with ${text}`, () =>
    JSON.stringify(shop.modem.network.sent()),
  );
  if (parts !== undefined && sent.parts !== Number(parts)) {
    throw new TerminalError('sim/unexpected', `the text came in ${sent.parts} parts, not ${parts}`);
  }
  return `${sent.parts} part(s): ${sent.text}`;
}

export function mustNotBeSent(shop: Shop, number: string, text: string): undefined {
  const sent = shop.modem.network
    .sent()
    .find((each) => sameNumber(each.to, number) && each.text.includes(text));
  if (sent) throw new TerminalError('sim/unexpected', `this text was sent: ${sent.text}`);
  return undefined;
}

function sameNumber(a: string, b: string): boolean {
  return a.replace(/^\+86/, '') === b.replace(/^\+86/, '');
}

export async function waitForPaper(shop: Shop, text: string): Promise<undefined> {
  const out = () => shop.printer.receipts().find((receipt) => receipt.text.includes(text));
  await until(out, `a receipt with ${text}`, () =>
    shop.printer
      .receipts()
      .map((receipt) => receipt.text)
      .join('\n---\n'),
  );
  return undefined;
}

export async function waitForReceipts(shop: Shop, count: number): Promise<undefined> {
  await until(
    () => shop.printer.receipts().length >= count,
    `${count} receipts`,
    () => `${shop.printer.receipts().length} are out`,
  );
  const out = shop.printer.receipts().length;
  if (out !== count) throw new TerminalError('sim/unexpected', `${out} receipts are out, not ${count}`);
  return undefined;
}

export async function waitForDrawer(shop: Shop, count: number): Promise<undefined> {
  await until(
    () => shop.printer.drawerKicks() === count,
    `${count} drawer pulses`,
    () => `${shop.printer.drawerKicks()} came`,
  );
  return undefined;
}

export async function waitForDisplay(shop: Shop, text: string): Promise<undefined> {
  await until(
    () => shop.display.lines().join('\n').includes(text),
    `${text} on the display`,
    () => shop.display.lines().join('\n'),
  );
  return undefined;
}

export async function waitForGone(shop: Shop, text: string): Promise<undefined> {
  const screen = () => shop.terminal().screen().join('\n');
  await until(() => !screen().includes(text), `${text} gone from the screen`, screen);
  return undefined;
}
