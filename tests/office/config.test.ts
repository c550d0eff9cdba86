import { readFile } from 'node:fs/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseOfficeConfig } from '../../office/config.js';
import { isTerminalError } from '../../protocol/errors.js';

const TILL = 'terminal = shop-1 till-1 secretsecret';

test('the example is a good configuration', async () => {
  const text = await readFile('deploy/examples/office.conf', 'utf8');
  assert.equal(parseOfficeConfig(text), {
    broker: { kind: 'embedded', listen: { host: '127.0.0.1', port: 1883 } },
    database: './office-data',
    control: 7070,
    terminals: [{ store: 'shop-1', terminal: 'till-1', secret: 'change-this-secret' }],
  });
});

test('another broker, a server’s database, comments and Windows line ends', () => {
  const text = [
    '# the office',
    'broker = mqtts://broker.example:8883 # ours',
    'broker-user = office',
    'broker-password = pass#word',
    'broker-ca-file = /etc/zhanggui/ca.pem',
    'database=./data',
    TILL,
  ].join('\r\n');
  assert.equal(parseOfficeConfig(text, { DATABASE_URL: 'postgres://u@h/d' }), {
    broker: {
      kind: 'external',
      url: 'mqtts://broker.example:8883',
      username: 'office',
      password: 'pass#word',
      caFile: '/etc/zhanggui/ca.pem',
    },
    database: 'postgres://u@h/d',
    terminals: [{ store: 'shop-1', terminal: 'till-1', secret: 'secretsecret' }],
  });
});

for (const [what, text, key, line] of [
  ['a wrong key', `database = d\nlisten-on = 1\n${TILL}`, 'listen-on', 2],
  ['a key twice', `database = d\ndatabase = e\n${TILL}`, 'database', 2],
  ['no value', `database =\n${TILL}`, 'database', 1],
  ['no setting', `database = d\nhello\n${TILL}`, 'hello', 2],
  ['a wrong port', `database = d\ncontrol = 70000\n${TILL}`, 'control', 2],
  ['an address without port', `database = d\nlisten = localhost\n${TILL}`, 'listen', 2],
  ['a wrong broker', `database = d\nbroker = http://x\n${TILL}`, 'broker', 2],
  ['two brokers', `database = d\nbroker = mqtt://x\nlisten = 127.0.0.1:1\n${TILL}`, 'listen', 3],
  ['a terminal without secret', 'database = d\nterminal = shop till', 'terminal', 2],
  ['a short secret', 'database = d\nterminal = shop till 1234', 'terminal', 2],
  ['a name with a slash', 'database = d\nterminal = shop till/1 secretsecret', 'terminal', 2],
  ['a terminal twice', `database = d\n${TILL}\nterminal = shop-2 till-1 secretsecret`, 'terminal', 3],
  ['no database', TILL, 'database', undefined],
  ['no terminal', 'database = d', 'terminal', undefined],
] as const) {
  test(`${what} is told by key and line`, () => {
    try {
      parseOfficeConfig(text);
      assert.unreachable();
    } catch (error) {
      assert.ok(isTerminalError(error, 'config/'), String(error));
      assert.equal([error.context.key, error.context.line], [key, line]);
    }
  });
}

test.run();
