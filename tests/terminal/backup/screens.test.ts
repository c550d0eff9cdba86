/** Backup and restore by keypad, on both keypads. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isRestored } from '../../../terminal/kernel/journal/swap.js';
import { DATA, happen } from '../../support/kernel.js';
import { waitFor } from '../../support/wait-for.js';
import { openTerminal } from '../terminal.js';

const DEVICES = '8';

for (const profile of ['standard', 'advanced'] as const) {
  test(`${profile}: a stick is chosen, a passphrase typed twice, the backup made, and restored`, async () => {
    const shop = await openTerminal({ profile });
    shop.disk.put('/media/stick/readme', Buffer.from('x'));
    await shop.press(DEVICES, '1');
    assert.match(shop.text(), /备份/);
    assert.match(shop.text(), /还没有备份过/);
    assert.match(shop.text(), /\/media\/stick/);
    await shop.press('ok', ...'1234', 'ok', ...'1234', 'ok');
    assert.match(shop.text(), /至少 8 个字/);
    await shop.press('cancel', 'ok', 'ok', ...'88001234', 'ok', ...'88001234', 'ok');
    await waitFor('the backup', () => /已备份并核对/.test(shop.text()));
    await shop.press('ok');
    assert.match(shop.text(), /上次备份 11-22 10:42/);
    const names = await shop.disk.list('/media/stick');
    assert.equal(names.filter((name) => name.endsWith('.zgb')).length, 1);

    await shop.press('2');
    assert.match(shop.text(), /11-22 10:42.*t1/);
    await shop.press('ok', 'ok');
    assert.match(shop.text(), /移到一边/);
    await shop.press('ok', ...'11111111', 'ok');
    await waitFor('the wrong passphrase', () => /口令不对/.test(shop.text()));
    await shop.press('ok', 'ok', 'ok', 'ok', ...'88001234', 'ok');
    await waitFor('the restored data', () => /重新启动/.test(shop.text()));
    assert.not.ok(await isRestored(shop.disk, DATA), 'nothing happens before the start');
    assert.ok((await shop.disk.list(`${DATA}/incoming`)).includes('ready'));
    assert.equal(shop.errors.length, 1, 'the wrong passphrase');
  });

  test(`${profile}: without a stick it says so; a failed daily backup is told`, async () => {
    const shop = await openTerminal({ profile, locale: 'en' });
    await happen(shop.kernel, { type: 'backup.failed', v: 1, why: 'backup/medium' } as never);
    await shop.press(DEVICES, '1');
    assert.match(shop.text(), /No stick is plugged in/);
    await shop.press('2');
    assert.match(shop.text(), /No backup found/);
  });
}

test.run();
