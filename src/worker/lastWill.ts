import { WORKER_KEY_HEADER } from '../protocol/dialectJ.ts';
import { dialectOf } from '../protocol/dialectOf.ts';
import type { ActiveJob } from './activeJob.ts';
import type { LastRequest } from './api.ts';

/**
 * Tells the page its newest last will, at once and whatever else there is to tell: the page may be gone in a moment.
 *
 * @returns to be called after each change
 */
export function createLastWill(read: () => LastRequest[], tell: (requests: LastRequest[]) => void): () => void {
  let told = '[]';
  let planned = false;
  return () => {
    if (planned) return;
    planned = true;
    queueMicrotask(() => {
      planned = false;
      const requests = read();
      const text = JSON.stringify(requests);
      if (text === told) return;
      told = text;
      tell(requests);
    });
  };
}

const REASON = 'the page was closed or put to sleep by the browser';

/**
 * What gives these jobs back, should the page end now; also one whose claim is on its way, as the relay may have granted it
 * already. Where nobody claims, nobody waits.
 */
export function lastWillOf(
  held: readonly (ActiveJob | undefined)[],
  httpBase: string,
  key: string | undefined,
  nowMs: number,
): LastRequest[] {
  return held.flatMap((active) => {
    if (active?.job.dialect !== 'J') return [];
    const { job, workerId } = active;
    const outgoing = dialectOf('J').report(httpBase, workerId, job, { type: 'fail', error: REASON, atMs: nowMs });
    if (outgoing.type !== 'post') return [];
    const headers = { 'Content-Type': 'application/json', ...(key && { [WORKER_KEY_HEADER]: key }) };
    return [{ url: outgoing.url, headers, body: JSON.stringify(outgoing.body) }];
  });
}
