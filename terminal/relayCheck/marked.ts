// What the check leaves at a relay says so itself: whoever reads the relay's results knows it for what it is.
import type { Outcome, Outgoing, ReportedJob } from '../../src/protocol/dialect.ts';
import { dialectOf } from '../../src/protocol/dialectOf.ts';
import type { Tools } from './member.ts';

const MARK = 'relay:check';

/** The report that our worker would send with a result that says only who made it. */
export function markedResult({ httpBase, clock }: Tools, workerId: string, job: ReportedJob): Outgoing {
  const outcome: Outcome = {
    type: 'complete',
    result: {
      summary: MARK,
      description: MARK,
      detections: [],
      objects: [],
      service_id: job.serviceId,
      frame_count: job.frames.length,
      duration_seconds: 0,
      created_at: new Date(clock.now()).toISOString(),
      model: MARK,
      model_revision: '',
      dtype: '',
      device: '',
      version: MARK,
      timings_ms: { fetch: 0, pack: 0, first_token: 0, look: 0 },
      tokens: 0,
      frame_sizes: [],
    },
  };
  return dialectOf(job.dialect).report(httpBase, workerId, job, outcome);
}

/** The report by which our worker gives a job back. */
export function givenBack({ httpBase, clock }: Tools, workerId: string, job: ReportedJob): Outgoing {
  const outcome: Outcome = { type: 'fail', error: `${MARK} gives it back`, atMs: clock.now() };
  return dialectOf(job.dialect).report(httpBase, workerId, job, outcome);
}
