/** A real process on a real folder, killed while it sells. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { killShops } from './kills.js';

test('a shop killed eight times while it sells keeps every sale that was acknowledged, once', async () => {
  const { acknowledged, kept } = await killShops(8, 20261122);
  assert.ok(acknowledged > 0 && kept >= acknowledged, `${acknowledged} acknowledged, ${kept} kept`);
});

test.run();
