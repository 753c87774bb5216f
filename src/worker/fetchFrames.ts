import type { Job } from '../protocol/job.ts';
import type { FetchedFrame, RelayHttp } from './relayHttp.ts';

export interface FetchedFrames {
  readonly type: 'frames';
  readonly frames: readonly FetchedFrame[];
  readonly ms: number;
}

export interface UnfetchedFrames {
  readonly type: 'unfetched';
  readonly reason: string;
  readonly keyRejected: boolean;
}

/** Fetches a job's frames side by side; the first that cannot be had ends the others. */
export async function fetchFrames(
  http: Pick<RelayHttp, 'fetchFrame'>,
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
      const fetched = await http.fetchFrame(job.id, frameId, key, either);
      if ('blob' in fetched) {
        frames[i] = fetched;
        return;
      }
      const detail = 'message' in fetched ? fetched.message : `HTTP ${'status' in fetched ? fetched.status : '?'}`;
      problem ??= {
        type: 'unfetched',
        reason: `Frame ${i + 1} of ${job.frames.length} cannot be used: ${detail}`,
        keyRejected: fetched.type === 'keyRejected',
      };
      stopOthers.abort();
    }),
  );
  return problem ?? { type: 'frames', frames, ms: performance.now() - startMs };
}
