/** The owner's texts: what a PIN opens, what a number alone does not, and what is never written down. */
import { scryptSync } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { approvalById, askApproval, useApproval } from '../../../terminal/approvals/index.js';
import { inbox } from '../../../terminal/messaging/queries.js';
import { enrol } from '../../../terminal/owner/commands.js';
import { orderOf, withoutPin } from '../../../terminal/owner/orders.js';
import { isTerminalLocked, ownerByKey } from '../../../terminal/owner/queries.js';
import { DATA, STAFF } from '../../support/kernel.js';
import { chinese, part } from '../pdus.js';
import { KEY, type OpenTerminal, openTerminal, type TerminalOptions } from '../terminal.js';

const OWNER = '+8613700137000';
const PIN = '4711';
const SALT = '00112233445566778899aabbccddeeff';

async function shop(options: TerminalOptions = {}): Promise<OpenTerminal> {
  const it = await openTerminal(options);
  await it.kernel.transact(STAFF, (state) =>
    enrol(state, { name: '老板', phone: '13700137000', pin: PIN, salt: SALT, by: '' }),
  );
  return it;
}

/** Everything on the disk. */
async function written({ disk }: OpenTerminal): Promise<string> {
  const names = await disk.list(`${DATA}/journal`);
  const files = await Promise.all(names.map((name) => disk.size(`${DATA}/journal/${name}`)));
  const parts = await Promise.all(
    names.map(async (name, at) =>
      files[at] === undefined ? '' : Buffer.from(await disk.read(`${DATA}/journal/${name}`)).toString(),
    ),
  );
  return parts.join('');
}

for (const [text, kind, words] of [
  ['4711 报表', 'figures', ''],
  ['4711bb', 'figures', ''],
  ['４７１１　库存：苹果', 'stock', '苹果'],
  ['4711，同意17。', 'grant', '17'],
  ['4711 不同意 17', 'refuse', '17'],
  ['4711 sj', 'lock', ''],
  ['\u202d4711\u202c\u200b同意 17\u200b', 'grant', '17'],
] as const)
  test(`"${text}" orders ${kind}`, () => assert.equal(orderOf(text), { pin: '4711', kind, words }));
for (const text of ['报表', '471 报表', '4711', '4711 你好', '今天4711 报表', '4711 BBC', ''])
  test(`"${text}" orders nothing`, () => assert.is(orderOf(text), undefined));

test('what may be a PIN is hidden: anything of that length from an owner, an order from anybody', () => {
  assert.is(withoutPin('4711 报表', false), '**** 报表');
  assert.is(withoutPin('密码是４７１１吗', true), '密码是****吗');
  assert.is(withoutPin('我买了4711元', false), undefined);
  assert.is(withoutPin('你好', true), undefined);
});

test('the kept hash is scrypt of the PIN (RFC 7914, N 16384, r 8, p 1), and the PIN is nowhere', async () => {
  const it = await shop();
  const hash = scryptSync(PIN, Buffer.from(SALT, 'hex'), 32, { N: 16_384, r: 8, p: 1 }).toString('hex');
  assert.is(ownerByKey(it.kernel.state, OWNER)?.hash, hash);
  await it.stop();
});

test('figures are told for the PIN, and neither PIN nor PDU is in the journal', async () => {
  const it = await shop();
  await it.texted(`${PIN} 报表`, OWNER);
  assert.match(it.sent()[0] ?? '', /11月22日: 销售0\.00元，0笔/);
  assert.is(inbox(it.kernel.state, 0, 1)[0]?.body, '**** 报表');
  const all = await written(it);
  assert.not.match(all, new RegExp(`${PIN} |0034003700310031`));
  assert.match(all, '"pdu":""');
  await it.stop();
});

test('the number alone gives nothing: without a PIN its text is a customer’s', async () => {
  const it = await shop();
  await it.texted('报表', OWNER);
  await it.texted('锁机', OWNER);
  assert.equal([it.sent(), isTerminalLocked(it.kernel.state)], [[], false]);
  await it.stop();
});

test('an order that the network dates into 2069 is obeyed, and so are those after it', async () => {
  const it = await shop();
  const sent = chinese(`${PIN} 锁机`, OWNER.slice(1), 30).replace('6211220124', '9611220124');
  await it.modem.offer(sent);
  await it.clock.settle();
  assert.ok(isTerminalLocked(it.kernel.state));
  await it.clock.advance(2 * 24 * 3600_000);
  await it.modem.offer(chinese(`${PIN} 解锁`, OWNER.slice(1), 31).replace('6211220124', '6211420124'));
  await it.clock.settle();
  assert.not.ok(isTerminalLocked(it.kernel.state), 'two days later');
  await it.stop();
});

test('a PIN from another number gives nothing, says nothing, and is not kept', async () => {
  const it = await shop();
  await it.texted(`${PIN} 锁机`, KEY);
  assert.equal([it.sent(), isTerminalLocked(it.kernel.state)], [[], false]);
  assert.not.match(await written(it), /0034003700310031/);
  await it.stop();
});

test('three wrong PINs lock the number, right ones included, until a person unlocks it', async () => {
  const it = await shop();
  for (const pin of ['1111', '2222', '3333']) await it.texted(`${pin} 报表`, OWNER);
  assert.equal(it.sent(), [
    '【福源】密码三次不对，这个号码已锁定，请到店里解锁。',
    '【福源】密码不对，还可以试1次。',
    '【福源】密码不对，还可以试2次。',
  ]);
  await it.texted(`${PIN} 锁机`, OWNER);
  assert.equal([it.sent().length, isTerminalLocked(it.kernel.state)], [3, false]);
  await it.press('9', '7');
  assert.match(it.text(), '已锁定');
  await it.press('3', ...PIN, 'ok');
  await it.texted(`${PIN} 锁机`, OWNER);
  assert.ok(isTerminalLocked(it.kernel.state));
  await it.stop();
});

test('a right PIN forgives the wrong ones before it', async () => {
  const it = await shop();
  for (const pin of ['1111', '2222', PIN, '3333', '1234']) await it.texted(`${pin} 状态`, OWNER);
  assert.is(ownerByKey(it.kernel.state, OWNER)?.wrong, 2);
  await it.stop();
});

test('an old text that comes again does nothing: the same PDU, and one sent before the last that was obeyed', async () => {
  const it = await shop();
  const lock = chinese(`${PIN} 锁机`, OWNER.slice(1), 1);
  await it.modem.offer(lock);
  await it.modem.offer(chinese(`${PIN} 解锁`, OWNER.slice(1), 2));
  await it.modem.offer(lock);
  await it.modem.offer(chinese(`${PIN} 锁机`, OWNER.slice(1), 0));
  assert.not.ok(isTerminalLocked(it.kernel.state));
  await it.stop();
});

test('a PIN in a part of a long text is not kept', async () => {
  const it = await shop();
  const from = part(`${PIN} 报表`, 9, 2, 1);
  await it.modem.offer(from);
  assert.not.match(await written(it), /0034003700310031/);
  await it.stop();
});

test('an approval is granted by number, once, and used once', async () => {
  const it = await shop();
  const now = it.clock.now();
  const asked = await it.kernel.transact(STAFF, (state) =>
    askApproval(state, { id: 'a1', what: '退款', amount: 8800, now }),
  );
  const use = () =>
    it.kernel.transact(STAFF, (state) => ({
      events: [useApproval(state, 'a1', 8800, now)],
      result: undefined,
    }));
  const refused = async (): Promise<void> => {
    try {
      await use();
      assert.unreachable();
    } catch (error) {
      assert.ok(isTerminalError(error, 'command/approval-missing'));
    }
  };
  await refused();
  await it.texted(`${PIN} 同意 ${asked.number}`, OWNER);
  assert.is(it.sent()[0], '【福源】已同意: 退款 88.00元。');
  await it.texted(`${PIN} 驳回 ${asked.number}`, OWNER);
  assert.is(it.sent()[0], '【福源】没有这个待批申请，或已经处理过。');
  await use();
  await refused();
  assert.is(approvalById(it.kernel.state, 'a1')?.state, 'used');
  await it.stop();
});

test('a second owner needs the PIN of the first, and a PIN of one digit repeated is none', async () => {
  const it = await shop();
  const add = (pin: string, by: string) =>
    it.kernel.transact(STAFF, (state) =>
      enrol(state, { name: '合伙人', phone: '13600136000', pin, salt: SALT, by }),
    );
  for (const [pin, by, code] of [
    ['5566', '0000', 'owner-wrong'],
    ['1111', PIN, 'owner-pin'],
    ['12', PIN, 'owner-pin'],
  ] as const) {
    try {
      await add(pin, by);
      assert.unreachable();
    } catch (error) {
      assert.ok(isTerminalError(error, `command/${code}`), String(error));
    }
  }
  await add('5566', PIN);
  assert.ok(ownerByKey(it.kernel.state, '+8613600136000'));
  await it.stop();
});

for (const profile of ['standard', 'advanced'] as const)
  for (const locale of ['zh-CN', 'en'] as const)
    test(`a locked terminal shows nothing else, survives a restart, and opens for the PIN: ${profile} ${locale}`, async () => {
      const it = await shop({ profile, locale });
      await it.texted(`${PIN} 锁机`, OWNER);
      const locked = locale === 'en' ? 'An owner has locked' : '老板已用短信锁上';
      assert.match(it.text(), locked);
      await it.press('f4', 'f2', 'cancel', '2');
      assert.match(it.text(), locked);
      await it.stop();
      const again = await openTerminal({ profile, locale, disk: it.disk.durable(), clock: it.clock });
      assert.match(again.text(), locked);
      await again.press('delete', '0', '0', '0', '0', 'ok', 'ok');
      assert.match(again.text(), locked);
      await again.press(...PIN, 'ok');
      assert.not.match(again.text(), locked);
      assert.not.ok(isTerminalLocked(again.kernel.state));
      await again.stop();
      assert.equal(again.errors, []);
    });

test('an owner is signed up on the keypad', async () => {
  const it = await openTerminal();
  await it.press('9', '7', '2', 'text:王', 'ok', ...'13700137000', 'ok', ...PIN, 'ok', 'ok');
  assert.ok(ownerByKey(it.kernel.state, OWNER));
  await it.press('5', '2', '1', '3', '0', 'ok');
  assert.match(it.text(), '21:30');
  await it.stop();
  assert.equal(it.errors, []);
});

test.run();
