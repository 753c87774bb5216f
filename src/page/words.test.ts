import { expect, test } from 'vitest';
import {
  sayAgo,
  sayByteRate,
  sayLong,
  sayOrdinal,
  sayPercent,
  sayProgress,
  sayRate,
  sayShort,
  sayTimeLeft,
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

test('G2: tries are counted in words up to ten', () => {
  expect([1, 3, 10, 11, 12, 13, 21, 22, 23, 111].map(sayOrdinal)).toEqual([
    'first',
    'third',
    'tenth',
    '11th',
    '12th',
    '13th',
    '21st',
    '22nd',
    '23rd',
    '111th',
  ]);
});

test('G2: rates and shares carry no more digits than they are worth', () => {
  expect([31.4, 2.44, 9.96].map(sayRate)).toEqual(['31', '2.4', '10']);
  expect([0.784, 1.2, -1].map(sayPercent)).toEqual(['78 %', '100 %', '0 %']);
});

test('G12: a speed of download is a size a second', () => {
  expect(sayByteRate(8_400_000)).toBe('8.4 MB/s');
});
