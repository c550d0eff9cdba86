/** A lottery from the first entry to the last prize, and what anybody can check of it. */
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import {
  drawLottery,
  freezeLottery,
  openNewLottery,
  redeemPrize,
} from '../../../terminal/lottery/commands.js';
import { commitmentOf, drawWinners, listHash, redeemCode } from '../../../terminal/lottery/draw.js';
import { checkPublished, type Published, publishedOf } from '../../../terminal/lottery/published.js';
import { entriesOf, lotteries, winnersOf } from '../../../terminal/lottery/queries.js';
import { unreadCount } from '../../../terminal/messaging/index.js';
import { happen, STAFF } from '../../support/kernel.js';
import { vectorPath } from '../../support/vectors.js';
import { KEY, type OpenTerminal, openTerminal } from '../terminal.js';

const OWNER = '+8613700137000';
const number = (n: number) => `+8613800138${String(n).padStart(3, '0')}`;
const vector = () => JSON.parse(readFileSync(vectorPath('lottery.json'), 'utf8')) as { lottery: Published };
const SECRETS = { seed: '11'.repeat(32), codes: '22'.repeat(32) };

function open(it: OpenTerminal) {
  const now = it.clock.now();
  const prizes = [
    { name: '果篮', count: 1 },
    { name: '苹果一斤', count: 2 },
  ];
  return it.kernel.transact(STAFF, (state) =>
    openNewLottery(state, { id: 'l1', title: '国庆抽奖', prizes, closes: now + 3600_000, now }),
  );
}

const rest = ({ kernel, clock }: OpenTerminal) => ({
  nextId: kernel.ids.next,
  now: clock.now(),
  time: '11-22 10:42',
});
const freeze = (it: OpenTerminal) =>
  it.kernel.transact(STAFF, (state) =>
    freezeLottery(state, 'l1', { ...SECRETS, ...rest(it), source: '福彩3D 11月25日', tell: [OWNER] }),
  );
const draw = (it: OpenTerminal, given = '528') =>
  it.kernel.transact(STAFF, (state) => drawLottery(state, 'l1', { number: given, ...rest(it) }));
const redeem = (it: OpenTerminal, entry: number, code = redeemCode(SECRETS.codes, entry)) =>
  it.kernel.transact(STAFF, (state) =>
    redeemPrize(state, 'l1', { entry, code, job: it.kernel.ids.next(), time: '' }),
  );

async function refused(promise: Promise<unknown>, code: string): Promise<void> {
  try {
    await promise;
    assert.unreachable(code);
  } catch (error) {
    assert.ok(isTerminalError(error, code), String(error));
  }
}

async function drawn(entries = 8): Promise<OpenTerminal> {
  const it = await openTerminal();
  await open(it);
  for (let n = 1; n <= entries; n++) await it.texted('CJ', number(n));
  await freeze(it);
  await draw(it);
  return it;
}

test('commitment and winners are those of an independent program', () => {
  const { lottery } = vector();
  const list = listHash(lottery.entries);
  assert.is(commitmentOf({ ...lottery, list, entries: lottery.entries.length }), lottery.commitment);
  const entries = lottery.entries.map(({ entry }) => entry);
  assert.equal(drawWinners({ ...lottery, number: lottery.public }, entries, lottery.prizes), lottery.winners);
  assert.equal(checkPublished(lottery), []);
});

test('whatever is changed in a published lottery is found', () => {
  const { lottery } = vector();
  const changed: Partial<Published>[] = [
    { seed: '00'.repeat(32) },
    { title: '中秋抽奖' },
    { source: '店长' },
    { entries: lottery.entries.slice(1) },
    { prizes: [{ name: '果篮', count: 2 }] },
  ];
  for (const change of changed) assert.ok(checkPublished({ ...lottery, ...change }).includes('commitment'));
  assert.equal(checkPublished({ ...lottery, public: '529' }), ['winners']);
  assert.equal(checkPublished({ ...lottery, winners: [{ entry: 1, prize: 0 }] }), ['winners']);
});

test('one entry a number, told again when it texts again, and none after the freezing', async () => {
  const it = await openTerminal();
  await it.texted('CJ');
  assert.is(it.sent()[0], '【福源】现在没有进行中的抽奖。');
  await open(it);
  for (const words of ['ＣＪ', '抽奖', 'cj。']) await it.texted(words);
  await it.texted('CJ', number(1));
  assert.equal(
    entriesOf(it.kernel.state, 'l1').map(({ entry, mask }) => [entry, mask]),
    [
      [1, '138****8000'],
      [2, '138****8001'],
    ],
  );
  const { commitment } = await freeze(it);
  assert.match(it.sent()[0] ?? '', `承诺值${commitment}`);
  await it.texted('CJ', number(2));
  assert.is(entriesOf(it.kernel.state, 'l1').length, 2);
  await it.stop();
});

test('a number that could never be told its code is not entered, and its text waits for a person', async () => {
  const it = await openTerminal();
  await open(it);
  await it.texted('CJ', '+61412345678');
  assert.equal(entriesOf(it.kernel.state, 'l1'), []);
  assert.equal(it.sent(), []);
  assert.is(unreadCount(it.kernel.state), 1);
  await it.texted('CJ', '+85261234567');
  assert.is(entriesOf(it.kernel.state, 'l1').length, 1);
  await it.stop();
});

test('it is frozen once, drawn once, and each winner is told a code', async () => {
  const it = await drawn();
  const winners = winnersOf(it.kernel.state, 'l1');
  assert.equal(
    winners.map(({ prize }) => prize),
    [0, 1, 1],
  );
  for (const { entry, prize } of winners) {
    const words = `获得${prize === 0 ? '果篮' : '苹果一斤'}，号码${entry}，兑奖码${redeemCode(SECRETS.codes, entry)}`;
    assert.ok(it.sent().some((body) => body.includes(words)));
  }
  await refused(freeze(it), 'command/lottery-state');
  await refused(draw(it, '529'), 'command/lottery-state');
  await it.stop();
});

test('what is published can be checked, tells no number and no code', async () => {
  const it = await drawn();
  const [lottery] = lotteries(it.kernel.state, 0, 1);
  assert.ok(lottery);
  const winners = winnersOf(it.kernel.state, 'l1').map(({ entry, prize }) => ({ entry, prize }));
  const published = publishedOf(lottery, entriesOf(it.kernel.state, 'l1'), winners);
  assert.ok(published);
  assert.equal(checkPublished(published), []);
  assert.not.match(JSON.stringify(published), /13800138|2{64}/);
  await it.stop();
});

test('who was erased after the freezing does not make the draw look wrong, and nobody else may be left out so', async () => {
  const it = await drawn();
  // What an erasure leaves of an entry (terminal/erasure), in a journal that is written anew.
  await happen(it.kernel, {
    type: 'lottery.entered',
    v: 1,
    lottery: 'l1',
    key: 'gone-1a2b3c4d',
    entry: 99,
  } as never);
  const gone = entriesOf(it.kernel.state, 'l1').find(({ entry }) => entry === 99);
  assert.equal(gone, { entry: 99, mask: '' });
  const [lottery] = lotteries(it.kernel.state, 0, 1);
  assert.ok(lottery);
  const winners = winnersOf(it.kernel.state, 'l1').map(({ entry, prize }) => ({ entry, prize }));
  const frozen = entriesOf(it.kernel.state, 'l1').filter(({ entry }) => entry !== 99);
  const entries = frozen.map((one) => (one.entry === 3 ? { ...one, mask: '' } : one));
  const published = publishedOf(lottery, entries, winners);
  assert.ok(published);
  assert.is(published.list, lottery.list);
  assert.equal(checkPublished(published), []);
  assert.equal(checkPublished({ ...published, list: '0'.repeat(64) }), ['commitment']);
  assert.equal(checkPublished({ ...published, entries: entries.slice(1) }), ['commitment', 'winners']);
  await it.stop();
});

test('the seed is not published before the draw', async () => {
  const it = await openTerminal();
  await open(it);
  await it.texted('CJ');
  await freeze(it);
  const [lottery] = lotteries(it.kernel.state, 0, 1);
  assert.ok(lottery);
  assert.is(publishedOf(lottery, entriesOf(it.kernel.state, 'l1'), []), undefined);
  await it.stop();
});

test('a prize is handed out once, to whoever knows the code', async () => {
  const it = await drawn();
  const [winner] = winnersOf(it.kernel.state, 'l1');
  assert.ok(winner);
  await refused(redeem(it, winner.entry, '000000'), 'command/lottery-code');
  const loser =
    [1, 2, 3, 4].find((entry) => !winnersOf(it.kernel.state, 'l1').some((one) => one.entry === entry)) ?? 0;
  await refused(redeem(it, loser), 'command/lottery-code');
  const both = await Promise.allSettled([redeem(it, winner.entry), redeem(it, winner.entry)]);
  assert.equal(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  await refused(redeem(it, winner.entry), 'command/lottery-redeemed');
  await it.stop();
});

test('more prizes than entries: everybody wins, and nobody twice', async () => {
  const it = await drawn(2);
  assert.equal(
    winnersOf(it.kernel.state, 'l1')
      .map(({ entry }) => entry)
      .sort(),
    [1, 2],
  );
  await it.stop();
});

test('an empty lottery is not frozen, and two do not run at once', async () => {
  const it = await openTerminal();
  await open(it);
  await refused(freeze(it), 'command/lottery-empty');
  await refused(open(it), 'command/lottery-runs');
  await it.stop();
});

for (const profile of ['standard', 'advanced'] as const)
  test(`from the first key to the certificate on the keypad, ${profile}`, async () => {
    const it = await openTerminal({ profile });
    await it.press('9', '5', '2', 'text:节', 'ok', 'text:果', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok');
    await it.texted('CJ', KEY);
    await it.press('ok');
    assert.match(it.text(), '1 人参加');
    await it.press('2', 'text:3', 'ok', 'ok');
    assert.match(it.text(), '承诺值');
    await it.press('3', 'text:5', 'ok', 'ok');
    assert.match(it.text(), '未领');
    const code = /兑奖码(\d{6})/.exec(it.sent()[0] ?? '')?.[1] ?? '';
    await it.press('4', '1', 'ok', ...code, 'ok');
    assert.match(it.text(), '请给顾客: 果');
    await it.press('ok');
    assert.match(it.text(), '已领');
    const receipts = it.kernel.state.all<{ number: string }>('SELECT number FROM receipts ORDER BY no');
    assert.equal(
      receipts.map((one) => one.number),
      ['CJ1-1', 'CJ1-2', 'CJ1-1'],
    );
    await it.stop();
    assert.equal(it.errors, []);
  });

test('the public number is typed with the digit keys alone on the standard keypad', async () => {
  const it = await openTerminal();
  await open(it);
  await it.texted('CJ', number(1));
  await freeze(it);
  await it.press('9', '5', 'ok', '3', ...'03112207', 'ok');
  assert.match(it.text(), '用 03112207 开奖');
  await it.press('ok');
  assert.is(lotteries(it.kernel.state, 0, 1)[0]?.public, '03112207');
  await it.stop();
});

for (const locale of ['zh-CN', 'en'] as const)
  test(`one opened by mistake is ended after a question, and makes room for another, ${locale}`, async () => {
    const it = await openTerminal({ locale });
    await open(it);
    await it.texted('CJ', number(1));
    await it.press('9', '5', 'ok', '5', 'cancel');
    assert.is(lotteries(it.kernel.state, 0, 1)[0]?.state, 'open');
    await it.press('5', 'ok');
    assert.match(it.text(), locale === 'en' ? 'The lottery is ended' : '抽奖已取消');
    await it.press('5');
    assert.is(entriesOf(it.kernel.state, 'l1').length, 1);
    await refused(freeze(it), 'command/lottery-state');
    await it.texted('CJ', number(2));
    assert.is(it.sent()[0], '【福源】现在没有进行中的抽奖。');
    const now = it.clock.now();
    const wanted = { id: 'l2', title: '中秋', prizes: [{ name: '月饼', count: 1 }], closes: now + 1, now };
    await it.kernel.transact(STAFF, (state) => openNewLottery(state, wanted));
    await it.press('cancel');
    assert.match(it.text(), locale === 'en' ? /ended {3}国庆抽奖/ : /已取消 +国庆抽奖/);
    await it.stop();
    assert.equal(it.errors, []);
  });

test.run();
