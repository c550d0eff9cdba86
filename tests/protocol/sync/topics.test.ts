import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { parseTopic, topicDown, topicUp } from '../../../protocol/sync/topics.js';

test('topics name the store, the terminal and the direction', () => {
  assert.is(topicUp('shop-1', 'till-2'), 'zhanggui/v1/shop-1/till-2/up');
  assert.is(topicDown('shop-1', 'till-2'), 'zhanggui/v1/shop-1/till-2/down');
  assert.equal(parseTopic('zhanggui/v1/shop-1/till-2/up'), {
    store: 'shop-1',
    terminal: 'till-2',
    direction: 'up',
  });
});

for (const name of ['', '+', '#', 'a/b', 'Till', 'till 1', '掌柜', '$office', 'a'.repeat(33)]) {
  test(`"${name}" is not a name`, () => {
    assert.throws(
      () => topicUp('shop-1', name),
      (error: unknown) => isTerminalError(error, 'sync/bad-name'),
    );
    assert.is(parseTopic(`zhanggui/v1/shop-1/${name}/up`), undefined);
  });
}

for (const topic of [
  'zhanggui/v2/a/b/up',
  'other/v1/a/b/up',
  'zhanggui/v1/a/b/sideways',
  'zhanggui/v1/a/up',
  '#',
]) {
  test(`${topic} is not ours`, () => assert.is(parseTopic(topic), undefined));
}

test.run();
