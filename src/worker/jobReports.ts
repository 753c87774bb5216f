// What the job loop's events mean to everyone else: a count, a line in the log, an event for the page, a delivery for the
// relay.
import type { Clock } from '../platform/clock.ts';
import type { JobResult } from '../protocol/result.ts';
import type { Counts, FinishedJob, LogLevel, Problem, WorkerEvent } from './api.ts';
import type { ActiveJob, JobLoopListener } from './jobLoop.ts';
import { planLooks } from './lookPlan.ts';
import type { Delivery, Outbox } from './outbox.ts';
import { createSpeedMeter } from './speedMeter.ts';
import type { Verdict } from './verdict.ts';

export interface JobReports {
  readonly listener: JobLoopListener;
  readonly counts: Counts;
  readonly speed: ReturnType<typeof createSpeedMeter>;
  offered(): void;
  refused(reason: string): void;
  /** To be called when the relay has answered a delivery for good. */
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
  /** The device failed too often. */
  readonly giveUp: (problem: Problem) => void;
}

/** So many failures of the device in so long a time, and the worker pauses itself. */
const MAX_DEVICE_FAILURES = 3;
const DEVICE_FAILURES_WINDOW_MS = 10 * 60_000;

export function createJobReports(ports: JobReportsPorts): JobReports {
  const { clock, log, emit, changed } = ports;
  const counts = { offered: 0, claimed: 0, lost: 0, completed: 0, failed: 0, refused: 0 };
  const speed = createSpeedMeter();
  const undelivered = new Map<string, FinishedJob>();
  let deviceFailuresMs: number[] = [];

  function count(key: keyof Counts): void {
    counts[key]++;
    changed();
  }

  function finish(done: ActiveJob, outcome: FinishedJob['outcome']): void {
    const image = done.fetched?.frames.at(-1)?.blob;
    const finished: FinishedJob = { job: done.job, times: done.times, outcome, ...(image && { image }) };
    undelivered.set(done.job.id, finished);
    emit({ type: 'finished', job: finished });
    const base = { jobId: done.job.id, httpBase: ports.httpBase, createdMs: clock.now() };
    void ports.outbox.add(
      outcome.type === 'completed'
        ? { ...base, type: 'complete', result: outcome.result }
        : { ...base, type: 'fail', error: outcome.reason },
    );
  }

  function measure({ times }: ActiveJob, result: JobResult): void {
    const { look, pack, first_token } = result.timings_ms;
    const endMs = times.answered ?? clock.now();
    // The first token of each answer is the prompt's work, not decoding.
    const tokens = Math.max(0, result.tokens - planLooks(result.frame_count).length);
    const jobMs = endMs - (times.claimed ?? endMs);
    speed.add({ endMs, jobMs, lookMs: look, tokens, decodeMs: Math.max(0, look - pack - first_token) });
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
    offered: () => count('offered'),
    refused(reason) {
      log('warning', `[Worker] Refused a message: ${reason}`);
      count('refused');
    },
    settled(delivery, verdict) {
      const finished = undelivered.get(delivery.jobId);
      undelivered.delete(delivery.jobId);
      if (verdict.type !== 'ok') {
        log('warning', `[Worker] The relay no longer wants job ${delivery.jobId}: ${describe(verdict)}`);
      } else {
        log(
          'info',
          `[Worker] Job ${delivery.jobId} acknowledged as ${delivery.type === 'fail' ? 'failed' : 'completed'}`,
        );
        if (finished) {
          emit({ type: 'finished', job: { ...finished, times: { ...finished.times, acknowledged: clock.now() } } });
        }
      }
      changed();
    },
    listener: {
      changed,
      keyRejected: ports.keyRejected,
      claimed(job) {
        log('info', `[Worker] Claimed job ${job.id} of ${job.serviceId}`);
        count('claimed');
      },
      lost(job, verdict) {
        log('info', `[Worker] Did not get job ${job.id}: ${describe(verdict)}`);
        count('lost');
      },
      frame: (job, frame, image) => emit({ type: 'frame', jobId: job.id, frame, image }),
      text: (job, frame, text) => emit({ type: 'answer', jobId: job.id, frame, text }),
      boxes: (job, frame, boxes) => emit({ type: 'boxes', jobId: job.id, frame, boxes }),
      answered(done, result) {
        const labels = result.objects.map(({ label }) => label).join(', ');
        log('info', `[Worker] Job ${done.job.id}: ${result.summary}${labels && ` [${labels}]`}`);
        deviceFailuresMs = [];
        measure(done, result);
        finish(done, { type: 'completed', result });
        count('completed');
      },
      failed(done, reason, cause) {
        log('error', `[Worker] Job ${done.job.id} failed: ${reason}`);
        finish(done, { type: 'failed', reason });
        count('failed');
        if (cause?.reason === 'engine' || cause?.reason === 'gpu-lost') onDeviceFailure(cause.message);
      },
    },
  };
}

function describe(verdict: Verdict): string {
  if ('message' in verdict) return verdict.message;
  return 'status' in verdict ? `HTTP ${verdict.status}` : verdict.type;
}
