// What the relay tells of itself: /status for the page and for people, and the newest frame of each camera.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Feed } from './feed.ts';
import { HttpError } from './httpErrors.ts';
import type { JobCounts } from './jobRecords.ts';
import type { ResultBoard } from './resultBoard.ts';
import type { Workers } from './workers.ts';

interface StatusRoutesDeps {
  readonly counts: () => JobCounts;
  readonly workers: Workers;
  readonly feed: Feed;
  readonly board: ResultBoard;
}

export function addStatusRoutes(app: FastifyInstance, { counts, workers, feed, board }: StatusRoutesDeps): void {
  app.get('/status', async (_request, reply) => {
    reply.header('Cache-Control', 'no-store');
    return {
      jobs: counts(),
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
