/** Cards by keypad, on both profiles: issued by chip, stripe and code, lost, found, replaced, and cards that are nobody's. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Tap } from '../../../drivers/reader/types.js';
import { cardHolder, cardsOf } from '../../../terminal/cards/queries.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { happen } from '../../support/kernel.js';
import { type OpenTerminal, openTerminal } from '../terminal.js';

const event = (type: string, body: object) => ({ type, v: 1, ...body }) as unknown as DomainEvent;

const OLD = '04A1B2C3D4E5F6';
const NEW = '04FFEEDDCCBBAA';

let taps = 0;
async function lay(it: OpenTerminal, uid: string, facts: Partial<Tap> = {}): Promise<void> {
  it.reader.tap({ tap: `t${++taps}`, uid, kind: 'ntag', random: false, ...facts });
  await it.ui.idle();
  await it.clock.settle();
}

async function scan(it: OpenTerminal, code: string): Promise<void> {
  it.ui.scan({ code });
  await it.ui.idle();
  await it.clock.settle();
}

for (const profile of ['standard', 'advanced'] as const) {
  test(`${profile}: a card is issued, reported lost, says so when it is laid down, and is found again`, async () => {
    const it = await openTerminal({ profile });
    await it.press('f3', 'ok', '4');
    assert.match(it.text(), /还没有会员卡/);
    assert.match(it.text(), /放上空白卡/);
    await lay(it, OLD);
    assert.match(it.text(), /芯片 +04A1B2C3D4E5F6 +可用/);
    await it.press('2');
    assert.match(it.text(), /挂失后刷它不会打开顾客/);
    await it.press('ok');
    assert.match(it.text(), /04A1B2C3D4E5F6 +挂失/);
    await it.press('f4');
    await lay(it, OLD);
    assert.match(it.text(), /已挂失/);
    assert.not.match(it.text(), /积分|余额/, 'nothing of the customer is shown');
    await it.press('ok', 'f3', 'ok', '4', '3', 'ok', 'f4');
    await lay(it, OLD);
    assert.match(it.text(), /王小明 .*金卡/s);
    assert.equal(it.errors, []);
    await it.stop();
  });

  test(`${profile}: goods that are scanned where a card is awaited are nobody’s card`, async () => {
    const it = await openTerminal({ profile });
    const apples = { sku: 'a', name: '苹果', price: 880, barcode: '6901234567892' };
    await happen(it.kernel, event('catalog.product-set', apples));
    await it.press('f3', 'ok', '4');
    await scan(it, '6901234567892');
    assert.match(it.text(), /苹果/);
    assert.equal(cardsOf(it.kernel.state, 1), []);
    await scan(it, '88880001');
    assert.match(it.text(), /码 +88880001 +可用/, 'it is still awaited');
    await it.stop();
  });

  test(`${profile}: a lost card is replaced by a stripe that is swiped; in a sale the old one serves nobody`, async () => {
    const it = await openTerminal({ profile });
    await it.press('f3', 'ok', '4');
    await lay(it, OLD);
    await it.press('4');
    assert.match(it.text(), /旧卡从此不能再用/);
    await it.press('ok');
    await scan(it, ';6688000123=0000?');
    assert.match(it.text(), /磁条 +6688000123 +可用/);
    assert.match(it.text(), /04A1B2C3D4E5F6 +已换/);
    await it.press('f4', 'f2', '8', '8');
    await lay(it, OLD);
    assert.match(it.text(), /已换成新卡/);
    await it.press('ok');
    assert.match(it.text(), /散客|没有会员|王/u);
    assert.not.match(it.text(), /王小明/);
    await scan(it, ';6688000123=0000?');
    assert.match(it.text(), /王小明/);
    assert.match(it.text(), /88/, 'what was typed stays');
    await it.stop();
  });

  test(`${profile}: an unknown card is issued with one key and a choice, or to somebody new`, async () => {
    const it = await openTerminal({ profile });
    await lay(it, NEW);
    assert.match(it.text(), /还没有发给任何人/);
    await it.press('1');
    assert.match(it.text(), /王小明/);
    await it.press('ok');
    assert.match(it.text(), /发给 王小明/);
    await it.press('ok');
    assert.is(cardHolder(it.kernel.state, NEW), 1);
    await it.press('f4');
    await scan(it, 'zhanggui:m:M10086');
    assert.match(it.text(), /码 M10086|码 +M10086/);
    await it.press('2', '1', '2', 'ok', 'ok');
    assert.is(cardsOf(it.kernel.state, 2).length, 0, 'nothing before it is confirmed');
    assert.match(it.text(), /M10086 发给/);
    await it.press('ok');
    assert.is(cardHolder(it.kernel.state, 'C:M10086'), 2);
    await it.stop();
  });

  test(`${profile}: a code on paper is a card as well: printed, scanned, and it opens its customer`, async () => {
    const it = await openTerminal({ profile });
    await it.press('f3', 'ok', '4', '6');
    assert.match(it.text(), /给 王小明 打印一张会员码/);
    await it.press('ok');
    assert.match(it.text(), /会员码已交给打印机/);
    const receipt = it.kernel.state.value<string>('SELECT receipt FROM receipts ORDER BY no DESC') ?? '';
    const [, code = ''] = /"(zhanggui:m:[0-9A-F]{20})"/.exec(receipt) ?? [];
    assert.not.match(receipt, /王小明/, 'the name on paper is masked');
    await it.press('f4');
    await scan(it, code);
    assert.match(it.text(), /王小明/);
    await it.stop();
  });

  test(`${profile}: the card of somebody who was merged opens the person, at home and in a sale, and a deleted one’s nobody`, async () => {
    const it = await openTerminal({ profile });
    const stamp = (n: number) => `00000000000000${n}-00000-t1`;
    await happen(
      it.kernel,
      event('customers.registered', { customer: 'c2', name: '李华', level: '', stamp: '0' }),
      event('cards.issued', { uid: OLD, customer: 'c2' }),
      event('customers.merged', { customer: 'c1', other: 'c2', filled: [], stamp: stamp(1) }),
    );
    await lay(it, OLD);
    assert.match(it.text(), /王小明 .*金卡/s);
    await it.press('f4', 'f2', '8', '8');
    await lay(it, OLD);
    assert.match(it.text(), /收银 .*王小明/);
    assert.not.match(it.text(), /李华/);
    await it.press('f4');
    await happen(it.kernel, event('customers.removed', { customer: 'c1', stamp: stamp(2) }));
    await lay(it, OLD);
    assert.match(it.text().replace(/\s/g, ''), /的顾客\(王\*明\)已删除/);
    assert.not.match(it.text(), /积分|余额/);
    assert.equal(it.errors, []);
    await it.stop();
  });

  test(`${profile}: phones, cards of another number each time and payment cards are refused in plain words`, async () => {
    const it = await openTerminal({ profile });
    await lay(it, '08ABCDEF', { kind: 'phone', random: true });
    assert.match(it.text(), /手机不能作会员卡/);
    await lay(it, '08123456', { kind: 'unknown', random: true });
    assert.match(it.text(), /每次.*号|号.*每次|不能作会员卡/);
    await scan(it, ';4111111111111111=30122011234?');
    assert.match(it.text(), /银行卡不能作会员卡/);
    await it.press('f3', 'ok', '4');
    await scan(it, ';4111111111111111=30122011234?');
    assert.match(it.text(), /银行卡不能作会员卡/);
    await it.press('ok', '1');
    await scan(it, ';66880001');
    assert.match(it.text(), /磁条没读好/);
    await it.press('ok', 'cancel');
    await lay(it, '04000000000001', { memberCode: 'OTHER-SHOP' });
    assert.match(it.text(), /不是本店发的/);
    assert.is(cardsOf(it.kernel.state, 1).length, 0);
    await it.stop();
  });
}

test('the English words fit the small screen', async () => {
  const it = await openTerminal({ profile: 'standard', locale: 'en' });
  await it.press('f3', 'ok', '4');
  await lay(it, OLD);
  await it.press('8');
  assert.match(it.text(), /chip +04A1B2C3D4E5F6 +valid/);
  await it.press('2', 'ok', 'f4');
  await lay(it, OLD);
  assert.match(it.text(), /reported lost/);
  await it.stop();
});

test.run();
