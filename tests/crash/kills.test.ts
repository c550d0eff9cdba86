/** The compiled terminal as a process on a real folder, killed while people sell, text and call. */
// limit: 300
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { killShops } from './kills.js';

test('a shop whose plug is pulled at any moment loses nothing and does nothing twice', async () => {
  const killed = await killShops({ kills: 20, seed: Number(process.env.SEED ?? 20261122) });
  assert.is(killed.violation, undefined);
  assert.ok(
    killed.told > 0 && killed.paper > 0 && killed.sent > 0 && killed.deleted > 0,
    JSON.stringify(killed),
  );
});

test.run();
