// Dialect J, the contract of docs/PROTOCOL.md: jobs are claimed, and completed or failed by POST. Ids come from the relay and
// go into paths, so each is encoded.
import type { Dialect } from './dialect.ts';

/** Header that carries the worker's key. Any header of ours makes a cross-origin request preflighted: see PROTOCOL.md. */
export const WORKER_KEY_HEADER = 'X-Worker-Key';

const jobUrl = (httpBase: string, jobId: string): string => `${httpBase}/jobs/${encodeURIComponent(jobId)}`;

export const dialectJ = {
  claimUrl: (httpBase, jobId) => `${jobUrl(httpBase, jobId)}/claim`,
  frameUrl: (httpBase, jobId, frameId) => `${jobUrl(httpBase, jobId)}/frames/${encodeURIComponent(frameId)}`,
  report(httpBase, workerId, { id }, outcome) {
    const said = outcome.type === 'complete' ? { result: outcome.result } : { error: outcome.error };
    return {
      type: 'post',
      url: `${jobUrl(httpBase, id)}/${outcome.type}`,
      body: { worker_id: workerId, ...said },
    };
  },
} satisfies Dialect;
