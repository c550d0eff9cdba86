/** Whom a filter means. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTerminalError } from '../../../protocol/errors.js';
import { saveAudience } from '../../../terminal/audience/commands.js';
import { checkFilter, type Filter } from '../../../terminal/audience/filter.js';
import { type Member, SLICE, sliceOf } from '../../../terminal/audience/members.js';
import { audiences } from '../../../terminal/audience/queries.js';
import type { DomainEvent } from '../../../terminal/kernel/events.js';
import { happen, STAFF } from '../../support/kernel.js';
import { openCompany, ZONE } from '../campaigns/company.js';

test('level, gender, tags, birthday, spend, days away and points', async () => {
  const it = await openCompany();
  await it.enrol(
    {
      id: '金',
      level: '金卡',
      gender: 'f',
      birthday: '1990-12-25',
      tags: '老师 附近',
      points: 500,
      spent: 9000,
      daysAway: 3,
    },
    {
      id: '银',
      level: '银卡',
      gender: 'm',
      birthday: '--01-05',
      tags: '附近',
      points: 20,
      spent: 100,
      daysAway: 40,
    },
    { id: '农', birthday: 'L1985-08-15', tags: '老师' },
    { id: '新' },
  );
  const names = (filter: Filter): string =>
    sliceOf(it.kernel.state, filter, 0, it.clock.now(), ZONE)
      .members.map(({ name }) => name)
      .join('');
  assert.is(names({}), '金银农新');
  assert.is(names({ levels: ['金卡', ''] }), '金农新');
  assert.is(names({ gender: 'f' }), '金');
  assert.is(names({ tags: ['老师'] }), '金农');
  assert.is(names({ tags: ['附'] }), '', 'a tag is a whole word');
  assert.is(names({ birthday: { from: '1220', to: '0110' } }), '金银', 'over the new year');
  assert.is(names({ birthday: { from: '0925', to: '0925' } }), '农', 'the 15th of the eighth month of 2026');
  assert.is(names({ spent: { min: 100 } }), '金银');
  assert.is(names({ spent: { max: 99 } }), '农新');
  assert.is(names({ points: { min: 20, max: 499 } }), '银');
  assert.is(names({ away: { min: 30 } }), '银农新', 'who never came has been away long enough');
  assert.is(names({ away: { max: 30 } }), '金');
  assert.is(names({ away: { min: 30 }, gender: 'm' }), '银', 'all must hold');
  await it.stop();
});

test('slices join to everybody, once', async () => {
  const it = await openCompany();
  const count = SLICE + 3;
  const facts = { v: 1, level: '', stamp: '1' };
  for (let from = 0; from < count; from += 500) {
    const all = Array.from({ length: Math.min(500, count - from) }, (_, n) => `${from + n}`);
    const events = all.map((id) => ({ type: 'customers.registered', ...facts, customer: id, name: id }));
    await happen(it.kernel, ...(events as DomainEvent[]));
  }
  const seen: Member[] = [];
  for (let after: number | undefined = 0; after !== undefined; ) {
    const slice = sliceOf(it.kernel.state, {}, after, it.clock.now(), ZONE);
    seen.push(...slice.members);
    after = slice.next;
  }
  assert.is(new Set(seen.map(({ id }) => id)).size, count);
  assert.is(seen.length, count);
  await it.stop();
});

test('a filter that nobody can match is refused, one with a name is kept', async () => {
  const wrong: Filter[] = [
    { birthday: { from: '1301', to: '0101' } },
    { spent: { min: 5, max: 4 } },
    { points: { min: 1.5 } },
    { away: { max: -1 } },
  ];
  for (const filter of wrong) {
    try {
      checkFilter(filter);
      assert.unreachable(JSON.stringify(filter));
    } catch (error) {
      assert.ok(isTerminalError(error, 'command/filter-wrong'));
    }
  }
  const it = await openCompany();
  const filter = { away: { min: 60 }, levels: ['金卡'] };
  await it.kernel.transact(STAFF, (state) => saveAudience(state, { id: 'a', name: ' 久未光临 ', filter }));
  assert.equal(audiences(it.kernel.state), [{ id: 'a', name: '久未光临', filter }]);
  await it.stop();
});

test.run();
