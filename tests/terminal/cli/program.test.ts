/** The program from outside: exit codes, what goes to which stream, and the commands pdu and number. */

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TerminalError } from '../../../protocol/errors.js';
import { type Command, type CommandContext, parseArguments } from '../../../terminal/cli/command.js';
import { command as modemCommand } from '../../../terminal/cli/commands/modem.js';
import { languageOf } from '../../../terminal/cli/commands/modem-words.js';
import { command as numberCommand } from '../../../terminal/cli/commands/number.js';
import { command as pduCommand } from '../../../terminal/cli/commands/pdu.js';
import { dispatch, type Loaders } from '../../../terminal/cli/dispatch.js';

interface Ran {
  readonly code: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

function fake(run: (context: CommandContext) => Promise<number>): Loaders[string] {
  const command: Command = { name: 'fake', summary: 'does as told', help: 'whole help', run };
  return async () => ({ command });
}

async function ran(
  argv: readonly string[],
  more: Loaders = {},
  signal = new AbortController().signal,
): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const loaders: Loaders = {
    pdu: async () => ({ command: pduCommand }),
    number: async () => ({ command: numberCommand }),
    ...more,
  };
  const code = await dispatch(argv, loaders, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    signal,
    env: {},
  });
  return { code, out, err };
}

async function jsonOf(...argv: string[]): Promise<Record<string, unknown>> {
  const { code, out } = await ran(argv);
  assert.is(code, 0);
  assert.is(out.length, 1, 'one JSON object, one line');
  return JSON.parse(out[0] ?? '');
}

test('what cannot be asked of a modem is refused before the modem is touched', async () => {
  const modem = async () => ({ command: modemCommand });
  for (const [wrong, says] of [
    [['--send', '13800x', 'hi'], /"13800x" is not a number/],
    [['--send', '13800138000', ''], /--send wants a NUMBER and a TEXT/],
    [['--ussd', 'balance'], /--ussd wants digits/],
    [['--profile', 'sim9999'], /--profile wants one of sim800, .*not "sim9999"/],
    [['--port', 'tcp:127.0.0.1:99999'], /a TCP port is at most 65535/],
  ] as const) {
    const { code, out, err } = await ran(['modem', '--port', '/dev/nothing-there', ...wrong], { modem });
    assert.is.not(code, 0);
    assert.match(err.join('\n'), says);
    assert.equal(out, [], 'no event: nothing was opened');
  }
});

test('an empty LC_ALL does not hide a Chinese LANG', () => {
  assert.is(languageOf({ LC_ALL: '', LANG: 'zh_CN.UTF-8' }), 'zh');
  assert.is(languageOf({ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }), 'en');
});

test('help: the list of commands, and the whole text of one, both with exit 0', async () => {
  const list = await ran(['--help']);
  assert.is(list.code, 0);
  assert.match(list.out.join('\n'), /pdu +decode or encode an SMS PDU/);
  const one = await ran(['pdu', 'decode', '--help']);
  assert.is(one.code, 0);
  assert.match(one.out.join('\n'), /--report/);
});

test('a command that cannot be loaded stands in the list with its reason, and the others work', async () => {
  const broken: Loaders[string] = async () => {
    throw new Error('Cannot find module nfc-pcsc\nRequire stack: …');
  };
  const { code, out } = await ran(['--help'], { reader: broken });
  assert.is(code, 0);
  assert.match(out.join('\n'), /reader +not available here: Cannot find module nfc-pcsc$/m);
});

test('wrong usage: exit 2, one line on stderr, nothing on stdout', async () => {
  const wrong = [
    [],
    ['nonsense'],
    ['constructor'],
    ['pdu'],
    ['pdu', 'melt'],
    ['pdu', 'decode'],
    ['pdu', 'decode', '00', '00'],
    ['pdu', 'encode', '--text', 'a'],
    ['pdu', 'encode', '--to', '10086'],
    ['pdu', 'encode', '--to', '10086', '--text', 'a', '--ref', '65536'],
    ['pdu', 'encode', '--to', '10086', '--text', 'a', '--ref', '1e3'],
    ['pdu', 'encode', '--wrong'],
    ['number'],
    ['number', 'a', 'b'],
  ];
  for (const argv of wrong) {
    const { code, out, err } = await ran(argv);
    assert.equal([code, out.length, err.length], [2, 0, 1], argv.join(' '));
  }
  assert.match((await ran(['nonsense'])).err[0] ?? '', /unknown command "nonsense"; commands: pdu, number/);
});

test('a failure: exit 1 and one line that explains it', async () => {
  for (const argv of [
    ['pdu', 'decode', '0791'],
    ['pdu', 'decode', 'ZZ'],
    ['pdu', 'encode', '--to', 'someone', '--text', 'a'],
    ['number', '10086', '--region', 'XX'],
  ]) {
    const { code, out, err } = await ran(argv);
    assert.equal([code, out.length, err.length], [1, 0, 1], argv.join(' '));
  }
  const thrown = fake(async () => {
    throw new TerminalError('modem/absent', 'no modem answers\non this port');
  });
  assert.equal((await ran(['fake'], { fake: thrown })).err, ['zhanggui: no modem answers']);
});

test('events go out as JSON Lines in --json mode only, wherever the option stands', async () => {
  const speak = fake(async ({ emit, args }) => {
    emit({ event: 'ready', args });
    return 0;
  });
  assert.equal((await ran(['fake', 'x', '--json'], { fake: speak })).out, ['{"event":"ready","args":["x"]}']);
  assert.equal((await ran(['fake', 'x'], { fake: speak })).out, []);
  assert.equal((await ran(['fake', '--', '--json'], { fake: speak })).out, [], 'behind -- it is an argument');
});

test('a signal reaches the command, which ends with its own code', async () => {
  const controller = new AbortController();
  let started = () => {};
  const start = new Promise<void>((resolve) => {
    started = resolve;
  });
  const wait = fake(({ signal }) => {
    started();
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve(0), { once: true }));
  });
  const running = ran(['fake'], { fake: wait }, controller.signal);
  await start;
  controller.abort();
  assert.is((await running).code, 0);
});

test('arguments: values are typed by their options', () => {
  const { values, positionals } = parseArguments(
    ['a', '--n', '5'],
    { n: { type: 'string' } },
    { min: 1, max: 2 },
  );
  assert.equal([values.n, positionals], ['5', ['a']]);
});

test('pdu decode: a DELIVER, a bare STATUS-REPORT, 8-bit data', async () => {
  const deliver = await jsonOf(
    'pdu',
    'decode',
    '07916407058099F9040B916407950303F100008921222140140004D4E2940A',
  );
  assert.equal(
    [deliver.type, deliver.number, deliver.text, deliver.smsc, deliver.timestamp, deliver.alphabet],
    ['SMS-DELIVER', '+46705930301', 'TEST', '+46705008999', '1998-12-22T12:04:41+00:00', 'gsm7'],
  );
  const report = await jsonOf('pdu', 'decode', '0242049136195150713220052351408132200542AB', '--json');
  assert.equal(
    [report.type, report.reference, report.status, report.state],
    ['SMS-STATUS-REPORT', 66, 171, 'pending'],
  );
  const push = await jsonOf(
    'pdu',
    'decode',
    '00440B813108108300F00004621122012400230A060504 0B8423F0AF8482'.replace(' ', ''),
  );
  assert.equal([push.text, push.data, push.ports], ['', 'AF8482', { destination: 2948, source: 9200 }]);
});

test('pdu encode: one part and several', async () => {
  // Built by hand: no SMSC, SUBMIT with report, reference 5, 13800138000, PID 0, UCS-2, four octets.
  assert.equal(
    await jsonOf('pdu', 'encode', '--to', '13800138000', '--text', '你好', '--report', '--ref', '5'),
    {
      pdus: [{ hex: '0021050B813108108300F00008044F60597D', length: 17 }],
    },
  );
  const long = await jsonOf('pdu', 'encode', '--to', '10086', '--text', '中'.repeat(135));
  assert.is((long.pdus as unknown[]).length, 3);
});

test('number: every spelling, the withheld one and the ones that look like an option', async () => {
  const mobile = { key: '+8613800138000', kind: 'mobile', region: 'CN', national: '138 0013 8000' };
  assert.equal(await jsonOf('number', '＋８６ 138-0013-8000'), mobile);
  assert.is((await jsonOf('number', '')).kind, 'withheld');
  assert.is((await jsonOf('number', '-1')).kind, 'unknown');
  assert.is((await jsonOf('number', '61234567', '--region', 'HK')).key, '+85261234567');
  assert.is((await jsonOf('number', '83456789', '--area', '0755')).key, '+8675583456789');
});

test('the program itself: streams and exit codes of the process', () => {
  const program = fileURLToPath(new URL('../../../terminal/cli/zhanggui.js', import.meta.url));
  const run = (...argv: string[]) =>
    spawnSync(process.execPath, [program, ...argv], { encoding: 'utf8', timeout: 20_000 });
  const good = run('number', '13800138000');
  assert.equal([good.status, good.stderr], [0, '']);
  assert.is(JSON.parse(good.stdout).key, '+8613800138000');
  const bad = run('pdu', 'decode', '00');
  assert.equal([bad.status, bad.stdout, bad.stderr.trim().split('\n').length], [1, '', 1]);
  assert.is(run('nonsense').status, 2);
});

test.run();
