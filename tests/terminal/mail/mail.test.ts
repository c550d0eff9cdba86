/** News by e-mail: who gets them, what becomes of each, and that nobody gets one twice or against their will. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { MailOutcome } from '../../../drivers/mail/types.js';
import { isTerminalError } from '../../../protocol/errors.js';
import { change, register } from '../../../terminal/customers/commands.js';
import { cancelNews, sendMail, startNews, wishNews } from '../../../terminal/mail/commands.js';
import { previewNews } from '../../../terminal/mail/preview.js';
import { mails } from '../../../terminal/mail/queries.js';
import { createMailSender } from '../../../terminal/mail/sender.js';
import { happen, openTestKernel, STAFF, type TestKernelOptions } from '../../support/kernel.js';
import { silentLog } from '../../support/silent-log.js';
import { virtualClock } from '../../support/virtual-clock.js';
import { LATER, NO_LINE, type PostOffice, postOffice, REJECTED } from './post-office.js';

const ZONE = 'Asia/Shanghai';
const [MINUTE_MS, HOUR_MS] = [60_000, 3600_000];
const stamp = (n: number): string => `${String(n).padStart(15, '0')}-00000-till-1`;

async function openOffice(options: TestKernelOptions = {}, mailer: PostOffice = postOffice()) {
  const opened = await openTestKernel(options);
  const { kernel, clock } = opened;
  const sender = createMailSender(kernel, mailer, clock, silentLog, ZONE);
  sender.start();
  await clock.settle();
  return {
    ...{ ...opened, mailer },
    /** Customers by their addresses, each with a number, and agreed. */
    async enrol(...addresses: string[]) {
      for (const [n, email] of addresses.entries()) {
        const [id, phone] = [`c${n}`, `1380013800${n}`];
        await kernel.transact(STAFF, (state) =>
          register(state, { id, name: `顾客${n}`, phone, stamp: stamp(1) }),
        );
        await kernel.transact(STAFF, (state) => change(state, { customer: id, email, stamp: stamp(2) }));
      }
    },
    agree: (address: string) => kernel.transact(STAFF, (state) => wishNews(state, address, true, '登记表')),
    refuse: (address: string) => kernel.transact(STAFF, (state) => wishNews(state, address, false, '来信')),
    async news(subject = '水果节', text = '{称呼}您好，双倍积分') {
      const wanted = { news: subject, subject, text, filter: {}, recipients: 1 };
      await kernel.transact(STAFF, (state) => startNews(state, wanted));
      await clock.settle();
    },
    async write(id: string, customer = 'c0') {
      const wanted = { id, customer, subject: id, text: '您问的礼篮到了', purpose: 'service' } as const;
      const facts = { ...wanted, own: mailer.from, now: clock.now() };
      await kernel.transact(STAFF, (state) => sendMail(state, facts));
      await clock.settle();
    },
    states: () =>
      mails(kernel.state, 0, 50)
        .reverse()
        .map(({ state, code }) => (code === null ? state : `${state} ${code}`)),
    async stop() {
      await sender.stop();
      await kernel.close();
    },
  };
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(() => 'nothing was refused').catch((caught: unknown) => caught);
  return isTerminalError(error) ? error.code : String(error);
}

test('news go to those who have an address and agreed, once an address, marked, and with a way to have no more', async () => {
  const it = await openOffice();
  await happen(it.kernel, {
    ...{ type: 'shop.described', v: 1, name: '福源水果店', signature: '福源', phone: '0755-83345678' },
  } as never);
  await it.enrol(
    'a@qq.com',
    'b@qq.com',
    '',
    'a@qq.com',
    'shop@example.com',
    'refused@qq.com',
    'texted@qq.com',
  );
  for (const address of ['a@qq.com', 'shop@example.com', 'refused@qq.com', 'texted@qq.com'])
    await it.agree(address);
  await it.refuse('refused@qq.com');
  await happen(it.kernel, { type: 'messaging.refused', v: 1, key: '+8613800138006', by: 'TD' } as never);
  const plan = {
    subject: '水果节',
    text: '{称呼}您好',
    filter: {},
    own: it.mailer.from,
    now: it.clock.now(),
    zone: ZONE,
  };
  const seen = await previewNews(it.kernel.state, plan, () => Promise.resolve());
  const left = {
    'consent-missing': 1,
    'address-missing': 1,
    'address-same': 1,
    'address-own': 1,
    'address-refused': 2,
  };
  assert.equal([seen.recipients, Object.fromEntries(seen.left)], [1, left]);
  await it.news();
  await it.clock.advance(HOUR_MS);
  assert.is(it.mailer.given.length, 1);
  const [mail] = it.mailer.given;
  assert.equal([mail?.to, mail?.subject, mail?.unsubscribe], ['a@qq.com', '【广告】水果节', true]);
  assert.is(
    mail?.text,
    [
      ...['顾客0您好，双倍积分', '', '--', '福源水果店  0755-83345678', ''],
      '不想再收到这类邮件，请回复本邮件写"退订"，或用您登记的手机号发短信TD到0755-83345678。To unsubscribe, reply "unsubscribe".',
    ].join('\n'),
  );
  assert.is(seen.sample?.subject, mail?.subject);
  assert.equal(it.states(), ['sent']);
  await it.stop();
});

test('who refuses while their mail waits gets none; an answer to a question needs no consent', async () => {
  const it = await openOffice();
  await it.enrol('a@qq.com', 'b@qq.com');
  for (const address of ['a@qq.com', 'b@qq.com']) await it.agree(address);
  it.mailer.answers.push(NO_LINE);
  await it.news();
  await it.refuse('a@qq.com');
  await it.write('re: 礼篮');
  await it.clock.advance(HOUR_MS);
  assert.equal(it.states(), ['failed address-refused', 'sent', 'sent']);
  assert.equal(
    it.mailer.given.slice(1).map(({ to, unsubscribe }) => [to, unsubscribe]),
    [
      ['b@qq.com', true],
      ['a@qq.com', false],
    ],
  );
  await it.stop();
});

test('without a line everything waits and then goes in order; the journal is not filled with tries', async () => {
  const it = await openOffice();
  await it.enrol('a@qq.com', 'b@qq.com');
  it.mailer.answers.push(NO_LINE);
  it.mailer.greetings.push(...Array.from({ length: 20 }, () => NO_LINE));
  await it.write('one');
  await it.write('two', 'c1');
  const { seq } = it.kernel.end();
  await it.clock.advance(30 * MINUTE_MS);
  assert.is(it.mailer.given.length, 1);
  assert.equal(it.states(), ['queued no-network', 'queued']);
  assert.is(it.kernel.end().seq, seq);
  await it.clock.advance(HOUR_MS);
  assert.equal(it.states(), ['sent', 'sent']);
  assert.equal(
    it.mailer.given.map(({ subject }) => subject),
    ['one', 'one', 'two'],
  );
  await it.stop();
});

test('a server that wants it later is asked later, one that refuses is not asked again, and others go meanwhile', async () => {
  const it = await openOffice();
  await it.enrol('a@qq.com', 'b@qq.com', 'c@qq.com');
  it.mailer.answers.push(LATER, REJECTED);
  await it.write('later');
  await it.write('never', 'c1');
  await it.write('other', 'c2');
  await it.clock.advance(MINUTE_MS);
  assert.equal(it.states(), ['queued later', 'failed rejected', 'sent']);
  await it.clock.advance(29 * MINUTE_MS);
  assert.equal(it.states(), ['sent', 'failed rejected', 'sent']);
  assert.equal(
    it.mailer.given.filter(({ subject }) => subject === 'later').map(({ id }) => id),
    ['later', 'later'],
    'the same mail by its Message-ID',
  );
  await it.stop();
});

test('what waits longer than it is worth is too late', async () => {
  const it = await openOffice();
  await it.enrol('a@qq.com');
  await it.agree('a@qq.com');
  it.mailer.answers.push(NO_LINE);
  it.mailer.greetings.push(...Array.from({ length: 5_000 }, () => NO_LINE));
  await it.news();
  await it.clock.advance(73 * HOUR_MS);
  assert.equal(it.states(), ['expired no-network']);
  await it.stop();
});

test('a power cut at any step of sending: no mail twice, and what may have left says so', async () => {
  const before = await openOffice();
  await before.enrol('a@qq.com', 'b@qq.com');
  before.mailer.answers.push(new Promise<MailOutcome>(() => undefined));
  await before.write('under way');
  await before.write('waits', 'c1');
  const after = await openOffice({ disk: before.disk.durable(), clock: virtualClock(before.clock.now()) });
  await after.clock.advance(HOUR_MS);
  assert.equal(after.states(), ['unknown interrupted', 'sent']);
  assert.equal(
    after.mailer.given.map(({ subject }) => subject),
    ['waits'],
  );
  await after.stop();
});

test('a power cut while the receivers are gathered: each gets one', async () => {
  const before = await openOffice();
  const addresses = Array.from({ length: 9 }, (_, n) => `p${n}@qq.com`);
  await before.enrol(...addresses);
  for (const address of addresses) await before.agree(address);
  const wanted = { news: 'n', subject: '水果节', text: '双倍', filter: {}, recipients: 9 };
  await before.kernel.transact(STAFF, (state) => startNews(state, wanted));
  const after = await openOffice({ disk: before.disk.durable(), clock: virtualClock(before.clock.now()) });
  await after.clock.advance(HOUR_MS);
  assert.equal(after.mailer.given.map(({ to }) => to).sort(), addresses);
  await after.stop();
});

test('news that are taken back do not leave any more', async () => {
  const it = await openOffice();
  await it.enrol('a@qq.com', 'b@qq.com', 'c@qq.com');
  for (const address of ['a@qq.com', 'b@qq.com', 'c@qq.com']) await it.agree(address);
  await it.news('水果节');
  await it.kernel.transact(STAFF, (state) => cancelNews(state, '水果节'));
  await it.clock.advance(HOUR_MS);
  assert.is(it.mailer.given.length, 1);
  assert.equal(it.states(), ['sent', 'cancelled', 'cancelled']);
  await it.stop();
});

test('what is no mail is refused by name', async () => {
  const it = await openOffice();
  await it.enrol('', 'a@qq.com');
  const wanted = {
    id: 'm',
    customer: 'c1',
    subject: '好',
    text: '好',
    purpose: 'service',
    own: it.mailer.from,
    now: 0,
  } as const;
  const send = (more: object) =>
    it.kernel.transact(STAFF, (state) => sendMail(state, { ...wanted, ...more }));
  assert.is(await refusal(send({ customer: 'c0' })), 'command/mail-address-missing');
  assert.is(await refusal(send({ purpose: 'marketing' })), 'command/mail-consent-missing');
  assert.is(await refusal(send({ subject: ' ' })), 'command/mail-subject-empty');
  assert.is(await refusal(send({ text: '\u0000' })), 'command/mail-text-empty');
  assert.is(await refusal(send({ text: '好'.repeat(2_001) })), 'command/mail-text-too-long');
  assert.is(await refusal(send({ own: 'a@qq.com' })), 'command/mail-address-own');
  assert.is(
    await refusal(it.kernel.transact(STAFF, (state) => wishNews(state, 'x', true, '口头'))),
    'command/email-wrong',
  );
  assert.is(
    await refusal(it.kernel.transact(STAFF, (state) => wishNews(state, 'a@qq.com', true, ' '))),
    'command/consent-evidence',
  );
  const nobody = { news: 'n', subject: '好', text: '好', filter: {}, recipients: 0 };
  assert.is(
    await refusal(it.kernel.transact(STAFF, (state) => startNews(state, nobody))),
    'command/campaign-nobody',
  );
  const unknown = { ...nobody, recipients: 1, text: '{猫}' };
  assert.is(
    await refusal(it.kernel.transact(STAFF, (state) => startNews(state, unknown))),
    'command/template-variable',
  );
  await it.stop();
});

test.run();
