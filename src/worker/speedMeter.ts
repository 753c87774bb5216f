import type { JobResult } from '../protocol/result.ts';
import type { Speed } from './api.ts';
import type { Plan } from './planJob.ts';

export interface JobSpeed {
  readonly endMs: number;
  /** From claim to answer. */
  readonly jobMs: number;
  /** The device's own time. */
  readonly lookMs: number;
  /** Generated after the first of each answer, and the time that took. */
  readonly tokens: number;
  readonly decodeMs: number;
}

/** The first token of each answer is the prompt's work, not decoding. */
export const decodingOf = (
  { looks }: Plan,
  { tokens, timings_ms: { look, pack, first_token } }: JobResult,
): Pick<JobSpeed, 'tokens' | 'decodeMs'> => ({
  tokens: Math.max(0, tokens - looks.length),
  decodeMs: Math.max(0, look - pack - first_token),
});

/** Jobs in the median and in the rate: one short answer would make them jump. */
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
      if (jobs.length === 0) return {};
      const recent = jobs.slice(-RECENT_JOBS);
      const sum = (pick: (job: JobSpeed) => number) => recent.reduce((total, job) => total + pick(job), 0);
      const decodeMs = sum((job) => job.decodeMs);
      const sorted = recent.map(({ jobMs }) => jobMs).sort((a, b) => a - b);
      const busyMs = jobs.reduce((sum, { endMs, lookMs }) => sum + overlap(endMs - lookMs, endMs, nowMs), 0);
      return {
        ...(decodeMs > 0 && { tokensPerSecond: (sum(({ tokens }) => tokens) / decodeMs) * 1000 }),
        medianJobMs: sorted[sorted.length >> 1] as number,
        busyShare: Math.min(1, busyMs / BUSY_WINDOW_MS),
      };
    },
  };
}

/** Milliseconds of [start, end] that lie in the last minute. */
const overlap = (startMs: number, endMs: number, nowMs: number): number =>
  Math.max(0, endMs - Math.max(startMs, nowMs - BUSY_WINDOW_MS));
