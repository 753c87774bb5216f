import { expect, test } from 'vitest';
import { wayOf } from './wayOf.ts';

test('G36: each station of a job has how long it took after the one before, and its place in the whole', () => {
  const { steps, wholeMs } = wayOf({ offered: 1000, claimed: 1100, fetched: 1500, answered: 3000 });
  expect(wholeMs).toBe(2000);
  expect(steps).toEqual([
    { station: 'offered', atMs: 1000, from: 0, share: 0 },
    { station: 'claimed', atMs: 1100, tookMs: 100, from: 0, share: 0.05 },
    { station: 'fetched', atMs: 1500, tookMs: 400, from: 0.05, share: 0.2 },
    { station: 'answered', atMs: 3000, tookMs: 1500, from: 0.25, share: 0.75 },
  ]);
});

test('G36: a clock that was set back meanwhile makes no negative time', () => {
  const { steps, wholeMs } = wayOf({ offered: 5000, claimed: 1000, answered: 2000 });
  expect([wholeMs, ...steps.map(({ tookMs }) => tookMs)]).toEqual([0, undefined, 0, 1000]);
  expect(steps.every(({ from, share }) => from >= 0 && share >= 0 && from + share <= 1)).toBe(true);
});

test('G36: a job without times has no steps', () => {
  expect(wayOf({})).toEqual({ steps: [], wholeMs: 0 });
});
