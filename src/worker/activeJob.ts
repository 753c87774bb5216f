import type { Job } from '../protocol/job.ts';
import type { VisionFailure } from '../vision/api.ts';
import type { JobTimes } from './api.ts';
import type { FetchedFrames } from './fetchFrames.ts';
import type { Plan } from './planJob.ts';

/** A job that this worker took and has not finished. */
export interface ActiveJob {
  readonly job: Job;
  readonly plan: Plan;
  /** As the relay knew the worker that took it. */
  readonly workerId: string;
  readonly times: JobTimes;
  /** Index of the frame that is looked at. */
  readonly frame: number;
  readonly fetched?: FetchedFrames;
  /** One a frame, where it is to be told whether they moved (src/platform/frameLuma.ts). */
  readonly luma?: readonly Uint8Array[];
}

export interface FetchedJob extends ActiveJob {
  readonly fetched: FetchedFrames;
}

export const isFetched = (active: ActiveJob | undefined): active is FetchedJob => active?.fetched !== undefined;

export interface JobFailure {
  readonly reason: string;
  readonly cause?: VisionFailure | undefined;
  /** Nothing went wrong with it: it was interrupted. */
  readonly givenBack: boolean;
}
