/** The day's figures by themselves: at closing time, or when the terminal is there again. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sell } from '../../../terminal/counter/commands.js';
import { enrol, setSummary } from '../../../terminal/owner/commands.js';
import { STAFF } from '../../support/kernel.js';
import { type OpenTerminal, openTerminal } from '../terminal.js';

async function shop(): Promise<OpenTerminal> {
  const it = await openTerminal();
  const salt = '00112233445566778899aabbccddeeff';
  await it.kernel.transact(STAFF, (state) =>
    enrol(state, { name: '老板', phone: '13700137000', pin: '4711', salt, by: '' }),
  );
  return it;
}

/** @param minute of the day */
function closesAt({ kernel, clock, app }: OpenTerminal, minute: number): Promise<void> {
  return kernel.transact(STAFF, () => setSummary(minute, clock.now(), app.timezone));
}

function sells({ kernel, clock }: OpenTerminal, amount: number): Promise<unknown> {
  const [sale, job, text] = [kernel.ids.next(), kernel.ids.next(), kernel.ids.next()];
  const at = { now: clock.now(), time: '2026-11-22 10:42', terminal: 't1' };
  return kernel.transact(STAFF, (state) =>
    sell(state, { sale, job, text, items: [], amount, tendered: amount, ...at }),
  );
}

test('the day’s figures are texted at closing time, once, also after a start that came too late', async () => {
  const it = await shop();
  await closesAt(it, 21 * 60 + 30);
  await it.clock.advance(5 * 60_000);
  assert.equal(it.sent(), []);
  it.clock.stepWall(12 * 3600_000);
  await it.clock.advance(5 * 60_000);
  await it.clock.advance(60 * 60_000);
  assert.is(it.sent().length, 1);
  assert.match(it.sent()[0] ?? '', '11月22日');
  it.clock.stepWall(24 * 3600_000);
  await it.clock.advance(5 * 60_000);
  assert.match(it.sent()[0] ?? '', '11月23日');
  await it.stop();
});

test('a terminal whose plug is pulled before closing time tells that day the next morning, once, to the last sale', async () => {
  const it = await shop();
  const evening = (day: number, hour: number): number => Date.UTC(2026, 10, day, hour - 8);
  await closesAt(it, 21 * 60 + 30);
  await sells(it, 8_800);
  await it.stop();
  const { disk, clock } = it;
  clock.stepWall(evening(24, 9) - clock.now());
  const later = await openTerminal({ disk, clock });
  await sells(later, 1_200);
  await later.clock.advance(60 * 60_000);
  assert.equal(later.sent().length, 1, 'the 23rd, a day without the terminal, has nothing to tell');
  assert.match(later.sent()[0] ?? '', '11月22日: 销售88.00元，1笔');
  later.clock.stepWall(evening(24, 22) - later.clock.now());
  await later.clock.advance(60 * 60_000);
  assert.match(later.sent()[0] ?? '', '11月24日: 销售12.00元，1笔');
  await later.stop();
});

test('a clock that was years off tells no day again', async () => {
  const it = await shop();
  await closesAt(it, 21 * 60 + 30);
  await sells(it, 8_800);
  it.clock.stepWall(12 * 3600_000);
  await it.clock.advance(5 * 60_000);
  const back = Date.UTC(1980, 0, 6, 14) - it.clock.now();
  it.clock.stepWall(back);
  await it.clock.advance(5 * 60_000);
  it.clock.stepWall(11 * 3600_000 - back);
  await it.clock.advance(5 * 60_000);
  assert.is(it.sent().filter((text) => text.includes('11月22日')).length, 1);
  await it.stop();
});

test('what is sold between closing time after midnight and the text is told with the next day, and only then', async () => {
  const it = await shop();
  const night = (day: number, minute: number): number => Date.UTC(2026, 10, day, -8, minute) - it.clock.now();
  await closesAt(it, 30);
  it.clock.stepWall(night(23, 31));
  await sells(it, 500);
  await it.clock.advance(5 * 60_000);
  assert.match(it.sent()[0] ?? '', '销售0.00元，0笔');
  it.clock.stepWall(night(24, 31));
  await it.clock.advance(5 * 60_000);
  assert.match(it.sent()[0] ?? '', '销售5.00元，1笔');
  await it.stop();
});

test('a shop that closes after midnight is told the evening, not half an hour of the next day', async () => {
  const it = await shop();
  await closesAt(it, 30);
  await it.clock.advance(5 * 60_000); // the first look tells of the night before, it is long after half past twelve
  const before = it.sent().length;
  it.clock.stepWall(Date.UTC(2026, 10, 22, 16, 35) - it.clock.now());
  await it.clock.advance(10 * 60_000);
  assert.is(it.sent().length, before + 1);
  assert.match(it.sent()[0] ?? '', '11月22日');
  await it.stop();
});

test.run();
