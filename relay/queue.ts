// The life of jobs, from the camera's offer to the last trace of them. Knows nothing of sockets or HTTP: who may ask is
// decided by the routes, who hears of it by the relay. Every call runs to its end at once, which makes a claim atomic.
import type { Clock, Stop } from './clock.ts';
import type { JobEvent, WireJob } from './events.ts';
import { createJobRecords, type Frames, type JobRecord, type JobState } from './jobRecords.ts';
import { DEFAULT_QUEUE_LIMITS, type QueueLimits } from './queueLimits.ts';

export type ClaimVerdict =
  | { readonly type: 'won'; readonly job: WireJob }
  | { readonly type: 'unknown' }
  | { readonly type: 'taken' }
  | { readonly type: 'gone' };

/** On `complete` and `fail`: `foreign` means that the job is not, or no longer, this worker's. */
export type ReportVerdict = 'accepted' | 'unknown' | 'foreign' | 'gone';

interface QueueOptions {
  readonly clock: Clock;
  readonly leaseMs: number;
  readonly limits?: Partial<QueueLimits>;
  readonly onEvent: (event: JobEvent) => void;
}

export type Queue = ReturnType<typeof createQueue>;

export function createQueue({ clock, leaseMs, limits: givenLimits, onEvent }: QueueOptions) {
  const limits = { ...DEFAULT_QUEUE_LIMITS, ...givenLimits };
  const records = createJobRecords(clock, limits);

  /** A try went wrong: the job is offered again, unless that was its last. */
  function endTry(record: JobRecord, workerId: string, event: (final: boolean) => JobEvent): void {
    record.failedTries += 1;
    const final = record.failedTries >= limits.maxTries;
    if (final) records.close(record, { type: 'failed', formerWorkerId: workerId });
    else record.state = { type: 'queued', formerWorkerId: workerId };
    onEvent(event(final));
    if (!final) onEvent({ type: 'job-offered', job: record.job, failedTries: record.failedTries });
  }

  function startLease(record: JobRecord, workerId: string): Stop {
    const longestMs = record.claimedAtMs + limits.maxLeases * leaseMs - clock.now();
    return clock.after(Math.min(leaseMs, longestMs), () => {
      endTry(record, workerId, (final) => ({ type: 'job-expired', job: record.job, workerId, final }));
    });
  }

  function complete(record: JobRecord, workerId: string, result: Readonly<Record<string, unknown>>): void {
    if (record.state.type === 'claimed') record.state.stopLease();
    records.close(record, { type: 'done', workerId });
    const { job, offeredAtMs, claimedAtMs } = record;
    onEvent({ type: 'job-completed', job, workerId, result, offeredAtMs, claimedAtMs, completedAtMs: clock.now() });
  }

  return {
    /** False when there is no place, because workers hold every open job. */
    offer(job: WireJob, frames: Frames): boolean {
      const open = records.inState('queued', 'claimed');
      if (open.length >= limits.maxOpenJobs) {
        const oldest = open.find(({ state }) => state.type === 'queued');
        if (oldest === undefined) return false;
        records.close(oldest, { type: 'dropped' });
        onEvent({ type: 'job-dropped', job: oldest.job });
      }
      records.add(job, frames);
      onEvent({ type: 'job-offered', job, failedTries: 0 });
      return true;
    },

    claim(jobId: string, workerId: string): ClaimVerdict {
      const record = records.get(jobId);
      if (record === undefined) return { type: 'unknown' };
      const { job, state } = record;
      // A worker whose first answer was lost on the way asks again, and must not lose to itself.
      if (state.type === 'claimed') return state.workerId === workerId ? { type: 'won', job } : { type: 'taken' };
      if (state.type !== 'queued') return { type: 'gone' };
      record.claimedAtMs = clock.now();
      record.state = { type: 'claimed', workerId, stopLease: startLease(record, workerId) };
      onEvent({ type: 'job-claimed', job, workerId });
      return { type: 'won', job };
    },

    complete(jobId: string, workerId: string, result: Readonly<Record<string, unknown>>): ReportVerdict {
      const record = records.get(jobId);
      if (record === undefined) return 'unknown';
      const { state } = record;
      if (state.type === 'failed' || state.type === 'dropped') return 'gone';
      if (holderOf(state) !== workerId) return 'foreign';
      if (state.type !== 'done') complete(record, workerId, result);
      return 'accepted';
    },

    fail(jobId: string, workerId: string, error: string): ReportVerdict {
      const record = records.get(jobId);
      if (record === undefined) return 'unknown';
      const { state, job } = record;
      if (state.type === 'dropped') return 'gone';
      if (state.type === 'done' || holderOf(state) !== workerId) return state.type === 'failed' ? 'gone' : 'foreign';
      // Queued or failed: this very try was counted already, by an earlier call or by the lease.
      if (state.type !== 'claimed') return 'accepted';
      state.stopLease();
      endTry(record, workerId, (final) => ({ type: 'job-failed', job, workerId, error, final }));
      return 'accepted';
    },

    /** A sign of life of this worker: what it holds is its own for another lease. */
    renewLeases(workerId: string): void {
      for (const record of records.inState('claimed')) {
        if (record.state.type !== 'claimed' || record.state.workerId !== workerId) continue;
        record.state.stopLease();
        record.state = { type: 'claimed', workerId, stopLease: startLease(record, workerId) };
      }
    },

    frame: (jobId: string, frameId: string): Buffer | undefined => records.get(jobId)?.frames.get(frameId),

    queuedJobs: (): WireJob[] => records.inState('queued').map(({ job }) => job),

    counts: records.counts,

    close: records.stop,
  };
}

function holderOf(state: Exclude<JobState, { type: 'dropped' }>): string | undefined {
  return state.type === 'claimed' || state.type === 'done' ? state.workerId : state.formerWorkerId;
}
