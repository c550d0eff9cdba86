import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createFormat } from '../../terminal/ui/index.js';

const format = createFormat('zh-CN', 'Asia/Shanghai');

test('money has two decimals, thousands and the full-width sign', () => {
  assert.is(format.money(128_000), '￥1,280.00');
  assert.is(format.money(5), '￥0.05');
  assert.is(format.money(-7_040), '-￥70.40');
  assert.is(format.money(123_456_789_00), '￥123,456,789.00');
  assert.is(format.amount(8_800), '88.00');
  assert.is(format.count(1_280), '1,280');
  assert.is(format.count(-3_120), '-3,120');
});

test('times are the shop’s, whatever the machine’s zone is', () => {
  const lateOnNewYearsEve = Date.UTC(2026, 11, 31, 16, 5); // 00:05 on 1 January in Shanghai
  assert.is(format.dateTime(lateOnNewYearsEve), '01-01 00:05');
  assert.is(format.date(lateOnNewYearsEve, Date.UTC(2026, 11, 31, 15)), '2027-01-01');
  assert.is(format.weekday(Date.UTC(2026, 10, 22, 2)), '周日');
  assert.is(createFormat('en', 'Asia/Shanghai').weekday(Date.UTC(2026, 10, 22, 2)), 'Sun');
  assert.is(createFormat('en', 'UTC').time(lateOnNewYearsEve), '16:05');
});

test('numbers are grouped as people read them out', () => {
  assert.is(format.phone('+8613800138000'), '138 0013 8000');
  assert.is(format.phone('13800138000'), '138 0013 8000');
  assert.is(format.phone('+861062345678'), '010 62345678');
  assert.is(format.phone('+8675512345678'), '0755 12345678');
  assert.is(format.phone('+447700900123'), '+447700900123');
  assert.is(format.phone('10086'), '10086');
});

test.run();
