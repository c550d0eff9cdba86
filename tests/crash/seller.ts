/** Somebody who sells at the keypad, whatever the terminal shows: F2, F3 and F4 lead on from every screen. */
import { keySequence } from '../../sim/day/keys.js';
import type { Shop } from '../../sim/shop/shop.js';
import type { Outside } from './outside.js';

type Screen = ReturnType<Shop['terminal']>;

const SEEN_MS_MAX = 2_000;
/** Between two keys: neither a held key nor a scanner's burst (drivers/keypad/classifier.ts). */
const KEY_GAP_MS = 45;
const DONE = /已收款[\s\S]*?(till-1-\d{6})/;

/**
 * One sale of `yuan`; every other one to a customer, with points and a text. A sale that gets stuck is left, and `outside` is
 * told what the screen was: a call came between, or the machine is slow. Throws `sim/no-terminal` when the plug was pulled.
 */
export async function sellOne(shop: Shop, yuan: number, outside: Outside): Promise<void> {
  const screen = shop.terminal();
  try {
    await openSale(shop, screen, yuan % 2 === 0);
    await press(shop, ...String(yuan), 'down', 'ok');
    outside.deeds.emit('paid');
    await screen.waitFor(DONE, SEEN_MS_MAX);
    outside.told(DONE.exec(screen.screen().join('\n'))?.[1] ?? '');
  } catch {
    if (shop.terminal() === screen) outside.stuck(screen.screen());
  }
}

async function openSale(shop: Shop, screen: Screen, isCustomers: boolean): Promise<void> {
  if (isCustomers) {
    await press(shop, 'f4', 'f3');
    await screen.waitFor('王小明', SEEN_MS_MAX);
    await press(shop, 'ok');
    await screen.waitFor('发卡', SEEN_MS_MAX);
    await press(shop, '1');
  } else await press(shop, 'f4', 'f2');
  await screen.waitFor('>金额', SEEN_MS_MAX);
}

async function press(shop: Shop, ...names: string[]): Promise<void> {
  for (const name of names) {
    shop.terminal().type(keySequence(name));
    await new Promise((resolve) => setTimeout(resolve, KEY_GAP_MS));
  }
}
