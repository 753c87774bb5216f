// Every message that crosses the WebSocket, of all dialects, and the only two ways in from `unknown`.
// Unknown keys are ignored on both sides: a relay may say more than we know, and so may a worker.
import * as v from 'valibot';
import type { EventDialect, Job } from './job.ts';

/** A job with more frames than this is refused: no model here can look at them, and it would fill the memory. */
export const MAX_FRAMES_PER_JOB = 64;
/** Ids are UUIDs in practice; anything longer than this is absurd and would make absurd URLs. */
const MAX_ID_LENGTH = 200;

// Percent-encoding protects every path but `.` and `..`, which URL parsers resolve even when encoded; and it throws at half
// a surrogate pair, which JSON may hold.
const id = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.maxLength(MAX_ID_LENGTH),
  v.regex(/[^.]/, 'an id of dots alone'),
  v.regex(/^\P{Surrogate}*$/u, 'an id with half a surrogate pair'),
);

const serviceId = v.pipe(v.string(), v.maxLength(MAX_ID_LENGTH));
const timestamp = v.optional(v.pipe(v.string(), v.maxLength(64)), '');
const frames = v.pipe(
  v.array(id),
  v.minLength(1, 'job without frames'),
  v.maxLength(MAX_FRAMES_PER_JOB, `more than ${MAX_FRAMES_PER_JOB} frames`),
);
const metadata = v.optional(v.nullable(v.record(v.string(), v.unknown())), {});

const relayMessageSchema = v.variant('type', [
  v.object({ type: v.literal('registered'), data: v.object({ worker_id: v.optional(id), key: id }) }),
  v.object({
    type: v.literal('job_available'),
    job: v.object({
      id,
      type: v.pipe(v.string(), v.maxLength(MAX_ID_LENGTH)),
      service_id: serviceId,
      timestamp,
      frames,
      metadata,
    }),
  }),
  v.object({
    type: v.literal('frame'),
    id,
    created_at: timestamp,
    data: v.object({ service_id: serviceId, frame_uuid: id }),
  }),
  v.object({
    type: v.literal('frame_batch'),
    id,
    created_at: timestamp,
    data: v.object({ service_id: serviceId, frames, metadata }),
  }),
]);

const workerMessageSchema = v.variant('type', [
  v.object({ type: v.literal('register'), data: v.object({ worker_id: id }) }),
  v.object({ type: v.literal('heartbeat') }),
]);

/** What a relay says to a worker: its key, or that there is work. */
export type RelayMessage =
  /** Without an id the worker keeps its own. */
  | { readonly type: 'registered'; readonly workerId?: string; readonly key: string }
  | { readonly type: 'work'; readonly job: Job };

/** What a worker says to a relay. `data` of `register` may carry more (version, device, models). */
export type WorkerMessage =
  | { readonly type: 'register'; readonly data: { readonly worker_id: string; readonly [more: string]: unknown } }
  | { readonly type: 'heartbeat' }
  /** Dialect E2's way to tell a result. */
  | { readonly type: 'event'; readonly data: object };

/** Why a message was not understood: a sentence with the field and the value that was wrong. */
export interface Unreadable {
  readonly type: 'unreadable';
  readonly reason: string;
}

/**
 * Reads one text message of a relay. Never throws.
 *
 * @param events the dialect that events on this socket belong to: the message alone does not tell E1 from E2
 */
export function parseRelayMessage(text: unknown, events: EventDialect): RelayMessage | Unreadable {
  const parsed = parse(relayMessageSchema, text);
  switch (parsed.type) {
    case 'unreadable':
      return parsed;
    case 'registered':
      return registered(parsed.data.key, parsed.data.worker_id);
    case 'job_available': {
      const { service_id: serviceId, metadata, ...job } = parsed.job;
      return { type: 'work', job: { dialect: 'J', ...job, serviceId, metadata: metadata ?? {} } };
    }
    case 'frame':
      return eventJob(parsed, events, [parsed.data.frame_uuid], {});
    case 'frame_batch':
      return eventJob(parsed, events, parsed.data.frames, parsed.data.metadata ?? {});
  }
}

const registered = (key: string, workerId: string | undefined): RelayMessage => ({
  type: 'registered',
  key,
  ...(workerId !== undefined && { workerId }),
});

function eventJob(
  event: { readonly id: string; readonly type: string; readonly created_at: string; data: { service_id: string } },
  dialect: EventDialect,
  frames: readonly string[],
  metadata: Job['metadata'],
): RelayMessage {
  const { id, type, created_at: timestamp, data } = event;
  return { type: 'work', job: { dialect, id, type, serviceId: data.service_id, timestamp, frames, metadata } };
}

/** Reads one text message of a worker. Never throws. */
export function parseWorkerMessage(text: unknown): v.InferOutput<typeof workerMessageSchema> | Unreadable {
  return parse(workerMessageSchema, text);
}

function parse<const S extends v.GenericSchema>(schema: S, text: unknown): v.InferOutput<S> | Unreadable {
  if (typeof text !== 'string') return { type: 'unreadable', reason: 'a binary message' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { type: 'unreadable', reason: `not JSON: ${text.slice(0, 60)}` };
  }
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  return { type: 'unreadable', reason: `${v.getDotPath(issue) ?? 'message'}: ${issue.message}` };
}
