/** A survey that the shop texts to its customers: asked, answered by text, and nobody asked who has answered or refused. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { register } from '../../../terminal/customers/commands.js';
import { closePoll, openPoll } from '../../../terminal/poll/commands.js';
import { answerCount, polls } from '../../../terminal/poll/queries.js';
import { STAFF } from '../../support/kernel.js';
import { type OpenTerminal, openTerminal, type TerminalOptions } from '../terminal.js';

/** Engagement, votes. */
const TO_POLLS = ['9', '4'] as const;
/** Of the form that says to whom. */
const FIELDS = 11;
const OTHERS = ['13912345678', '13700137000'] as const;

/** One customer more for each of OTHERS, and a survey of two questions with yes and no. */
async function surveyed(options: TerminalOptions = {}): Promise<OpenTerminal> {
  const it = await openTerminal(options);
  for (const [n, phone] of OTHERS.entries()) {
    const wanted = { id: `o${n}`, name: `顾客${n}`, phone, stamp: `00000000000000${n}-00000-t1` };
    await it.kernel.transact(STAFF, (state) => register(state, wanted));
  }
  const questions = ['送货快吗', '还会再来吗'].map((text) => ({ text, options: ['是', '否'] }));
  const now = it.clock.now();
  const facts = { id: 's', kind: 'survey', title: '回访', questions, changeable: true } as const;
  await it.kernel.transact(STAFF, (state) =>
    openPoll(state, { ...facts, opens: now, closes: now + 86_400_000 }),
  );
  return it;
}

const FIRST = '【福源】回访: (1/2) 送货快吗 请回复序号: 1 是 2 否';

/** By keypad: the survey, text it, everybody, the words as they are, the preview, yes. */
async function send(it: OpenTerminal): Promise<void> {
  await it.press(...TO_POLLS, 'ok', '4', ...Array.from({ length: FIELDS }, () => 'ok'), 'ok', 'ok', 'ok');
  await it.clock.advance(60_000);
}

for (const profile of ['standard', 'advanced'] as const) {
  test(`${profile}: everybody is asked once, who answers gets the next question, and it counts`, async () => {
    const it = await surveyed({ profile });
    await it.texted('TD', '+8613700137000');
    await it.texted('DC', '+8613912345678');
    await it.texted('1', '+8613912345678');
    await send(it);
    assert.equal(
      it.sent().filter((body) => body === FIRST).length,
      1,
      'one has answered the first question, one wants no texts',
    );
    await it.texted('2');
    assert.match(it.sent()[0] ?? '', '(2/2) 还会再来吗');
    await it.texted('1');
    assert.match(it.sent()[0] ?? '', '谢谢您的回答');
    assert.is(answerCount(it.kernel.state, 's'), 2);
    assert.equal(it.errors, []);
    await it.stop();
  });
}

test('a survey that was closed meanwhile asks nobody', async () => {
  const it = await surveyed();
  const [poll] = polls(it.kernel.state, 0, 1);
  const late = it.clock.now();
  await it.kernel.transact(STAFF, (state) => closePoll(state, poll?.id ?? '', late));
  await send(it);
  assert.equal(it.sent(), []);
  await it.stop();
});

test.run();
