import { expect, test } from 'vitest';
import { type Bucket, bucketsOf, type DoneWork, mergeBuckets } from './buckets.ts';
import { HOURS, historyOf, MINUTES, mergeHistories, NO_HISTORY } from './history.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOON = Date.UTC(2026, 0, 10, 12);

const work = (part: Partial<DoneWork> = {}): DoneWork => ({
  endMs: NOON + 30_000,
  frames: 1,
  lookMs: 2000,
  tokens: 40,
  decodeMs: 1500,
  ...part,
});
const jobsAt = (startMs: number, jobs = 1): Bucket => ({ startMs, jobs, tokens: 0, decodeMs: 0, busyMs: 0 });
const starts = (buckets: readonly Bucket[]) => buckets.map(({ startMs }) => startMs);

/** Does the jobs one after another, each within its minute. */
function doAll(minutes: readonly number[]) {
  let history = NO_HISTORY;
  for (const endMs of minutes.map((ms) => ms + 5000))
    history = mergeHistories(history, historyOf(work({ endMs })), endMs);
  return history;
}

test('G31: a job counts in the minute and in the hour of its answer', () => {
  expect(bucketsOf(work(), MINUTES)).toEqual([{ startMs: NOON, jobs: 1, tokens: 40, decodeMs: 1500, busyMs: 2000 }]);
  expect(bucketsOf(work({ endMs: NOON + 59 * MINUTE }), HOURS)).toMatchObject([{ startMs: NOON, jobs: 1 }]);
});

test('G31: a look that took minutes makes each of them busy, and none of them longer than it is', () => {
  const buckets = bucketsOf(work({ endMs: NOON + 2.5 * MINUTE, lookMs: 2 * MINUTE }), MINUTES);
  expect(buckets.map(({ startMs, jobs, busyMs }) => [(startMs - NOON) / MINUTE, jobs, busyMs])).toEqual([
    [0, 0, MINUTE / 2],
    [1, 0, MINUTE],
    [2, 1, MINUTE / 2],
  ]);
});

test('G31: a look of an absurd length fills no more buckets than are kept', () => {
  expect(bucketsOf(work({ lookMs: 1e15 }), MINUTES)).toHaveLength(MINUTES.keep);
});

test('G31: buckets of one minute are added up, and only the newest are kept', () => {
  const twice = mergeBuckets([jobsAt(NOON, 2)], [jobsAt(NOON, 3), jobsAt(NOON - MINUTE)], MINUTES, NOON);
  expect(twice).toEqual([jobsAt(NOON - MINUTE), jobsAt(NOON, 5)]);
  const hours = doAll(Array.from({ length: 100 }, (_, i) => NOON + i * HOUR)).hours;
  expect([hours.length, hours[0]?.startMs, hours.at(-1)?.startMs]).toEqual([72, NOON + 28 * HOUR, NOON + 99 * HOUR]);
});

test('G31: the evening before is still there after midnight', () => {
  const evening = Date.UTC(2026, 0, 10, 22, 40);
  const { hours } = doAll([evening, evening + 3 * HOUR]);
  expect(starts(hours)).toEqual([Date.UTC(2026, 0, 10, 22), Date.UTC(2026, 0, 11, 1)]);
});

test('G31: an hour that summer time skips, or that winter time has twice, is neither missing nor double', () => {
  // Central Europe: on 2026-03-29 01:00 UTC the clock goes from 2 to 3, on 2026-10-25 01:00 UTC from 3 to 2.
  for (const change of [Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1)]) {
    const { hours } = doAll([-2, -1, 0, 1, 2].map((hour) => change + hour * HOUR));
    expect(hours.map(({ jobs }) => jobs)).toEqual([1, 1, 1, 1, 1]);
    expect(starts(hours).map((ms) => ms - change)).toEqual([-2, -1, 0, 1, 2].map((hour) => hour * HOUR));
  }
});

test('G31: a clock that is set back a little counts on in the minute of before', () => {
  const { minutes, total } = doAll([NOON + MINUTE, NOON + 45_000, NOON + MINUTE]);
  expect(minutes.map(({ startMs, jobs }) => [startMs - NOON, jobs])).toEqual([
    [0, 1],
    [MINUTE, 2],
  ]);
  expect(total.jobs).toBe(3);
});

test('G31: what a clock that was a year ahead has counted does not crowd out what is newest, and stays in the total', () => {
  const wrong = Array.from({ length: 80 }, (_, i) => NOON + 365 * 24 * HOUR + i * HOUR);
  const { hours, total } = doAll([...wrong, NOON]);
  expect(starts(hours)).toEqual([NOON]);
  expect(total.jobs).toBe(81);
});

test('G30: the total adds jobs, frames and the device’s time, and keeps the day of the first', () => {
  const first = historyOf(work({ frames: 3 }));
  const second = historyOf(work({ endMs: NOON + HOUR, frames: 2, lookMs: 0 }));
  expect(mergeHistories(second, first, NOON + HOUR).total).toEqual({
    jobs: 2,
    frames: 5,
    busyMs: 2000,
    sinceMs: NOON + 30_000,
  });
});
