/** A file while it is written, as the person at the keypad sees it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ExportJob } from '../../../terminal/exporting/job.js';
import { createExportScreen } from '../../../terminal/exporting/screens/running.js';
import { createMenuScreen, uiTexts } from '../../../terminal/ui/index.js';
import { ALL_TEXTS } from '../../../terminal/words.js';
import { startUi } from '../../support/ui.js';

test('who leaves a file that is being written is told what becomes of it, and not of typed input', async () => {
  let state: ReturnType<ExportJob['state']> = 'gathering';
  const job: ExportJob = {
    ...{ title: '顾客', total: 9, done: () => 3, path: () => '', error: () => undefined },
    state: () => state,
    stop: () => {
      state = 'stopped';
    },
    onChange: () => () => undefined,
  };
  const at = startUi({
    home: createMenuScreen({
      ...{ name: 'customers.list', help: 'customers.list.help' },
      items: [{ label: 'exporting.customers', open: (nav) => nav.push(createExportScreen(job)) }],
    }),
    texts: ALL_TEXTS.filter((texts) => texts !== uiTexts),
  });
  for (const key of ['cancel', 'f4'] as const) {
    await at.press('1', key);
    assert.match(at.text(), /文件还没写完/);
    assert.not.match(at.text(), /输入/);
    await at.press('cancel');
    assert.is(state, 'gathering');
    await at.press('cancel', 'ok');
    assert.is(state, 'stopped');
    state = 'gathering';
  }
  at.ui.stop();
});

test.run();
