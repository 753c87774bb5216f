import { expect, test } from 'vitest';
import { BOUNDS, DEFAULT_CHOICES, type LimitChoices, limitsOf, percentOf, readLimits, textOf } from './limitChoices.ts';

const ALL: LimitChoices = {
  scheduled: true,
  spans: [{ days: [1, 5], fromMinute: 1320, toMinute: 420 }],
  mainsOnly: false,
  chargeLimited: true,
  leastChargePercent: 30,
  idleOnly: true,
  dutyLimited: true,
  dutyPercent: 25,
  heatWatched: true,
  heatPercent: 70,
  notify: true,
};

test('G22: at first there is one limit, mains power', () => {
  expect(readLimits('')).toEqual(DEFAULT_CHOICES);
  expect(limitsOf(DEFAULT_CHOICES, false)).toEqual({ mainsOnly: true });
  expect(limitsOf(DEFAULT_CHOICES, true)).toEqual({});
});

test('G27: what was chosen is read as it was written', () => {
  expect(readLimits(textOf(ALL))).toEqual(ALL);
});

test('G27: the worker is told of those that are on, as shares', () => {
  expect(limitsOf(ALL, false)).toEqual({
    schedule: ALL.spans,
    leastChargePercent: 30,
    idleOnly: true,
    dutyShare: 0.25,
    heatShare: 0.7,
  });
});

test.each([
  ['no JSON', '{'],
  ['no object', '[1]'],
  ['nothing', 'null'],
  ['other types', '{"scheduled":1,"spans":7,"mainsOnly":"no","dutyPercent":"50","notify":null}'],
  ['figures out of bounds', '{"leastChargePercent":0,"dutyPercent":100,"heatPercent":19.5}'],
])('G27: of what is remembered only what makes sense is taken: %s', (_, text) => {
  expect(readLimits(text)).toEqual(DEFAULT_CHOICES);
});

test('G27: hours that make no sense are left out, and those that do stay', () => {
  const good = { days: [1, 2], fromMinute: 0, toMinute: 1439 };
  const spans = [
    { ...good, days: [1, 2, 2, 7, -1, '3'] },
    { ...good, fromMinute: 1440 },
    { ...good, toMinute: -1 },
    { fromMinute: 1, toMinute: 2 },
    null,
  ];
  expect(readLimits(JSON.stringify({ spans })).spans).toEqual([good]);
  expect(readLimits(JSON.stringify({ spans: Array(99).fill(good) })).spans).toHaveLength(20);
});

test.each([
  ['50', 50],
  [' 50 % ', 50],
  ['5', BOUNDS.dutyPercent.least],
  ['95', BOUNDS.dutyPercent.most],
  ['4', undefined],
  ['96', undefined],
  ['50.5', undefined],
  ['', undefined],
  ['half', undefined],
])('G27: %j as a share of the GPU’s time', (text, percent) => {
  expect(percentOf('dutyPercent', text)).toBe(percent);
});
