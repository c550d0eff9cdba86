/** The plug pulled in the middle of six sales at moments that a seed draws: each is whole or not there at all, and nothing twice. */
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dayFile } from '../../sim/day/files.js';
import { inShop, play } from '../support/day.js';

test('a sale that was killed is whole or not there, on paper, in the books and in texts', async () => {
  const seed = Number(process.env.SEED ?? 1);
  await inShop({}, async (shop) => {
    await shop.startTerminal();
    const { office } = await play(shop, readFileSync(dayFile('kills.day'), 'utf8'), seed);
    assert.is(office.duplicates, 0);
    const sold = (await shop.office.commits('till-1'))
      .flatMap(({ events }) => events)
      .filter(({ type }) => type === 'counter.sold');
    for (const { amount } of sold.filter(({ amount }) => amount !== 9_900)) {
      const yuan = `${Number(amount) / 100}.00`;
      const texts = shop.modem.network.sent().filter(({ text }) => text.includes(`本次消费${yuan}元`));
      assert.ok(texts.length <= 1, `the sale of ${yuan} was texted ${texts.length} times`);
    }
    const told = sold.map(({ number }) => number);
    assert.equal(told, [...new Set(told)], 'no number is given twice');
  });
});

test.run();
