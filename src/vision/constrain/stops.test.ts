import { expect, test } from 'vitest';
import { isLoop } from './stops.ts';

const repeat = (ids: readonly number[], times: number): number[] => Array.from({ length: times }, () => ids).flat();
const range = (start: number, length: number): number[] => Array.from({ length }, (_, i) => start + i);
const START = range(1000, 20);

/** At how many tokens it is a loop for the first time. */
function firstLoop(ids: readonly number[]): number | undefined {
  for (let length = 1; length <= ids.length; length++) if (isLoop(ids.slice(0, length))) return length;
  return undefined;
}

test.each([1, 2, 3, 7, 8, 9, 33, 40, 64])('K7: %i tokens that are said again and again are a loop', (period) => {
  const times = Math.max(4, Math.ceil(32 / period));
  const found = firstLoop([...START, ...repeat(range(1, period), times + 1)]);
  expect(found).toBe(START.length + Math.max(4 * period, 32));
});

test('K7: what is said three times is no loop, nor is what is over', () => {
  expect(firstLoop([...START, ...repeat(range(1, 40), 3), 7])).toBeUndefined();
  expect(isLoop([...repeat(range(1, 10), 5), 99])).toBe(false);
});

test('K7: fifty boxes of the same form, each at its own place, are no loop', () => {
  const box = (i: number) => [...range(100, 8), i, ...range(110, 4), i + 1, ...range(120, 12)];
  expect(firstLoop(range(0, 50).flatMap(box))).toBeUndefined();
});

test('K7: the same box four times over is a loop, though another may stand before it', () => {
  const box = range(100, 35);
  expect(firstLoop([...range(200, 35), ...repeat(box, 6)])).toBe(35 + 4 * 35);
});

test('K7: a few equal numbers in a row are no loop: 1, 1, 1, 1', () => {
  expect(firstLoop([...START, ...repeat([16, 11, 220], 10)])).toBeUndefined();
  expect(firstLoop([...START, ...repeat([15], 31)])).toBeUndefined();
});
