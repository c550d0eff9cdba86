/** A mutation whose text no longer stands in the product tries nothing. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { MUTATIONS } from './mutation-list.js';

const BUILD = new URL('../../', import.meta.url);

test('the text of each mutation stands exactly once in the compiled product', () => {
  const stale = MUTATIONS.filter(({ file, from }) => {
    const text = readFileSync(fileURLToPath(new URL(file, BUILD)), 'utf8');
    return text.split(from).length !== 2;
  });
  assert.equal(
    stale.map(({ name }) => name),
    [],
  );
});

test.run();
