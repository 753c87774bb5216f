import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpError } from '../httpErrors.ts';
import type { Workers } from '../workers.ts';
import { readRange } from './byteRange.ts';
import type { FrameStore } from './frameStore.ts';
import { keyOwner } from './keyOwner.ts';

interface FrameRouteDeps {
  /** Before the frame's id, without a slash at its end. */
  readonly path: string;
  readonly workers: Workers;
  readonly frameStore: FrameStore;
}

/** `GET {path}/{frame}`, for any live key. Other methods are not told apart, so that OPTIONS is 401, as it was seen. */
export function addFrameRoute(app: FastifyInstance, { path, workers, frameStore }: FrameRouteDeps): void {
  app.all(`${path}/*`, async (request: FastifyRequest<{ Params: { '*': string } }>, reply) => {
    const frameId = request.params['*'].replace(/\/+$/, '');
    if (frameId === '' || frameId.includes('/'))
      throw new HttpError(400, `Invalid path format. Expected: ${path}/{frameUUID}`);
    keyOwner(request, workers, 'Forbidden');
    const frame = frameStore.get(frameId);
    if (frame === undefined) throw new HttpError(404, 'Frame not found');

    const { jpeg, storedAtMs } = frame;
    const range = readRange(request.headers.range, jpeg.length);
    if (range.type === 'unsatisfiable') {
      reply.header('Content-Range', `bytes */${jpeg.length}`);
      throw new HttpError(416, 'invalid range');
    }
    reply
      .type('image/jpeg')
      .header('Accept-Ranges', 'bytes')
      .header('Last-Modified', new Date(storedAtMs).toUTCString());
    if (range.type === 'whole') return reply.send(jpeg);
    return reply
      .code(206)
      .header('Content-Range', `bytes ${range.first}-${range.last}/${jpeg.length}`)
      .send(jpeg.subarray(range.first, range.last + 1));
  });
}
