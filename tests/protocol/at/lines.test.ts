import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  bootOf,
  finalResult,
  isUnsolicited,
  numberOf,
  parseCallWaiting,
  parseClip,
  parseCurrentCall,
  parseOperator,
  parsePinTries,
  parseSignal,
  parseSimState,
  parseStoreUse,
  parseTextArrived,
  splitArgs,
} from '../../../protocol/at/index.js';

test('final results end a command; NO CARRIER only one that dials or answers', () => {
  assert.equal(finalResult('OK'), { ok: true });
  assert.is(finalResult('ERROR')?.ok, false);
  assert.is(finalResult('+CMS ERROR: 38')?.ok, false);
  assert.is(finalResult('+CME ERROR: SIM busy')?.ok, false);
  assert.is(finalResult('NO CARRIER'), undefined);
  assert.is(finalResult('NO CARRIER', true)?.ok, false);
  assert.is(finalResult('BUSY', true)?.ok, false);
  for (const line of ['OKAY', '+CMGS: 5', 'RING', '', '+CME', 'ok'])
    assert.is(finalResult(line, true), undefined, line);
});

test('what a modem says by itself is told from replies', () => {
  for (const line of [
    'RING',
    '+CRING: VOICE',
    '+CMTI: "SM",1',
    'NO CARRIER',
    'RDY',
    '+QIND: SMS DONE',
    '^SMMEMFULL: "SM"',
  ]) {
    assert.ok(isUnsolicited(line), line);
  }
  for (const line of ['+CSQ: 20,0', '+CMGL: 1,1,,20', '0791448720003023', 'SIMCOM_SIM800']) {
    assert.not.ok(isUnsolicited(line), line);
  }
});

test('boot lines: a processor that has just started, or a later step of its start', () => {
  for (const line of ['RDY', '^SYSSTART', 'START', '^BOOT:20952548,0,0,0,75'])
    assert.is(bootOf(line), 'hard', line);
  for (const line of [
    '+CPIN: READY',
    '+CPIN: NOT INSERTED',
    'SMS DONE',
    'SMS Ready',
    'Call Ready',
    'PB DONE',
  ])
    assert.is(bootOf(line), 'soft', line);
  for (const line of ['+CPIN: SIM PIN', 'READY', 'OK']) assert.is(bootOf(line), undefined, line);
});

test('arguments: quotes, commas in them, holes, groups, a quote that is never closed', () => {
  const texts = (text: string) => splitArgs(text).map((arg) => arg.text);
  assert.equal(texts('1,"a,b",,(0-3,5),x'), ['1', 'a,b', '', '(0-3,5)', 'x']);
  assert.equal(texts(' "say "hi" now" , 2'), ['say "hi" now', '2']);
  assert.equal(texts('"open, for ever'), ['open, for ever']);
  assert.equal(texts('1,'), ['1', '']);
  assert.equal(texts(''), []);
});

test('a hostile line of quotes and commas is split in linear time', () => {
  const started = performance.now();
  splitArgs('"'.repeat(4_000));
  splitArgs(','.repeat(4_000));
  splitArgs('('.repeat(4_000));
  assert.ok(performance.now() - started < 500);
});

/** Lines of +CLIP as modems in China send them. */
test('the caller: plain, international by type, withheld in three ways, as UCS-2 hex, with a name', () => {
  const cases: [string, string | undefined, string][] = [
    ['+CLIP: "13800138000",129', '13800138000', 'valid'],
    ['+CLIP: "8613800138000",145,,,,0', '+8613800138000', 'valid'],
    ['+CLIP: "+8613800138000",145,,,,0', '+8613800138000', 'valid'],
    ['+CLIP: "",128,,,,1', undefined, 'withheld'],
    ['+CLIP: ,128', undefined, 'withheld'],
    ['+CLIP: "",128,,,,2', undefined, 'unavailable'],
    ['+CLIP: "",128,,,,3', undefined, 'unavailable'],
    ['+CLIP:"13800138000",161,,,"\xe5\xbc\xa0\xe4\xb8\x89",0', '13800138000', 'valid'],
    ['+CLIP: "00310033003800300030003100330038003000300030",129,,,,0', '13800138000', 'valid'],
    ['+CLIP: "1795113800138000",129,,,,0', '1795113800138000', 'valid'],
    ['+CLIP: "13800138000{bold}",129,,,,0', undefined, 'unavailable'],
  ];
  for (const [line, number, validity] of cases) {
    const caller = parseClip(line);
    assert.is(caller?.number, number, line);
    assert.is(caller?.validity, validity, line);
  }
});

test('a number that the caller hides is not shown although the modem knows it', () => {
  assert.equal(parseClip('+CLIP: "13800138000",129,,,,1'), { validity: 'withheld' });
});

test('call waiting and the list of calls', () => {
  assert.equal(parseCallWaiting('+CCWA: "13912345678",129,1,,0'), {
    number: '13912345678',
    validity: 'valid',
  });
  assert.equal(parseCurrentCall('+CLCC: 1,1,4,0,0,"13800138000",129,""'), {
    id: 1,
    direction: 'in',
    state: 'incoming',
    voice: true,
    number: '13800138000',
    validity: 'valid',
  });
  assert.equal(parseCurrentCall('+CLCC: 2,0,0,1,0')?.voice, false);
  for (const line of ['+CLCC: ', '+CLCC: 1,9,4,0,0', '+CLCC: 1,1,9,0,0'])
    assert.is(parseCurrentCall(line), undefined);
});

test('signal: 27.007 8.5, TD-SCDMA figures, unknown', () => {
  assert.equal(parseSignal('+CSQ: 0,99'), { dbm: -113, bars: 0 });
  assert.equal(parseSignal('+CSQ: 31,0'), { dbm: -51, bars: 5 });
  assert.equal(parseSignal('+CSQ: 130,99')?.dbm, -86);
  for (const line of ['+CSQ: 99,99', '+CSQ: 199,99', '+CSQ: x', '+CSQ:'])
    assert.is(parseSignal(line), undefined, line);
});

test('SIM, tries, stores and operator', () => {
  assert.is(parseSimState('+CPIN: READY'), 'ready');
  assert.is(parseSimState('+CPIN: NOT INSERTED'), 'missing');
  assert.is(parseSimState('+CPIN: NOT READY'), undefined);
  assert.is(parseSimState('+CPIN: SIM PUK'), 'puk');
  assert.is(parseSimState('+CPIN: PH-NET PIN'), 'other-lock');
  assert.is(parsePinTries('+CPINR: SIM PIN,2,3'), 2);
  assert.is(parsePinTries('+QPINC: "SC",3,10'), 3);
  assert.is(parsePinTries('+QPINC: "P2",3,10'), undefined);
  assert.is(parsePinTries('+SPIC: 1,10,3,10'), 1);
  assert.equal(parseStoreUse('+CPMS: "SM",3,50,"SM",3,50'), { store: 'SM', used: 3, total: 50 });
  assert.equal(parseStoreUse('+CPMS: 3,50,3,50,3,50'), { store: undefined, used: 3, total: 50 });
  assert.equal(parseTextArrived('+CMTI: "ME",-1'), { store: 'ME', index: undefined });
  assert.is(parseOperator('+COPS: 0,0,"CHINA MOBILE",7'), 'CHINA MOBILE');
  assert.is(parseOperator('+COPS: 0'), undefined);
});

test('a number is digits or nothing', () => {
  assert.is(numberOf({ text: '138 0013-8000', quoted: true }, 129), '13800138000');
  assert.is(numberOf({ text: 'x', quoted: true }, 129), undefined);
  assert.is(numberOf(undefined, 145), undefined);
});

test.run();
