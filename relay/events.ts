// What happens in the relay, for whoever watches: the terminal prints it, tests wait for it, the status page counts it.

/** A job exactly as it goes over the wire, in `job_available` and in the answer to a claim. */
export interface WireJob {
  readonly id: string;
  readonly type: string;
  readonly service_id: string;
  /** RFC 3339. */
  readonly timestamp: string;
  readonly frames: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface CompletedJob {
  readonly job: WireJob;
  readonly workerId: string;
  /** The worker's own words: an object, and nothing more is known of it. */
  readonly result: Readonly<Record<string, unknown>>;
  readonly offeredAtMs: number;
  readonly claimedAtMs: number;
  readonly completedAtMs: number;
}

export type JobEvent =
  /** `failedTries` is 0 the first time and more when the job is offered again. */
  | { readonly type: 'job-offered'; readonly job: WireJob; readonly failedTries: number }
  | { readonly type: 'job-claimed'; readonly job: WireJob; readonly workerId: string }
  | ({ readonly type: 'job-completed' } & CompletedJob)
  /** `final`: it was the last try, and the job is not offered again. */
  | {
      readonly type: 'job-failed';
      readonly job: WireJob;
      readonly workerId: string;
      readonly error: string;
      readonly final: boolean;
    }
  | { readonly type: 'job-expired'; readonly job: WireJob; readonly workerId: string; readonly final: boolean }
  /** Nobody took it in time, and newer frames needed its place. */
  | { readonly type: 'job-dropped'; readonly job: WireJob };

export type RelayEvent =
  | JobEvent
  | { readonly type: 'worker-joined'; readonly workerId: string }
  | { readonly type: 'worker-left'; readonly workerId: string; readonly reason: string }
  | { readonly type: 'connection-refused'; readonly reason: string }
  | { readonly type: 'message-ignored'; readonly workerId: string; readonly reason: string }
  | { readonly type: 'camera-failed'; readonly serviceId: string; readonly reason: string };
