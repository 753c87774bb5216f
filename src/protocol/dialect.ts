// What differs between the wire protocols once a message has become a Job: where frames are, whether a job is claimed, and
// how a worker tells what became of it. `dialectOf` is the only place that knows them all.
import { dialectE1, dialectE2 } from './dialectE.ts';
import { dialectJ } from './dialectJ.ts';
import type { DialectName, Job } from './job.ts';
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

const DIALECTS: Readonly<Record<DialectName, Dialect>> = { J: dialectJ, E1: dialectE1, E2: dialectE2 };

export const dialectOf = (name: DialectName): Dialect => DIALECTS[name];
