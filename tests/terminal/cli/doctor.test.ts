/** What the doctor says to the person in front of the machine. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { memoryDisk } from '../../../sim/world/disk/memory-disk.js';
import { lookAtBackup } from '../../../terminal/cli/commands/doctor/backup.js';
import {
  lookAtClock,
  lookAtDisk,
  lookAtJournal,
  lookAtNode,
} from '../../../terminal/cli/commands/doctor/machine.js';
import { command } from '../../../terminal/cli/commands/doctor.js';
import { freePort } from '../../support/free-port.js';
import { DATA, happen, openTestKernel } from '../../support/kernel.js';
import { virtualClock } from '../../support/virtual-clock.js';

const states = (findings: ReadonlyArray<{ state: string; what: string }>) =>
  findings.map(({ state, what }) => `${state} ${what}`);

test('a clock before 2024 was never set', () => {
  assert.is(lookAtClock({ now: () => 0 }).state, 'FAIL');
  assert.match(lookAtClock({ now: () => 0 }).says, /1970-01-01 00:00 UTC and is not set; run: timedatectl/);
  assert.is(lookAtClock({ now: () => Date.UTC(2026, 10, 22) }).state, 'ok');
});

test('an old Node.js is named with what is wanted', () => {
  assert.equal(
    ['18.19.0', '20.9.0', '20.15.0', '22.1.0'].map((version) => lookAtNode(version).state),
    ['FAIL', 'FAIL', 'ok', 'ok'],
  );
  assert.match(lookAtNode('18.19.0').says, /install Node.js 20.15 or newer/);
});

test('a disk that is full, read-only or nearly full says what to do', async () => {
  const disk = memoryDisk();
  disk.put(DATA, new Uint8Array(0));
  disk.put(`${DATA}/journal/x`, new Uint8Array(0));
  disk.limitRoom(1e9);
  assert.equal(states(await lookAtDisk(disk, DATA)), ['ok data', 'ok disk']);
  disk.limitRoom(100e6);
  assert.equal(states(await lookAtDisk(disk, DATA)), ['ok data', 'warn disk']);
  disk.limitRoom(3);
  assert.equal(states(await lookAtDisk(disk, DATA)), ['FAIL data', 'FAIL disk']);
  disk.heal();
  disk.limitRoom(1e9);
  disk.fail({ error: 'read-only', nth: 1, lasting: true });
  assert.match((await lookAtDisk(disk, DATA))[0]?.says ?? '', /read-only; check the card or disk with fsck/);
  assert.equal(states(await lookAtDisk(memoryDisk(), DATA)), ['warn data']);
});

test('a backup that is missing, old, or on the disk that it is to survive is told while there is time', async () => {
  const disk = memoryDisk();
  const now = Date.UTC(2026, 10, 22, 12);
  const names = { data: DATA, store: 's1', terminal: 't1' };
  const look = async (folder: string | undefined, isOneDisk = false): Promise<string> => {
    const backup = { keep: 7, ...(folder !== undefined && { folder }) };
    const found = await lookAtBackup(
      { ...names, backup },
      { disk, clock: virtualClock(now) },
      async () => isOneDisk,
    );
    return `${found.state} ${found.says}`;
  };
  assert.match(await look(undefined), /^warn none is made; set backup/);
  assert.match(
    await look('/mnt/stick/shop'),
    /^FAIL there is no folder \/mnt\/stick: is the stick plugged in/,
  );
  await disk.makeDir('/mnt');
  assert.match(await look('/mnt/stick'), /^warn \/mnt\/stick is made with the first one/);
  await disk.makeDir('/mnt/stick');
  assert.match(await look('/mnt/stick'), /^warn .* holds none of this terminal yet/);
  disk.put('/mnt/stick/zhanggui-s1-t1-20261119T024200Z.zgb', new Uint8Array(1));
  disk.put('/mnt/stick/zhanggui-s1-t2-20261122T024200Z.zgb', new Uint8Array(1));
  disk.put('/mnt/stick/zhanggui-s1-t1-20261122T024200Z.zgb.part', new Uint8Array(1));
  assert.match(await look('/mnt/stick'), /^warn the newest is of 2026-11-19, 3 days old/);
  disk.put('/mnt/stick/zhanggui-s1-t1-20261121T024200Z.zgb', new Uint8Array(1));
  assert.match(await look('/mnt/stick'), /^ok the newest is of 2026-11-21/);
  assert.match(await look('/mnt/stick', true), /^warn .* lies on the disk that it is to survive/);
});

test('a journal is read to its end: good, torn or damaged', async () => {
  const { kernel, disk } = await openTestKernel();
  for (const sku of ['a', 'b', 'c'])
    await happen(kernel, { type: 'catalog.product-set', v: 1, sku, name: sku, price: 1 } as never);
  await kernel.close();
  const path = `${DATA}/journal/000000000001.log`;
  const whole = disk.bytes(path);
  assert.equal(await lookAtJournal(disk, DATA), {
    state: 'ok',
    what: 'journal',
    says: '3 commits, all good',
  });
  disk.put(path, whole.slice(0, -5));
  assert.is((await lookAtJournal(disk, DATA)).state, 'warn');
  const flipped = whole.slice();
  flipped[30] = (flipped[30] ?? 0) ^ 1;
  disk.put(path, flipped);
  const found = await lookAtJournal(disk, DATA);
  assert.is(found.state, 'FAIL');
  assert.match(found.says, /run: zhanggui journal repair/);
});

/** Runs the command with these lines of configuration. */
async function doctor(dir: string, lines: string): Promise<{ code: number; found: Map<string, string> }> {
  const config = join(dir, 'terminal.conf');
  writeFileSync(config, `store = fuyuan\nterminal = till-1\ndata = ${dir}\nreader = no\n${lines}`);
  const out: string[] = [];
  const code = await command.run({
    args: ['--config', config],
    json: false,
    out: (line) => out.push(line),
    err: () => undefined,
    emit: () => undefined,
    signal: new AbortController().signal,
    env: {},
  });
  const entries = out.map((line) => [/^\w+ +([^:]+):/.exec(line)?.[1] ?? line, line] as const);
  return { code, found: new Map(entries) };
}

test('a mail server that is not there, and a password that cannot be read, are told apart', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'zhanggui-doctor-'));
  const port = await freePort();
  const mail = `mail-host = 127.0.0.1\nmail-port = ${port}\nmail-tls = none\nmail-from = shop@example.com\n`;
  try {
    const { code, found } = await doctor(dir, mail);
    assert.is(code, 1);
    assert.match(
      found.get('mail') ?? '',
      /^FAIL mail: 127.0.0.1:\d+: nothing listens there; check mail-host/,
    );
    const login = `mail-user = shop\nmail-password-file = ${dir}/nothing\n`;
    const again = await doctor(dir, mail + login);
    assert.match(again.found.get('mail') ?? '', /a file that the settings name cannot be read/);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test('a mail server that is there is greeted, and no mail is sent', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'zhanggui-doctor-'));
  let mails = 0;
  const server = new SMTPServer({
    ...{ logger: false, authOptional: true, disabledCommands: ['STARTTLS'] },
    onMailFrom(_address, _session, done) {
      mails += 1;
      done();
    },
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    const mail = `mail-host = 127.0.0.1\nmail-port = ${port}\nmail-tls = none\nmail-from = shop@example.com\n`;
    const { found } = await doctor(dir, mail);
    assert.match(found.get('mail') ?? '', /^ok {3}mail: 127.0.0.1:\d+ lets shop@example.com in/);
    assert.is(mails, 0);
  } finally {
    await new Promise<void>((closed) => server.close(closed));
    rmSync(dir, { recursive: true });
  }
});

test('devices that are not there are named with what to do, and the exit code is 1', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'zhanggui-doctor-'));
  const port = await freePort();
  try {
    const { code, found } = await doctor(
      dir,
      `modem = ${dir}/no-modem\nprinter = tcp:127.0.0.1:${port}\noffice = mqtt://127.0.0.1:${port}\noffice-password = x\n`,
    );
    assert.is(code, 1);
    assert.match(found.get('modem') ?? '', /^FAIL modem: .*there is no such port; is it plugged in\?/);
    assert.match(found.get('printer') ?? '', /^FAIL printer: .*nothing answers at that address/);
    assert.match(found.get('office') ?? '', /^FAIL office: .*nothing listens there; check the address/);
    assert.match(found.get('data') ?? '', /^ok {3}data: .* can be written/);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test('a terminal without devices on a sound machine is well, and the exit code is 0', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'zhanggui-doctor-'));
  try {
    const { code, found } = await doctor(dir, '');
    assert.is(code, 0, [...found.values()].join('\n'));
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test.run();
