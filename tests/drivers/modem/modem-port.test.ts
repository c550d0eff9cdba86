/** Which port the modem is looked for at, and which are left alone. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { modemPort } from '../../../drivers/modem/index.js';
import { memoryPair } from '../../../drivers/transport/memory.js';
import { scriptedModem } from '../../support/scripted-modem.js';
import { virtualClock } from '../../support/virtual-clock.js';

const BY_ID = '/dev/serial/by-id';
const names = ['usb-Printer', 'usb-Quectel-if02', 'usb-Quectel-if03'];

function bench(at: { readonly path: string; readonly baud: number }) {
  const clock = virtualClock();
  const asked: string[] = [];
  const make = (path: string, baud: number | undefined) => {
    asked.push(`${path.replace(`${BY_ID}/`, '')}@${baud ?? '-'}`);
    const answers = path.endsWith(at.path) && (baud ?? at.baud) === at.baud;
    const { transport } = answers ? scriptedModem() : memoryPair(path);
    return { ...transport, name: `${path}@${baud}` };
  };
  const disk = { list: async (dir: string) => (dir === BY_ID ? names : []) };
  return { clock, disk, make, asked };
}

test('auto asks every USB serial port but those of other devices', async () => {
  const { clock, disk, make, asked } = bench({ path: 'if03', baud: 115_200 });
  const except = [`${BY_ID}/usb-Printer`];
  const transport = modemPort({ path: 'auto', baud: 115_200, except, disk, clock, make });
  const opening = transport.open();
  await clock.advance(10_000);
  await opening;
  assert.is(transport.name, `${BY_ID}/usb-Quectel-if03@115200`);
  assert.equal(asked, ['usb-Quectel-if02@115200', 'usb-Quectel-if03@115200']);
  await transport.close();
});

test('a module that was set to another speed is found at one port', async () => {
  const { clock, disk, make } = bench({ path: 'ttyS1', baud: 9_600 });
  const transport = modemPort({ path: '/dev/ttyS1', baud: 'auto', disk, clock, make });
  const opening = transport.open();
  await clock.advance(30_000);
  await opening;
  assert.is(transport.name, '/dev/ttyS1@9600');
  await transport.close();
});

test('a port with a speed is opened as it is, without a question', () => {
  const { clock, disk, make, asked } = bench({ path: 'ttyS1', baud: 9_600 });
  modemPort({ path: '/dev/ttyS1', baud: 9_600, disk, clock, make });
  assert.equal(asked, ['/dev/ttyS1@9600']);
});

test.run();
