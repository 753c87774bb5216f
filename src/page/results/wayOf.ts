// A finished job's way as steps, each with how long it took after the one before.
import { type JobTimes, STATIONS, type Station } from '../../worker/api.ts';

export interface Step {
  readonly station: Station;
  readonly atMs: number;
  /** After the step before; undefined for the first. */
  readonly tookMs?: number;
  /** Where the step lies between the first and the last one: shares of the whole. */
  readonly from: number;
  readonly share: number;
}

export interface Way {
  readonly steps: readonly Step[];
  /** From the first to the last step. */
  readonly wholeMs: number;
}

/** Stations that the job did not pass, or that were never told, are missing. */
export function wayOf(times: JobTimes): Way {
  const passed = STATIONS.flatMap((station) => {
    const atMs = times[station];
    return atMs === undefined ? [] : [{ station, atMs }];
  });
  const firstMs = passed[0]?.atMs ?? 0;
  const wholeMs = Math.max(0, (passed.at(-1)?.atMs ?? 0) - firstMs);
  const shareOf = (ms: number): number => (wholeMs === 0 ? 0 : Math.min(1, Math.max(0, ms / wholeMs)));
  return {
    wholeMs,
    steps: passed.map(({ station, atMs }, i) => {
      const before = passed[i - 1];
      if (!before) return { station, atMs, from: 0, share: 0 };
      // A clock that was set back meanwhile makes no negative time.
      const tookMs = Math.max(0, atMs - before.atMs);
      return { station, atMs, tookMs, from: shareOf(before.atMs - firstMs), share: shareOf(tookMs) };
    }),
  };
}
