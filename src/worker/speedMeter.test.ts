import { expect, test } from 'vitest';
import { createSpeedMeter, type JobSpeed } from './speedMeter.ts';

const job = (endMs: number, change: Partial<JobSpeed> = {}): JobSpeed => ({
  endMs,
  jobMs: 3000,
  lookMs: 2000,
  tokens: 40,
  decodeMs: 1000,
  ...change,
});

function meterWith(...jobs: readonly JobSpeed[]) {
  const meter = createSpeedMeter();
  for (const one of jobs) meter.add(one);
  return meter;
}

test('W9: before the first job nothing is claimed about the speed', () => {
  expect(createSpeedMeter().read(1_000_000)).toEqual({});
});

test('W9: tokens per second are those of the newest 20 jobs together', () => {
  const old = job(0, { tokens: 9000 });
  const jobs = Array.from({ length: 19 }, (_, i) => job(100_000 + i, { tokens: 10 }));
  const meter = meterWith(old, ...jobs, job(200_000, { tokens: 110, decodeMs: 6000 }));
  expect(meter.read(200_000).tokensPerSecond).toBeCloseTo(300 / 25);
});

test('W9: one slow job does not change the median time of a job', () => {
  const times = [3000, 2000, 90_000, 2500, 2600];
  expect(meterWith(...times.map((jobMs, i) => job(i, { jobMs }))).read(10).medianJobMs).toBe(2600);
});

test('W9: the median is that of the newest 20 jobs', () => {
  const slow = Array.from({ length: 30 }, (_, i) => job(i, { jobMs: 9000 }));
  const fast = Array.from({ length: 20 }, (_, i) => job(100 + i, { jobMs: 1000 }));
  expect(meterWith(...slow, ...fast).read(200).medianJobMs).toBe(1000);
});

test('W9: the busy share is what the device worked of the last minute', () => {
  const meter = meterWith(job(1_000_000, { lookMs: 15_000 }), job(1_020_000, { lookMs: 15_000 }));
  expect(meter.read(1_020_000).busyShare).toBe(0.5);
  // The first job, from 985 s to 1,000 s, has a third of its time left within the minute; later it has none.
  expect(meter.read(1_050_000).busyShare).toBeCloseTo(25 / 60);
  expect(meter.read(1_070_000).busyShare).toBeCloseTo(10 / 60);
  expect(meter.read(2_000_000).busyShare).toBe(0);
});

test('W9: a minute of many short jobs is a busy minute', () => {
  const jobs = Array.from({ length: 120 }, (_, i) => job(1_000_000 + i * 500, { lookMs: 500 }));
  expect(meterWith(...jobs).read(1_060_000).busyShare).toBeCloseTo(1, 1);
});

test('W9: the busy share is never over 1', () => {
  expect(meterWith(job(1_000_000, { lookMs: 600_000 })).read(1_000_000).busyShare).toBe(1);
});
