// Dialect J over HTTP: claim, frames, complete and fail. Says who may ask and turns the queue's verdicts into codes.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { WORKER_KEY_HEADER } from '../src/protocol/dialectJ.ts';
import { HttpError } from './httpErrors.ts';
import type { ClaimVerdict, Queue, ReportVerdict } from './queue.ts';
import type { Workers } from './workers.ts';

/** A reason is for a person's eyes: what is longer is cut. */
const MAX_ERROR_LENGTH = 2_000;

const workerId = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200));
const claimBody = v.object({ worker_id: workerId });
/** A record takes arrays as well. */
const object = v.pipe(
  v.unknown(),
  v.check((value) => !Array.isArray(value), 'not an object'),
  v.record(v.string(), v.unknown()),
);
const completeBody = v.object({ worker_id: workerId, result: object });
const failBody = v.object({ worker_id: workerId, error: v.optional(v.string(), 'No reason was given.') });

interface JobRoutesDeps {
  readonly queue: Queue;
  readonly workers: Workers;
  readonly leaseMs: number;
  readonly requireKey: boolean;
}

type JobRequest = FastifyRequest<{ Params: { id: string } }>;
type FrameRequest = FastifyRequest<{ Params: { id: string; frame: string } }>;

export function addJobRoutes(app: FastifyInstance, { queue, workers, leaseMs, requireKey }: JobRoutesDeps): void {
  /**
   * The worker whose live key came along; undefined when none came and none was needed. `late`: a key will do that died a
   * moment ago.
   */
  function keyOwner(request: FastifyRequest, needed: boolean, late = false): string | undefined {
    const key = request.headers[WORKER_KEY_HEADER.toLowerCase()];
    if (typeof key !== 'string' || key === '') {
      if (needed) throw new HttpError(401, `The header ${WORKER_KEY_HEADER} is missing.`);
      return undefined;
    }
    const owner = workers.ownerOf(key) ?? (late ? workers.lateOwnerOf(key) : undefined);
    if (owner === undefined)
      throw new HttpError(403, 'The key is wrong, or its connection has closed. Register again.');
    return owner;
  }

  /** Who asks and what for. The key, when it comes, must be that of the worker that the body names. */
  function read<const S extends v.GenericSchema<unknown, { worker_id: string }>>(
    request: FastifyRequest,
    schema: S,
    late = false,
  ): v.InferOutput<S> {
    const owner = keyOwner(request, requireKey, late);
    const parsed = v.safeParse(schema, request.body);
    if (!parsed.success) {
      const issue = parsed.issues[0];
      throw new HttpError(400, `${v.getDotPath(issue) ?? 'The body'}: ${issue.message}.`);
    }
    const asking = parsed.output.worker_id;
    if (owner !== undefined && owner !== asking) throw new HttpError(403, 'The key is that of another worker.');
    queue.renewLeases(asking);
    return parsed.output;
  }

  app.post('/jobs/:id/claim', async (request: JobRequest) => {
    const { worker_id } = read(request, claimBody);
    if (!workers.isLive(worker_id)) throw new HttpError(403, 'This worker has no open connection. Register first.');
    const verdict = queue.claim(request.params.id, worker_id);
    if (verdict.type !== 'won') throw lostClaim(verdict);
    return { status: 'claimed', job: verdict.job, lease_ms: leaseMs };
  });

  app.get('/jobs/:id/frames/:frame', async (request: FrameRequest, reply) => {
    const owner = keyOwner(request, true);
    if (owner !== undefined) queue.renewLeases(owner);
    const frame = queue.frame(request.params.id, request.params.frame);
    if (frame === undefined) throw new HttpError(404, 'There is no such frame, or it has been dropped.');
    return reply
      .type('image/jpeg')
      .header('Cache-Control', 'no-store')
      .header('X-Content-Type-Options', 'nosniff')
      .send(frame);
  });

  app.post('/jobs/:id/complete', async (request: JobRequest) => {
    const { worker_id, result } = read(request, completeBody);
    refuseUnlessAccepted(queue.complete(request.params.id, worker_id, result));
    return { status: 'completed' };
  });

  app.post('/jobs/:id/fail', async (request: JobRequest) => {
    const { worker_id, error } = read(request, failBody, true);
    refuseUnlessAccepted(queue.fail(request.params.id, worker_id, error.slice(0, MAX_ERROR_LENGTH)));
    return { status: 'failed' };
  });
}

function lostClaim({ type }: Exclude<ClaimVerdict, { type: 'won' }>): HttpError {
  switch (type) {
    case 'unknown':
      return new HttpError(404, 'There is no such job.');
    case 'taken':
      return new HttpError(409, 'Another worker has this job.');
    case 'gone':
      return new HttpError(410, 'This job is finished or was dropped.');
  }
}

function refuseUnlessAccepted(verdict: ReportVerdict): void {
  switch (verdict) {
    case 'accepted':
      return;
    case 'unknown':
      throw new HttpError(404, 'There is no such job.');
    case 'foreign':
      throw new HttpError(409, 'This job is not, or no longer, this worker’s.');
    case 'gone':
      throw new HttpError(410, 'This job has failed for good or was dropped.');
  }
}
