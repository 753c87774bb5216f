import type { Job } from '../protocol/job.ts';
import type { JobResult, SeenObject } from '../protocol/result.ts';
import type { ActiveJob, JobFailure } from './activeJob.ts';
import type { Refusal } from './planJob.ts';
import type { Verdict } from './verdict.ts';

/** What the job loop tells of its jobs. */
export interface JobLoopListener {
  /** Something in `current` or `waiting` changed. */
  changed(): void;
  /** It will not be claimed, for what it asks. */
  refused(job: Job, refusal: Refusal): void;
  claimed(job: Job): void;
  /** Another worker won it, or the relay would not give it. */
  lost(job: Job, verdict: Verdict): void;
  /** Where nobody claims: a newer one of its camera came first. */
  dropped(job: Job): void;
  /** A key was answered 401 or 403. */
  keyRejected(key: string): void;
  frame(job: Job, frame: number, image: Blob): void;
  text(job: Job, frame: number, text: string): void;
  boxes(job: Job, frame: number, boxes: readonly SeenObject[]): void;
  answered(done: ActiveJob, result: JobResult): void;
  failed(done: ActiveJob, failure: JobFailure): void;
}
