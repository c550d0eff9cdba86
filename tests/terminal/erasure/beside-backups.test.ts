/** An erasure while a backup is being made, and while one is being restored. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openErasures } from '../../../terminal/erasure/queries.js';
import { createErasureService } from '../../../terminal/erasure/service.js';
import { DATA, happen, openTestKernel } from '../../support/kernel.js';
import { waitFor } from '../../support/wait-for.js';
import { openTerminal } from '../terminal.js';

const STICK = '/media/stick';
const DEVICES = '8';

const registered = {
  type: 'customers.registered',
  v: 1,
  customer: 'c9',
  name: '欧阳若汐',
  level: '',
  stamp: '0',
};
const erased = { type: 'customers.erased', v: 1, customer: 'c9', erasure: 'e9', reason: '本人要求' };

test('a backup that was being made while a person was erased does not stay', async () => {
  const { kernel, host, disk } = await openTestKernel();
  const start = 'zhanggui-s1-t1-';
  const named = (what: string): string => `${STICK}/${start}${what}`;
  await disk.makeDir(STICK);
  disk.put(named('20261121T024200Z.zgb'), Buffer.from('of yesterday'));
  disk.put(named('20261122T024200Z.zgb.part'), Buffer.from('begun before the erasure'));
  const backup = async () => {
    // One at a time: the one that runs is finished first.
    await disk.rename(named('20261122T024200Z.zgb.part'), named('20261122T024200Z.zgb'));
    disk.put(named('20261122T024300Z.zgb'), Buffer.from('without the person'));
    return { path: named('20261122T024300Z.zgb') };
  };
  await happen(kernel, registered as never);
  await happen(kernel, erased as never);
  const places = { data: DATA, backups: { folder: STICK, start } };
  const service = createErasureService({ kernel, host, places, backup });
  service.start();
  await waitFor('the erasure', () => openErasures(kernel.state).length === 0);
  await service.stop();
  assert.equal(await disk.list(STICK), [`${start}20261122T024300Z.zgb`]);
  await kernel.close();
});

test('an erasure that another till orders while a backup is restored waits, and the restored journal is whole', async () => {
  const shop = await openTerminal();
  const { disk, kernel } = shop;
  disk.put(`${STICK}/readme`, Buffer.from('x'));
  await shop.press(DEVICES, '1', 'ok', ...'88001234', 'ok', ...'88001234', 'ok');
  await waitFor('the backup', () => /已备份并核对/.test(shop.text()));
  await happen(kernel, registered as never);
  await shop.press('ok', '2', 'ok', 'ok', 'ok', ...'88001234');
  const goOn = disk.hold('write');
  const restoring = shop.press('ok');
  const incoming = `${DATA}/incoming/`;
  await waitFor('the restored journal', () => disk.paths().some((path) => path.startsWith(incoming)));
  await happen(kernel, erased as never);
  await shop.clock.advance(60_000);
  goOn();
  await restoring;
  await waitFor('the restored data', () => /重新启动/.test(shop.text()));
  const names = await disk.list(`${DATA}/incoming`);
  const plan = JSON.parse(Buffer.from(disk.bytes(`${DATA}/incoming/ready`)).toString());
  assert.equal(
    plan.segments.filter((name: string) => !names.includes(name)),
    [],
  );
  await shop.stop();
});

test.run();
