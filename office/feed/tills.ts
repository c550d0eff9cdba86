/** Tells each store's tills who they are, when that has changed. */

import type { TerminalAccess } from '../config.js';
import type { Feed } from './feed.js';
import type { ItemStore } from './store.js';

/**
 * A store's home till stays the one it is as long as the store has it: it holds what nobody else does, and a till that has
 * no line must not be wrong about that.
 */
export async function announceTills(
  feed: Feed,
  items: Pick<ItemStore, 'last'>,
  terminals: readonly Pick<TerminalAccess, 'store' | 'terminal'>[],
): Promise<void> {
  for (const store of new Set(terminals.map((one) => one.store))) {
    const tills = terminals.filter((one) => one.store === store).map(({ terminal }) => terminal);
    const last = (await items.last(store, 'tills'))?.body;
    const known = last === undefined ? undefined : (JSON.parse(last) as { home: string });
    const home = known && tills.includes(known.home) ? known.home : (tills[0] as string);
    const body = { tills, home };
    if (last !== JSON.stringify(body)) await feed.publish({ store, kind: 'tills', body });
  }
}
