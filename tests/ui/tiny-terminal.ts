/** A program with a screen, for process.test.ts: shows a form; `q` leaves, `x` crashes, Escape is Cancel. */
import {
  createFormat,
  createFormScreen,
  createTranslate,
  createTtyDisplay,
  createUi,
  type KeyName,
  PROFILES,
  uiTexts,
} from '../../terminal/ui/index.js';
import { ALL_WELL, collectingLog } from '../support/ui.js';
import { virtualClock } from '../support/virtual-clock.js';

const texts = { 'tiny.title': { zh: '登记', en: 'Register' }, 'tiny.name': { zh: '姓名', en: 'Name' } };
// Before the first picture: who sees it may type at once, and a cooked tty turns Enter into another key.
process.stdin.setRawMode(true);
const ui = createUi({
  display: createTtyDisplay({
    output: process.stdout,
    size: PROFILES.standard,
    term: process.env.TERM ?? 'xterm',
  }),
  profile: PROFILES.standard,
  t: createTranslate('zh-CN', [uiTexts, texts]),
  format: createFormat('zh-CN', 'Asia/Shanghai'),
  clock: virtualClock(),
  log: collectingLog([]),
  status: ALL_WELL,
  home: createFormScreen({
    name: 'tiny.title',
    help: 'tiny.title',
    fields: { name: { kind: 'text', label: 'tiny.name' } },
    submit: ({ name }, { nav }) => nav.notice(`已保存 ${name}`),
  }),
});

const NAMED: Readonly<Record<string, KeyName>> = { '\r': 'ok', '\x1b': 'cancel', '\x7f': 'delete' };

process.stdin.setEncoding('utf8');
process.stdin.on('data', (typed: string) => {
  for (const char of typed) {
    if (char === 'q') {
      ui.stop();
      process.exit(0);
    }
    if (char === 'x') throw new Error('crash on purpose');
    const name = NAMED[char];
    ui.key(name === undefined ? { name: 'text', text: char } : { name });
  }
});
