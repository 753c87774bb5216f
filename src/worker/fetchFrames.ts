import type { Clock } from '../platform/clock.ts';
import type { Job } from '../protocol/job.ts';
import { pause } from './deadline.ts';
import type { FetchedFrame, RelayHttp } from './relayHttp.ts';
import type { Verdict } from './verdict.ts';

export interface FetchedFrames {
  readonly type: 'frames';
  readonly frames: readonly FetchedFrame[];
  readonly ms: number;
}

export interface UnfetchedFrames {
  readonly type: 'unfetched';
  readonly reason: string;
  /** On the frame that could not be had. */
  readonly verdict: Verdict['type'];
}

export interface FetchFramesPorts {
  readonly http: Pick<RelayHttp, 'fetchFrame'>;
  readonly clock: Clock;
}

/** Waits before a frame that the relay did not answer is asked for again: a job is worth more than a moment. */
const RETRY_MS = [500, 2000, 5000];

/** As many as a browser opens to one host over HTTP/1.1: more would wait in there, each with its deadline running. */
const MAX_AT_ONCE = 6;

/** Fetches a job's frames, six side by side; the first that cannot be had ends the others. */
export async function fetchFrames(
  { http, clock }: FetchFramesPorts,
  job: Job,
  key: string,
  signal: AbortSignal,
): Promise<FetchedFrames | UnfetchedFrames> {
  const startMs = performance.now();
  const stopOthers = new AbortController();
  const either = AbortSignal.any([signal, stopOthers.signal]);
  const frames: FetchedFrame[] = [];
  let problem: UnfetchedFrames | undefined;
  let next = 0;

  async function fetchOne(i: number): Promise<void> {
    const frameId = job.frames[i] as string;
    let fetched = await http.fetchFrame(job, frameId, key, either);
    for (const waitMs of RETRY_MS) {
      if ('blob' in fetched || fetched.type !== 'retry' || either.aborted) break;
      await pause(clock, waitMs, either);
      if (!either.aborted) fetched = await http.fetchFrame(job, frameId, key, either);
    }
    if ('blob' in fetched) {
      frames[i] = fetched;
      return;
    }
    const detail = 'message' in fetched ? fetched.message : `HTTP ${'status' in fetched ? fetched.status : '?'}`;
    problem ??= {
      type: 'unfetched',
      reason: `Frame ${i + 1} of ${job.frames.length} cannot be used: ${detail}`,
      verdict: fetched.type,
    };
    stopOthers.abort();
  }

  /** One frame after another, of those that nobody has begun. */
  async function fetchSome(): Promise<void> {
    while (next < job.frames.length && !problem) await fetchOne(next++);
  }

  await Promise.all(Array.from({ length: MAX_AT_ONCE }, fetchSome));
  return problem ?? { type: 'frames', frames, ms: performance.now() - startMs };
}
