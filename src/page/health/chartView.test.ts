import { expect, test } from 'vitest';
import { type Bucket, NO_HISTORY } from '../../worker/api.ts';
import { chartView, slotOf } from './chartView.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.UTC(2026, 0, 11, 9, 20, 30);
const THIS_MINUTE = Date.UTC(2026, 0, 11, 9, 20);
const bucket = (startMs: number, part: Partial<Bucket> = {}): Bucket => ({
  startMs,
  jobs: 1,
  tokens: 30,
  decodeMs: 1000,
  busyMs: 1500,
  ...part,
});

test('G32: the hour is sixty minutes up to now, the day twenty-four hours', () => {
  const hour = chartView(NO_HISTORY, 'hour', NOW);
  expect([hour.slots.length, hour.slots[0]?.startMs, hour.slots.at(-1)?.startMs]).toEqual([
    60,
    THIS_MINUTE - 59 * MINUTE,
    THIS_MINUTE,
  ]);
  const day = chartView(NO_HISTORY, 'day', NOW);
  expect([day.slots.length, day.slots.at(-1)?.startMs]).toEqual([24, Date.UTC(2026, 0, 11, 9)]);
});

test('G32: a page that is opened in the morning shows the evening before, and no longer the one before that', () => {
  const evening = Date.UTC(2026, 0, 10, 22);
  const history = { ...NO_HISTORY, hours: [bucket(evening - 24 * HOUR, { jobs: 9 }), bucket(evening, { jobs: 40 })] };
  const view = chartView(history, 'day', NOW);
  expect(view.slots.filter(({ jobs }) => jobs > 0)).toMatchObject([{ startMs: evening, jobs: 40 }]);
  expect(view.whole.jobs).toBe(40);
});

test('G32: a minute tells jobs, tokens a second of the time they took, and the share that the device worked', () => {
  const at = THIS_MINUTE - 5 * MINUTE;
  const history = { ...NO_HISTORY, minutes: [bucket(at, { jobs: 3, tokens: 62, decodeMs: 2000, busyMs: 15_000 })] };
  const slot = chartView(history, 'hour', NOW).slots.find(({ startMs }) => startMs === at);
  expect(slot).toEqual({ startMs: at, jobs: 3, tokensPerSecond: 31, busyShare: 0.25 });
});

test('G32: the minute that goes on is measured by what has gone of it', () => {
  const history = { ...NO_HISTORY, minutes: [bucket(THIS_MINUTE, { busyMs: 15_000 })] };
  expect(chartView(history, 'hour', NOW).slots.at(-1)?.busyShare).toBe(0.5);
});

test('G32: where nothing was generated there is no rate, and no share is above one', () => {
  const history = { ...NO_HISTORY, minutes: [bucket(THIS_MINUTE, { tokens: 0, decodeMs: 0, busyMs: 99_000_000 })] };
  const { slots, whole } = chartView(history, 'hour', NOW);
  expect([slots.at(-1)?.tokensPerSecond, slots.at(-1)?.busyShare]).toEqual([undefined, 1]);
  expect(whole.tokensPerSecond).toBeUndefined();
});

test('G32: the view changes with the minute, and for the day with the hour', () => {
  expect(slotOf(NOW + 20_000, 'hour')).toBe(slotOf(NOW, 'hour'));
  expect(slotOf(NOW + 30_000, 'hour')).toBe(slotOf(NOW, 'hour') + 1);
  expect(slotOf(NOW + 30_000, 'day')).toBe(slotOf(NOW, 'day'));
});
