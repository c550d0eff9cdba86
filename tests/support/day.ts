/**
 * A whole shop for one test: the shipped programs on real ports, with a folder and a smart card service of its own, so that
 * several run side by side on a machine without one.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { dayFile } from '../../sim/day/files.js';
import { type DaySummary, playDay } from '../../sim/day/play.js';
import { openShop, type Shop, type ShopOptions } from '../../sim/shop/shop.js';
import { privatePcscd } from './pcscd.js';

export type TestShop = Partial<
  Pick<ShopOptions, 'profile' | 'locale' | 'settings' | 'reader' | 'broker' | 'modem' | 'program'>
> & {
  /** Before the shop opens, with its folder. */
  readonly prepare?: (dir: string) => void;
  /** After everything has ended. */
  readonly tidy?: (dir: string) => void;
};

/** Opens a shop, the terminal not yet running, and closes it whatever happens. */
export async function inShop<T>(options: TestShop, visit: (shop: Shop) => Promise<T>): Promise<T> {
  const { profile = 'standard', locale = 'zh-CN', reader = false, prepare, tidy, ...rest } = options;
  const dir = mkdtempSync(join(tmpdir(), 'zhanggui-shop-'));
  const cards = reader ? await privatePcscd() : undefined;
  try {
    prepare?.(dir);
    await cards?.start();
    const shop = await openShop({ dir, profile, locale, reader, ...rest, ...(cards && { cards }) });
    try {
      return await visit(shop);
    } finally {
      await shop.close();
    }
  } finally {
    await cards?.remove();
    tidy?.(dir);
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Plays steps in a shop that is open; fails with the step, its reason and the screen. */
export async function play(shop: Shop, text: string, seed = 1): Promise<DaySummary> {
  return succeeded(await playDay(shop, { file: dayFile('spine.day'), text, seed }, () => undefined));
}

/** Plays a day of sim/day/days from the start of the terminal to its end. */
export function playFile(name: string, options: TestShop, seed = 1): Promise<DaySummary> {
  return inShop({ reader: true, ...options }, async (shop) => {
    await shop.startTerminal();
    return play(shop, readFileSync(dayFile(name), 'utf8'), seed);
  });
}

function succeeded(summary: DaySummary): DaySummary {
  const { failed } = summary;
  assert.ok(summary.ok, failed && `line ${failed.line}: ${failed.step}\n${failed.why}`);
  return summary;
}
