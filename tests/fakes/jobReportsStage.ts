// The reports of jobs among fakes, with all that they tell written down: what their tests start from.
import type { Job } from '../../src/protocol/job.ts';
import type { ActiveJob } from '../../src/worker/activeJob.ts';
import type { FinishedJob, Problem, WorkerEvent } from '../../src/worker/api.ts';
import type { DoneWork } from '../../src/worker/history/buckets.ts';
import { createJobReports } from '../../src/worker/jobReports.ts';
import { planAsked } from '../../src/worker/lookPlan.ts';
import type { Delivery } from '../../src/worker/outbox.ts';
import { createFakeClock } from './fakeClock.ts';
import { jobCalled } from './jobs.ts';
import { sampleResult } from './samples.ts';

export const RESULT = sampleResult({
  summary: 'A car stands in the yard.',
  timings_ms: { fetch: 10, pack: 20, first_token: 300, look: 1320 },
  tokens: 50,
});

export function createJobReportsStage() {
  const clock = createFakeClock();
  const logged: string[] = [];
  const events: WorkerEvent[] = [];
  const deliveries: Delivery[] = [];
  const problems: Problem[] = [];
  const recorded: DoneWork[] = [];
  let changes = 0;
  const reports = createJobReports({
    clock,
    httpBase: 'http://relay',
    outbox: { add: async (delivery) => void deliveries.push(delivery) },
    log: (level, text) => logged.push(`${level} ${text}`),
    emit: (event) => events.push(event),
    changed: () => changes++,
    keyRejected: () => {},
    giveUp: (problem) => problems.push(problem),
    record: (work) => recorded.push(work),
  });
  const finished = (): FinishedJob[] => events.flatMap((event) => (event.type === 'finished' ? [event.job] : []));
  return { clock, logged, events, deliveries, problems, recorded, reports, finished, changes: () => changes };
}

export function doneJob(id: string, nowMs: number, job: Job = jobCalled(id)): ActiveJob {
  const frame = (name: string) => ({ type: 'image/jpeg', width: 640, height: 360, blob: new Blob([name]) }) as const;
  return {
    job,
    plan: { type: 'plan', looks: planAsked({ task: 'describe' }, 2) },
    workerId: 'worker-1',
    times: { offered: nowMs - 4000, claimed: nowMs - 3000, answered: nowMs },
    frame: 0,
    fetched: { type: 'frames', frames: [frame('first'), frame('last!')], ms: 5 },
  };
}
