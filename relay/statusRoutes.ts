// What the relay tells of itself: /status for the page and for people, and the newest frame of each camera.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CompletedJob } from './events.ts';
import type { Feed } from './feed.ts';
import { HttpError } from './httpErrors.ts';
import type { Queue } from './queue.ts';
import type { Workers } from './workers.ts';

const RESULTS_KEPT = 20;
/** A result may be a megabyte of anything; the status shows its gist. */
const MAX_SUMMARY_LENGTH = 2_000;
const MAX_DETECTIONS = 100;

export type ResultBoard = ReturnType<typeof createResultBoard>;

/** The last results, newest first, cut down to what the status shows. */
export function createResultBoard() {
  const results: object[] = [];
  const iso = (timeMs: number): string => new Date(timeMs).toISOString();
  return {
    add({ job, workerId, result, offeredAtMs, claimedAtMs, completedAtMs }: CompletedJob): void {
      const summary = result['summary'];
      const detections = result['detections'];
      results.unshift({
        job_id: job.id,
        service_id: job.service_id,
        worker_id: workerId,
        offered_at: iso(offeredAtMs),
        claimed_at: iso(claimedAtMs),
        completed_at: iso(completedAtMs),
        summary: typeof summary === 'string' ? summary.slice(0, MAX_SUMMARY_LENGTH) : '',
        detections: Array.isArray(detections) ? detections.slice(0, MAX_DETECTIONS) : [],
      });
      results.length = Math.min(results.length, RESULTS_KEPT);
    },
    newestFirst: (): readonly object[] => results,
  };
}

interface StatusRoutesDeps {
  readonly queue: Queue;
  readonly workers: Workers;
  readonly feed: Feed;
  readonly board: ResultBoard;
}

export function addStatusRoutes(app: FastifyInstance, { queue, workers, feed, board }: StatusRoutesDeps): void {
  app.get('/status', async (_request, reply) => {
    reply.header('Cache-Control', 'no-store');
    return {
      jobs: queue.counts(),
      workers: workers
        .list()
        .map(({ workerId, joinedAtMs }) => ({ worker_id: workerId, joined_at: new Date(joinedAtMs).toISOString() })),
      cameras: feed.cameras.map(({ serviceId, name }) => ({ service_id: serviceId, name })),
      results: board.newestFirst(),
    };
  });

  app.get(
    '/cameras/:serviceId/latest.jpg',
    async (request: FastifyRequest<{ Params: { serviceId: string } }>, reply) => {
      if (!isLocal(request))
        throw new HttpError(403, 'Only this computer may look at a camera without being a worker.');
      const frame = feed.latestFrame(request.params.serviceId);
      if (frame === undefined) throw new HttpError(404, 'There is no such camera, or it has made no frame yet.');
      // A viewer draws the boxes of a result only on the frame that they belong to.
      return reply
        .type('image/jpeg')
        .header('Cache-Control', 'no-store')
        .header('X-Job-Id', frame.jobId)
        .send(frame.jpeg);
    },
  );
}

/** Behind a proxy on this computer every visitor seems local, so one that a proxy speaks for is not. */
function isLocal({ ip, headers }: FastifyRequest): boolean {
  const forwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return !forwarded && (ip === '::1' || /^(::ffff:)?127\./.test(ip));
}
