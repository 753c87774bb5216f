import type { RelayEvent } from './events.ts';

const RESULTS_KEPT = 20;
/** A result may be a megabyte of anything, and an event of E1 or E2 much more; the status shows its gist. */
const MAX_SUMMARY_LENGTH = 2_000;
const MAX_DETECTIONS = 100;
/** In characters of JSON. No result of dialect J comes near. */
const MAX_DETECTIONS_LENGTH = 8 * 1024 * 1024;
/** Of an id that a worker made up. */
const MAX_ID_LENGTH = 200;

interface ShownResult {
  readonly jobId: string;
  readonly serviceId: string;
  readonly workerId: string;
  readonly result: Readonly<Record<string, unknown>>;
  readonly offeredAtMs: number;
  readonly claimedAtMs: number;
  readonly completedAtMs: number;
}

export type ResultBoard = ReturnType<typeof createResultBoard>;

/** The last results, newest first, cut down to what the status shows. */
export function createResultBoard() {
  const results: object[] = [];
  const iso = (timeMs: number): string => new Date(timeMs).toISOString();
  return {
    add({ jobId, serviceId, workerId, result, offeredAtMs, claimedAtMs, completedAtMs }: ShownResult): void {
      const summary = result['summary'];
      results.unshift({
        job_id: jobId,
        service_id: serviceId,
        worker_id: workerId,
        offered_at: iso(offeredAtMs),
        claimed_at: iso(claimedAtMs),
        completed_at: iso(completedAtMs),
        summary: typeof summary === 'string' ? summary.slice(0, MAX_SUMMARY_LENGTH) : '',
        detections: shownDetections(result['detections']),
      });
      results.length = Math.min(results.length, RESULTS_KEPT);
    },
    newestFirst: (): readonly object[] => results,
  };
}

/** What the board shows of an event: results, and no failures. */
export function shownResult(event: RelayEvent): ShownResult | undefined {
  if (event.type === 'job-completed') return { ...event, jobId: event.job.id, serviceId: event.job.service_id };
  if (event.type !== 'event-received' || event.error !== undefined) return undefined;
  const { workerId, data, work, serviceId, receivedAtMs } = event;
  // Nobody claims in E1 and E2: the work began when it was sent, as far as we know what it was.
  const sentAtMs = work?.sentAtMs ?? receivedAtMs;
  return {
    jobId: work?.message.id ?? (typeof data['job_id'] === 'string' ? data['job_id'].slice(0, MAX_ID_LENGTH) : ''),
    serviceId,
    workerId,
    result: data,
    offeredAtMs: sentAtMs,
    claimedAtMs: sentAtMs,
    completedAtMs: receivedAtMs,
  };
}

function shownDetections(detections: unknown): readonly unknown[] {
  if (!Array.isArray(detections)) return [];
  const first: readonly unknown[] = detections.slice(0, MAX_DETECTIONS);
  return JSON.stringify(first).length > MAX_DETECTIONS_LENGTH ? [] : first;
}
