/** Everything that is done with one customer, by number keys alone, on both keypads. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { customFields, customValues } from '../../../terminal/customers/custom.js';
import { customerById, customersByPhone, itemsOf, phonesOf } from '../../../terminal/customers/queries.js';
import { PLAIN } from '../../../terminal/loyalty/program.js';
import { happen } from '../../support/kernel.js';
import { CASHIER, loginKeys, OWNER, openStaffed } from '../people/staffed.js';
import { SHOE_SIZE } from '../shoe-size.js';
import { openTerminal } from '../terminal.js';

const PROFILES = ['standard', 'advanced'] as const;
const LOCALES = { standard: 'zh-CN', advanced: 'en' } as const;
/** Item of the facts menu: the advanced keypad has no second form. */
const ITEM = {
  standard: {
    phones: '3',
    address: '4',
    contact: '5',
    day: '6',
    owner: '7',
    merge: '8',
    disable: '9',
    remove: '0',
  },
  advanced: {
    phones: '2',
    address: '3',
    contact: '4',
    day: '5',
    owner: '6',
    merge: '7',
    disable: '8',
    remove: '9',
  },
} as const;

async function open(profile: (typeof PROFILES)[number]) {
  const it = await openTerminal({ profile, locale: LOCALES[profile] });
  const customer = () => customerById(it.kernel.state, 'c1');
  /** The menu of 王小明's facts. */
  const facts = () => it.press('f4', 'f3', 'ok', '3');
  const item = async (name: keyof (typeof ITEM)['standard']) => {
    await facts();
    await it.press(ITEM[profile][name]);
  };
  const fits = () => {
    const rows = it.text().split('\n');
    assert.ok(rows.length <= (profile === 'standard' ? 15 : 25));
  };
  const end = async () => {
    fits();
    assert.equal(it.errors, []);
    await it.stop();
  };
  return { ...it, customer, facts, item, end };
}

for (const profile of PROFILES) {
  const zh = profile === 'standard';

  test(`a customer is deleted after a question, and comes back within thirty days (${profile})`, async () => {
    const it = await open(profile);
    await it.item('remove');
    assert.match(it.text(), zh ? /删除 王小明\?/ : /Delete 王小明\?/);
    await it.press('cancel');
    assert.is(it.customer()?.removed, null, 'Cancel leaves everything as it is');
    await it.item('remove');
    await it.press('ok');
    assert.ok(it.customer()?.removed);
    assert.equal(customersByPhone(it.kernel.state, '+8613800138000'), [], 'a call does not know them');
    assert.equal(it.app.search.find('1380', 9).numbers, []);
    await it.press('f3', 'left');
    await it.press('4');
    assert.match(it.text(), /王小明/);
    assert.match(it.text(), zh ? /还剩 30 天/ : /30 days left/);
    await it.press('ok', 'ok');
    assert.is(it.customer()?.removed, null);
    assert.equal(it.app.search.find('1380', 9).numbers, [1]);
    await it.end();
  });

  test(`a disabled customer says so in the list, and is enabled again (${profile})`, async () => {
    const it = await open(profile);
    await it.item('disable');
    await it.press('ok');
    assert.is(it.customer()?.disabled, '1');
    await it.press('f4', 'f3');
    assert.match(it.text(), zh ? /\(停用\) 王小明/ : /\(disabled\) 王小明/);
    await it.press('ok');
    assert.match(it.text(), zh ? /王小明 \(停用\)/ : /王小明 \(disabled\)/);
    await it.item('disable');
    await it.press('ok');
    assert.is(it.customer()?.disabled, '');
    await it.end();
  });

  test(`the whole profile, with a field of the shop's own (${profile})`, async () => {
    const it = await open(profile);
    await happen(it.kernel, SHOE_SIZE);
    await it.facts();
    // name, phone, gender, calendar, birthday, tags, e-mail …
    const basic = ['ok', 'ok', '2', 'ok', '1', 'ok', ...'19900501', 'ok', 'ok', 'ok'];
    // status, type, source, credit, groups, occupation, preferences, 鞋码
    const further = ['3', 'ok', '3', 'ok', '4', 'ok', '2', 'ok', 'ok', 'ok', 'ok'];
    const shoe = [...'42', 'ok'];
    if (zh) await it.press('1', ...basic, 'f4', 'f3', 'ok', '3', '2', ...further, ...shoe);
    else await it.press('1', ...basic, ...further, ...shoe);
    const known = it.customer();
    assert.equal(
      [known?.gender, known?.birthday, known?.status, known?.type, known?.source, known?.credit],
      ['f', '1990-05-01', 'following', 'company', 'call', 'A'],
    );
    assert.equal([...customValues(it.kernel.state, 1)], [['f1', '42']]);
    await it.end();
  });

  test(`a level is given by hand where the rules have any, by who may change rules (${profile})`, async () => {
    const it = await openStaffed({ profile, locale: LOCALES[profile] });
    const levels = ['银卡', '金卡', '钻石'].map((name) => ({ name, earn: 100, pays: 90 }));
    const set = { type: 'loyalty.program-set', v: 1, from: 0, program: { ...PLAIN, levels } };
    await happen(it.kernel, set as never);
    const form = zh ? ['f3', 'ok', '3', '2'] : ['f3', 'ok', '3', '1'];
    const before = Array.from({ length: zh ? 7 : 14 }, () => 'ok');
    await it.press(...loginKeys(CASHIER), ...form);
    assert.not.match(it.text(), zh ? /等级/ : /Level/);
    await it.press('cancel', 'f4', 'f4', ...loginKeys(OWNER), ...form);
    assert.match(it.text(), zh ? /等级 +金卡/ : /Level +金卡/);
    await it.press(...before, '4', 'ok', 'ok', 'ok');
    assert.is(customerById(it.kernel.state, 'c1')?.level, '钻石');
    assert.equal(it.errors, []);
    await it.stop();
  });

  test(`several numbers, and which stands first (${profile})`, async () => {
    const it = await open(profile);
    await it.item('phones');
    await it.press('1', ...'13912345678', 'ok');
    assert.equal(phonesOf(it.kernel.state, 1), ['+8613800138000', '+8613912345678']);
    await it.press('down', 'ok');
    assert.equal(phonesOf(it.kernel.state, 1), ['+8613912345678', '+8613800138000']);
    await it.press('down', '4', 'ok');
    assert.equal(phonesOf(it.kernel.state, 1), ['+8613912345678']);
    await it.end();
  });

  test(`a number that was mistyped is gone when it is set right in the form (${profile})`, async () => {
    const it = await open(profile);
    const clear = Array.from({ length: 14 }, () => 'delete');
    await it.facts();
    await it.press('1', 'ok', ...clear, ...'13800138001', 'ok');
    // What is left of the form: one key more on the small keypad would begin it again.
    for (let n = 0; n < 20 && !phonesOf(it.kernel.state, 1).includes('+8613800138001'); n++)
      await it.press('ok');
    assert.equal(phonesOf(it.kernel.state, 1), ['+8613800138001']);
    assert.equal(customersByPhone(it.kernel.state, '+8613800138000'), []);
    await it.end();
  });

  test(`who may not see whole numbers sees none in the forms either, and changes none by saving (${profile})`, async () => {
    const it = await openStaffed({ profile, locale: LOCALES[profile] });
    const contact = {
      item: 'i1',
      kind: 'contact',
      facts: { name: '小李', post: '', phone: '+8613912345678' },
    };
    await happen(it.kernel, { type: 'customers.item-added', v: 1, customer: 'c1', ...contact } as never);
    await it.press(...loginKeys(CASHIER), 'f3', 'ok', '3', '1');
    const seen = [it.text()];
    for (let n = 0; n < 16; n++) await it.press('ok');
    await it.press('f4', 'f3', 'ok', '3', ITEM[profile].contact);
    seen.push(it.text());
    await it.press('ok');
    seen.push(it.text());
    await it.press('ok', 'ok', 'ok', 'ok');
    seen.push(it.text());
    assert.match(seen[1] ?? '', /139\*{4}5678/);
    for (const picture of seen) assert.not.match(picture, /138 ?0013|139 ?1234/);
    assert.is(itemsOf(it.kernel.state, 1, 'contact')[0]?.facts.phone, '+8613912345678');
    assert.ok(phonesOf(it.kernel.state, 1).includes('+8613800138000'));
    assert.equal(it.errors, []);
    await it.stop();
  });

  test(`an address, a contact who is known when calling, and a day of the lunar calendar (${profile})`, async () => {
    const it = await open(profile);
    const letters = zh ? ['*', '*'] : [];
    await it.item('address');
    await it.press('1', ...letters, ...'8', 'ok', 'ok');
    await it.item('contact');
    await it.press('1', ...letters, ...'7', 'ok', 'ok', ...'02088886666', 'ok');
    assert.equal(
      customersByPhone(it.kernel.state, '+862088886666').map(({ id }) => id),
      ['c1'],
    );
    await it.item('day');
    await it.press('1', ...letters, ...'5', 'ok', '2', 'ok', ...'0815', 'ok');
    const [day] = itemsOf(it.kernel.state, 1, 'anniversary');
    assert.is(day?.facts.day, 'L--08-15');
    assert.match(it.text(), zh ? /农历 8-15/ : /lunar 8-15/);
    await it.press('4', 'ok');
    assert.equal(itemsOf(it.kernel.state, 1, 'anniversary'), []);
    assert.is(itemsOf(it.kernel.state, 1).length, 2);
    await it.end();
  });

  test(`a customer is handed over with a reason, and who had them before stays to be read (${profile})`, async () => {
    const it = await open(profile);
    const letters = zh ? ['*', '*'] : [];
    await it.item('owner');
    await it.press('1');
    assert.match(it.text(), zh ? /还没有登记店员/ : /No employees are signed up/);
    await it.press('ok');
    const give = (owner: string, n: number) => ({
      ...{
        type: 'customers.handed-over',
        v: 1,
        customer: 'c1',
        owner,
        reason: '',
        stamp: `00000000000000${n}`,
      },
    });
    await happen(it.kernel, give('张姐', 1) as never);
    await it.press('up');
    assert.match(it.text(), /张姐/);
    // Nobody else works here: it can be given to nobody.
    await it.press('1', '1', 'ok');
    assert.is(it.customer()?.owner, '张姐', 'not without a reason');
    await it.press(...letters, '2', 'ok');
    assert.is(it.customer()?.owner, '');
    assert.match(it.text(), zh ? /没有人/ : /nobody/);
    await it.end();
  });

  test(`a field of the shop's own is made, and taken away (${profile})`, async () => {
    const it = await open(profile);
    const letters = zh ? ['*', '*'] : [];
    await it.press('f3', 'left', '5', '1', ...letters, '2', 'ok', '2', 'ok', 'ok');
    assert.is(customFields(it.kernel.state)[0]?.kind, 'number');
    await it.press('4', 'ok');
    assert.equal(customFields(it.kernel.state), []);
    await it.end();
  });
}

test.run();
