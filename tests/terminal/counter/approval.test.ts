/** Refunds above the limit: an owner agrees by text, for this sale and this amount, once. Money in fen. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { salesLeft } from '../../../terminal/counter/queries.js';
import { refund } from '../../../terminal/counter/refund.js';
import { enrol, setRefundLimit } from '../../../terminal/owner/commands.js';
import { NOW_MS, STAFF } from '../../support/kernel.js';
import { openTerminal } from '../terminal.js';
import { refusal } from './money.js';

const OWNER = '+8613700137000';
const PIN = '4711';
const SALT = '00112233445566778899aabbccddeeff';

/** A till with a sale of 88.00, an owner, and a limit of 50.00. */
async function till(profile: 'standard' | 'advanced', limit: number | 'none' = 5000) {
  const it = await openTerminal({ profile });
  await it.kernel.transact(STAFF, (state) =>
    enrol(state, { name: '老板', phone: OWNER, pin: PIN, salt: SALT, by: '' }),
  );
  if (limit !== 'none') await it.kernel.transact(STAFF, (state) => setRefundLimit(state, limit, PIN));
  await it.press('f2', '8', '8', 'ok', 'ok', 'f4');
  const sale = (): { amount: number } | undefined =>
    salesLeft(it.kernel.state, { query: '', offset: 0, limit: 1 })[0]?.left;
  /** From the home screen to the refund of the last sale, and OK there. */
  const asks = () => it.press('f4', 'f2', ...(profile === 'advanced' ? ['left'] : ['#', '4']), 'ok', 'ok');
  return { ...it, sale, asks };
}

for (const profile of ['standard', 'advanced'] as const) {
  test(`${profile}: a refund above the limit waits for the owner’s text, and is done after it`, async () => {
    const it = await till(profile);
    await it.asks();
    assert.match(it.text(), /要老板同意/);
    await it.press('cancel');
    assert.equal(it.sent(), [], 'Cancel asks nobody');
    await it.press('ok', 'ok');
    assert.match(it.text(), /第 1 号/);
    assert.match(it.sent()[0] ?? '', /申请退款88\.00元，单号t1-000001，原收88\.00元。同意请回“密码 同意 1”/);
    await it.press('ok', 'ok');
    assert.match(it.text(), /还在等/);
    await it.press('ok');
    await it.texted(`${PIN} 同意 1`, OWNER);
    assert.match(it.text(), /老板同意了第 1 号/);
    await it.press('ok');
    assert.match(it.text(), /确定退款/);
    await it.press('ok');
    assert.is(it.sale()?.amount, 0);
    await it.stop();
  });
}

test('an owner who refuses is told to the staff, and nothing goes back', async () => {
  const it = await till('standard');
  await it.asks();
  await it.press('ok', 'ok');
  await it.texted(`${PIN} 驳回 1`, OWNER);
  assert.match(it.text(), /没有同意第 1 号/);
  await it.press('ok');
  assert.match(it.text(), /再发短信问一次/);
  assert.is(it.sale()?.amount, 8800);
  await it.stop();
});

test('without a limit nobody is asked, and up to the limit neither', async () => {
  for (const limit of ['none', 8800] as const) {
    const it = await till('standard', limit);
    await it.asks();
    assert.match(it.text(), /确定退款/);
    await it.press('ok');
    assert.equal([it.sale()?.amount, it.sent()], [0, []]);
    await it.stop();
  }
});

test('the limit holds below the screen: small refunds count together, and only the right approval opens it', async () => {
  const it = await till('standard');
  const back = (id: string, amount: number) =>
    it.kernel.transact(STAFF, (state) =>
      refund(state, {
        refund: id,
        job: `j${id}`,
        sale: 't1-000001',
        amount,
        terminal: 't1',
        now: NOW_MS,
        time: '',
      }),
    );
  await back('r1', 3000);
  assert.is(await refusal(back('r2', 2001)), 'command/approval-missing');
  await back('r3', 2000);
  assert.is(await refusal(back('r4', 1)), 'command/approval-missing');
  await it.stop();
});

test('the limit is set at the keypad with an owner’s PIN, whose digits are not shown', async () => {
  const it = await till('standard', 'none');
  await it.press('9', '7', '6', '5', '0', 'ok', '4', '7', '1', '2');
  assert.match(it.text(), /\*\*\*\*/);
  assert.not.match(it.text(), /4712/);
  await it.press('ok');
  assert.match(it.text(), /密码不对/);
  await it.press('ok', 'delete', '1', 'ok');
  await it.asks();
  assert.match(it.text(), /要老板同意/);
  await it.stop();
});

test.run();
