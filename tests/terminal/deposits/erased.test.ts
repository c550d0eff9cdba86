/** What a deposit was for goes with whoever is erased, from the receipt too; what the shop owes stays. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { depositBy, openDeposits } from '../../../terminal/deposits/queries.js';
import { orderErasure } from '../../../terminal/erasure/commands.js';
import { openErasures } from '../../../terminal/erasure/queries.js';
import { createErasureService } from '../../../terminal/erasure/service.js';
import { DATA, STAFF } from '../../support/kernel.js';
import { waitFor } from '../../support/wait-for.js';
import { depositTill } from './till.js';

test('the words of an erased customer’s deposit are in no file, and it can still be given back', async () => {
  const it = await depositTill();
  const { kernel, host, disk } = it;
  await it.takes(20_000, { deposit: 'd', what: '给外婆的蛋糕' });
  await it.keeps('d', 500, '蛋糕盒坏了', 'k');
  await kernel.transact(STAFF, (state) =>
    orderErasure(state, { customer: 'c1', erasure: 'e1', reason: '本人要求' }),
  );
  const service = createErasureService({ kernel, host, places: { data: DATA } });
  service.start();
  await waitFor('the erasure', () => openErasures(kernel.state).length === 0);
  await service.stop();
  const bytes = Buffer.concat(disk.paths().map((path) => Buffer.from(disk.bytes(path)))).toString();
  for (const gone of ['给外婆的蛋糕', '蛋糕盒坏了', '王小明']) assert.not(bytes.includes(gone), gone);
  assert.ok(bytes.includes('till-1-Y00001'), 'the receipt is kept');
  assert.is(depositBy(kernel.state, 'd')?.what, '');
  assert.equal(
    openDeposits(kernel.state, 0, 9).map(({ held }) => held),
    [19_500],
  );
  await it.returns('d', 19_500);
  assert.equal([it.held('d'), it.owed()], [0, 0]);
  await kernel.close();
});

test.run();
