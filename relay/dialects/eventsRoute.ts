import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpError } from '../httpErrors.ts';
import type { Workers } from '../workers.ts';
import { type JsonObject, parseObject } from './jsonObject.ts';
import { keyOwner } from './keyOwner.ts';

interface EventsRouteDeps {
  readonly path: string;
  readonly maxBytes: number;
  readonly workers: Workers;
  readonly receive: (workerId: string, data: JsonObject) => void;
}

/** `POST {path}`: a worker's event, whatever type its body is said to have. To be called on a scope of its own. */
export function addEventsRoute(scope: FastifyInstance, { path, maxBytes, workers, receive }: EventsRouteDeps): void {
  function admit(request: FastifyRequest): string {
    if (request.method !== 'POST') throw new HttpError(405, 'Method not allowed');
    return keyOwner(request, workers, 'Invalid worker key');
  }

  scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  scope.all(
    path,
    {
      bodyLimit: maxBytes,
      async onRequest(request) {
        // Before the body is read, as a stranger's may be large.
        admit(request);
        // Fastify refuses a type that it cannot read, which the published relay never looks at.
        delete request.raw.headers['content-type'];
      },
    },
    async (request, reply) => {
      // Again, as the key may have died while the body came.
      const workerId = admit(request);
      const event = typeof request.body === 'string' ? parseObject(request.body) : undefined;
      if (event === undefined) throw new HttpError(400, 'Invalid JSON');
      receive(workerId, event);
      // Go's encoder ends with a new line, and Go guesses this type.
      return reply.type('text/plain; charset=utf-8').send('{"status":"ok"}\n');
    },
  );
}
