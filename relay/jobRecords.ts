// What is remembered of each job, and for how long.
import type { Clock, Stop } from './clock.ts';
import type { WireJob } from './events.ts';
import type { QueueLimits } from './queueLimits.ts';
import { createShelf } from './shelf.ts';

export type Frames = ReadonlyMap<string, Buffer>;

export type OpenState =
  /** `formerWorkerId`: who failed or lost it last; its late result is still welcome. */
  | { readonly type: 'queued'; readonly formerWorkerId: string | undefined }
  | { readonly type: 'claimed'; readonly workerId: string; readonly stopLease: Stop };

export type ClosedState =
  | { readonly type: 'done'; readonly workerId: string }
  | { readonly type: 'failed'; readonly formerWorkerId: string }
  | { readonly type: 'dropped' };

export type JobState = OpenState | ClosedState;

export interface JobRecord {
  readonly job: WireJob;
  readonly offeredAtMs: number;
  frames: Frames;
  claimedAtMs: number;
  failedTries: number;
  state: JobState;
}

export type JobCounts = Record<JobState['type'], number>;

/** Open jobs stay; closed ones lose their frames after a while, and are forgotten after a longer while. */
export function createJobRecords(clock: Clock, limits: QueueLimits) {
  const records = new Map<string, JobRecord>();
  const closedWithFrames = createShelf<JobRecord>({
    clock,
    keepMs: limits.keepFramesMs,
    maxItems: limits.maxClosedWithFrames,
    onLeave(record) {
      record.frames = new Map();
    },
  });
  const closed = createShelf<JobRecord>({
    clock,
    keepMs: limits.keepRecordsMs,
    maxItems: limits.maxRecords,
    onLeave: (record) => records.delete(record.job.id),
  });

  return {
    add(job: WireJob, frames: Frames): void {
      const state: JobState = { type: 'queued', formerWorkerId: undefined };
      records.set(job.id, { job, frames, state, offeredAtMs: clock.now(), claimedAtMs: 0, failedTries: 0 });
    },
    get: (jobId: string): JobRecord | undefined => records.get(jobId),
    /** In the order in which they were added. */
    inState: (...types: JobState['type'][]): JobRecord[] =>
      [...records.values()].filter(({ state }) => types.includes(state.type)),
    close(record: JobRecord, state: ClosedState): void {
      record.state = state;
      closedWithFrames.add(record);
      closed.add(record);
    },
    counts(): JobCounts {
      const counts: JobCounts = { queued: 0, claimed: 0, done: 0, failed: 0, dropped: 0 };
      for (const { state } of records.values()) counts[state.type] += 1;
      return counts;
    },
    /** Ends every timer. */
    stop(): void {
      for (const { state } of records.values()) if (state.type === 'claimed') state.stopLease();
      closedWithFrames.close();
      closed.close();
    },
  };
}
