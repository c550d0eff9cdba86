import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { tellReplay } from '../../terminal/replaying.js';
import { virtualClock } from '../support/virtual-clock.js';

test('a quick start says nothing, a long one how far it is, on one line', async () => {
  const clock = virtualClock();
  const said: string[] = [];
  const replayed = tellReplay(clock, 'zh-CN', (text) => said.push(text));
  await clock.advance(999);
  replayed(10_000);
  assert.equal(said, []);
  await clock.advance(1);
  replayed(20_000);
  assert.equal(said, ['\r正在整理数据 20,000…']);
});

test('in English as well', async () => {
  const clock = virtualClock();
  const said: string[] = [];
  const replayed = tellReplay(clock, 'en', (text) => said.push(text));
  await clock.advance(5_000);
  replayed(1_230_000);
  assert.equal(said, ['\rPreparing data 1,230,000 …']);
});

test.run();
