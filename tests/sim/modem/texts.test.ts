/** Texts in and out of the simulated modem: 3GPP TS 27.005, and how real modules fail at it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bench, CTRL_Z } from './bench.js';

const OK = '\r\nOK\r\n';

/** Made by gammu 1.42: `sendsms TEXT +8613800138000 -unicode`. */
const GAMMU_SINGLE = '11000D91683108108300F00008FF125C0A656C7684987E5BA2D83DDE0060A8597D';

/**
 * Parts of one text to 10086, by hand: 41 SUBMIT with header · 00 · 05 81 0180F6 · 00 PID · 00 DCS · 0A ten septets, seven
 * of them header · 05 00 03 2A 03 n · three septets after one fill bit: AAA, BBB, CCC.
 */
const PARTS = ['0182C120', '02844221', '0386C321'].map((end) => `410005810180F600000A0500032A03${end}`);

async function sendPdu(say: (text: string) => Promise<string>, tpdu: string): Promise<string> {
  assert.is(await say(`AT+CMGS=${tpdu.length / 2}\r`), '\r\n> ');
  return say(`00${tpdu}${CTRL_Z}`);
}

test('a PDU from gammu arrives as its text', async () => {
  const { say, network } = await bench();
  assert.is(await sendPdu(say, GAMMU_SINGLE), `\r\n+CMGS: 0\r\n${OK}`);
  const [sent] = network.sent();
  assert.is(sent?.to, '+8613800138000');
  assert.is(sent?.text, '尊敬的顾客😀您好');
  assert.is(sent?.alphabet, 'ucs2');
});

test('parts are joined in any order; a repeated part is a text of its own', async () => {
  const { say, network } = await bench();
  for (const tpdu of [PARTS[2], PARTS[0], PARTS[0], PARTS[1]]) await sendPdu(say, tpdu ?? '');
  const [whole, repeat] = network.sent();
  assert.is(whole?.text, 'AAABBBCCC');
  assert.equal([whole?.parts, whole?.total], [3, 3]);
  assert.equal(whole?.references, [0, 1, 3]);
  assert.equal([repeat?.text, repeat?.parts], ['AAA', 1]);
});

test('a PDU whose length was announced wrongly, or that is no SUBMIT, is +CMS ERROR 304 and does not leave', async () => {
  const { say, network } = await bench();
  await say('AT+CMGS=20\r');
  assert.is(await say(`00${GAMMU_SINGLE}${CTRL_Z}`), '\r\n+CMS ERROR: 304\r\n');
  await say('AT+CMGS=3\r');
  assert.is(await say(`00040506${CTRL_Z}`), '\r\n+CMS ERROR: 304\r\n');
  await say('AT+CMGS=3\r');
  assert.is(await say(`zz${CTRL_Z}`), '\r\n+CMS ERROR: 304\r\n');
  assert.is(network.sent().length, 0);
});

test('a Chinese text in text mode goes out as UCS-2', async () => {
  const { say, network } = await bench();
  await say('AT+CMGF=1;+CSCS="UCS2";+CSMP=17,167,0,8\r');
  assert.is(await say('AT+CMGS="00310030003000380036"\r'), '\r\n> ');
  assert.is(await say(`4F60597D${CTRL_Z}`), `\r\n+CMGS: 0\r\n${OK}`);
  const [sent] = network.sent();
  assert.equal([sent?.to, sent?.text, sent?.alphabet], ['10086', '你好', 'ucs2']);
});

test('a text that comes in is stored, announced, listed, read once as unread, and deleted', async () => {
  const { say, network, wait } = await bench();
  network.text('+8613800138000', '你好');
  assert.is(await wait(10), '\r\n+CMTI: "SM",1\r\n');
  // The virtual clock starts at 2026-01-05 01:00 UTC: 09:00 in China.
  const pdu = '0891683108100005F0040D91683108108300F0000862105090002023044F60597D';
  assert.is(await say('AT+CMGL=0\r'), `\r\n+CMGL: 1,0,"",24\r\n${pdu}\r\n${OK}`);
  assert.is(await say('AT+CMGL=0\r'), OK);
  assert.is(await say('AT+CMGR=1\r'), `\r\n+CMGR: 1,"",24\r\n${pdu}\r\n${OK}`);
  assert.is(await say('AT+CMGD=1\r'), OK);
  assert.is(await say('AT+CMGR=1\r'), '\r\n+CMS ERROR: 321\r\n');
});

test('text mode shows 7 bit text as characters and UCS-2 as hex', async () => {
  const { say, network, wait } = await bench();
  await say('AT+CMGF=1\r');
  network.text('10086', 'Hi @{}');
  network.text('10086', '你好');
  await wait(0);
  assert.is(
    await say('AT+CMGL="ALL"\r'),
    '\r\n+CMGL: 1,"REC UNREAD","10086",,"26/01/05,09:00:04+32"\r\nHi @{}' +
      `\r\n+CMGL: 2,"REC UNREAD","10086",,"26/01/05,09:00:04+32"\r\n4F60597D\r\n${OK}`,
  );
});

test('a full memory stops the notices, and the network brings the text when there is room', async () => {
  const { say, network, wait } = await bench({ storage: { SM: 2 }, fullUrc: '^SMMEMFULL: "SM"' });
  for (const text of ['a', 'b']) network.text('10086', text);
  await wait(10);
  assert.is(network.text('10086', 'c'), 1);
  assert.is(await wait(10), '\r\n^SMMEMFULL: "SM"\r\n');
  assert.is(await say('AT+CPMS?\r'), `\r\n+CPMS: "SM",2,2,"SM",2,2,"SM",2,2\r\n${OK}`);
  assert.is(await say('AT+CMGW=33\r'), '\r\n> ');
  assert.is(await say(`00${GAMMU_SINGLE}${CTRL_Z}`), '\r\n+CMS ERROR: 322\r\n');
  assert.is(await say('AT+CMGD=1\r'), `${OK}\r\n+CMTI: "SM",1\r\n`);
});

test('texts wait while the modem is off the network', async () => {
  const { say, modem, network, wait } = await bench();
  await say('AT+CREG=1\r');
  modem.setRegistration(2);
  assert.is(await wait(10), '\r\n+CREG: 2\r\n');
  assert.is(network.text('10086', 'a'), 1);
  assert.is(await say(`AT+CMGS=33\r`), '\r\n+CMS ERROR: 331\r\n');
  modem.setRegistration(1);
  assert.is(await wait(10), '\r\n+CREG: 1\r\n\r\n+CMTI: "SM",1\r\n');
});

test('a long text comes in parts, each announced', async () => {
  const { network, wait, say } = await bench();
  network.text('10086', '测'.repeat(71));
  assert.is(await wait(10), '\r\n+CMTI: "SM",1\r\n\r\n+CMTI: "SM",2\r\n');
  const list = await say('AT+CMGL=4\r');
  assert.ok(list.includes('8C0500030102016D4B'), 'part 1: 140 octets, header 05 00 03, reference 1, 2 parts');
  assert.ok(list.includes('0E0500030102026D4B6D4B6D4B6D4B\r\n'), 'part 2: 14 octets');
});

test('a report comes for a text that asked for one', async () => {
  const { say, wait } = await bench({}, { reportAfterMs: 5000 });
  await say('AT+CNMI=2,1,0,1,0\r');
  // 31: SUBMIT, relative validity, TP-SRR.
  assert.is(await sendPdu(say, `31${GAMMU_SINGLE.slice(2)}`), `\r\n+CMGS: 0\r\n${OK}`);
  const report = await wait(6000);
  // 06 STATUS-REPORT · 00 reference · 0D 91 … recipient · two time stamps · 00 received
  assert.match(report, /^\r\n\+CDS: 26\r\n0891683108100005F006000D91683108108300F0[0-9]{14}[0-9]{14}00\r\n$/);
});

test('routed texts stop without +CNMA in phase 2+, and the text is kept', async () => {
  const { say, network, wait } = await bench({ acknowledgeMs: 1000 });
  await say('AT+CSMS=1;+CNMI=2,2,0,0,0\r');
  network.text('10086', 'a');
  assert.match(await wait(10), /^\r\n\+CMT: ,\d+\r\n[0-9A-F]+\r\n$/);
  assert.is(await say('AT+CNMA\r', 100), OK);
  assert.is(await say('AT+CNMA\r', 100), '\r\n+CMS ERROR: 340\r\n');
  network.text('10086', 'b');
  await wait(1100);
  assert.is(await say('AT+CNMI?\r'), `\r\n+CNMI: 2,0,0,0,0\r\n${OK}`);
  assert.is(await say('AT+CPMS?\r'), `\r\n+CPMS: "SM",1,20,"SM",1,20,"SM",1,20\r\n${OK}`);
});

test('a refused text does not leave, and the next one does', async () => {
  const { say, modem, network } = await bench();
  modem.faults.onNextText({ kind: 'fail', code: 38 });
  assert.is(await sendPdu(say, GAMMU_SINGLE), '\r\n+CMS ERROR: 38\r\n');
  assert.is(network.sent().length, 0);
  assert.is(await sendPdu(say, GAMMU_SINGLE), `\r\n+CMGS: 0\r\n${OK}`);
});

test('a lost result: the text has left, nothing is said, and the modem hears the next command', async () => {
  const { say, modem, network } = await bench();
  modem.faults.onNextText({ kind: 'lose-ok' });
  assert.is(await sendPdu(say, GAMMU_SINGLE), '');
  assert.is(network.sent().length, 1);
  assert.is(await say('AT\r'), OK);
});

test('silence after the prompt: the text has not left', async () => {
  const { say, modem, network } = await bench();
  modem.faults.onNextText({ kind: 'silence-after-prompt' });
  assert.is(await sendPdu(say, GAMMU_SINGLE), '');
  assert.is(network.sent().length, 0);
  assert.is(await say('AT\r'), OK);
});

test('a hung modem is silent until power comes back', async () => {
  const { say, modem, wait } = await bench({ bootMs: 10, bootStepMs: 10 });
  modem.hang();
  assert.is(await say('AT\r'), '');
  modem.powerOn();
  assert.ok((await wait(1000)).startsWith('\r\nRDY\r\n'));
});

test('a PDU that nobody can read is stored and announced like any other', async () => {
  const { say, network, wait } = await bench();
  network.inject('04FF91');
  assert.is(await wait(10), '\r\n+CMTI: "SM",1\r\n');
  assert.is(await say('AT+CMGR=1\r'), `\r\n+CMGR: 0,"",3\r\n0891683108100005F004FF91\r\n${OK}`);
});

test.run();
