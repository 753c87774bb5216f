// What this computer has done, in small: a total that only grows, and counts by minute and by hour for the charts.
import { type Bucket, bucketsOf, type DoneWork, mergeBuckets, type Series } from './buckets.ts';

export interface Total {
  readonly jobs: number;
  readonly frames: number;
  /** How long the device worked. */
  readonly busyMs: number;
  /** When the first job was answered, ms since the epoch; undefined before. */
  readonly sinceMs?: number | undefined;
}

export interface History {
  readonly total: Total;
  /** Oldest first; minutes in which nothing was done are missing. */
  readonly minutes: readonly Bucket[];
  readonly hours: readonly Bucket[];
}

export const NO_HISTORY: History = { total: { jobs: 0, frames: 0, busyMs: 0 }, minutes: [], hours: [] };

/** An hour of minutes, and three days of hours: a page that is opened in the morning shows the evening before. */
export const MINUTES: Series = { lengthMs: 60_000, keep: 60 };
export const HOURS: Series = { lengthMs: 3_600_000, keep: 72 };

/** One job as a history of its own, to be merged with others. */
export const historyOf = (work: DoneWork): History => ({
  total: { jobs: 1, frames: work.frames, busyMs: work.lookMs, sinceMs: work.endMs },
  minutes: bucketsOf(work, MINUTES),
  hours: bucketsOf(work, HOURS),
});

export function mergeHistories(one: History, other: History, nowMs: number): History {
  const since = [one.total.sinceMs, other.total.sinceMs].filter((ms) => ms !== undefined);
  return {
    total: {
      jobs: one.total.jobs + other.total.jobs,
      frames: one.total.frames + other.total.frames,
      busyMs: one.total.busyMs + other.total.busyMs,
      ...(since.length > 0 && { sinceMs: Math.min(...since) }),
    },
    minutes: mergeBuckets(one.minutes, other.minutes, MINUTES, nowMs),
    hours: mergeBuckets(one.hours, other.hours, HOURS, nowMs),
  };
}
