import { readdirSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { columns } from '../../protocol/text/columns.js';
import { places, type Texts } from '../../terminal/ui/catalogue.js';
import { createTranslate } from '../../terminal/ui/index.js';

/** Every `texts.ts` of the terminal: one for each capability. */
async function catalogues(): Promise<Array<{ readonly file: string; readonly texts: Texts }>> {
  const root = new URL('../../terminal/', import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(^|\/)texts\.js$/.test(file),
  );
  return Promise.all(
    files.map(async (file) => {
      const exported: Record<string, Texts> = await import(new URL(file, root).href);
      return { file, texts: Object.assign({}, ...Object.values(exported)) };
    }),
  );
}

test('both languages of every text want the same things filled in, and neither is empty', async () => {
  const all = await catalogues();
  assert.ok(all.some(({ file }) => file === 'ui/texts.js'));
  for (const { file, texts } of all) {
    for (const [key, text] of Object.entries(texts)) {
      assert.equal(places(text.en), places(text.zh), `${file}: ${key}`);
      assert.ok(columns(text.zh) > 0 && columns(text.en) > 0, `${file}: ${key} is empty`);
    }
  }
});

test('no two catalogues claim one key', async () => {
  const all = await catalogues();
  assert.not.throws(() =>
    createTranslate(
      'zh-CN',
      all.map(({ texts }) => texts),
    ),
  );
  assert.throws(
    () => createTranslate('en', [{ a: { zh: '甲', en: 'a' } }, { a: { zh: '乙', en: 'b' } }]),
    (error: { code?: string }) => error.code === 'config/text-twice',
  );
});

test('words are filled in, and one is not many', () => {
  const t = createTranslate('en', [{ visits: { zh: '{n} 次', en: '{n} {n|visit|visits} by {name}' } }]);
  assert.is(t('visits', { n: 1, name: '$& {x}' }), '1 visit by $& {x}');
  assert.is(t('visits', { n: 3, name: 'Li' }), '3 visits by Li');
  assert.is(t('visits'), '{n} {n|visit|visits} by {name}');
  assert.is(t('not.there'), 'not.there');
});

test.run();
