import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findModem } from '../../../drivers/modem/index.js';
import { type MemoryPair, memoryPair } from '../../../drivers/transport/memory.js';
import { scriptedModem } from '../../support/scripted-modem.js';
import { virtualClock } from '../../support/virtual-clock.js';

/** The port of a GPS receiver: sentences whatever is asked. */
function babbling(): MemoryPair {
  const pair = memoryPair('gps');
  pair.peer.onWrite(() => pair.peer.send('$GPGGA,,,,,,0,,,,,,,,*66\r\n'));
  return pair;
}

/** A port that sends without a line end, and OK inside of it. */
function flooding(): MemoryPair {
  const pair = memoryPair('diagnosis');
  pair.peer.onWrite(() => pair.peer.send(`${'x'.repeat(100_000)}OK`));
  return pair;
}

async function find(...ports: MemoryPair['transport'][]): Promise<string | undefined> {
  const clock = virtualClock();
  const found = findModem(ports, clock);
  await clock.advance(20_000);
  return (await found)?.name;
}

test('of several ports the one that answers OK is taken', async () => {
  const gone = memoryPair('gone');
  gone.peer.unplug();
  const modem = scriptedModem();
  const silent = memoryPair('silent');
  const found = await find(
    gone.transport,
    silent.transport,
    babbling().transport,
    flooding().transport,
    modem.transport,
  );
  assert.is(found, 'scripted');
  assert.is(silent.peer.isOpen, false);
  assert.is(modem.peer.isOpen, false);
});

test('an OK that ends an overlong line is no answer, but the next line is', async () => {
  const port = memoryPair('odd');
  let asked = 0;
  port.peer.onWrite(() => {
    asked += 1;
    port.peer.send('x'.repeat(5_000));
    port.peer.send(asked === 1 ? 'OK\r\n' : 'OK\r\nOK\r\n');
  });
  assert.is(await find(port.transport), 'odd');
  assert.is(asked, 2);
});

test('without a modem there is none', async () => {
  assert.is(await find(memoryPair('a').transport, babbling().transport), undefined);
});

test.run();
