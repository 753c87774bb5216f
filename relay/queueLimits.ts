/** What bounds the queue's memory and a job's life. Times are in milliseconds. */
export interface QueueLimits {
  /** Queued and claimed together. One more, and the oldest queued job is dropped: new frames are worth more than old ones. */
  readonly maxOpenJobs: number;
  readonly maxTries: number;
  /** How often a lease may be renewed, in leases: a worker that lives but has forgotten its job must not keep it for ever. */
  readonly maxLeases: number;
  readonly keepFramesMs: number;
  readonly keepRecordsMs: number;
  readonly maxClosedWithFrames: number;
  readonly maxRecords: number;
}

export const DEFAULT_QUEUE_LIMITS: QueueLimits = {
  maxOpenJobs: 50,
  maxTries: 3,
  maxLeases: 10,
  keepFramesMs: 60_000,
  keepRecordsMs: 600_000,
  // 200 jobs of 64 frames of 40 kB would still be half a gigabyte, but cameras make a few small frames a second.
  maxClosedWithFrames: 200,
  maxRecords: 5_000,
};
