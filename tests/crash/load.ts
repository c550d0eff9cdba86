/** What goes on in the shop while plugs are pulled: everything comes over a wire, from people and devices that do not know. */
import { STORE } from '../../sim/shop/configs.js';
import type { Shop } from '../../sim/shop/shop.js';
import type { Chance } from '../../sim/world/chance.js';
import type { Outside } from './outside.js';
import { sellOne } from './seller.js';

/** Customers and strangers. */
const PHONES = ['13800138000', '13912345678', '13700137000', '18600001111', '15012340000'] as const;
const PICTURE_MS_MAX = 60_000;

export interface Texted {
  readonly from: string;
  readonly text: string;
}

export interface Load {
  /** Texts that customers sent: each is unlike any other. */
  readonly texted: readonly Texted[];
  /** Sells at the keypad until the plug is pulled, which rejects with `sim/no-terminal`. */
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
      again(1_000, burst);
      again(1_500, call);
      again(300, publish);
    },
    end() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      for (const _ of shop.modem.network.calls()) shop.modem.network.hangUp();
    },
    async sell(outside) {
      await shop.terminal().waitFor(/\S/, PICTURE_MS_MAX);
      outside.deeds.emit('picture');
      for (;;) await sellOne(shop, 10 + (next() % 89), outside);
    },
  };
}
