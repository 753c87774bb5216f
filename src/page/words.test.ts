import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { speak } from './language/language.ts';
import {
  sayAgo,
  sayByteRate,
  sayDay,
  sayJobs,
  sayLong,
  sayPercent,
  sayProgress,
  sayRate,
  sayShort,
  saySize,
  sayTimeLeft,
  sayWorked,
} from './words.ts';

test('G2: short durations are in the unit that a person would say', () => {
  expect([0, 90, 994, 995, 2440, 9949, 24_000, 59_400, 120_000, 3_600_000, 11_100_000].map(sayShort)).toEqual([
    '0 ms',
    '90 ms',
    '994 ms',
    '1.0 s',
    '2.4 s',
    '9.9 s',
    '24 s',
    '59 s',
    '2 min',
    '1 h',
    '3 h 5 min',
  ]);
});

test('G2: a clock that went backwards gives no negative duration', () => {
  expect(sayShort(-40)).toBe('0 ms');
});

test('G2: long durations are words, one of a unit with its article', () => {
  expect([400, 20_000, 60_000, 180_000, 3_600_000, 18_000_000].map(sayLong)).toEqual([
    'a second',
    '20 seconds',
    'a minute',
    '3 minutes',
    'an hour',
    '5 hours',
  ]);
});

test('G2: an age is relative, from just now to days', () => {
  const ages = [0, 4999, 12_000, 180_000, 7_200_000, 86_400_000, 4 * 86_400_000];
  const words = ['just now', 'just now', '12 s ago', '3 min ago', '2 h ago', 'a day ago', '4 days ago'];
  expect(ages.map((age) => sayAgo(0, age))).toEqual(words);
});

test('G2: both sides of a progress have the decimals that its total needs', () => {
  expect(sayProgress(412_000_000, 1_373_000_000)).toBe('412 of 1,373 MB');
  expect(sayProgress(1_000_000, 5_500_000)).toBe('1.0 of 5.5 MB');
  expect(sayProgress(1_000_000, 0)).toBe('1.0 MB');
});

test('G12: the time left is in seconds below a minute, and never nothing', () => {
  expect([0.2, 41.3, 98, 4000].map(sayTimeLeft)).toEqual(['1 s left', '42 s left', '2 min left', '1 h 7 min left']);
});

test('G2: rates and shares carry no more digits than they are worth', () => {
  expect([31.4, 2.44, 9.96].map(sayRate)).toEqual(['31', '2.4', '10']);
  expect([0.784, 1.2, -1].map(sayPercent)).toEqual(['78 %', '100 %', '0 %']);
});

test('G12: a speed of download is a size a second', () => {
  expect(sayByteRate(8_400_000)).toBe('8.4 MB/s');
});

test('G30: what adds up over weeks is said in hours', () => {
  expect([0, 4200, 2_400_000, 32_700_000, 354_000_000].map(sayWorked)).toEqual([
    '0 s',
    '4.2 s',
    '40 min',
    '9 h 5 min',
    '98 h',
  ]);
});

describe('in German', () => {
  beforeEach(() => speak('de'));
  afterEach(() => speak('en'));

  test('G70: numbers, sizes and speeds are written the German way', () => {
    expect([sayRate(2.44), sayRate(41_207), sayShort(2440), saySize(1_373_000_000), sayByteRate(8_400_000)]).toEqual([
      '2,4',
      '41.207',
      '2,4 s',
      '1,4 GB',
      '8,4 MB/s',
    ]);
    expect(sayProgress(412_000_000, 1_373_000_000)).toBe('412 von 1.373 MB');
    expect(sayTimeLeft(98)).toBe('noch 2 min');
  });

  test('G70: ages, durations and counts keep to one and many', () => {
    const ages = [0, 12_000, 180_000, 86_400_000, 4 * 86_400_000].map((age) => sayAgo(0, age));
    expect(ages).toEqual(['gerade eben', 'vor 12 s', 'vor 3 min', 'vor einem Tag', 'vor 4 Tagen']);
    expect([1000, 180_000, 3_600_000].map(sayLong)).toEqual(['einer Sekunde', '3 Minuten', 'einer Stunde']);
    expect([0, 1, 1200].map(sayJobs)).toEqual(['kein Auftrag', '1 Auftrag', '1.200 Aufträge']);
  });

  test('G70: dates follow the language', () => {
    expect(sayDay(Date.UTC(2026, 9, 12, 12))).toBe('12.10.2026');
  });
});
