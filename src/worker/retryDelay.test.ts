import { expect, test } from 'vitest';
import { retryDelayMs } from './retryDelay.ts';

const NEARLY_ONE = 1 - Number.EPSILON;

test.each([
  [1, 1000],
  [2, 2000],
  [3, 4000],
  [4, 8000],
  [5, 16_000],
  [6, 32_000],
  [7, 60_000],
  [8, 60_000],
  [100, 60_000],
  [10_000, 60_000],
])('S3: try %i comes within %i ms, spread over all of them', (attempt, longestMs) => {
  expect(retryDelayMs(attempt, () => 0)).toBe(0);
  expect(retryDelayMs(attempt, () => 0.5)).toBe(longestMs / 2);
  expect(retryDelayMs(attempt, () => NEARLY_ONE)).toBeCloseTo(longestMs);
});
