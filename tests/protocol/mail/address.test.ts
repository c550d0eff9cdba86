import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mailAddress } from '../../../protocol/mail/address.js';

test('addresses as people have them', () => {
  assert.is(mailAddress('wang.fang@163.com'), 'wang.fang@163.com');
  assert.is(mailAddress(' 123456@QQ.com '), '123456@qq.com');
  assert.is(
    mailAddress('Li+shop@mail.example.com.cn'),
    'Li+shop@mail.example.com.cn',
    'RFC 5321 2.4: case of the local part counts',
  );
  assert.is(mailAddress('ｗａｎｇ＠１６３．ｃｏｍ'), 'wang@163.com', 'typed in full width');
});

test('what is no address', () => {
  for (const text of [
    '',
    'wang',
    'wang@',
    '@163.com',
    'wang@163',
    'wang@163.com.',
    'wang..fang@163.com',
    '.wang@163.com',
    'wang@-163.com',
    'wang@1.2.3.4',
    'wang fang@163.com',
    '王芳@163.com',
    'wang@商店.中国',
    'a@b.com,c@d.com',
    '<a@b.com>',
    'a@b.com\r\nBcc: c@d.com',
    'a@b.com\nRCPT TO:<c@d.com>',
    'a\u0000@b.com',
    `${'a'.repeat(65)}@b.com`,
    `a@${'b.'.repeat(130)}com`,
  ])
    assert.is(mailAddress(text), null, JSON.stringify(text));
});

test('a long hostile text is refused at once', () => {
  assert.is(mailAddress(`${'a.'.repeat(100_000)}@`), null);
});

test.run();
