import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pinMemory } from '../../../drivers/modem/pin-memory.js';
import { memoryDisk } from '../../../sim/world/disk/memory-disk.js';
import { reply } from '../../support/scripted-modem.js';
import { bench, readyBench } from './harness.js';

test('a modem in good order becomes ready and says who it is', async () => {
  const { modem, statuses, stop } = await readyBench();
  const { manufacturer, model, revision, imei, profile, operator, bars, signalDbm, registration } =
    modem.info();
  assert.equal(
    { manufacturer, model, revision, imei, profile, operator, bars, signalDbm, registration },
    {
      manufacturer: 'SIMCOM_Ltd',
      model: 'SIMCOM_SIM800C',
      revision: '1418B06SIM800C24',
      imei: '866104026620000',
      profile: 'sim800',
      operator: 'CHINA MOBILE',
      bars: 5,
      signalDbm: -73,
      registration: 'home',
    },
  );
  assert.equal(
    statuses.map(({ state }) => state),
    ['opening', 'initialising', 'ready'],
  );
  await stop();
});

test('settings that are refused fall back to weaker ones', async () => {
  const made = bench((sim) => {
    sim.on(/^AT\+CMEE=2$/, '\r\nERROR\r\n');
    sim.on(/^AT\+CNMI=2,1,0/, '\r\n+CMS ERROR: 303\r\n');
    sim.on(/^AT\+CPMS="SM","SM","SM"$/, '\r\n+CMS ERROR: 303\r\n');
    sim.on(/^AT\+CREG=2$/, '\r\nERROR\r\n');
    sim.on(/^AT\+CCWA/, '\r\n+CME ERROR: 4\r\n');
  });
  await made.clock.until(() => made.modem.status().state === 'ready');
  const heard = made.sim.heard.join(' ');
  assert.match(heard, 'AT+CMEE=2 AT+CMEE=1 ');
  assert.match(heard, 'AT+CPMS="SM","SM","SM" AT+CPMS="SM","SM" ');
  assert.match(heard, 'AT+CNMI=2,1,0,0,0 AT+CNMI=1,1,0,1,0 ');
  assert.match(heard, 'AT+CREG=2 AT+CREG=1 ');
  await made.stop();
});

test('a Quectel module is told at each start on which port to speak', async () => {
  const { sim, modem, clock, stop } = bench((script) => {
    script.on(/^AT\+CGMM$/, reply('EC25'));
    script.on(/^AT\+QURCCFG/, reply());
  });
  await clock.until(() => modem.status().state === 'ready');
  assert.is(modem.info().profile, 'ec25');
  assert.ok(sim.heard.includes('AT+QURCCFG="urcport","all"'));
  await stop();
});

test('a prompt that a killed program left open is left with ESC before anything else', async () => {
  const { sim, stop, clock } = bench();
  await clock.until(() => sim.heard.length > 2);
  assert.equal(sim.heard.slice(0, 3), ['ESC', 'AT', 'ATE0']);
  await stop();
});

test('a missing SIM is said, and found when it is put in', async () => {
  const made = bench((sim) => sim.on(/^AT\+CPIN\?$/, '\r\n+CME ERROR: SIM not inserted\r\n'));
  await made.clock.until(() => made.modem.status().reason === 'sim-missing');
  assert.is(made.modem.status().state, 'degraded');
  made.sim.on(/^AT\+CPIN\?$/, reply('+CPIN: READY'));
  await made.clock.until(() => made.modem.status().state === 'ready');
  await made.stop();
});

for (const said of ['NOT INSERTED', 'SIM REMOVED'])
  test(`a SIM that is pulled out while all goes well is missing, and no fault of the antenna: ${said}`, async () => {
    const made = bench();
    await made.clock.until(() => made.modem.status().state === 'ready');
    made.sim.on(/^AT\+CPIN\?$/, reply(`+CPIN: ${said}`));
    made.sim.on(/^AT\+C(E|G)?REG\?$/, ([line = '']) => reply(`${line.slice(2, -1)}: 2,0`));
    made.sim.say(`+CPIN: ${said}`);
    await made.clock.until(() => made.modem.status().reason === 'sim-missing');
    made.sim.on(/^AT\+CPIN\?$/, reply('+CPIN: READY'));
    made.sim.on(/^AT\+C(E|G)?REG\?$/, ([line = '']) => reply(`${line.slice(2, -1)}: 2,1`));
    made.sim.say('+CPIN: READY');
    await made.clock.until(() => made.modem.status().state === 'ready');
    await made.stop();
  });

test('the PIN is given once and never again', async () => {
  const made = bench(
    (sim) => {
      sim.on(/^AT\+CPIN\?$/, reply('+CPIN: SIM PIN'));
      sim.on(/^AT\+SPIC$/, reply('+SPIC: 3,10,3,10'));
      sim.on(/^AT\+CPIN="1234"$/, '\r\n+CME ERROR: incorrect password\r\n');
    },
    { simPin: '1234' },
  );
  await made.clock.until(() => made.modem.status().reason === 'sim-pin-wrong');
  await made.clock.advance(600_000);
  assert.is(made.modem.status().reason, 'sim-pin-wrong', 'whoever gave it must not be asked to give it');
  assert.is(made.sim.heard.filter((line) => line.startsWith('AT+CPIN=')).length, 1);
  await made.stop();
});

test('with fewer than two tries left the PIN is not given', async () => {
  const made = bench(
    (sim) => {
      sim.on(/^AT\+CPIN\?$/, reply('+CPIN: SIM PIN'));
      sim.on(/^AT\+SPIC$/, reply('+SPIC: 1,10,3,10'));
    },
    { simPin: '1234' },
  );
  await made.clock.until(() => made.modem.status().reason === 'sim-pin');
  assert.not.ok(made.sim.heard.some((line) => line.startsWith('AT+CPIN=')));
  await made.stop();
});

test('a PIN that an earlier start gave in vain is not given again, another one is, and a right one always', async () => {
  const disk = memoryDisk();
  await disk.makeDir('/data');
  const pins = pinMemory(disk, '/data');
  const given: string[] = [];
  const start = async (simPin: string): Promise<string | undefined> => {
    const made = bench(
      (sim) => {
        sim.on(/^AT\+CPIN\?$/, reply('+CPIN: SIM PIN'));
        sim.on(/^AT\+CPIN="\d+"$/, ([line = '']) => {
          given.push(line.slice(9, 13));
          if (!line.includes('4321')) return '\r\n+CME ERROR: incorrect password\r\n';
          sim.on(/^AT\+CPIN\?$/, reply('+CPIN: READY'));
          return reply();
        });
      },
      { simPin, pins },
    );
    const over = () =>
      made.modem.status().reason === 'sim-pin-wrong' || made.modem.status().state === 'ready';
    await made.clock.until(over);
    await made.stop();
    return given.join(' ');
  };
  assert.is(await start('1234'), '1234');
  assert.is(await start('1234'), '1234', 'three such starts would lock the SIM');
  assert.is(await start('4321'), '1234 4321');
  assert.is(await start('4321'), '1234 4321 4321');
});

test('a SIM that wants its PUK gets nothing', async () => {
  const made = bench((sim) => sim.on(/^AT\+CPIN\?$/, reply('+CPIN: SIM PUK')), { simPin: '1234' });
  await made.clock.until(() => made.modem.status().reason === 'sim-puk');
  await made.clock.advance(600_000);
  assert.not.ok(made.sim.heard.some((line) => line.startsWith('AT+CPIN=')));
  await made.stop();
});

test('a SIM without a PIN is not given the one that is configured', async () => {
  const made = bench(() => undefined, { simPin: '1234' });
  await made.clock.until(() => made.modem.status().state === 'ready');
  assert.not.ok(made.sim.heard.some((line) => line.startsWith('AT+CPIN=')));
  await made.stop();
});

test('a PIN that leaves only its last try is not given again after the modem was away', async () => {
  const made = bench(
    (sim) => {
      sim.on(/^AT\+CPIN\?$/, reply('+CPIN: SIM PIN'));
      sim.on(/^AT\+SPIC$/, reply('+SPIC: 2,10,3,10'));
      sim.on(/^AT\+CPIN="1234"$/, () => {
        sim.on(/^AT\+SPIC$/, reply('+SPIC: 1,10,3,10'));
        return '\r\n+CME ERROR: 16\r\n';
      });
    },
    { simPin: '1234' },
  );
  await made.clock.until(() => made.modem.info().pinTriesLeft === 1);
  await made.clock.advance(600_000);
  assert.is(made.modem.status().reason, 'sim-pin');
  assert.is(made.sim.heard.filter((line) => line.startsWith('AT+CPIN=')).length, 1);
  await made.stop();
});

test('the right PIN opens the SIM', async () => {
  const made = bench(
    (sim) => {
      sim.on(/^AT\+CPIN\?$/, reply('+CPIN: SIM PIN'));
      sim.on(/^AT\+CPIN="1234"$/, () => {
        sim.on(/^AT\+CPIN\?$/, reply('+CPIN: READY'));
        return reply();
      });
    },
    { simPin: '1234' },
  );
  await made.clock.until(() => made.modem.status().state === 'ready');
  await made.stop();
});

test('a modem without network is degraded until +CREG tells better', async () => {
  const made = bench((sim) => sim.on(/^AT\+CREG\?$/, reply('+CREG: 2,2')));
  await made.clock.until(() => made.modem.status().reason === 'not-registered');
  made.sim.say('+CREG: 5,"1A2B","00C3"');
  await made.clock.settle();
  assert.is(made.modem.status().state, 'ready');
  assert.is(made.modem.info().registration, 'roaming');
  await made.stop();
});

test('a boot line of a ready modem brings everything up again and searches the SIM', async () => {
  const { sim, modem, clock, stop } = await readyBench();
  sim.say('RDY');
  await clock.settle();
  assert.is(modem.status().state, 'initialising');
  await clock.until(() => modem.status().state === 'ready');
  await clock.settle();
  for (const text of ['ATE0', 'AT+CMGF=0', 'AT+CNMI=2,1,0,1,0', 'AT+CLIP=1', 'AT+CMGL=4']) {
    assert.ok(sim.heard.includes(text), text);
  }
  await stop();
});

test('an echo says that the modem restarted without a word', async () => {
  const { sim, modem, clock, stop } = await readyBench();
  sim.on(/^AT\+CSQ$/, `AT+CSQ\r${reply('+CSQ: 20,0')}`);
  await clock.until(() => modem.status().state !== 'ready');
  sim.on(/^AT\+CSQ$/, reply('+CSQ: 20,0'));
  await clock.until(() => modem.status().state === 'ready');
  assert.ok(sim.heard.includes('ATE0'));
  await stop();
});

test('an unplugged modem is absent, and ready again when it is back', async () => {
  const { sim, modem, clock, statuses, stop } = await readyBench();
  sim.peer.unplug();
  await clock.settle();
  assert.equal(modem.status(), { state: 'absent', reason: 'no-port' });
  await clock.advance(60_000);
  assert.is(modem.status().state, 'absent');
  sim.peer.plug();
  await clock.until(() => modem.status().state === 'ready');
  assert.is(statuses.filter(({ state }) => state === 'ready').length, 2);
  await stop();
});

test('a modem that falls silent is reopened, and used again when it answers', async () => {
  const { sim, modem, clock, stop } = await readyBench();
  const opens = sim.peer.opens;
  sim.on(/./, undefined);
  await clock.until(() => modem.status().reason === 'no-answer');
  await clock.until(() => sim.peer.opens > opens + 2);
  sim.on(/./, (match) => {
    return /^AT\+CREG\?$/.test(match.input) ? reply('+CREG: 0,1') : reply(...answerFor(match.input));
  });
  await clock.until(() => modem.status().state === 'ready');
  await stop();
});

/** The few commands of which the bring-up wants more than an OK. */
function answerFor(line: string): string[] {
  return line === 'AT+CPIN?' ? ['+CPIN: READY'] : [];
}

test('a modem that answers but refuses to work is restarted', async () => {
  const made = bench((sim) => sim.on(/^AT\+CMGF=0$/, '\r\nERROR\r\n'));
  await made.clock.until(() => made.sim.heard.includes('AT+CFUN=1,1'));
  assert.equal(made.modem.status(), { state: 'degraded', reason: 'no-pdu-mode' });
  await made.stop();
});

test('after stop nothing of the driver runs', async () => {
  const { clock, sim, stop } = await readyBench();
  await stop();
  await clock.advance(10_000);
  assert.is(clock.pending, 0);
  assert.is(sim.peer.isOpen, false);
});

test.run();
