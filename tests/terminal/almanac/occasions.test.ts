/**
 * Days of the lunar calendar. The expected dates of lunar holidays, of 腊八 in 2021 to 2023, of the sixth month of 2025 with its leap month, and
 * of the last day of 2024's twelfth month are what Debian's `lunar` 2.2-9 says (`lunar -i 2026 1 1`, `-i -l` for a leap month), a program that
 * shares nothing with ours. The others follow from their rule: 清明 by the public holiday, mother's and father's day by the weekday.
 */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Day, dayOf, numberOf, weekdayOf, written } from '../../../terminal/almanac/days.js';
import { birthdaysIn, type Holiday, holidaysIn } from '../../../terminal/almanac/occasions.js';
import { parseBirthday } from '../../../terminal/customers/birthday.js';

const days = (all: readonly Day[]): string[] => all.map(written);

function birthdays(text: string, year: number): string[] {
  const birthday = parseBirthday(text);
  return birthday ? days(birthdaysIn(birthday, year).map(({ day }) => day)) : ['no such day'];
}

test('the holidays of both calendars', () => {
  const expected: Partial<Record<Holiday, readonly string[]>> = {
    春节: ['2024-02-10', '2025-01-29', '2026-02-17'],
    元宵节: ['2024-02-24', '2025-02-12', '2026-03-03'],
    清明节: ['2024-04-04', '2025-04-04', '2026-04-05'],
    端午节: ['2024-06-10', '2025-05-31', '2026-06-19'],
    中秋节: ['2024-09-17', '2025-10-06', '2026-09-25'],
    重阳节: ['2024-10-11', '2025-10-29', '2026-10-18'],
    除夕: ['2024-02-09', '2025-01-28', '2026-02-16'],
    母亲节: ['2024-05-12', '2025-05-11', '2026-05-10'],
    父亲节: ['2024-06-16', '2025-06-15', '2026-06-21'],
    国庆节: ['2024-10-01', '2025-10-01', '2026-10-01'],
  };
  for (const [holiday, dates] of Object.entries(expected)) {
    const found = [2024, 2025, 2026].flatMap((year) => days(holidaysIn(holiday as Holiday, year)));
    assert.equal(found, dates, holiday);
  }
});

test('a day of the last lunar month may come twice in a solar year, or not at all', () => {
  assert.equal(days(holidaysIn('腊八节', 2022)), ['2022-01-10', '2022-12-30']);
  assert.equal(days(holidaysIn('腊八节', 2023)), []);
  assert.equal(birthdays('L--12-08', 2022), ['2022-01-10', '2022-12-30']);
  assert.equal(birthdays('L--12-08', 2023), []);
});

test('a leap month: its own day in a year that has it, the month itself in others', () => {
  assert.equal(birthdays('L--06+-01', 2025), ['2025-07-25'], '2025 has a leap sixth month');
  assert.equal(birthdays('L--06-01', 2025), ['2025-06-25']);
  assert.equal(birthdays('L--06+-01', 2026), birthdays('L--06-01', 2026), '2026 has none');
});

test('the 30th of a month with 29 days is kept on the 29th, 29 February on the 28th', () => {
  assert.equal(birthdays('L1980-12-30', 2025), ['2025-01-28'], 'the twelfth month of 2024 has 29 days');
  assert.equal(birthdays('2000-02-29', 2024), ['2024-02-29']);
  assert.equal(birthdays('2000-02-29', 2025), ['2025-02-28']);
  assert.equal(birthdays('--02-29', 2026), ['2026-02-28'], 'the year is not known');
});

test('what is no day is no birthday', () => {
  for (const wrong of [
    '',
    '1990-13-01',
    '1990-02-30',
    '2023-02-29',
    '--04-31',
    'L--13-01',
    'L--01-31',
    '1990-05+-01',
    '90-5-1',
  ])
    assert.is(parseBirthday(wrong), undefined, wrong);
});

test('days are counted', () => {
  assert.is(numberOf({ year: 1970, month: 1, day: 1 }), 0);
  assert.equal(dayOf(numberOf({ year: 2024, month: 2, day: 29 }) + 1), { year: 2024, month: 3, day: 1 });
  assert.is(weekdayOf({ year: 2026, month: 11, day: 22 }), 0, 'a Sunday');
});

test.run();
