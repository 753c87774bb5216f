// What differs between the wire protocols once a message has become a Job: where frames are, whether a job is claimed, and
// how a worker tells what became of it. One file a dialect; dialectOf.ts knows them all.
import type { Job } from './job.ts';
import type { JobResult } from './result.ts';

/** As much of a job as a report needs, however long ago the job was. */
export type ReportedJob = Pick<Job, 'dialect' | 'id' | 'serviceId' | 'frames'>;

export type Outcome =
  | { readonly type: 'complete'; readonly result: JobResult }
  /** `error` is a sentence; `atMs` is when it happened, in milliseconds since the epoch. */
  | { readonly type: 'fail'; readonly error: string; readonly atMs: number };

/** A message on its way to the relay. */
export type Outgoing =
  | { readonly type: 'post'; readonly url: string; readonly body: object }
  /** Over the WebSocket; nothing acknowledges it. */
  | { readonly type: 'say'; readonly message: { readonly type: 'event'; readonly data: object } };

export interface Dialect {
  /** Missing where nobody claims: every worker is told of everything, and whoever likes does it. */
  readonly claimUrl?: (httpBase: string, jobId: string) => string;
  readonly frameUrl: (httpBase: string, jobId: string, frameId: string) => string;
  readonly report: (httpBase: string, workerId: string, job: ReportedJob, outcome: Outcome) => Outgoing;
}
