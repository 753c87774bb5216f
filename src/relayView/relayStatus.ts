// The relay's /status, from unknown. It is the relay's gist for people; what a worker must know comes over the socket.
import * as v from 'valibot';

const id = v.pipe(v.string(), v.maxLength(200));
const time = v.pipe(v.string(), v.isoTimestamp());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const thousandth = v.pipe(v.number(), v.minValue(0), v.maxValue(1000));

const detection = v.object({
  label: v.string(),
  bbox: v.tuple([thousandth, thousandth, thousandth, thousandth]),
  frame: v.optional(count, 0),
});

/** A worker may send anything as a detection; what is none is left out. */
const detections = v.pipe(
  v.array(v.unknown()),
  v.transform((values) => values.filter((value) => v.is(detection, value)).map((value) => v.parse(detection, value))),
);

const statusSchema = v.object({
  jobs: v.object({ queued: count, claimed: count, done: count, failed: count, dropped: count }),
  workers: v.array(v.object({ worker_id: id, joined_at: time })),
  cameras: v.array(v.object({ service_id: id, name: v.string() })),
  results: v.array(
    v.object({
      job_id: id,
      service_id: id,
      worker_id: id,
      claimed_at: time,
      completed_at: time,
      summary: v.string(),
      detections,
    }),
  ),
});

export type RelayStatus = v.InferOutput<typeof statusSchema>;
export type RelayResult = RelayStatus['results'][number];

/** Undefined where the answer is no relay's status. */
export function parseRelayStatus(value: unknown): RelayStatus | undefined {
  const parsed = v.safeParse(statusSchema, value);
  return parsed.success ? parsed.output : undefined;
}

/** The boxes to draw on the newest frame of `jobId`: none where the result is about another job. */
export function boxesOn({ job_id, detections: all }: RelayResult, jobId: string | undefined) {
  if (job_id !== jobId) return [];
  const newest = Math.max(0, ...all.map(({ frame }) => frame));
  return all.filter(({ frame }) => frame === newest).map(({ label, bbox }, i) => ({ id: i + 1, label, bbox }));
}
