/** What the devices' screen says of a locked SIM, on both screens: what to do, before the shop loses its number. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { absentDisplay, absentPrinter } from '../../../drivers/absent.js';
import type { DeviceStatus } from '../../../drivers/device.js';
import type { ModemInfo } from '../../../drivers/modem/types.js';
import { createDevicesScreen } from '../../../terminal/devices/screen.js';
import { devicesTexts } from '../../../terminal/devices/texts.js';
import { PROFILES } from '../../../terminal/ui/index.js';
import { startUi } from '../../support/ui.js';
import { fakeLink, fakeModem, fakeReader } from '../fake-devices.js';

async function shown(
  reason: string,
  facts: Partial<ModemInfo>,
  profile: keyof typeof PROFILES,
): Promise<string> {
  const modem = fakeModem();
  const status: DeviceStatus = { state: 'degraded', reason };
  const locked = { ...modem, status: () => status, info: () => ({ ...modem.info(), ...facts }) };
  const devices = {
    modem: locked,
    reader: fakeReader(),
    printer: absentPrinter,
    display: absentDisplay,
    link: fakeLink(),
  };
  const home = createDevicesScreen({ devices } as never, {} as never);
  const it = startUi({ home, profile: PROFILES[profile], texts: [devicesTexts] });
  await it.clock.settle();
  return it.text().replace(/\s+/g, '');
}

for (const profile of ['standard', 'advanced'] as const) {
  test(`${profile}: tries left, the last one, a PUK, and nothing when the SIM is well`, async () => {
    assert.match(await shown('sim-pin', { pinTriesLeft: 2 }, profile), '还可以试2次');
    assert.match(await shown('sim-pin', { pinTriesLeft: 1 }, profile), '只剩1次。终端不再试');
    assert.match(await shown('sim-pin', {}, profile), '把正确的sim-pin写进配置');
    assert.match(await shown('sim-puk', {}, profile), 'PUK在手机里解锁');
    assert.not.match(await shown('no-port', { pinTriesLeft: 1 }, profile), 'SIM卡密码');
  });
}

test('what keeps a device away is said in words, and not in the code of a program', async () => {
  for (const [reason, words] of [
    ['busy', '端口被别的程序占用'],
    ['permission', '没有权限打开端口'],
    ['unreachable', '地址连不上'],
    ['no-pdu-mode', '模块收发不了短信'],
    ['sim-pin-wrong', 'SIM卡密码不对'],
    ['stuck', '卡住了'],
    ['bad-certificate', '总部证书不对'],
  ] as const)
    assert.match(await shown(reason, {}, 'standard'), words);
});

test.run();
