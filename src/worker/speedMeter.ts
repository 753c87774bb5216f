import type { Speed } from './api.ts';

export interface JobSpeed {
  readonly endMs: number;
  /** From claim to answer. */
  readonly jobMs: number;
  /** The device's own time. */
  readonly lookMs: number;
  readonly tokensPerSecond: number;
}

/** Jobs in the median. */
const RECENT_JOBS = 20;
const BUSY_WINDOW_MS = 60_000;

/** Measures the worker by its newest jobs. */
export function createSpeedMeter(): { add(job: JobSpeed): void; read(nowMs: number): Speed } {
  const jobs: JobSpeed[] = [];
  return {
    add(job) {
      jobs.push(job);
      while (jobs.length > RECENT_JOBS && (jobs[0]?.endMs ?? 0) < job.endMs - BUSY_WINDOW_MS) jobs.shift();
    },
    read(nowMs) {
      const newest = jobs.at(-1);
      if (!newest) return {};
      const sorted = jobs
        .slice(-RECENT_JOBS)
        .map(({ jobMs }) => jobMs)
        .sort((a, b) => a - b);
      const busyMs = jobs.reduce((sum, { endMs, lookMs }) => sum + overlap(endMs - lookMs, endMs, nowMs), 0);
      return {
        tokensPerSecond: newest.tokensPerSecond,
        medianJobMs: sorted[sorted.length >> 1] as number,
        busyShare: Math.min(1, busyMs / BUSY_WINDOW_MS),
      };
    },
  };
}

/** Milliseconds of [start, end] that lie in the last minute. */
const overlap = (startMs: number, endMs: number, nowMs: number): number =>
  Math.max(0, endMs - Math.max(startMs, nowMs - BUSY_WINDOW_MS));
