// What the page shows, as one immutable value. The worker thread owns the truth; this is the newest that it told.
import type { Job } from '../protocol/job.ts';
import type { JobResult } from '../protocol/result.ts';
import type { FinishedJob, History, JobTimes, LastRequest, LogLine, Snapshot } from '../worker/api.ts';
import type { CameraEntry } from './cameras/cameras.ts';
import { type ConnectionStory, NO_STORY } from './connectionStory.ts';

export const MAX_FINISHED = 24;
export const MAX_LOG_ENTRIES = 2000;

export type DrawnBoxes = JobResult['objects'];

/** The frame in NOW with all that belongs to it. It stays after its job is finished, until the next frame comes. */
export interface Looking {
  readonly jobId: string;
  readonly frame: number;
  readonly image: Blob;
  readonly boxes: DrawnBoxes;
  readonly answer: string;
  /** The job, once it is over. */
  readonly finished?: {
    readonly job: Job;
    readonly times: JobTimes;
    /** Missing where the job failed. */
    readonly result?: JobResult;
  };
}

/** A finished job or a log line with a number of its own: ids and times may repeat, list keys may not. */
export interface FinishedEntry {
  readonly serial: number;
  readonly atMs: number;
  readonly finished: FinishedJob;
}
export interface LogEntry {
  readonly serial: number;
  readonly line: LogLine;
}

export interface PageState {
  readonly snapshot: Snapshot;
  readonly looking?: Looking;
  /** Newest first. */
  readonly finished: readonly FinishedEntry[];
  /** Oldest first. */
  readonly log: readonly LogEntry[];
  readonly cameras: readonly CameraEntry[];
  /** Undefined until it is read. */
  readonly history?: History;
  readonly story: ConnectionStory;
  /** What is to be told to the relay should the page end now; a new list each time that it changes. */
  readonly lastWill: readonly LastRequest[];
  readonly nextSerial: number;
}

export function initialState(snapshot: Snapshot): PageState {
  return { snapshot, finished: [], log: [], cameras: [], story: NO_STORY, lastWill: [], nextSerial: 1 };
}
