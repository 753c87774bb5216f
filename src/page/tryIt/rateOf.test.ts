import { expect, test } from 'vitest';
import { rateOf } from './rateOf.ts';

const timings = (look: number) => ({ fetch: 0, pack: 100, first_token: 400, look });

test('G41: tokens per second are those after the first, which is the prompt’s work', () => {
  expect(rateOf({ tokens: 21, timings_ms: timings(1500) })).toBe(20);
});

test('G41: an answer that is too short to tell has no rate', () => {
  expect(rateOf({ tokens: 1, timings_ms: timings(1500) })).toBeUndefined();
  expect(rateOf({ tokens: 5, timings_ms: timings(500) })).toBeUndefined();
});
