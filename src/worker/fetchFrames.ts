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

/** Fetches a job's frames side by side; the first that cannot be had ends the others. */
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
  await Promise.all(
    job.frames.map(async (frameId, i) => {
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
    }),
  );
  return problem ?? { type: 'frames', frames, ms: performance.now() - startMs };
}
