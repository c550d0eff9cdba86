/** Who may not see whole numbers: a form keeps what it hides, and takes a new number from its first digit. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  createFormat,
  createFormScreen,
  createMemoryDisplay,
  createTranslate,
  createUi,
  PROFILES,
  uiTexts,
} from '../../terminal/ui/index.js';
import { ALL_WELL, collectingLog, keyOf, SUNDAY_MORNING_MS } from '../support/ui.js';
import { virtualClock } from '../support/virtual-clock.js';

const NUMBER = '138 0013 8000';

function open(masked: boolean) {
  const memory = createMemoryDisplay(PROFILES.standard);
  const clock = virtualClock(SUNDAY_MORNING_MS);
  const saved: string[] = [];
  const home = createFormScreen({
    name: 'form',
    help: 'help',
    fields: { phone: { kind: 'phone', label: 'phone', initial: NUMBER } },
    submit: ({ phone }) => void saved.push(phone),
  });
  const ui = createUi({
    display: memory,
    profile: PROFILES.standard,
    t: createTranslate('en', [uiTexts]),
    format: createFormat('en', 'Asia/Shanghai', () => masked),
    clock,
    log: collectingLog([]),
    home,
    status: ALL_WELL,
  });
  async function press(...keys: string[]): Promise<void> {
    for (const key of keys) ui.key(keyOf(key));
    await ui.idle();
    await clock.settle();
  }
  return { press, saved, text: () => memory.text().join('\n') };
}

test('what is hidden and not touched is kept', async () => {
  const { press, saved, text } = open(true);
  await press('up');
  assert.match(text(), '138****8000');
  assert.not.match(text(), '0013');
  await press('ok');
  assert.equal(saved, ['13800138000']);
});

test('the first digit begins a new number, and so does erasing: nothing of the old one comes to light', async () => {
  const { press, saved, text } = open(true);
  await press('delete');
  assert.not.match(text(), /138|8000/);
  await press(...'13912345678', 'ok');
  assert.match(text(), '13912345678', 'what somebody types they may see');
  assert.equal(saved, ['13912345678']);
});

test('who may see it changes it digit by digit', async () => {
  const { press, saved, text } = open(false);
  await press('delete', '1');
  assert.match(text(), '138 0013 8001');
  await press('ok');
  assert.equal(saved, ['13800138001']);
});

test.run();
