/** How the modem takes command lines: ITU-T V.250, 5.2 to 5.7. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bench, CTRL_Z, ESC } from './bench.js';

const OK = '\r\nOK\r\n';
const ERROR = '\r\nERROR\r\n';

test('echo gives back what was typed, with its CR, until E0', async () => {
  const { say } = await bench();
  await say('ATE1\r');
  assert.is(await say('AT\r'), `AT\r${OK}`);
  assert.is(await say('ATE0\r'), `ATE0\r${OK}`);
  assert.is(await say('AT\r'), OK);
});

test('several commands on a line run in order and have one result', async () => {
  const { say } = await bench();
  assert.is(await say('AT+CMEE=1;+CMGF=1;+CSCS="UCS2"\r'), OK);
  assert.is(await say('AT+CMGF?;+CSCS?\r'), `\r\n+CMGF: 1\r\n\r\n+CSCS: "UCS2"\r\n${OK}`);
});

test('the first error ends the line; what came before it stays done', async () => {
  const { say } = await bench();
  assert.is(await say('AT+CMGF=1;+CMGF=7;+CSDH=1\r'), ERROR);
  assert.is(await say('AT+CMGF?;+CSDH?\r'), `\r\n+CMGF: 1\r\n\r\n+CSDH: 0\r\n${OK}`);
});

test('commas and semicolons inside quotes belong to the argument', async () => {
  const { say } = await bench();
  assert.is(await say('AT+CPBW=1,"+86138",145,"a,b;c"\r'), OK);
  assert.is(await say('AT+CPBR=1\r'), `\r\n+CPBR: 1,"+86138",145,"a,b;c"\r\n${OK}`);
});

test('A/ repeats the last line without a CR', async () => {
  const { say } = await bench();
  await say('AT+CSQ\r');
  assert.is(await say('A/'), `\r\n+CSQ: 23,0\r\n${OK}`);
});

test('backspace edits, and noise before AT is ignored', async () => {
  const { say } = await bench();
  assert.is(await say('\x00\xffxyAT+CMGX\b\b\b\bCSQ\r'), `\r\n+CSQ: 23,0\r\n${OK}`);
});

test('numeric results with V0, none with Q1', async () => {
  const { say } = await bench();
  assert.is(await say('ATV0\r'), '0\r');
  assert.is(await say('AT+CSQ\r'), '+CSQ: 23,0\r\n0\r');
  assert.is(await say('AT+NONSENSE\r'), '4\r');
  assert.is(await say('ATV1Q1\r'), '');
  assert.is(await say('ATQ0\r'), OK);
});

test('errors are a word, a number or words, as +CMEE says', async () => {
  const { say } = await bench({ sim: false });
  assert.is(await say('AT+CPIN?\r'), ERROR);
  await say('AT+CMEE=1\r');
  assert.is(await say('AT+CPIN?\r'), '\r\n+CME ERROR: 10\r\n');
  await say('AT+CMEE=2\r');
  assert.is(await say('AT+CPIN?\r'), '\r\n+CME ERROR: SIM not inserted\r\n');
  assert.is(await say('AT+CMGL=4\r'), '\r\n+CMS ERROR: (U)SIM not inserted\r\n');
});

test('S3 moves the end of a line', async () => {
  const { say } = await bench();
  assert.is(await say('ATS3=33\r'), OK);
  assert.is(await say('AT+CSQ\r'), '');
  assert.is(await say('!'), `\r\n+CSQ: 23,0\r\n${OK}`);
});

test('a line that is too long is an error, and the next one is heard', async () => {
  const { say } = await bench();
  assert.is(await say(`AT+${'X'.repeat(3000)}\r`), ERROR);
  assert.is(await say('AT\r'), OK);
});

test('a megabyte without a line end neither grows nor deafens the modem', async () => {
  const { say } = await bench();
  assert.is(await say(`AT${'X'.repeat(1_000_000)}`), '');
  await say('\r');
  assert.is(await say('AT\r'), OK);
});

test('a command takes its time; what is typed meanwhile is heard afterwards', async () => {
  const { say, wait } = await bench({ latencyMs: { '+CSQ': 100 } });
  assert.is(await say('AT+CSQ\rAT+CMGF?\r', 99), '');
  assert.is(await wait(1), `\r\n+CSQ: 23,0\r\n${OK}`);
  assert.is(await wait(10), `\r\n+CMGF: 0\r\n${OK}`);
});

test('after the prompt everything is text: ESC cancels, Ctrl-Z sends', async () => {
  const { say, network } = await bench();
  assert.is(await say('AT+CMGF=1;+CMGS="10086"\r'), '\r\n> ');
  assert.is(await say(`AT${ESC}`), OK);
  assert.is(network.sent().length, 0);
  assert.is(await say('AT+CMGS="10086"\r'), '\r\n> ');
  assert.is(await say('AT\rCSQ'), '\r\n> ');
  assert.is(await say(CTRL_Z), `\r\n+CMGS: 0\r\n${OK}`);
  assert.is(network.sent()[0]?.text, 'AT\nCSQ');
});

test('unsolicited lines wait for the result of a command, but not while the network works', async () => {
  const { say, wait, network } = await bench({ latencyMs: { '+CSQ': 500 }, sendMs: 1000 });
  await say('AT+CNMI=2,1,0,0,0\r');
  assert.is(await say('AT+CSQ\r', 100), '');
  network.text('10086', 'a');
  assert.is(await wait(1000), `\r\n+CSQ: 23,0\r\n${OK}\r\n+CMTI: "SM",1\r\n`);
  await say('AT+CMGF=1;+CMGS="10086"\r');
  await say(`hi${CTRL_Z}`, 10);
  network.text('10086', 'b');
  assert.is(await wait(2000), `\r\n+CMTI: "SM",2\r\n\r\n+CMGS: 0\r\n${OK}`);
});

test('the SIM wants its PIN, counts the tries and asks for the PUK', async () => {
  const { say } = await bench({ pin: '1234' });
  await say('AT+CMEE=1\r');
  assert.is(await say('AT+CPIN?\r'), `\r\n+CPIN: SIM PIN\r\n${OK}`);
  assert.is(await say('AT+CMGL=4\r'), '\r\n+CMS ERROR: 311\r\n');
  assert.is(await say('AT+CREG?\r'), `\r\n+CREG: 0,2\r\n${OK}`);
  assert.is(await say('AT+CPIN="0000"\r'), '\r\n+CME ERROR: 16\r\n');
  assert.is(await say('AT+CPIN="1234"\r'), OK);
  assert.is(await say('AT+CREG?\r'), `\r\n+CREG: 0,1\r\n${OK}`);
});

test('CFUN=1,1 answers, goes silent, and boots with its lines and its defaults', async () => {
  const { say, wait } = await bench({ bootMs: 1000, bootStepMs: 100 });
  await say('AT+CMGF=1\r');
  assert.is(await say('AT+CFUN=1,1\r', 500), OK);
  assert.is(await say('AT\r', 100), '');
  assert.is(
    await wait(2000),
    '\r\nRDY\r\n\r\n+CFUN: 1\r\n\r\n+CPIN: READY\r\n\r\nCall Ready\r\n\r\nSMS Ready\r\n',
  );
  assert.is(await say('AT+CMGF?\r'), `AT+CMGF?\r\r\n+CMGF: 0\r\n${OK}`);
});

test.run();
