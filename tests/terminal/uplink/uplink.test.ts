/** Texts that customers send. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createStamps } from '../../../terminal/kernel/stamp.js';
import { hasRefused, inbox, outbox } from '../../../terminal/messaging/queries.js';
import { wishOf } from '../../../terminal/uplink/keywords.js';
import { createUplink } from '../../../terminal/uplink/service.js';
import { happen, openTestKernel, type TestKernel } from '../../support/kernel.js';
import { silentLog } from '../../support/silent-log.js';
import { type FakeModem, fakeModem } from '../fake-devices.js';
import { BINARY, chinese, deliver, JF, JF_LOWER, MEMBER, part, TD } from '../pdus.js';
import { openTerminal } from '../terminal.js';

const KEY = `+${MEMBER}`;
const HOUR_MS = 3600 * 1000;

async function shop(): Promise<TestKernel & { modem: FakeModem; stop: () => Promise<void> }> {
  const opened = await openTestKernel();
  const { kernel, clock } = opened;
  await happen(
    kernel,
    { type: 'shop.described', v: 1, name: '福源水果店', signature: '福源' } as never,
    { type: 'customers.registered', v: 1, customer: 'c1', name: '王小明', level: '', stamp: '1' } as never,
    { type: 'customers.phone-added', v: 1, customer: 'c1', key: KEY } as never,
    {
      type: 'ledger.entered',
      v: 1,
      customer: 'c1',
      account: 'points',
      amount: 1288,
      reason: 'opening',
      cause: 'feed:1',
    } as never,
  );
  const modem = fakeModem();
  const worker = createUplink({
    kernel,
    modem,
    clock,
    log: silentLog,
    stamps: createStamps(clock, 't1'),
    zone: 'Asia/Shanghai',
    devices: () => '',
  });
  worker.start();
  await clock.settle();
  const stop = async (): Promise<void> => {
    await worker.stop();
    await kernel.close();
  };
  return { ...opened, modem, stop };
}

const bodies = ({ kernel }: TestKernel): string[] => outbox(kernel.state, 0, 20).map(({ body }) => body);
const received = ({ kernel }: TestKernel) => inbox(kernel.state, 0, 20);

test('whoever asks whether or why not to be signed up is not signed up by it', async () => {
  const it = await shop();
  for (const [second, words] of ['注册不了', '登记了吗', '注册要钱吗', '注册会员'].entries())
    await it.modem.offer(chinese(words, '8613911112222', second));
  assert.is(it.kernel.state.value('SELECT count(*) FROM customers'), 1);
  assert.equal(bodies(it), ['【福源】请回复"登记 您的姓名"，例如: 登记 王小明。']);
  await it.stop();
});

test('a text without words and one without a sender are no empty rows', async () => {
  const it = await openTerminal();
  await it.modem.offer(deliver({ dcs: '08', length: 0, data: '' }));
  // TP-OA of no digits (23.040 9.1.2.5).
  await it.modem.offer('0004008100086211220124052304' + '4F60597D');
  await it.press('4', '1');
  assert.match(it.text(), /138 0013 8000 +\(空短信\)/);
  assert.match(it.text(), /没有号码 +你好/);
  await it.stop();
});

test('JF is answered with the points', async () => {
  const it = await shop();
  await it.modem.offer(JF);
  assert.equal(bodies(it), ['【福源】王小明您好，您现有积分1288。']);
  assert.equal(
    received(it).map(({ key, body }) => [key, body]),
    [[KEY, 'JF']],
  );
  await it.stop();
});

for (const [spelling, pdu] of [
  ['jf', JF_LOWER],
  ['ＪＦ', chinese('ＪＦ')],
  [' ｊｆ。', chinese(' ｊｆ。')],
  ['【JF】!', chinese('【JF】!')],
  ['查积分', chinese('查积分')],
  ['积分？', chinese('积分？')],
] as const) {
  test(`${spelling} asks for the points as well`, async () => {
    const it = await shop();
    await it.modem.offer(pdu);
    assert.is(bodies(it).length, 1);
    await it.stop();
  });
}

test('words that only begin like a keyword are a message to a person', () => {
  for (const text of ['STOP 12345', '积分怎么算', 'JF1', 'TDD', '不要退订', '', '。'])
    assert.is(wishOf(text), undefined, text);
  for (const text of ['TD', 't', 'Ｒ', 'stop', '退订', '【退订】', '拒收。'])
    assert.is(wishOf(text)?.kind, 'refuse', text);
});

test('an unknown number that texts JF is told how to register', async () => {
  const it = await shop();
  await it.modem.offer(chinese('JF', '8613900139000'));
  assert.equal(bodies(it), ['【福源】您好，这个号码还没有登记。到店报手机号即可登记。']);
  await it.stop();
});

test('TD stops marketing texts to that number and is confirmed', async () => {
  const it = await shop();
  await it.modem.offer(TD);
  assert.ok(hasRefused(it.kernel.state, KEY));
  assert.equal(bodies(it), ['【福源】您已退订，不再收到我们的营销短信。']);
  await it.stop();
});

test('the same PDU offered again is kept once and answered once', async () => {
  const it = await shop();
  await it.modem.offer(JF);
  await it.modem.offer(JF);
  await Promise.all([it.modem.offer(JF.toLowerCase()), it.modem.offer(JF)]);
  assert.equal([bodies(it).length, received(it).length], [1, 1]);
  await it.stop();
});

test('two machines do not chat: five answers in ten minutes, then silence, and a refusal still counts', async () => {
  const it = await shop();
  for (let n = 0; n < 8; n++) await it.modem.offer(chinese(`JF${'。'.repeat(n)}`));
  assert.is(bodies(it).length, 5);
  await it.modem.offer(TD);
  assert.is(bodies(it).length, 5);
  assert.ok(hasRefused(it.kernel.state, KEY));
  await it.clock.advance(10 * 60 * 1000 + 1);
  await it.modem.offer(chinese('JF！！！'));
  assert.is(bodies(it).length, 6);
  assert.is(received(it).length, 10, 'every text is in the inbox all the same');
  await it.stop();
});

test('a long text whose parts come out of order is one text', async () => {
  const it = await shop();
  await it.modem.offer(part('第三。', 9, 3, 3));
  await it.modem.offer(part('第一，', 9, 3, 1));
  assert.is(received(it).length, 0);
  await it.modem.offer(part('第二，', 9, 3, 2));
  assert.equal(
    received(it).map(({ body, partial }) => [body, partial]),
    [['第一，第二，第三。', 0]],
  );
  await it.stop();
});

test('a keyword that comes in two parts is answered once it is whole', async () => {
  const it = await shop();
  await it.modem.offer(part('分', 3, 2, 2));
  await it.modem.offer(part('积', 3, 2, 1));
  assert.is(bodies(it).length, 1);
  await it.stop();
});

test('a text with a part that never comes is shown with a mark after hours, once', async () => {
  const it = await shop();
  await it.modem.offer(part('第一，', 9, 2, 1));
  await it.clock.advance(5 * HOUR_MS);
  assert.is(received(it).length, 0);
  await it.clock.advance(2 * HOUR_MS);
  assert.equal(
    received(it).map(({ body, partial }) => [body, partial]),
    [['第一，', 1]],
  );
  await it.clock.advance(24 * HOUR_MS);
  assert.is(received(it).length, 1);
  await it.stop();
});

test('a sender that uses a reference again does not get two texts mixed', async () => {
  const it = await shop();
  await it.modem.offer(part('旧一', 9, 2, 1));
  await it.modem.offer(part('新一', 9, 2, 1));
  await it.modem.offer(part('新二', 9, 2, 2));
  const texts = received(it).map(({ body, partial }) => [body, partial]);
  assert.equal(texts, [
    ['新一新二', 0],
    ['旧一', 1],
  ]);
  await it.stop();
});

test('what cannot be read, and data that is no text, goes to quarantine and is acknowledged', async () => {
  const it = await shop();
  for (const strange of ['', 'XYZ', '0', JF.slice(0, 20), BINARY, 'FF'.repeat(200)])
    await it.modem.offer(strange);
  assert.equal([received(it).length, bodies(it).length], [0, 0]);
  assert.is(it.kernel.state.value<number>('SELECT count(*) FROM quarantine'), 6);
  await it.stop();
});

for (const profile of ['standard', 'advanced'] as const)
  test(`a picture message that cannot be taken is shown to somebody all the same, ${profile}`, async () => {
    const it = await openTerminal({ profile });
    await it.press('4', '1');
    assert.not.match(it.text(), '非短信');
    await it.press('cancel');
    // A WAP push (WAP-259): UDH 06 05 04 0B84 23F0, ports 2948 and 9200; 8-bit data.
    await it.modem.offer(deliver({ dcs: '04', length: 11, header: true, data: '0605040B8423F0DEADBEEF' }));
    // Compressed (23.038 4, bit 5): nobody has the tables.
    await it.modem.offer(deliver({ dcs: '20' as '00', length: 4, data: 'DEADBEEF', second: 1 }));
    await it.modem.offer('XYZ');
    await it.press('1');
    assert.match(it.text(), '非短信');
    await it.press('2');
    assert.match(it.text(), /读不出[\s\S]*数据 138 0013 8000[\s\S]*彩信 138 0013 8000/);
    await it.press('3');
    assert.match(it.text(), '本机收不了');
    await it.stop();
    assert.equal(it.errors, []);
  });

test('a word as sender is received and never answered', async () => {
  const it = await shop();
  // TP-OA of 9.1.2.5: 4 useful semi-octets, type D0 (alphanumeric), "AB" packed: A 41, B 42 -> 41 21.
  await it.modem.offer('0004' + '04D04121' + '0000' + '62112201240023' + '02' + '4A23');
  assert.equal(
    received(it).map(({ sender, key, body }) => [sender, key, body]),
    [['AB', '', 'JF']],
  );
  assert.is(bodies(it).length, 0);
  await it.stop();
});

test('a text that the full disk could not keep stays on the SIM, and is kept and answered when it is offered again', async () => {
  const it = await shop();
  it.disk.fail({ error: 'full', nth: 1, lasting: true });
  await it.modem.offer(JF).then(
    () => assert.unreachable('it was not kept'),
    () => undefined,
  );
  it.disk.heal();
  await it.modem.offer(JF);
  assert.equal([received(it).length, bodies(it).length], [1, 1]);
  await it.stop();
});

test('a part offered again long after its number was forgotten harms nothing', async () => {
  const it = await shop();
  const first = part('第一，', 9, 2, 1);
  await it.modem.offer(first);
  const others = Array.from({ length: 2001 }, (_, n) =>
    deliver({ dcs: '04', length: 2, data: n.toString(16).padStart(4, '0') }),
  );
  await Promise.all(others.map((pdu) => it.modem.offer(pdu)));
  await it.modem.offer(first);
  await it.modem.offer(part('第二', 9, 2, 2));
  assert.equal(
    received(it).map(({ body }) => body),
    ['第一，第二'],
  );
  await it.stop();
});

test.run();
