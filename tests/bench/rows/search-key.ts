/** A key in the customer search: what is found, its rows with numbers and points, and the picture. */

import type { App } from '../../../terminal/app.js';
import { createCustomerSearch } from '../../../terminal/customers/index.js';
import { createCustomerList } from '../../../terminal/customers/screens/list.js';
import type { Go } from '../../../terminal/go.js';
import { createMemoryDisplay, PROFILES, uiTexts } from '../../../terminal/ui/index.js';
import { ALL_TEXTS } from '../../../terminal/words.js';
import { startUi } from '../../support/ui.js';
import { median, percentile, type Row, timed } from '../measure.js';
import { type BenchShop, nameOf, phoneOf } from '../shop.js';

const ROUNDS = 8;

export async function searchKey({ kernel }: BenchShop): Promise<Row> {
  const search = createCustomerSearch(kernel.state);
  const prepared = await timed(() => search.prepare((go) => go()));
  const app = { kernel, search } as unknown as App;
  const memory = createMemoryDisplay(PROFILES.advanced);
  const { ui } = startUi({
    home: createCustomerList(app, {} as Go),
    profile: PROFILES.advanced,
    texts: ALL_TEXTS.filter((texts) => texts !== uiTexts),
    display: memory,
  });
  await ui.idle();
  const press = (text: string) =>
    timed(async () => {
      ui.key(/^[0-9]$/.test(text) ? { name: text as '1', text } : { name: 'text', text });
      await ui.idle();
    });
  const clear = () =>
    timed(async () => {
      ui.key({ name: 'delete' });
      await ui.idle();
    });
  const ours: number[] = [];
  const floors: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const query of queries(round)) {
      for (const key of query) ours.push(await press(key));
      for (const key of [...query].slice(1)) if (key !== '') await clear();
      // The last character gone, the list shows its first page unsearched: the floor.
      floors.push(await clear());
    }
  }
  ui.stop();
  const [value, floor] = [percentile(ours, 0.99), percentile(floors, 0.99)];
  return {
    name: 'search.key',
    value,
    unit: 'ms',
    floor,
    ratio: value / floor,
    n: ours.length,
    goal: value <= 16,
    wanted: '≤ 16 ms (p99)',
    note: `p50 ${median(ours).toFixed(2)} ms, longest ${Math.max(...ours).toFixed(1)} ms; strings made in ${prepared.toFixed(0)} ms`,
  };
}

/** Whole numbers, their middles and ends, initials, names, and what nobody has. */
function queries(round: number): string[] {
  const some = 1 + round * 12_347;
  const phone = phoneOf(some).slice(3);
  return [
    phone,
    phone.slice(-4),
    phone.slice(3, 8),
    nameOf(some),
    'wxm',
    'zlj',
    '00000000',
    'zzzz',
    '龘',
    '0755',
  ];
}
