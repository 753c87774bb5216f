// The hours of a week as intervals of real time. They are told by the wall clock, so that 22:00 stays 22:00 when daylight
// saving begins or ends: `Date` knows which moment that is, also for an hour that a night has twice or not at all.
import type { Span } from './limits.ts';

/** Whether the hours are open, and when that changes next. Absent: not in the week to come. */
export interface ScheduleNow {
  readonly open: boolean;
  readonly changesMs?: number;
}

interface Interval {
  readonly startMs: number;
  readonly endMs: number;
}

/** Today's begin may be of yesterday, and next week's same hour may be the first. */
const DAYS_BACK = -1;
const DAYS_AHEAD = 8;

export function scheduleAt(spans: readonly Span[], nowMs: number): ScheduleNow {
  let openUntilMs: number | undefined;
  for (const { startMs, endMs } of intervalsAround(spans, nowMs)) {
    const inOne = startMs <= nowMs && nowMs < endMs;
    // One that follows without a gap belongs to the same hours.
    if (inOne || (openUntilMs !== undefined && startMs <= openUntilMs))
      openUntilMs = Math.max(openUntilMs ?? endMs, endMs);
    else if (startMs > nowMs && openUntilMs === undefined) return { open: false, changesMs: startMs };
  }
  return openUntilMs === undefined ? { open: false } : { open: true, changesMs: openUntilMs };
}

/** By their begin. */
function intervalsAround(spans: readonly Span[], nowMs: number): Interval[] {
  const today = new Date(nowMs);
  const intervals: Interval[] = [];
  for (let offset = DAYS_BACK; offset <= DAYS_AHEAD; offset++) {
    const at = (minute: number, day = offset): Date =>
      new Date(today.getFullYear(), today.getMonth(), today.getDate() + day, 0, minute);
    // Noon is on its day whatever the clock does at midnight.
    const weekday = at(12 * 60).getDay();
    for (const { days, fromMinute, toMinute } of spans) {
      if (!days.includes(weekday)) continue;
      const endDay = toMinute > fromMinute ? offset : offset + 1;
      intervals.push({ startMs: at(fromMinute).getTime(), endMs: at(toMinute, endDay).getTime() });
    }
  }
  return intervals.sort((a, b) => a.startMs - b.startMs);
}
