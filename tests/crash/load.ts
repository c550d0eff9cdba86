/** What goes on in the shop while plugs are pulled: everything comes over a wire, from people and devices that do not know. */
import { VERBS } from '../../sim/day/verbs.js';
import { STORE } from '../../sim/shop/configs.js';
import type { Shop } from '../../sim/shop/shop.js';
import type { Chance } from '../../sim/world/chance.js';
import type { Outside } from './outside.js';

/** Customers and strangers. */
const PHONES = ['13800138000', '13912345678', '13700137000', '18600001111', '15012340000'] as const;
const SEEN_MS = 4_000;

export interface Texted {
  readonly from: string;
  readonly text: string;
}

export interface Load {
  /** Texts that customers sent: each is unlike any other. */
  readonly texted: readonly Texted[];
  /** Sells at the keypad until the terminal is gone. */
  sell(outside: Outside): Promise<void>;
  /** Texts, calls and items of the feed begin to come: in a shop that stands still they would only pile up. */
  begin(): void;
  end(): void;
}

export function createLoad(shop: Shop, chance: Chance): Load {
  const texted: Texted[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let serial = 0;

  const next = (): number => {
    serial += 1;
    return serial;
  };

  /** Again and again, up to `most` ms apart. */
  function again(most: number, deed: () => unknown): void {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        deed();
        again(most, deed);
      },
      chance.between(1, most),
    );
    timers.add(timer);
  }

  function burst(): void {
    for (let left = chance.between(1, 4); left > 0; left--) {
      const from = chance.pick(PHONES);
      const text = `第${next()}条，${'请问礼篮可以预订吗？'.repeat(chance.hit(0.2) ? 9 : 1)}`;
      texted.push({ from, text });
      shop.modem.network.text(from, text);
    }
    if (chance.hit(0.5)) shop.modem.network.text(`139${String(next()).padStart(8, '0')}`, 'JF');
  }

  function call(): void {
    const { network } = shop.modem;
    try {
      if (network.calls().length > 0) network.hangUp();
      else network.call(chance.pick(PHONES));
    } catch {
      // The modem is not on the network at the moment: the caller hears that.
    }
  }

  function publish(): void {
    const item = { sku: `p${chance.between(1, 9)}`, name: '苹果', price: next() };
    void shop.office.ask(`publish ${STORE} product ${JSON.stringify(item)}`);
  }

  return {
    texted,
    begin() {
      again(800, burst);
      again(1_500, call);
      again(300, publish);
    },
    end() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      for (const _ of shop.modem.network.calls()) shop.modem.network.hangUp();
    },
    async sell(outside) {
      const screen = shop.terminal();
      await screen.waitFor(/\S/, 60_000);
      for (;;) await sellOne(shop, screen, 1 + (next() % 89), outside);
    },
  };
}

type Screen = ReturnType<Shop['terminal']>;

/** Every other one to a customer, with points and a text. Rejects when the terminal is gone; a sale that gets stuck is left. */
async function sellOne(shop: Shop, screen: Screen, yuan: number, outside: Outside): Promise<void> {
  try {
    if (yuan % 2 === 0) await keys(shop, screen, '金额', 'f2');
    else await chooseCustomer(shop, screen);
    await letters(shop, screen, String(yuan), String(yuan));
    await keys(shop, screen, '>实收', 'ok');
    await keys(shop, screen, /已收款[\s\S]*till-1-\d{6}/, 'ok');
    const [number = ''] = /till-1-\d{6}/.exec(screen.screen().join('\n')) ?? [];
    if (number !== '') outside.told(number);
  } catch {
    // The terminal is gone, which the next key says, or a call came between.
  }
  await keys(shop, screen, /\S/, 'cancel', 'f4'); // A missed call hides Home until it is closed.
}

async function chooseCustomer(shop: Shop, screen: Screen): Promise<void> {
  await keys(shop, screen, '顾客', 'f3');
  await letters(shop, screen, '王小明', '13800');
  await keys(shop, screen, '发卡', 'ok');
  await keys(shop, screen, '金额', '1');
}

const PLACE = { file: '', random: () => 0 };

async function keys(shop: Shop, screen: Screen, seen: string | RegExp, ...names: string[]): Promise<void> {
  await VERBS.key?.run(shop, names, PLACE);
  await screen.waitFor(seen, SEEN_MS);
}

async function letters(shop: Shop, screen: Screen, seen: string, text: string): Promise<void> {
  await VERBS.type?.run(shop, [text], PLACE);
  await screen.waitFor(seen, SEEN_MS);
}
