/** Proof by keypad, on both profiles: a PIN is chosen, a payment asks for it, a card and a code do as well, the rules are typed in. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { balancesOf } from '../../../terminal/ledger/index.js';
import { happen } from '../../support/kernel.js';
import { wordsOf } from '../messaging/post.js';
import { openTerminal } from '../terminal.js';

const events = (...all: object[]) => all as unknown as DomainEvent[];
const CARD = '04A1B2C3D4E5F6';
const TO_PAY = { standard: ['#', '3'], advanced: ['right'] } as const;
/** `#` lists what a screen does; the PIN is the seventh of the account's actions. */
const TO_PIN = '7';

async function till(profile: 'standard' | 'advanced') {
  const it = await openTerminal({ profile });
  const entry = { type: 'ledger.entered', v: 1, customer: 'c1', account: 'principal', amount: 100_000 };
  await happen(
    it.kernel,
    ...events(
      { ...entry, reason: 'recharge', cause: 'r1' },
      { type: 'cards.issued', v: 1, uid: CARD, customer: 'c1' },
    ),
  );
  await it.press('f3', 'ok');
  const digits = (text: string) => it.press(...text);
  return {
    ...it,
    digits,
    left: () => balancesOf(it.kernel.state, 1).principal,
    async lay() {
      it.reader.tap({ tap: 't', uid: CARD, kind: 'ntag', random: false });
      await it.ui.idle();
      await it.clock.settle();
    },
    async choosesPin() {
      await it.press('5', TO_PIN);
      await digits('271828');
      await it.press('ok');
      await digits('271828');
      await it.press('ok');
    },
    /** From the customer's screen: 88.00 from stored value, confirmed. */
    async pays(amount: string) {
      await it.press('1');
      await digits(amount);
      await it.press(...TO_PAY[profile], '1', 'ok');
    },
  };
}

for (const profile of ['standard', 'advanced'] as const) {
  test(`${profile}: a PIN is chosen, typed hidden, wrong once, and pays`, async () => {
    const it = await till(profile);
    await it.press('5', TO_PIN);
    await it.digits('271828');
    await it.press('ok');
    await it.digits('271829');
    await it.press('ok');
    assert.match(it.text(), /两遍不一样/);
    await it.press('delete', '8', 'ok');
    assert.match(it.text(), /支付密码已设好/);
    assert.not.match(it.text(), /271828/);
    await it.press('cancel');
    await it.pays('88');
    assert.match(it.text(), /请顾客证明是本人/);
    await it.press('2');
    assert.match(it.text(), /王小明 用储值付 ￥88.00/);
    await it.digits('111122');
    await it.press('ok');
    assert.match(it.text(), /不对，还可以试 2 次/);
    assert.is(it.left(), 100_000);
    await it.press(...Array(6).fill('delete'));
    await it.digits('271828');
    await it.press('ok');
    assert.is(it.left(), 91_200);
    assert.match(it.text(), /余额支付 +88.00/);
    assert.equal(it.errors, []);
    await it.stop();
  });

  test(`${profile}: a small payment takes the card, and nobody else’s`, async () => {
    const it = await till(profile);
    await it.choosesPin();
    await it.press('cancel');
    await it.pays('20');
    await it.press('1');
    assert.match(it.text(), /请放上会员卡/);
    it.reader.tap({ tap: 'x', uid: '04000000000001', kind: 'ntag', random: false });
    await it.ui.idle();
    await it.clock.settle();
    assert.match(it.text(), /不是这位顾客的可用会员卡/);
    await it.press('ok');
    await it.lay();
    assert.is(it.left(), 98_000);
    await it.stop();
  });

  test(`${profile}: a code by text pays once`, async () => {
    const it = await till(profile);
    await it.choosesPin();
    await it.press('cancel');
    await it.pays('88');
    await it.press('3');
    assert.match(it.text(), /验证码已发到 138 0013 8000/);
    const code = /验证码(\d{6})/.exec(wordsOf(it.modem)[0] ?? '')?.[1] ?? '';
    await it.digits(code);
    await it.press('ok');
    assert.is(it.left(), 91_200);
    await it.stop();
  });

  test(`${profile}: giving up pays nothing, and what was typed stays`, async () => {
    const it = await till(profile);
    await it.choosesPin();
    await it.press('cancel');
    await it.pays('88');
    await it.press('cancel');
    assert.match(it.text(), /88/);
    assert.is(it.left(), 100_000);
    await it.stop();
  });

  test(`${profile}: the rule for everybody is typed in and counts from then on`, async () => {
    const it = await till(profile);
    await it.press('f4', '0', '6');
    await it.press('1', 'ok', '0', 'ok', 'ok', 'ok');
    assert.match(it.text(), /已生效/);
    await it.press('f3', 'ok');
    await it.pays('20');
    assert.match(it.text(), /会员卡[\s\S]*短信验证码|短信验证码[\s\S]*会员卡/);
    await it.stop();
  });
}

test.run();
