// Dialects E1 and E2, what the published relay speaks: events that go to every worker, no claims. A relay that is told the
// same twice stores it twice, so each event carries the id of the work that it answers.
import type { Dialect, Outcome, ReportedJob } from './dialect.ts';
import type { JobResult } from './result.ts';

export const dialectE1 = {
  frameUrl: (httpBase, _jobId, frameId) => `${httpBase}/frames/${encodeURIComponent(frameId)}`,
  report: (httpBase, workerId, job, outcome) => ({
    type: 'post',
    url: `${httpBase}/events`,
    body: eventOf(workerId, job, outcome),
  }),
} satisfies Dialect;

export const dialectE2 = {
  frameUrl: (httpBase, _jobId, frameId) => `${httpBase}/worker/frames/${encodeURIComponent(frameId)}`,
  report: (_httpBase, workerId, job, outcome) => ({
    type: 'say',
    message: { type: 'event', data: eventOf(workerId, job, outcome) },
  }),
} satisfies Dialect;

/** The result object has the fields of the old Python worker's events; beside them stands what it is an answer to. */
function eventOf(workerId: string, job: ReportedJob, outcome: Outcome): object {
  const answered = { job_id: job.id, worker_id: workerId, frames: job.frames };
  if (outcome.type === 'complete') return { ...outcome.result, ...olderWords(outcome.result), ...answered };
  return {
    error: outcome.error,
    service_id: job.serviceId,
    created_at: new Date(outcome.atMs).toISOString(),
    ...answered,
  };
}

/**
 * Readers of the time before tasks take `alert` for words and its presence for an alarm, and know one number an event. A
 * quiet `alert` is therefore left out; `task` and `summary` tell of it.
 */
function olderWords({ alert, counts }: JobResult): object {
  return {
    ...(alert && { alert: alert.triggered ? alert.reason : undefined }),
    ...(alert?.triggered && { severity: alert.severity }),
    ...(counts && { metric_type: 'count', value: counts.reduce((sum, { count }) => sum + count, 0) }),
  };
}
