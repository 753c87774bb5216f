import { expect, test } from 'vitest';
import { COOL, type Heat, type PacedJob, stepHeat } from './heat.ts';

const SHARE = 0.6;

/** Jobs of one second each, so many tokens a second, one every ten seconds. */
function work(heat: Heat, rates: readonly number[], kind = 'frame', gapMs = 10_000): Heat {
  let state = heat;
  for (const tokens of rates) {
    const endMs = (Number.isFinite(state.lastEndMs) ? state.lastEndMs : 0) + gapMs;
    state = stepHeat(state, { kind, tokens, decodeMs: 1000, endMs } satisfies PacedJob, SHARE);
  }
  return state;
}

const times = (n: number, rate: number): number[] => Array(n).fill(rate);
const warm = work(COOL, times(8, 30));
const hot = work(warm, times(14, 12));

test('G24: a device that has kept below its share for a minute is hot, and how much is left is told', () => {
  expect(warm.speedShare).toBeUndefined();
  expect(hot.speedShare).toBeCloseTo(0.4);
});

test.each([
  ['an answer or two that are slow', times(3, 12)],
  ['half a minute that is slow', times(8, 12)],
  ['slower, but not below the share', times(30, 20)],
])('G24: %s: that is no heat', (_, rates) => {
  expect(work(warm, rates).speedShare).toBeUndefined();
});

test('G24: it recovers by itself, and not at the first job that is a little better', () => {
  expect(work(hot, times(6, 19)).speedShare).toBeCloseTo(19 / 30);
  expect(work(hot, times(6, 25)).speedShare).toBeUndefined();
});

test('G24: after a long break it is seen anew', () => {
  expect(work(hot, [12], 'frame', 6 * 60_000).speedShare).toBeUndefined();
  expect(work(hot, times(14, 12), 'frame', 6 * 60_000).speedShare).toBeUndefined();
});

test('G24: a job is compared with its own kind alone', () => {
  const videos = work(warm, times(20, 10), 'video');
  expect(videos.speedShare).toBeUndefined();
  expect(work(videos, times(14, 4), 'video').speedShare).toBeCloseTo(0.4);
});

test('G24: an answer of one token says nothing, and no more kinds are remembered than are of use', () => {
  expect(stepHeat(warm, { kind: 'frame', tokens: 0, decodeMs: 0, endMs: 1 }, SHARE)).toBe(warm);
  let heat = warm;
  for (let i = 0; i < 100; i++) heat = work(heat, [30], `kind ${i}`);
  expect(heat.kinds.size).toBe(32);
});
