/** Stored value is spent by whom it belongs to: by a card, a PIN or a texted code, by rule and amount. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import {
  GOOD_MS,
  proveByCard,
  proveByCode,
  proveByPin,
  sendCode,
  setPin,
} from '../../../terminal/proof/commands.js';
import { triesLeft } from '../../../terminal/proof/queries.js';
import { DEFAULT_RULES, type ProofRules, proofsFor } from '../../../terminal/proof/rules.js';
import { happen, NOW_MS, STAFF } from '../../support/kernel.js';
import { type MoneyTill, moneyTill, refusal } from '../counter/money.js';

const SALT = '00112233445566778899aabbccddeeff';
const PIN = '271828';
const CARD = '04A1B2C3D4E5F6';
const event = (type: string, body: object) => ({ type, v: 1, ...body }) as unknown as DomainEvent;

/** c1 has 1,000.00, a card and a mobile number; everybody is asked. */
async function shop(rules: Partial<ProofRules> = {}) {
  const it = await moneyTill({ principal: 100_000, bonus: 0 });
  const { kernel } = it;
  await happen(
    kernel,
    event('proof.rules-set', { from: 0, rules: { ...DEFAULT_RULES, who: 'everybody', ...rules } }),
    event('cards.issued', { uid: CARD, customer: 'c1' }),
    event('shop.described', { name: '福源水果店', signature: '福源' }),
  );
  let n = 0;
  const stamp = () => `stamp-${String(++n).padStart(4, '0')}`;
  const wanted = (amount: number, now = NOW_MS) => ({ pass: `p${++n}`, customer: 'c1', amount, now });
  return {
    ...it,
    stamp,
    async card(amount: number, uid = CARD, proven?: number) {
      const pass = wanted(amount);
      const all = { ...pass, uid, ...(proven !== undefined && { proven }) };
      await kernel.transact(STAFF, (state) => proveByCard(state, all));
      return pass.pass;
    },
    async choosesPin(pin = PIN, pass?: string) {
      const all = { customer: 'c1', pin, salt: SALT, stamp: stamp(), now: NOW_MS, ...(pass && { pass }) };
      await kernel.transact(STAFF, (state) => setPin(state, all));
    },
    async pin(amount: number, pin = PIN) {
      const pass = wanted(amount);
      const answer = await kernel.transact(STAFF, (state) =>
        proveByPin(state, { ...pass, pin, stamp: stamp() }),
      );
      return { ...answer, pass: pass.pass };
    },
    async textsCode(amount: number, now = NOW_MS, code = 'code-1') {
      const fresh = { code, text: `text of ${code}`, digits: '314159', salt: SALT };
      await kernel.transact(STAFF, (state) => sendCode(state, { customer: 'c1', amount, now, ...fresh }));
    },
    async code(amount: number, digits = '314159', now = NOW_MS, code = 'code-1') {
      const pass = wanted(amount, now);
      const answer = await kernel.transact(STAFF, (state) => proveByCode(state, { ...pass, code, digits }));
      return { ...answer, pass: pass.pass };
    },
  };
}

const pays = (it: MoneyTill, amount: number, pass?: string) =>
  refusal(it.sells(amount, { stored: amount, ...(pass && { pass }) }));

/** The world's seed 880 was the same of a card: a stamp of another till whose clock had been a year ahead. */
test('three wrong PINs lock, also after a right one at a till with a clock a year ahead', async () => {
  const it = await shop();
  const chosen = { customer: 'c1', pin: PIN, salt: SALT, stamp: '001795314506000-00000-till-1', now: NOW_MS };
  await it.kernel.transact(STAFF, (state) => setPin(state, chosen));
  const ahead = '001826849979255-00005-till-2';
  await happen(it.kernel, event('proof.pin-right', { customer: 'c1', stamp: ahead }));
  const tries = async (pin: string, n: number) => {
    const wanted = { pass: `q${n}`, customer: 'c1', amount: 100, now: NOW_MS, pin };
    const stamp = `001795314507000-0000${n}-till-1`;
    return refusal(it.kernel.transact(STAFF, (state) => proveByPin(state, { ...wanted, stamp })));
  };
  for (let n = 1; n <= 3; n++) await tries('111222', n);
  assert.is(triesLeft(it.kernel.state, 1), 0);
  assert.is(await tries(PIN, 4), 'command/pin-locked');
});

test('a wrong PIN that another till told late, after a right one, is kept at no till', async () => {
  // Seed 3384: the till that heard of it late kept a row that the other did not have.
  const wrong = event('proof.pin-wrong', { customer: 'c1', stamp: '001795313305500-00000-till-2' });
  const right = event('proof.pin-right', { customer: 'c1', stamp: '001795313453322-00000-till-1' });
  for (const events of [
    [wrong, right],
    [right, wrong],
  ]) {
    const it = await shop();
    for (const one of events) await happen(it.kernel, one);
    assert.equal(it.kernel.state.all('SELECT * FROM proof_tries'), []);
    assert.is(triesLeft(it.kernel.state, 1), 3);
  }
});

test('a small payment takes the card, a larger one the PIN or a code', async () => {
  const it = await shop();
  assert.is(await pays(it, 3_000), 'command/proof-needed');
  assert.is(await pays(it, 3_000, await it.card(3_000)), 'not refused');
  assert.is(await refusal(it.card(5_001)), 'command/proof-weak');
  await it.choosesPin();
  const { pass } = await it.pin(60_000);
  assert.is(await pays(it, 60_000, pass), 'not refused');
  await it.textsCode(20_000);
  const byCode = await it.code(20_000);
  assert.is(byCode.right, true);
  assert.is(await pays(it, 20_000, byCode.pass), 'not refused');
  assert.is(it.balances().principal, 100_000 - 83_000);
  await it.kernel.close();
});

test('many small payments by a card alone come to an end within a day', async () => {
  const it = await shop();
  for (let n = 0; n < 3; n++) assert.is(await pays(it, 5_000, await it.card(5_000)), 'not refused');
  assert.is(await refusal(it.card(100)), 'command/proof-weak');
  assert.is(it.balances().principal, 85_000);
  await it.kernel.close();
});

test('a lost card, another customer’s and a stranger’s open no money', async () => {
  const it = await shop();
  await happen(
    it.kernel,
    event('customers.registered', { customer: 'c2', name: '李', level: '', stamp: '1' }),
    event('cards.issued', { uid: '04BB', customer: 'c2' }),
  );
  assert.is(await refusal(it.card(100, '04BB')), 'command/card-not-theirs');
  assert.is(await refusal(it.card(100, '04CC')), 'command/card-not-theirs');
  await happen(it.kernel, event('cards.marked', { uid: CARD, state: 'lost', stamp: '9' }));
  assert.is(await refusal(it.card(100)), 'command/card-not-theirs');
  await it.kernel.close();
});

test('a card that proves itself is enough for more, and only with the message of this very tap', async () => {
  const it = await shop();
  await happen(it.kernel, event('cards.proven', { uid: CARD, counter: 7 }));
  assert.is(await refusal(it.card(60_000, CARD, 6)), 'command/proof-weak');
  assert.is(await pays(it, 60_000, await it.card(60_000, CARD, 7)), 'not refused');
  await it.kernel.close();
});

test('a pass is good for one payment, of one customer, for no more than its amount, for five minutes', async () => {
  const it = await shop();
  await it.choosesPin();
  const { pass } = await it.pin(20_000);
  assert.is(await pays(it, 20_001, pass), 'command/proof-needed');
  const late = refusal(it.sells(20_000, { stored: 20_000, pass, now: NOW_MS + GOOD_MS + 1 }));
  assert.is(await late, 'command/proof-needed');
  assert.is(await pays(it, 10_000, pass), 'not refused');
  assert.is(await pays(it, 10_000, pass), 'command/proof-needed', 'twice');
  await it.kernel.close();
});

test('the same pass at two keypads at once pays once', async () => {
  const it = await shop();
  await it.choosesPin();
  const { pass } = await it.pin(10_000);
  const both = await Promise.all([pays(it, 10_000, pass), pays(it, 10_000, pass)]);
  assert.equal(both.sort(), ['command/proof-needed', 'not refused']);
  assert.is(it.balances().principal, 90_000);
  await it.kernel.close();
});

test('three wrong PINs lock it, the right one before that forgives', async () => {
  const it = await shop();
  await it.choosesPin();
  assert.equal(await it.pin(100, '111122').then(({ right }) => right), false);
  await it.pin(100, '111122');
  assert.is((await it.pin(100)).right, true);
  assert.is(triesLeft(it.kernel.state, 1), 3);
  for (const left of [2, 1, 0]) {
    const answer = await it.pin(100, '999999');
    assert.is(answer.right === false && answer.left, left);
  }
  assert.is(await refusal(it.pin(100)), 'command/pin-locked', 'the right one comes too late');
  await it.textsCode(0);
  const { pass } = await it.code(0);
  await it.choosesPin('161803', pass);
  assert.is((await it.pin(100, '161803')).right, true, 'a code by text sets a new one');
  await it.kernel.close();
});

test('a PIN tried at two terminals is locked by their tries together, once both have heard', async () => {
  const it = await shop();
  await it.choosesPin();
  await it.pin(100, '111122');
  await happen(
    it.kernel,
    event('proof.pin-wrong', { customer: 'c1', stamp: 'stamp-0050-till-2' }),
    event('proof.pin-wrong', { customer: 'c1', stamp: 'stamp-0051-till-2' }),
    event('proof.pin-wrong', { customer: 'c1', stamp: 'stamp-0051-till-2' }),
  );
  assert.is(await refusal(it.pin(100)), 'command/pin-locked');
  await it.kernel.close();
});

test('a PIN is changed only with the one before or a code', async () => {
  const it = await shop();
  await it.choosesPin();
  assert.is(await refusal(it.choosesPin('555666')), 'command/proof-needed');
  assert.is(
    await refusal(it.choosesPin('555666', await it.card(100))),
    'command/proof-needed',
    'not by a card',
  );
  const { pass } = await it.pin(0);
  await it.choosesPin('555666', pass);
  assert.is((await it.pin(100, '555666')).right, true);
  for (const pin of ['123', '123456789', '0000', 'abcd'])
    assert.is(
      await refusal(it.choosesPin(pin, (await it.pin(0, '555666')).pass)),
      'command/pin-wrong-form',
      pin,
    );
  await it.kernel.close();
});

test('a code is good once, for five minutes, for its amount, and for three tries', async () => {
  const it = await shop();
  await it.textsCode(20_000);
  assert.is((await it.code(20_000, '000000')).right, false);
  const first = await it.code(30_000);
  assert.is(await pays(it, 20_001, first.pass), 'command/proof-needed', 'more than it was sent for');
  assert.is(await refusal(it.code(20_000)), 'command/code-over', 'used');
  await it.textsCode(20_000, NOW_MS, 'code-2');
  assert.is(
    await refusal(it.code(100, '314159', NOW_MS + GOOD_MS + 1, 'code-2')),
    'command/code-over',
    'late',
  );
  for (let n = 0; n < 3; n++) await it.code(100, '000000', NOW_MS, 'code-2');
  assert.is(await refusal(it.code(100, '314159', NOW_MS, 'code-2')), 'command/code-over', 'guessed');
  await it.textsCode(20_000, NOW_MS, 'code-3');
  assert.is(await refusal(it.textsCode(20_000, NOW_MS, 'code-4')), 'command/code-too-often');
  await it.kernel.close();
});

test('a clock that is set back by a day makes no code and no pass good for a day', async () => {
  const it = await shop();
  await it.choosesPin();
  await it.textsCode(20_000);
  const yesterday = NOW_MS - 24 * 3600_000;
  assert.is(await refusal(it.code(20_000, '314159', yesterday)), 'command/code-over');
  const { pass } = await it.pin(10_000);
  const early = (now: number) => refusal(it.sells(10_000, { stored: 10_000, pass, now }));
  assert.is(await early(yesterday), 'command/proof-needed');
  assert.is(await early(NOW_MS - 30_000), 'not refused', 'a clock that is set right by half a minute');
  await it.kernel.close();
});

test('codes that were sent while the clock was a day ahead keep no later one back', async () => {
  const it = await shop();
  for (const code of ['code-1', 'code-2', 'code-3']) await it.textsCode(20_000, NOW_MS, code);
  const yesterday = NOW_MS - 24 * 3600_000;
  assert.is(await refusal(it.textsCode(20_000, NOW_MS, 'code-4')), 'command/code-too-often');
  assert.is(await refusal(it.textsCode(20_000, yesterday, 'code-4')), 'not refused');
  await it.kernel.close();
});

test('the text with a code is a one-time code’s, and says what it is for', async () => {
  const it = await shop();
  await it.textsCode(8_800);
  const text = it.kernel.state.one<{ body: string; purpose: string; expires: number }>(
    'SELECT body, purpose, expires FROM texts ORDER BY no DESC',
  );
  assert.is(text?.purpose, 'otp');
  assert.match(text?.body ?? '', /^【福源】验证码314159，在福源水果店用储值支付88\.00元，5分钟内有效/);
  assert.is(text?.expires, NOW_MS + 5 * 60_000);
  await it.kernel.close();
});

test('without a rule of the shop only who has a PIN is asked; cash and points need no proof', async () => {
  const it = await moneyTill();
  assert.is(await pays(it, 1_000), 'not refused');
  await happen(it.kernel, event('proof.pin-set', { customer: 'c1', salt: SALT, hash: 'ab', stamp: '1' }));
  assert.is(await pays(it, 1_000), 'command/proof-needed');
  await it.sells(1_000);
  await it.kernel.close();
});

test('rules count from their time on', async () => {
  const it = await shop();
  const later = { ...DEFAULT_RULES, who: 'everybody', card: 0 };
  await happen(it.kernel, event('proof.rules-set', { from: NOW_MS + 1000, rules: later }));
  assert.is(await pays(it, 100, await it.card(100)), 'not refused');
  await it.kernel.close();
});

test('where nothing can be proved, the customer must choose a PIN first', () => {
  const nothing = { amount: 9_000, hasPin: false, hasMobile: false, byCard: 0 };
  const rules = { ...DEFAULT_RULES, who: 'everybody', proven: 0 } as const;
  assert.is(proofsFor(rules, nothing), 'impossible');
  assert.equal(proofsFor(rules, { ...nothing, amount: 5_000 }), ['card']);
  assert.equal(proofsFor(rules, { ...nothing, hasPin: true, hasMobile: true }), ['pin', 'code']);
  assert.equal(proofsFor(rules, { ...nothing, amount: 0 }), []);
});

test.run();
