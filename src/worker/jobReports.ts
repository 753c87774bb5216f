// What the job loop's events mean to everyone else: a count, a line in the log, an event for the page, a delivery for the
// relay.
import type { Clock } from '../platform/clock.ts';
import type { Outcome } from '../protocol/dialect.ts';
import type { Job } from '../protocol/job.ts';
import type { JobResult } from '../protocol/result.ts';
import type { VisionFailure } from '../vision/api.ts';
import type { TaskName } from '../vision/ask.ts';
import type { ActiveJob } from './activeJob.ts';
import { type Counts, type FinishedJob, type LogLevel, NO_COUNTS, type Problem, type WorkerEvent } from './api.ts';
import type { DoneWork } from './history/buckets.ts';
import type { JobLoopListener } from './jobLoopListener.ts';
import { createLineBudget } from './lineBudget.ts';
import type { Delivery, Outbox } from './outbox.ts';
import type { Refusal } from './planJob.ts';
import { createSpeedMeter, decodingOf } from './speedMeter.ts';
import type { Verdict } from './verdict.ts';

export interface JobReports {
  readonly listener: JobLoopListener;
  readonly counts: Counts;
  readonly speed: ReturnType<typeof createSpeedMeter>;
  /** @param text what the log says of the job */
  offered(text: string): void;
  refused(reason: string): void;
  /** To be called when the relay has answered a delivery for good, or, where it never answers, when it was told. */
  settled(delivery: Delivery, verdict: Verdict): void;
}

export interface JobReportsPorts {
  readonly clock: Clock;
  readonly httpBase: string;
  readonly outbox: Pick<Outbox, 'add'>;
  readonly log: (level: LogLevel, text: string) => void;
  readonly emit: (event: WorkerEvent) => void;
  readonly changed: () => void;
  readonly keyRejected: (key: string) => void;
  /** For what is kept over visits. */
  readonly record: (work: DoneWork) => void;
  /** The device failed too often. */
  readonly giveUp: (problem: Problem) => void;
}

/** So many failures of the device in so long a time, and the worker pauses itself. */
const MAX_DEVICE_FAILURES = 3;
const DEVICE_FAILURES_WINDOW_MS = 10 * 60_000;
/** The others that a look may come to by itself are its frames' or its answer's; all else is a model that does not load again. */
const HARMLESS: readonly VisionFailure['reason'][] = [
  'frame-unreadable',
  'answer-unreadable',
  'interrupted',
  'task-unknown',
];

export function createJobReports(ports: JobReportsPorts): JobReports {
  const { clock, emit, changed } = ports;
  const counts = { ...NO_COUNTS };
  const speed = createSpeedMeter();
  /** What the relay sends, line by line, may be more than anyone can read. */
  const logHeard = createLineBudget(clock, ports.log);
  /** So may what the worker does, where every job fails at once. */
  const log = createLineBudget(clock, ports.log);
  const undelivered = new Map<string, FinishedJob>();
  let deviceFailuresMs: number[] = [];
  const saidUnable = new Set<TaskName>();

  function count(key: keyof typeof counts): void {
    counts[key]++;
    changed();
  }

  function finish(done: ActiveJob, outcome: FinishedJob['outcome']): FinishedJob {
    const image = done.fetched?.frames.at(-1)?.blob;
    const finished: FinishedJob = { job: done.job, times: done.times, outcome, ...(image && { image }) };
    emit({ type: 'finished', job: finished });
    return finished;
  }

  function deliver({ job, workerId }: ActiveJob, finished: FinishedJob, outcome: Outcome): void {
    const { dialect, id, serviceId, frames } = job;
    undelivered.set(id, finished);
    void ports.outbox.add({
      job: { dialect, id, serviceId, frames },
      outcome,
      workerId,
      httpBase: ports.httpBase,
      createdMs: clock.now(),
    });
  }

  function measure({ job, times, plan }: ActiveJob, result: JobResult): void {
    const endMs = times.answered ?? clock.now();
    const done = { endMs, lookMs: result.timings_ms.look, ...decodingOf(plan, result) };
    ports.record({ ...done, frames: job.frames.length });
    // What was answered as before says nothing about the device.
    if (!result.unchanged) speed.add({ ...done, jobMs: endMs - (times.claimed ?? endMs) });
  }

  function refuse(job: Job, refusal: Refusal): void {
    count('refused');
    if (refusal.type === 'unclear') {
      logHeard('warning', `[Worker] Refused job ${job.id} of ${job.serviceId}: ${refusal.problem}`);
    } else if (!saidUnable.has(refusal.task)) {
      saidUnable.add(refusal.task);
      const which = `“${refusal.task}”, which job ${job.id} of ${job.serviceId} asks for`;
      log('warning', `[Worker] The model cannot do ${which}. Such jobs are left to others: choose another model.`);
    }
  }

  function onVisionFailure({ reason, message }: VisionFailure): void {
    // The model had to be loaded anew, and computes wrong numbers now.
    if (reason === 'self-test') ports.giveUp({ reason, message });
    else if (!HARMLESS.includes(reason)) onDeviceFailure(message);
  }

  function onDeviceFailure(message: string): void {
    const now = clock.now();
    deviceFailuresMs = [...deviceFailuresMs.filter((ms) => now - ms < DEVICE_FAILURES_WINDOW_MS), now];
    if (deviceFailuresMs.length < MAX_DEVICE_FAILURES) return;
    ports.giveUp({
      reason: 'gpu-failed',
      message: `The GPU failed ${MAX_DEVICE_FAILURES} times in ten minutes. Paused until you press Start. ${message}`,
    });
  }

  return {
    counts,
    speed,
    offered(text) {
      logHeard('info', text);
      count('offered');
    },
    refused(reason) {
      logHeard('warning', `[Worker] Refused a message: ${reason}`);
      count('refused');
    },
    settled({ job, outcome }, verdict) {
      const finished = undelivered.get(job.id);
      undelivered.delete(job.id);
      const as = outcome.type === 'fail' ? 'failed' : 'completed';
      if (verdict.type !== 'ok') {
        log('warning', `[Worker] The relay no longer wants job ${job.id}: ${describe(verdict)}`);
      } else if (job.dialect === 'E2') {
        log('info', `[Worker] Job ${job.id} told as ${as}; this relay acknowledges nothing`);
      } else {
        log('info', `[Worker] Job ${job.id} acknowledged as ${as}`);
        if (finished) {
          emit({ type: 'finished', job: { ...finished, times: { ...finished.times, acknowledged: clock.now() } } });
        }
      }
      changed();
    },
    listener: {
      changed,
      refused: refuse,
      keyRejected: ports.keyRejected,
      claimed(job) {
        log('info', `[Worker] ${job.dialect === 'J' ? 'Claimed' : 'Took'} job ${job.id} of ${job.serviceId}`);
        count('claimed');
      },
      lost(job, verdict) {
        logHeard('info', `[Worker] Did not get job ${job.id}: ${describe(verdict)}`);
        count('lost');
      },
      // Only counted: on a busy relay most jobs end so.
      dropped: () => count('dropped'),
      frame: (job, frame, image) => emit({ type: 'frame', jobId: job.id, frame, image }),
      text: (job, frame, text) => emit({ type: 'answer', jobId: job.id, frame, text }),
      boxes: (job, frame, boxes) => emit({ type: 'boxes', jobId: job.id, frame, boxes }),
      answered(done, result) {
        const labels = result.objects.map(({ label }) => label).join(', ');
        const seen = `${result.summary}${labels && ` [${labels}]`}`;
        const since = result.unchanged_since;
        const again = since === undefined ? '' : `Nothing moved since job ${since}: answered as before. `;
        log('info', `[Worker] Job ${done.job.id}: ${again}${seen}`);
        deviceFailuresMs = [];
        measure(done, result);
        deliver(done, finish(done, { type: 'completed', result }), { type: 'complete', result });
        count('completed');
        if (result.unchanged) count('unchanged');
      },
      failed(done, { reason, cause, givenBack }) {
        log('error', `[Worker] Job ${done.job.id} failed: ${reason}`);
        const finished = finish(done, { type: 'failed', reason });
        // Where nobody claims, nobody waits for a job that is given back.
        if (done.job.dialect === 'J' || !givenBack) {
          deliver(done, finished, { type: 'fail', error: reason, atMs: clock.now() });
        }
        count('failed');
        if (cause) onVisionFailure(cause);
      },
    },
  };
}

function describe(verdict: Verdict): string {
  if ('message' in verdict) return verdict.message;
  return 'status' in verdict ? `HTTP ${verdict.status}` : verdict.type;
}
