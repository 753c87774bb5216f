import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Span } from './limits.ts';
import { scheduleAt } from './schedule.ts';

const ALL_DAYS = [0, 1, 2, 3, 4, 5, 6];
const minutes = (clock: string): number => {
  const [hours = 0, rest = 0] = clock.split(':').map(Number);
  return hours * 60 + rest;
};
const span = (from: string, to: string, days: readonly number[] = ALL_DAYS): Span => ({
  days,
  fromMinute: minutes(from),
  toMinute: minutes(to),
});
const WEEKNIGHTS = [span('22:00', '07:00', [1, 2, 3, 4, 5])];
const at = (local: string): number => new Date(local).getTime();
const say = (spans: readonly Span[], local: string): string => {
  const { open, changesMs } = scheduleAt(spans, at(local));
  const when = changesMs === undefined ? 'never' : new Date(changesMs).toString().slice(0, 21);
  return `${open ? 'open' : 'closed'} until ${when}`;
};

beforeEach(() => void vi.stubEnv('TZ', 'Europe/Berlin'));
afterEach(() => void vi.unstubAllEnvs());

// 2026-01-12 is a Monday.
test.each([
  ['before the begin', '2026-01-12T21:59:59', 'closed until Mon Jan 12 2026 22:00'],
  ['from its first moment', '2026-01-12T22:00:00', 'open until Tue Jan 13 2026 07:00'],
  ['over midnight', '2026-01-13T03:00:00', 'open until Tue Jan 13 2026 07:00'],
  ['at its end', '2026-01-13T07:00:00', 'closed until Tue Jan 13 2026 22:00'],
  ['in the night that began on the last of its days', '2026-01-17T06:59:00', 'open until Sat Jan 17 2026 07:00'],
  ['over the weekend', '2026-01-17T07:00:00', 'closed until Mon Jan 19 2026 22:00'],
  ['in the night before the first of its days', '2026-01-12T03:00:00', 'closed until Mon Jan 12 2026 22:00'],
])('G21: hours over midnight, %s', (_, local, said) => {
  expect(say(WEEKNIGHTS, local)).toBe(said);
});

test.each([
  [
    'alike begin and end are a whole day',
    [span('00:00', '00:00', [6])],
    '2026-01-17T12:00',
    'open until Sun Jan 18 2026 00:00',
  ],
  [
    'hours that follow each other are one',
    [span('08:00', '12:00'), span('12:00', '14:00')],
    '2026-01-12T09:00',
    'open until Mon Jan 12 2026 14:00',
  ],
  [
    'hours that overlap are one',
    [span('08:00', '12:00'), span('07:00', '10:00')],
    '2026-01-12T09:00',
    'open until Mon Jan 12 2026 12:00',
  ],
  [
    'hours within others do not end them',
    [span('08:00', '18:00'), span('09:00', '10:00')],
    '2026-01-12T09:30',
    'open until Mon Jan 12 2026 18:00',
  ],
  [
    'the next of several is named',
    [span('20:00', '21:00'), span('14:00', '15:00')],
    '2026-01-12T13:00',
    'closed until Mon Jan 12 2026 14:00',
  ],
  [
    'once a week means in a week',
    [span('10:00', '11:00', [1])],
    '2026-01-12T11:00',
    'closed until Mon Jan 19 2026 10:00',
  ],
  ['no day is no hour', [span('10:00', '11:00', [])], '2026-01-12T10:30', 'closed until never'],
  ['no span is no hour', [], '2026-01-12T10:30', 'closed until never'],
])('G21: %s', (_, spans, local, said) => {
  expect(say(spans, local)).toBe(said);
});

// In Berlin 2026-03-29 has no hour from 02:00 to 03:00, and 2026-10-25 has it twice.
test.each([
  ['the night that loses an hour', span('22:00', '07:00'), '2026-03-28T23:00', 8 - 1],
  ['the night that gains an hour', span('22:00', '07:00'), '2026-10-24T23:00', 8 + 1],
  ['a day after the clock was changed', span('08:00', '18:00'), '2026-03-29T09:00', 9],
  [
    'an end in the hour that there is not, as late as it would have been',
    span('22:00', '02:30'),
    '2026-03-28T23:00',
    3.5,
  ],
])('G21: the wall clock counts when daylight saving begins or ends: %s', (_, hours, local, hoursLeft) => {
  const { open, changesMs } = scheduleAt([hours], at(local));
  expect(open).toBe(true);
  expect(((changesMs ?? 0) - at(local)) / 3_600_000).toBe(hoursLeft);
});

test('G21: a begin in the hour that a night does not have opens all the same', () => {
  expect(say([span('02:15', '06:00')], '2026-03-29T01:00')).toBe('closed until Sun Mar 29 2026 03:15');
  expect(say([span('02:15', '06:00')], '2026-03-29T03:15')).toBe('open until Sun Mar 29 2026 06:00');
});

test('G21: every quarter of an hour of a year is as its wall clock says, whatever the clock did before', () => {
  const hours = [span('21:15', '05:45', [0, 2, 5])];
  const wrong: string[] = [];
  for (let ms = at('2026-01-01T00:00'); ms < at('2027-01-01T00:00'); ms += 15 * 60_000) {
    const local = new Date(ms);
    const minute = local.getHours() * 60 + local.getMinutes();
    const day = local.getDay();
    const expected =
      minute >= minutes('21:15') ? [0, 2, 5].includes(day) : minute < minutes('05:45') && [1, 3, 6].includes(day);
    if (scheduleAt(hours, ms).open !== expected) wrong.push(local.toString());
  }
  expect(wrong).toEqual([]);
});
